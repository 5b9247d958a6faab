"""One product or service; every field saves itself."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from crm_desktop.domain.catalogue import ItemKind
from crm_desktop.services import catalogue
from crm_desktop.services.catalogue import ItemRow
from crm_desktop.ui.catalogue.columns import KIND_LABELS
from crm_desktop.ui.context import Context
from crm_desktop.ui.kit.buttons import IconButton
from crm_desktop.ui.kit.choice_fields import ChoiceField
from crm_desktop.ui.kit.forms import Form
from crm_desktop.ui.kit.labels import ElidedLabel, Look, PlainLabel
from crm_desktop.ui.kit.number_fields import DecimalField, PriceField
from crm_desktop.ui.kit.text_fields import MultilineField, TextField
from crm_desktop.words import N_, _, current

LABEL = N_("Edit catalogue item")
FIELDS = ("name", "kind", "code", "unit", "price", "cost", "tax_rate", "tax_reason", "description")
AMOUNTS = ("price", "cost", "tax_rate")


class ItemEditor(QScrollArea):
    """Shows and saves one item; `record_id` is None while it shows none. Sends `delete_pressed()`."""

    delete_pressed = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.record_id: int | None = None
        self.binned = False
        self.setWidgetResizable(True)
        self.form = self._make_form()
        self.margin = PlainLabel("", look=Look.SMALL, muted=True)
        self.title = ElidedLabel("", look=Look.TITLE)
        self.delete_button = IconButton("trash", _("Delete this item"), shortcut="Ctrl+Delete")
        self.delete_button.on_click(self.delete_pressed.emit)
        self._lay_out()

    def _make_form(self) -> Form:
        form = Form(self._save)
        form.add(TextField("name", _("Name"), required=True))
        form.add_row(
            ChoiceField("kind", _("Type"), [(kind, _(words)) for kind, words in KIND_LABELS.items()]),
            TextField("code", _("Code"), limit=60),
        )
        form.add_row(
            TextField("unit", _("Unit"), placeholder=_("h, pcs, m²"), limit=40),
            PriceField("price", _("Price without tax")),
        )
        form.add_row(PriceField("cost", _("Your cost, not printed")), DecimalField("tax_rate", _("Tax"), suffix="%"))
        form.add(TextField("tax_reason", _("Reason, where no tax is charged")))
        form.add(MultilineField("description", _("Description on quotes"), lines=(3, 12)))
        return form

    def _lay_out(self) -> None:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(24, 16, 24, 24)
        column.setSpacing(12)
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.delete_button)
        column.addLayout(head)
        column.addWidget(self.form)
        column.addWidget(self.margin)
        column.addStretch(1)
        self.setWidget(inner)

    def show_record(self, record_id: int) -> None:
        """Shows another item.

        Raises:
            Refused: ``record.missing``.
        """
        row = self._read(record_id)
        self.record_id = record_id
        self._show_head(row)
        self.form.set_values(_values(row))

    def reload(self) -> None:
        """Shows the same item as it is stored now; a field being typed in keeps its words.

        Raises:
            Refused: ``record.missing``.
        """
        if self.record_id is not None:
            row = self._read(self.record_id)
            self._show_head(row)
            self.form.take_stored(_values(row))

    def _read(self, item_id: int) -> ItemRow:
        with self._context.store.read() as session:
            return catalogue.item(session, item_id)

    def _show_head(self, row: ItemRow) -> None:
        self.binned = row.binned
        words = _("Restore this item") if row.binned else _("Delete this item")
        self.delete_button.set_name(words, "Ctrl+Delete")
        self.title.setText(row.name)
        for name in ("price", "cost"):
            field = self.form.field(name)
            assert isinstance(field, PriceField)
            field.set_currency(row.currency)
        self._show_margin(row)

    def focus_first(self) -> None:
        """Puts the cursor into the first field."""
        self.form.focus_first()

    def _show_margin(self, row: ItemRow) -> None:
        self.margin.setVisible(bool(row.cost) and bool(row.price))
        if row.price:
            share = ((row.price - row.cost) * 100 / row.price).quantize(Decimal(1))
            self.margin.setText(_("Margin {share}, not printed", share=current().percent(share)))

    def _save(self, name: str, old: Any, new: Any) -> None:
        assert self.record_id is not None
        with self._context.store.write(LABEL, initiator=self) as session:
            catalogue.edit(session, self.record_id, {name: _stored(name, new)}, seen={name: _stored(name, old)})
        self.reload()

    def select_name(self) -> None:
        """Puts the cursor on the name, so that typing replaces it."""
        name = self.form.field("name")
        assert isinstance(name, TextField)
        name.editor.setFocus()
        name.editor.selectAll()

    def commit(self) -> bool:
        """Saves what was typed; False when something was refused."""
        return self.record_id is None or self.form.commit()

    def set_editable(self, editable: bool) -> None:
        """Locks or frees everything."""
        self.form.set_editable(editable)
        self.delete_button.setEnabled(editable)


def _values(row: ItemRow) -> dict[str, Any]:
    return {name: getattr(row, name) for name in FIELDS}


def _stored(name: str, value: Any) -> Any:
    if name in AMOUNTS:
        return value if value is not None else Decimal(0)
    return ItemKind(value) if name == "kind" else value
