"""One product or service; every field saves itself."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import partial
from typing import Any

from PySide6.QtWidgets import QHBoxLayout

from crm_desktop.services import catalogue, catalogue_prices
from crm_desktop.services.catalogue import ItemRow
from crm_desktop.ui.catalogue.columns import KIND_LABELS
from crm_desktop.ui.catalogue.price_dialogs import BreaksDialog, BuildDialog, words_of_breaks, words_of_parts
from crm_desktop.ui.context import Context
from crm_desktop.ui.kit.buttons import LinkButton
from crm_desktop.ui.kit.choice_fields import ChoiceField
from crm_desktop.ui.kit.dialogs import Dialog
from crm_desktop.ui.kit.forms import Form
from crm_desktop.ui.kit.labels import Look, PlainLabel
from crm_desktop.ui.kit.number_fields import DecimalField, PriceField
from crm_desktop.ui.kit.record_editor import RecordEditor
from crm_desktop.ui.kit.text_fields import MultilineField, TextField
from crm_desktop.words import N_, _, current

LABEL = N_("Edit catalogue item")
BUILD_LABEL = N_("Build the price")
BREAKS_LABEL = N_("Change prices by quantity")
FIELDS = ("name", "kind", "code", "unit", "price", "cost", "tax_rate", "tax_reason", "description")
AMOUNTS = ("price", "cost", "tax_rate")


class ItemEditor(RecordEditor[ItemRow]):
    """Shows and saves one item."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, _("Delete this item"), _("Restore this item"))
        self.form = self.add_form()
        self._fill(self.form)
        self.margin = PlainLabel("", look=Look.SMALL, muted=True)
        self.build_button, self.built = self._line(_("Build the price …"), self.open_build)
        self.breaks_button, self.breaks = self._line(_("Prices by quantity …"), self.open_breaks)
        self.column.insertWidget(1, self.form)
        self.column.addWidget(self.margin)
        self.column.addStretch(1)

    def _line(self, words: str, run: Callable[[], object]) -> tuple[LinkButton, PlainLabel]:
        """A link that opens a dialog, and what it is set to now."""
        button, shown = LinkButton(words), PlainLabel("", look=Look.SMALL, muted=True, wrap=True)
        button.on_click(run)
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(button)
        line.addWidget(shown, 1)
        self.column.addLayout(line)
        return button, shown

    def _fill(self, form: Form) -> None:
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

    def read(self, session: Any, record_id: int) -> ItemRow:
        return catalogue.item(session, record_id)

    def begin(self, detail: ItemRow) -> None:
        for name in ("price", "cost"):
            field = self.form.field(name)
            assert isinstance(field, PriceField)
            field.set_currency(detail.currency)

    def show_detail(self, detail: ItemRow) -> None:
        self.show_head(detail.name, binned=detail.binned)
        with self._context.store.read() as session:
            self._prices = catalogue_prices.prices(session, detail.id)
        parts = self._prices.built
        self.built.setText("" if parts is None else words_of_parts(parts, detail.currency))
        self.breaks.setText(words_of_breaks(self._prices.breaks, detail.currency))
        self.margin.setVisible(bool(detail.cost) and bool(detail.price))
        if detail.price:
            share = ((detail.price - detail.cost) * 100 / detail.price).quantize(Decimal(1))
            self.margin.setText(_("Margin {share}, not printed", share=current().percent(share)))

    def open_build(self) -> Dialog | None:
        """Asks what the price is made of."""
        return self._open(BuildDialog, BUILD_LABEL, catalogue_prices.build)

    def open_breaks(self) -> Dialog | None:
        """Asks for the prices by quantity."""
        return self._open(BreaksDialog, BREAKS_LABEL, catalogue_prices.put_breaks)

    def _open(self, kind: Callable[..., Dialog], label: str, verb: Callable[[Any, int, Any], None]) -> Dialog | None:
        if self.record_id is None or not self.commit():
            return None
        dialog = kind(self._prices, partial(self._save_prices, self.record_id, label, verb), self)
        dialog.open()
        return dialog

    def _save_prices(self, item_id: int, label: str, verb: Callable[[Any, int, Any], None], value: object) -> None:
        with self._context.store.write(label, initiator=self) as session:
            verb(session, item_id, value)
        self.reload()

    def set_editable(self, editable: bool) -> None:
        super().set_editable(editable)
        for button in (self.build_button, self.breaks_button):
            button.setEnabled(editable)

    def values_of(self, detail: ItemRow) -> dict[str, Any]:
        return {name: getattr(detail, name) for name in FIELDS}

    def label_of(self, name: str) -> str:
        return LABEL

    def store(self, session: Any, record_id: int, name: str, value: Any, seen: Any) -> None:
        catalogue.edit(session, record_id, {name: value}, seen={name: seen})

    def stored(self, name: str, value: Any) -> Any:
        return Decimal(0) if name in AMOUNTS and value is None else value
