"""Importing products and services from a list: new ones come in one batch, known ones get the list's prices.

An item is known by its code, else by its name; what the list says nothing of stays as it is.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm_desktop.db.bulk import loading
from crm_desktop.db.models.catalogue import CatalogueItem
from crm_desktop.domain.errors import Refused
from crm_desktop.domain.money import from_ten_thousandths
from crm_desktop.domain.text import fold
from crm_desktop.exchange.catalogue import ItemRecord, ReadCatalogue, read_catalogue
from crm_desktop.exchange.records import Rejected
from crm_desktop.services import catalogue, settings
from crm_desktop.services.catalogue_rows import item_row
from crm_desktop.services.import_plan import Progress, untold
from crm_desktop.services.imports import ImportReport, ImportSource
from crm_desktop.services.store import Store
from crm_desktop.words import N_

LABEL = N_("Import catalogue")
NEWS = 500
"""After so many items it is told how far the import is."""
_TEXTS = ("code", "name", "description", "unit", "currency")


@dataclass(slots=True)
class _Plan:
    """What is to be done: rows to create, (item id, values) to change, and how many are as the list says."""

    new: list[dict[str, Any]] = field(default_factory=list)
    changes: list[tuple[int, dict[str, Any]]] = field(default_factory=list)
    skipped: int = 0
    rejected: list[Rejected] = field(default_factory=list)


def import_catalogue(
    store: Store,
    source: ImportSource,
    *,
    now: dt.datetime,
    dry_run: bool = False,
    progress: Progress | None = None,
    initiator: object = None,
) -> ImportReport:
    """Imports a list of products and services as one gesture.

    Args:
        store: the open file.
        source: delimited text or a workbook.
        now: when new items are created.
        dry_run: says what would be done and writes nothing.
        progress: told (done, all) now and then; what it raises stops the import, and nothing is written.
        initiator: handed on with the news.

    Raises:
        Refused: ``import.*`` for a file that holds no items; ``file.*`` when nothing could be saved.
    """
    tell = progress or untold
    tell(0, 0)
    read = read_catalogue(source.name, source.data)
    if dry_run:
        with store.read() as session:
            plan = _planned(session, read.items, now, tell)
        return _report(read, plan)
    with store.write(LABEL, subject=source.name, initiator=initiator) as session:
        plan = _planned(session, read.items, now, tell)
        with loading(session, expected=len(plan.new)) as load:
            load.insert(CatalogueItem, plan.new)
        for done, (item_id, values) in enumerate(plan.changes):
            if done % NEWS == 0:
                tell(done, len(plan.changes))
            catalogue.edit(session, item_id, values)
    return _report(read, plan)


def _planned(session: Session, records: Sequence[ItemRecord], now: dt.datetime, tell: Progress) -> _Plan:
    business = settings.business(session)
    live = session.scalars(select(CatalogueItem).where(CatalogueItem.deleted_at.is_(None))).all()
    by_code = {item.sort_code: item for item in live if item.sort_code}
    by_name = {item.sort_name: item for item in live}
    plan, taken = _Plan(), set[str]()
    for done, record in enumerate(records):
        if done % NEWS == 0:
            tell(done, len(records))
        # A code that is known decides; a name only where the list or the item has no code of its own.
        code, name = fold(record.code), fold(record.name)
        item = by_code.get(code) or _without_code(by_name.get(name), code)
        try:
            row = item_row(record, business, now)
            if item is not None:
                _change(plan, item, record)
            elif (code or name) in taken:
                raise Refused("import.item_repeated", name=record.code or record.name)
            else:
                plan.new.append(row)
                taken.add(code or name)
        except Refused as error:
            plan.rejected.append(Rejected(record.source, record.line, error.key, error.values))
    return plan


def _without_code(item: CatalogueItem | None, code: str) -> CatalogueItem | None:
    return None if item is None or (code and item.sort_code) else item


def _change(plan: _Plan, item: CatalogueItem, record: ItemRecord) -> None:
    """The values of the list that the item has not."""
    values: dict[str, Any] = {
        name: said for name in _TEXTS if (said := getattr(record, name)) and said != getattr(item, name)
    }
    amounts = {"price": record.price, "cost": record.cost, "tax_rate": record.tax}
    values |= {
        name: amount
        for name, amount in amounts.items()
        if amount is not None and amount != from_ten_thousandths(getattr(item, name))
    }
    if values:
        plan.changes.append((item.id, values))
    else:
        plan.skipped += 1


def _report(read: ReadCatalogue, plan: _Plan) -> ImportReport:
    return ImportReport(
        read=len(read.items) + len(read.rejected),
        created=len(plan.new),
        updated=len(plan.changes),
        skipped=plan.skipped,
        rejected=(*read.rejected, *plan.rejected),
        warnings=read.warnings,
    )
