"""The tax rates on offer: rate, name and the reason an exempt one carries, a line for each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from crm_desktop.domain.country_profile import TaxPreset
from crm_desktop.domain.errors import Refused
from crm_desktop.ui.kit.buttons import DropButton, IconButton, QuietButton
from crm_desktop.ui.kit.field import Field
from crm_desktop.ui.kit.labels import Look, PlainLabel
from crm_desktop.ui.kit.number_fields import DecimalField
from crm_desktop.ui.kit.plain import menu_text, tool_tip
from crm_desktop.ui.kit.tab_order import tab_through
from crm_desktop.ui.kit.text_fields import TextField
from crm_desktop.words import _

Save = Callable[[tuple[TaxPreset, ...]], None]


class RatesEditor(QWidget):
    """Edits the list; `save(rates)` stores it and may refuse, `set_back()` brings the rates of the country again."""

    def __init__(self, save: Save, set_back: Callable[[], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._save = save
        self._rates: tuple[TaxPreset, ...] = ()
        self._editable = True
        self._tabbed: list[QWidget] = []
        self.lines: list[dict[str, Field[Any]]] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(PlainLabel(_("Tax rates"), look=Look.SMALL, muted=True))
        self._holder = QWidget()
        self._column.addWidget(self._holder)
        add = QuietButton(_("Add a rate"), icon_name="plus")
        add.on_click(self._add)
        self.add_button = add
        self.exempt_button = DropButton(_("Add an exemption"))
        self.exemptions = QMenu(self)
        self.exempt_button.setMenu(self.exemptions)
        self.exempt_button.hide()
        self.back_button = QuietButton(_("Set back to the usual"), icon_name="undo")
        self.back_button.on_click(set_back)
        self.back_button.hide()
        row = QHBoxLayout()
        row.addWidget(add)
        row.addWidget(self.exempt_button)
        row.addStretch(1)
        self._column.addLayout(row)
        # In a line of its own: in some languages three of them are wider than the page.
        self._column.addWidget(self.back_button, 0, Qt.AlignmentFlag.AlignLeft)

    def show_rates(self, rates: Sequence[TaxPreset]) -> None:
        """Shows the stored rates; lines that show them already stay, with the cursor and a line not yet named."""
        if self.lines and tuple(rates) == tuple(rate for rate in self._rates if rate.label):
            return
        self._rates = tuple(rates)
        self._build()

    def offer_exemptions(self, exemptions: Sequence[TaxPreset]) -> None:
        """Offers the official list of the country: reasons for which no tax is charged."""
        self.exemptions.clear()
        for preset in exemptions:
            entry = self.exemptions.addAction(menu_text(preset.label))
            entry.setToolTip(tool_tip(preset.reason))
            entry.triggered.connect(_Take(self, preset))
        self.exempt_button.setVisible(bool(exemptions))

    def offer_set_back(self, offered: bool) -> None:
        """Shows the way back while the rates are others than those of the country."""
        self.back_button.setVisible(offered)

    def take(self, preset: TaxPreset) -> None:
        """Adds a rate of the list; one that is there already is not added again."""
        if preset.reason in {rate.reason for rate in self._rates}:
            return
        wanted = (*(rate for rate in self._rates if rate.label), preset)
        self._save(wanted)
        self._rates = wanted
        self._build()

    def set_editable(self, editable: bool) -> None:
        """Locks or frees every line."""
        self._editable = editable
        self.add_button.setEnabled(editable)
        self.exempt_button.setEnabled(editable)
        self.back_button.setEnabled(editable)
        self._build()

    def _build(self) -> None:
        self._column.removeWidget(self._holder)
        self._holder.hide()
        self._holder.deleteLater()
        self._holder = QWidget()
        self._tabbed, self.lines = [], []
        grid = QGridLayout(self._holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 2)
        grid.setColumnStretch(2, 3)
        for at, rate in enumerate(self._rates):
            self._add_line(grid, at, rate)
        self._column.insertWidget(1, self._holder)
        # A layout shows new widgets only later: until then the keyboard would pass them by.
        self._holder.show()
        tab_through(self._tabbed, before=self.add_button)

    def _add_line(self, grid: QGridLayout, at: int, rate: TaxPreset) -> None:
        fields: dict[str, Field[Any]] = {
            "rate": DecimalField("rate", _("Rate"), suffix="%"),
            "label": TextField("label", _("Name"), placeholder=_("Name")),
            "reason": TextField("reason", _("Reason"), placeholder=_("Reason, where no tax is charged")),
        }
        fields["rate"].setFixedWidth(84)
        for column, (name, field) in enumerate(fields.items()):
            field.set_value(_(rate.label) if name == "label" else getattr(rate, name))
            field.set_editable(self._editable)
            field.committed.connect(_Commit(self, at, fields))
            grid.addWidget(field, at, column, Qt.AlignmentFlag.AlignTop)
        remove = IconButton("close", _("Remove this rate"))
        remove.setEnabled(self._editable)
        remove.on_click(_Remove(self, at))
        grid.addWidget(remove, at, 3)
        self._tabbed += [*fields.values(), remove]
        self.lines.append(fields)

    def _add(self) -> None:
        self._rates = (*self._rates, TaxPreset(Decimal(0), ""))
        self._build()

    def commit(self, at: int, fields: dict[str, Field[Any]], name: str, old: Any) -> None:
        """Stores the rates with one value changed."""
        changed = replace(
            self._rates[at],
            rate=fields["rate"].value or Decimal(0),
            label=fields["label"].value,
            reason=fields["reason"].value,
        )
        if not changed.label:
            return
        wanted = (*self._rates[:at], changed, *self._rates[at + 1 :])
        try:
            self._save(wanted)
        except Refused as refused:
            fields[name].take_back(old, refused)
            return
        self._rates = wanted

    def remove(self, at: int) -> None:
        """Takes one rate away; quotes that have it keep it."""
        self._rates = (*self._rates[:at], *self._rates[at + 1 :])
        self._save(tuple(rate for rate in self._rates if rate.label))
        self._build()


class _Commit:
    """Hears of one line's fields."""

    def __init__(self, editor: RatesEditor, at: int, fields: dict[str, Field[Any]]) -> None:
        self._editor, self._at, self._fields = editor, at, fields

    def __call__(self, name: str, old: Any, _new: Any) -> None:
        self._editor.commit(self._at, self._fields, name, old)


class _Take:
    """Takes one exemption of the list."""

    def __init__(self, editor: RatesEditor, preset: TaxPreset) -> None:
        self._editor, self._preset = editor, preset

    def __call__(self, *_ignored: object) -> None:
        self._editor.take(self._preset)


class _Remove:
    """Takes one line away."""

    def __init__(self, editor: RatesEditor, at: int) -> None:
        self._editor, self._at = editor, at

    def __call__(self) -> None:
        self._editor.remove(self._at)
