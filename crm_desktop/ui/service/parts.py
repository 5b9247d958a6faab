"""The parts used in a job: a line for each, saved when a field is left."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from crm_desktop.domain.errors import Refused
from crm_desktop.services.jobs import PartLine
from crm_desktop.ui.kit.buttons import IconButton, QuietButton
from crm_desktop.ui.kit.field import Field
from crm_desktop.ui.kit.labels import Look, PlainLabel
from crm_desktop.ui.kit.number_fields import DecimalField
from crm_desktop.ui.kit.tab_order import tab_through
from crm_desktop.ui.kit.text_fields import TextField
from crm_desktop.words import _

Save = Callable[[tuple[PartLine, ...], tuple[PartLine, ...]], None]


class PartsEditor(QWidget):
    """Name, quantity, unit and price of every part; `save(seen, wanted)` stores them and may refuse.

    Sends `edited()` after every save.
    """

    edited = Signal()

    def __init__(self, save: Save, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._save = save
        self._parts: tuple[PartLine, ...] = ()
        self._editable = True
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
        if len(self.rows) in (len(self._parts), len(self._parts) + waiting):
            for row, part in zip(self.rows, self._parts, strict=False):
                for name, field in row.items():
                    field.take_stored(getattr(part, name))
        else:
            self._build([*self._parts])

    def show_others(self, parts: Sequence[PartLine]) -> None:
        """Shows the parts of another job."""
        self._parts = tuple(parts)
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
        grid.setColumnStretch(0, 5)
        self.rows, self._tabbed = [], []
        if parts:
            for at, words in enumerate((_("Part"), _("Quantity"), _("Unit"), _("Price"))):
                grid.addWidget(PlainLabel(words, look=Look.SMALL, muted=True), 0, at)
        for line, part in enumerate(parts):
            self._add_row(grid, line, part)
        self._column.insertWidget(0, self._grid_holder)
        # A layout shows new widgets only later: until then the keyboard would pass them by.
        self._grid_holder.show()
        tab_through(self._tabbed, before=self.add_button)

    def _add_row(self, grid: QGridLayout, line: int, part: PartLine) -> None:
        fields: dict[str, Field[Any]] = {
            "name": TextField("name", _("Part"), placeholder=_("What was used")),
            "quantity": DecimalField("quantity", _("Quantity")),
            "unit": TextField("unit", _("Unit"), limit=40),
            "unit_price": DecimalField("unit_price", _("Price")),
        }
        for at, (name, field) in enumerate(fields.items()):
            field.set_value(getattr(part, name))
            field.set_editable(self._editable)
            field.committed.connect(_Commit(self, line))
            if at:
                field.setFixedWidth((0, 76, 64, 92)[at])
            grid.addWidget(field, line + 1, at, Qt.AlignmentFlag.AlignTop)
        remove = IconButton("close", _("Remove this part"))
        remove.on_click(_Remove(self, line))
        grid.addWidget(remove, line + 1, len(fields))
        self._tabbed += [*fields.values(), remove]
        self.rows.append(fields)

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
