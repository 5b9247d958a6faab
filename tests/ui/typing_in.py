"""Fields as a person uses them: another text typed over what stands there, another choice taken from the list."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QWidget

from crm_desktop.ui.kit.field import Field
from crm_desktop.ui.kit.forms import Form
from tests.ui.hands import CTRL, press, type_text


def editor(form: Form, name: str) -> Any:
    """What is typed into, of the field of a name."""
    return form.field(name).editor


def type_over(field: QWidget, text: str) -> None:
    """Types over what stands in a line or a text, without leaving it."""
    assert isinstance(field, (QLineEdit, QPlainTextEdit))
    field.setFocus()
    field.selectAll()
    if text:
        type_text(field, text)
    else:
        press(field, Qt.Key.Key_Delete)


def fill_in(field: Field[Any], text: str) -> None:
    """Types over a field and saves it with Enter."""
    type_over(field.editor, text)
    press(field.editor, Qt.Key.Key_Return, CTRL)


def pick(field: Field[Any] | QComboBox, words: str) -> None:
    """Takes an entry of a list, as the mouse does."""
    combo = field if isinstance(field, QComboBox) else field.editor
    assert isinstance(combo, QComboBox)
    at = combo.findText(words)
    assert at >= 0, f"“{words}” is not in the list"
    combo.setCurrentIndex(at)
    combo.activated.emit(at)
