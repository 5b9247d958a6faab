"""One product or service; every field saves itself."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from crm_desktop.domain.catalogue import ItemKind
from crm_desktop.services import catalogue, settings
from crm_desktop.services.catalogue import ItemRow
from crm_desktop.ui.catalogue.columns import KIND_LABELS
from crm_desktop.ui.context import Context
from crm_desktop.ui.kit.choice_fields import ChoiceField
from crm_desktop.ui.kit.forms import Form
from crm_desktop.ui.kit.labels import Look, PlainLabel
from crm_desktop.ui.kit.number_fields import DecimalField
from crm_desktop.ui.kit.text_fields import MultilineField, TextField
from crm_desktop.words import N_, _, current

LABEL = N_("Edit catalogue item")
FIELDS = ("name", "kind", "code", "unit", "price", "cost", "tax_rate", "tax_reason", "description")
AMOUNTS = ("price", "cost", "tax_rate")


class ItemEditor(QScrollArea):
    """Shows and saves one item; `item_id` is None while it shows none."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.item_id: int | None = None
        self.setWidgetResizable(True)
        self.form = Form(self._save)
        self.form.add(TextField("name", _("Name"), required=True))
        self.form.add_row(
            ChoiceField("kind", _("Type"), [(kind, _(words)) for kind, words in KIND_LABELS.items()]),
            TextField("code", _("Code"), limit=60),
        )
        with context.store.read() as session:
            currency = settings.business(session).currency
        self.form.add_row(
            TextField("unit", _("Unit"), placeholder=_("h, pcs, m²"), limit=40),
            DecimalField("price", _("Price without tax"), suffix=currency),
        )
        self.form.add_row(
            DecimalField("cost", _("Your cost, not printed"), suffix=currency),
            DecimalField("tax_rate", _("Tax"), suffix="%"),
        )
        self.form.add(TextField("tax_reason", _("Reason, where no tax is charged")))
        self.form.add(MultilineField("description", _("Description on quotes"), lines=(3, 12)))
        self.margin = PlainLabel("", look=Look.SMALL, muted=True)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(24, 16, 24, 24)
        column.setSpacing(12)
        column.addWidget(self.form)
        column.addWidget(self.margin)
        column.addStretch(1)
        self.setWidget(inner)

    def show_item(self, item_id: int) -> None:
        """Shows another item."""
        self.item_id = item_id
        row = self._read()
        self.form.set_values(_values(row))
        self._show_margin(row)

    def reload(self) -> None:
        """Shows the same item as it is stored now."""
        if self.item_id is not None:
            row = self._read()
            self.form.take_stored(_values(row))
            self._show_margin(row)

    def _read(self) -> ItemRow:
        assert self.item_id is not None
        with self._context.store.read() as session:
            return catalogue.item(session, self.item_id)

    def _show_margin(self, row: ItemRow) -> None:
        self.margin.setVisible(bool(row.cost) and bool(row.price))
        if row.price:
            share = ((row.price - row.cost) * 100 / row.price).quantize(Decimal(1))
            self.margin.setText(_("Margin {share}, not printed", share=current().percent(share)))

    def _save(self, name: str, old: Any, new: Any) -> None:
        assert self.item_id is not None
        with self._context.store.write(LABEL, initiator=self) as session:
            catalogue.edit(session, self.item_id, {name: _stored(name, new)}, seen={name: _stored(name, old)})
        self.reload()

    def select_name(self) -> None:
        """Puts the cursor on the name, so that typing replaces it."""
        name = self.form.field("name")
        assert isinstance(name, TextField)
        name.editor.setFocus()
        name.editor.selectAll()

    def commit(self) -> bool:
        """Saves what was typed; False when something was refused."""
        return self.item_id is None or self.form.commit()

    def set_editable(self, editable: bool) -> None:
        """Locks or frees every field."""
        self.form.set_editable(editable)


def _values(row: ItemRow) -> dict[str, Any]:
    return {name: getattr(row, name) for name in FIELDS}


def _stored(name: str, value: Any) -> Any:
    if name in AMOUNTS:
        return value if value is not None else Decimal(0)
    return ItemKind(value) if name == "kind" else value
