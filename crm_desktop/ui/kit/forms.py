"""Forms: labelled fields that save themselves when they are left; refusals stand beside the field they name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from crm_desktop.domain.errors import Refused
from crm_desktop.ui.kit.choice_fields import CheckField
from crm_desktop.ui.kit.field import Field, Save
from crm_desktop.ui.kit.labels import Look, PlainLabel

LABEL_COLUMN = 96


class Form(QWidget):
    """Fields under their labels, or beside them.

    Args:
        save: saves one field, called with its name, the value the user saw and the new one; what it refuses stands
            beside the field the refusal names (else the field itself), and the typed words stay. Without it listen to
            `committed(name, old, new)` and answer with `refuse`.
        beside: labels stand left of their fields in one column, not above them.
        bare: frames are seen only under the pointer and while typing.
    """

    committed = Signal(str, object, object)
    edited = Signal(str)

    def __init__(
        self, save: Save | None = None, *, beside: bool = False, bare: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._save = save
        self._beside = beside
        self._bare = bare
        self._fields: dict[str, Field[Any]] = {}
        self._rows: dict[str, tuple[QWidget, ...]] = {}
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12 if not bare else 0)
        self._grid.setVerticalSpacing(12 if not bare else 2)
        if beside:
            self._grid.setColumnMinimumWidth(0, LABEL_COLUMN - (6 if bare else 0))
            self._grid.setColumnStretch(1, 1)

    def add(self, field: Field[Any]) -> None:
        """Adds one field in a line of its own."""
        self.add_row(field)

    def add_row(self, *fields: Field[Any], stretches: tuple[int, ...] = ()) -> None:
        """Adds fields in one line, sharing it equally or by `stretches`."""
        line = self._grid.rowCount()
        holders = [self._labelled(field) for field in fields]
        if self._beside and len(fields) == 1 and not isinstance(fields[0], CheckField):
            label = PlainLabel(fields[0].label, muted=True)
            label.setBuddy(fields[0].editor)
            label.setContentsMargins(0, 4 if self._bare else 8, 8, 0)
            self._grid.addWidget(label, line, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(fields[0], line, 1)
            self._rows[fields[0].name] = (label, fields[0])
            return
        if self._beside and len(fields) == 1:
            fields[0].setContentsMargins(6 if self._bare else 0, 0, 0, 0)
            self._grid.addWidget(fields[0], line, 1)
            self._rows[fields[0].name] = (fields[0],)
            return
        row = QHBoxLayout()
        row.setSpacing(12)
        for at, (field, holder) in enumerate(zip(fields, holders, strict=True)):
            row.addWidget(holder, stretches[at] if stretches else 1, Qt.AlignmentFlag.AlignTop)
            self._rows[field.name] = (holder,)
        self._grid.addLayout(row, line, 0, 1, 2)

    def _labelled(self, field: Field[Any]) -> QWidget:
        """Takes a field in and puts it under its label, where it gets one."""
        self._fields[field.name] = field
        field.committed.connect(self._on_committed)
        field.edited.connect(self._on_edited)
        field.set_bare(self._bare)
        if self._beside or isinstance(field, CheckField):
            return field
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        label = PlainLabel(field.label, look=Look.SMALL, muted=True)
        label.setBuddy(field.editor)
        column.addWidget(label)
        column.addWidget(field)
        if field.help:
            column.addWidget(PlainLabel(field.help, look=Look.SMALL, muted=True, wrap=True))
            field.editor.setAccessibleDescription(field.help)
        return holder

    def field(self, name: str) -> Field[Any]:
        """The field of a name.

        Raises:
            KeyError: the form has none.
        """
        return self._fields[name]

    def values(self) -> dict[str, Any]:
        """The saved value of every field; call `commit` first to include what is being typed."""
        return {name: field.value for name, field in self._fields.items()}

    def set_values(self, values: Mapping[str, Any]) -> None:
        """Shows another record: everything typed is forgotten. Fields that are not named become empty."""
        for name, field in self._fields.items():
            field.set_value(values[name] if name in values else field.empty())

    def take_stored(self, values: Mapping[str, Any]) -> None:
        """Shows the same record as it is stored now; a field in which the user is typing keeps their words."""
        for name, value in values.items():
            if name in self._fields:
                self._fields[name].take_stored(value)

    def show_field(self, name: str, visible: bool) -> None:
        """Shows or hides a field with its label."""
        for widget in self._rows[name]:
            widget.setVisible(visible)

    @property
    def dirty(self) -> bool:
        """True while something typed is not saved."""
        return any(field.dirty for field in self._fields.values())

    def commit(self) -> bool:
        """Saves what was typed; False, with the focus on the first field that was refused, when something was."""
        faulty = [field for field in self._fields.values() if not field.commit()]
        if faulty:
            faulty[0].editor.setFocus(Qt.FocusReason.OtherFocusReason)
        return not faulty

    def restore(self) -> None:
        """Takes back what was typed in every field."""
        for field in self._fields.values():
            field.restore()

    def refuse(self, error: Refused, name: str = "") -> bool:
        """Shows a refusal beside the field it names, else beside `name`; False when the form has neither."""
        field = self._fields.get(error.field or "") or self._fields.get(name)
        if field is None:
            return False
        field.refuse(error)
        return True

    def set_editable(self, editable: bool) -> None:
        """Locks or frees every field."""
        for field in self._fields.values():
            field.set_editable(editable)

    def focus_first(self) -> None:
        """Puts the cursor into the first field."""
        for field in list(self._fields.values())[:1]:
            field.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_edited(self) -> None:
        field = self.sender()
        if isinstance(field, Field):
            self.edited.emit(field.name)

    def _on_committed(self, name: str, old: Any, new: Any) -> None:
        if self._save is not None:
            field = self._fields[name]
            try:
                self._save(name, old, new)
            except Refused as error:
                field.take_back(old, error)
                self._show_elsewhere(error, name)
                return
            except BaseException:
                # A fault of the program is told by the global hooks; the words stay typed, as not saved.
                field.take_back(old)
                raise
        self.committed.emit(name, old, new)

    def _show_elsewhere(self, error: Refused, name: str) -> None:
        """A refusal that names another field stands there too."""
        if error.field in self._fields and error.field != name:
            self._fields[error.field].refuse(error)
