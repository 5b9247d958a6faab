"""Dialogs can be used by keyboard and are gone when they are closed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from crm_desktop.ui.kit.dialogs import Dialog
from crm_desktop.ui.kit.text_fields import TextField
from tests.ui.hands import child, click, press, type_text, wait_until_freed

MARKUP = "Delete “<b>A & B</b>”? <img src='/etc/hostname'>"


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    return window


@pytest.mark.parametrize("end", ["button", "enter", "escape", "cancel", "x"])
def test_however_it_ends_a_dialog_is_freed(window: QWidget, qtbot: QtBot, end: str) -> None:
    ended: list[str] = []
    dialog = Dialog(window, "New deal", "Create")
    dialog.on_accepted(lambda: ended.append("yes"))
    dialog.rejected.connect(lambda: ended.append("no"))
    line = QLineEdit()
    dialog.body.addWidget(line)
    dialog.open()
    if end == "button":
        click(child(dialog, QPushButton, "Create"))
    elif end == "enter":
        press(line, Qt.Key.Key_Return)
    elif end == "escape":
        press(line, Qt.Key.Key_Escape)
    elif end == "cancel":
        click(child(dialog, QPushButton, "Cancel"))
    else:
        dialog.close()
    wait_until_freed(qtbot, dialog)
    assert ended == ["yes" if end in ("button", "enter") else "no"]


def test_a_dialog_that_finds_something_wrong_stays(window: QWidget, qtbot: QtBot) -> None:
    class Picky(Dialog):
        ready = False

        def check(self) -> bool:
            return self.ready

    dialog = Picky(window, "New deal", "Create")
    dialog.open()
    click(child(dialog, QPushButton, "Create"))
    assert dialog.isVisible()
    dialog.ready = True
    click(child(dialog, QPushButton, "Create"))
    wait_until_freed(qtbot, dialog)


def test_the_cursor_stands_on_what_enter_presses(window: QWidget, qtbot: QtBot) -> None:
    dialog = Dialog(window, "New deal", "Create")
    dialog.open()
    assert dialog.focusWidget() is dialog.accept_button
    ended: list[str] = []
    dialog.rejected.connect(lambda: ended.append("no"))
    press(child(dialog, QPushButton, "Cancel"), Qt.Key.Key_Return)
    wait_until_freed(qtbot, dialog)
    assert ended == ["no"]


def test_a_notice_is_closed_by_enter(window: QWidget, qtbot: QtBot) -> None:
    dialog = Dialog(window, "Something went wrong")
    dialog.open()
    press(child(dialog, QPushButton, "Close"), Qt.Key.Key_Return)
    wait_until_freed(qtbot, dialog)


def test_one_enter_saves_a_field_and_sends_the_dialog(window: QWidget, qtbot: QtBot) -> None:
    ended: list[str] = []
    dialog = Dialog(window, "New deal", "Create")
    field = TextField("title", "Deal", required=True)
    dialog.body.addWidget(field)
    dialog.on_accepted(lambda: ended.append(field.value))
    dialog.open()
    type_text(field.editor, "Oven")
    field.editor.selectAll()
    press(field.editor, Qt.Key.Key_Delete)
    press(field.editor, Qt.Key.Key_Return)
    assert field.trouble
    assert dialog.isVisible()
    type_text(field.editor, "Kitchen")
    press(field.editor, Qt.Key.Key_Return)
    wait_until_freed(qtbot, dialog)
    assert ended == ["Kitchen"]
