"""The columns of the catalogue."""

from __future__ import annotations

from crm_desktop.domain.catalogue import ItemKind
from crm_desktop.services.catalogue import ItemRow
from crm_desktop.ui.kit.query_table_model import Column
from crm_desktop.words import N_, _, current

KIND_LABELS = {ItemKind.PRODUCT: N_("Product"), ItemKind.SERVICE: N_("Service")}


def _kind(row: ItemRow) -> str:
    return _(KIND_LABELS[row.kind]) if row.kind in KIND_LABELS else str(row.kind)


COLUMNS: tuple[Column[ItemRow], ...] = (
    Column("code", N_("Code"), lambda row: row.code, width=90, muted=True),
    Column("name", N_("Name"), lambda row: row.name, stretch=True, strong=True, tip=lambda row: row.description),
    Column("kind", N_("Type"), _kind, width=84, muted=True, sortable=False),
    Column("unit", N_("Unit"), lambda row: row.unit, width=80, sortable=False),
    Column("price", N_("Price"), lambda row: current().unit_price(row.price, row.currency), width=112, numeric=True),
    Column("tax_rate", N_("Tax"), lambda row: current().percent(row.tax_rate), width=72, numeric=True, sortable=False),
)
