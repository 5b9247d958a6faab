"""A text field gives the keys of commands away, and keeps those of editing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from crm_desktop.ui.kit.filter_bar import FilterField
from crm_desktop.ui.kit.program_keys import claim
from crm_desktop.ui.kit.text_fields import MultilineField, TextField

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture(autouse=True)
def _nothing_is_claimed_afterwards() -> Iterator[None]:
    yield
    claim(())


def editors(qtbot: QtBot) -> list[QWidget]:
    """One of each kind of text field."""
    fields = (TextField("name", "Name"), MultilineField("notes", "Notes"), FilterField("Filter"))
    for field in fields:
        qtbot.addWidget(field)
    return [fields[0].editor, fields[1].editor, fields[2]]


def kept(editor: QWidget, key: Qt.Key) -> bool:
    """Whether the field wants the key for itself, as Qt asks before it looks for shortcuts."""
    event = QKeyEvent(QEvent.Type.ShortcutOverride, key, CONTROL)
    event.ignore()
    QApplication.sendEvent(editor, event)
    return event.isAccepted()


@pytest.mark.parametrize("key", [Qt.Key.Key_E, Qt.Key.Key_K, Qt.Key.Key_A])
def test_the_keys_of_commands_are_given_away(qtbot: QtBot, key: Qt.Key) -> None:
    claim(["Ctrl+E", "Ctrl+K", "Ctrl+A"])
    editing = key == Qt.Key.Key_A
    assert [kept(editor, key) for editor in editors(qtbot)] == [editing] * 3


def test_without_a_command_a_field_keeps_what_it_can_use(qtbot: QtBot) -> None:
    claim(["Ctrl+J"])
    assert all(kept(editor, Qt.Key.Key_A) for editor in editors(qtbot))
