"""A window with one field and somewhere else to go, for tests of fields."""

from __future__ import annotations

from typing import Any, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from crm_desktop.ui.kit.field import Field
from tests.ui.hands import press, type_text

F = TypeVar("F", bound=Field[Any])
Saved = list[tuple[str, Any, Any]]


class Desk:
    """A window with one field and somewhere else to go, noting what was saved."""

    def __init__(self, qtbot: QtBot) -> None:
        self.qtbot = qtbot
        self.window = QWidget()
        self.column = QVBoxLayout(self.window)
        self.elsewhere = QLineEdit()
        self.column.addWidget(self.elsewhere)
        self.saved: Saved = []
        qtbot.addWidget(self.window)
        self.window.show()
        self.window.activateWindow()
        qtbot.waitExposed(self.window)

    def put(self, field: F, value: Any = None) -> F:
        """Shows a field with a value, the cursor in it."""
        self.column.addWidget(field)
        if value is not None:
            field.set_value(value)
        field.committed.connect(lambda name, old, new: self.saved.append((name, old, new)))
        self.enter(field)
        return field

    def enter(self, field: Field[Any]) -> None:
        field.editor.setFocus()
        self.qtbot.waitUntil(field.editor.hasFocus)

    def leave(self) -> None:
        self.elsewhere.setFocus()
        self.qtbot.waitUntil(self.elsewhere.hasFocus)


def retype(field: Field[Any], text: str) -> None:
    """Selects what stands there and types something else."""
    field.editor.selectAll()  # type: ignore[attr-defined]
    press(field.editor, Qt.Key.Key_Delete)
    type_text(field.editor, text)
