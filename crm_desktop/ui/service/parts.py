"""The parts used in a job: a line for each, saved when a field is left."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from itertools import zip_longest
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from crm_desktop.domain.errors import Refused
from crm_desktop.domain.jobs import Part, part_cost
from crm_desktop.services.jobs import PartLine
from crm_desktop.ui.kit.buttons import IconButton, QuietButton
from crm_desktop.ui.kit.field import Field
from crm_desktop.ui.kit.labels import Look, PlainLabel
from crm_desktop.ui.kit.number_fields import DecimalField, PriceField
from crm_desktop.ui.kit.tab_order import tab_through
from crm_desktop.ui.kit.text_fields import TextField
from crm_desktop.ui.tokens import FIELD_HEIGHT
from crm_desktop.words import _, current

WIDTHS = {"quantity": 76, "unit": 64, "unit_price": 104}
BETWEEN = 6
Save = Callable[[tuple[PartLine, ...], tuple[PartLine, ...]], None]


class PartsEditor(QWidget):
    """Two lines for every part: its name, and under it quantity, unit, price and what it costs.

    `save(seen, wanted)` stores them and may refuse.

    Sends `edited()` after every save.
    """

    edited = Signal()

    def __init__(self, save: Save, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._save = save
        self._parts: tuple[PartLine, ...] = ()
        self._editable = True
        self._currency = "EUR"
        self._costs: list[PlainLabel] = []
        self.rows: list[dict[str, Field[Any]]] = []
        self._tabbed: list[QWidget] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        self._grid_holder = QWidget()
        self._column.addWidget(self._grid_holder)
        self.add_button = QuietButton(_("Add a part"), icon_name="plus")
        self.add_button.on_click(self.add_empty)
        self._column.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)

    def show_parts(self, parts: Sequence[PartLine]) -> None:
        """Shows the stored parts of a job.

        As many as before are shown in the same fields: the cursor stays, and so does what is being typed.
        """
        waiting = len(self.rows) - len(self._parts)
        self._parts = tuple(parts)
        self._tell_costs()
        if len(self.rows) in (len(self._parts), len(self._parts) + waiting):
            for row, part in zip(self.rows, self._parts, strict=False):
                for name, field in row.items():
                    field.take_stored(getattr(part, name))
        else:
            self._build([*self._parts])

    def show_others(self, parts: Sequence[PartLine], currency: str) -> None:
        """Shows the parts of another job, priced in its currency."""
        self._parts = tuple(parts)
        self._currency = currency
        self._build([*self._parts])

    def add_empty(self) -> None:
        """Adds a line to type into; it is stored once it has a name."""
        self._build([*self._parts, PartLine("")])
        self.rows[-1]["name"].editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_editable(self, editable: bool) -> None:
        """Locks or frees every line."""
        self._editable = editable
        self.add_button.setEnabled(editable)
        for row in self.rows:
            for field in row.values():
                field.set_editable(editable)

    def commit(self) -> bool:
        """Saves what was typed; False when something was refused."""
        # Every field, not only up to the first fault.
        saved = [field.commit() for row in self.rows for field in row.values()]
        return all(saved)

    def _build(self, parts: list[PartLine]) -> None:
        self._column.removeWidget(self._grid_holder)
        self._grid_holder.hide()
        self._grid_holder.deleteLater()
        self._grid_holder = QWidget()
        grid = QGridLayout(self._grid_holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(3, 1)
        self.rows, self._tabbed, self._costs = [], [], []
        for part in parts:
            self._add_row(grid, part)
        self._tell_costs()
        self._column.insertWidget(0, self._grid_holder)
        # A layout shows new widgets only later: until then the keyboard would pass them by.
        self._grid_holder.show()
        tab_through(self._tabbed, before=self.add_button)

    def _add_row(self, grid: QGridLayout, part: PartLine) -> None:
        line, top = len(self.rows), grid.rowCount()
        fields: dict[str, Field[Any]] = {
            "name": TextField("name", _("Part"), placeholder=_("What was used")),
            "quantity": DecimalField("quantity", _("Quantity")),
            "unit": TextField("unit", _("Unit"), limit=40),
            "unit_price": PriceField("unit_price", _("Price"), self._currency),
        }
        for name, field in fields.items():
            field.set_value(getattr(part, name))
            field.set_editable(self._editable)
            field.committed.connect(_Commit(self, line))
        if line:
            grid.setRowMinimumHeight(top, BETWEEN)
        grid.addWidget(fields["name"], top + 1, 0, 1, 4)
        for at, (name, width) in enumerate(WIDTHS.items()):
            fields[name].setFixedWidth(width)
            # Headings once, where they are first needed: the fields of all parts stand below each other.
            if not line:
                grid.addWidget(PlainLabel(fields[name].label, look=Look.SMALL, muted=True), top + 2, at)
            grid.addWidget(fields[name], top + 3, at, Qt.AlignmentFlag.AlignTop)
        cost = PlainLabel("", muted=True)
        cost.setFixedHeight(FIELD_HEIGHT)
        grid.addWidget(cost, top + 3, 3, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        remove = IconButton("close", _("Remove this part"))
        remove.on_click(_Remove(self, line))
        grid.addWidget(remove, top + 1, 4, Qt.AlignmentFlag.AlignTop)
        self._tabbed += [*fields.values(), remove]
        self._costs.append(cost)
        self.rows.append(fields)

    def _tell_costs(self) -> None:
        """What every stored part comes to; a part that waits for its name costs nothing yet."""
        for cost, part in zip_longest(self._costs, self._parts):
            if cost is not None:
                cost.setText("" if part is None else current().money(_cost(part, self._currency), self._currency))

    def commit_line(self, line: int, name: str, old: Any) -> None:
        """Stores the parts with one value changed; a line without a name waits for one."""
        fields = self.rows[line]
        part = self._parts[line] if line < len(self._parts) else PartLine("")
        values = {key: field.value for key, field in fields.items()}
        changed = PartLine(
            name=values["name"],
            quantity=values["quantity"] if values["quantity"] is not None else Decimal(1),
            unit=values["unit"],
            unit_price=values["unit_price"] if values["unit_price"] is not None else Decimal(0),
            item_id=part.item_id,
            id=part.id,
        )
        if not changed.name:
            return
        wanted = (*self._parts[:line], changed, *self._parts[line + 1 :])
        try:
            self._save(self._parts, wanted)
        except Refused as refused:
            fields[refused.field if refused.field in fields else name].take_back(old, refused)
            return
        self.edited.emit()

    def remove_line(self, line: int) -> None:
        """Takes a part away; undo brings it back."""
        if line >= len(self._parts):
            self._build([*self._parts])
            return
        self._save(self._parts, (*self._parts[:line], *self._parts[line + 1 :]))
        self.edited.emit()


def _cost(part: PartLine, currency: str) -> int:
    return part_cost(Part(part.quantity, part.unit_price), currency)


class _Commit:
    """Hears of one line's fields."""

    def __init__(self, editor: PartsEditor, line: int) -> None:
        self._editor, self._line = editor, line

    def __call__(self, name: str, old: Any, _new: Any) -> None:
        self._editor.commit_line(self._line, name, old)


class _Remove:
    """Takes one line away."""

    def __init__(self, editor: PartsEditor, line: int) -> None:
        self._editor, self._line = editor, line

    def __call__(self) -> None:
        self._editor.remove_line(self._line)
