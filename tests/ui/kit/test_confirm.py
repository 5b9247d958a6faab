"""Questions and notices are plain text, and nothing final happens by Enter."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from crm_desktop.ui.kit.confirm import ask, tell
from tests.ui.hands import child, click, press, seen, wait_until_freed

MARKUP = "Delete “<b>A & B</b>”? <img src='/etc/hostname'>"


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    return window


def test_a_question_is_plain_text_and_runs_what_was_chosen(window: QWidget, qtbot: QtBot) -> None:
    answers: list[str] = []
    dialog = ask(window, "Delete?", MARKUP, "Delete", lambda: answers.append("yes"), on_no=lambda: answers.append("no"))
    assert MARKUP in seen(dialog)
    assert all(label.textFormat() is Qt.TextFormat.PlainText for label in dialog.findChildren(QLabel))
    press(dialog, Qt.Key.Key_Return)
    wait_until_freed(qtbot, dialog)
    again = ask(window, "Delete?", MARKUP, "Delete", lambda: answers.append("yes"), on_no=lambda: answers.append("no"))
    press(again, Qt.Key.Key_Escape)
    wait_until_freed(qtbot, again)
    assert answers == ["yes", "no"]


def test_enter_never_presses_a_button_that_cannot_be_undone(window: QWidget, qtbot: QtBot) -> None:
    answers: list[str] = []
    dialog = ask(window, "Erase?", "For ever.", "Erase", lambda: answers.append("yes"), danger=True)
    press(dialog, Qt.Key.Key_Return)
    assert answers == []
    if dialog.isVisible():
        click(child(dialog, QPushButton, "Erase"))
        wait_until_freed(qtbot, dialog)
        assert answers == ["yes"]


def test_a_notice_shows_its_detail_to_be_copied_and_another_way_on(window: QWidget, qtbot: QtBot) -> None:
    opened: list[int] = []
    dialog = tell(window, "Something went wrong", "Sorry.", detail="/x/log", action=("Open", lambda: opened.append(1)))
    assert seen(dialog)[:3] == ["Something went wrong", "Sorry.", "/x/log"]
    click(child(dialog, QPushButton, "Open"))
    assert opened == [1]
    click(child(dialog, QPushButton, "Close"))
    wait_until_freed(qtbot, dialog)


def test_a_long_text_gets_the_height_it_needs(window: QWidget, qtbot: QtBot) -> None:
    dialog = ask(window, "Title", "word " * 200, "Go", lambda: None)
    label = next(label for label in dialog.findChildren(QLabel) if label.text().startswith("word"))
    assert label.height() >= label.heightForWidth(label.width())
    dialog.reject()
    wait_until_freed(qtbot, dialog)
