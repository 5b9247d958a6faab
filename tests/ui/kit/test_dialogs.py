"""Dialogs can be used by keyboard and are gone when they are closed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QLineEdit, QPushButton, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from crm_desktop.ui.kit.dialogs import Dialog
from crm_desktop.ui.kit.labels import PlainLabel
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


SMALL_SCREEN = QSize(1024, 600)


@pytest.fixture
def small_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    """The screen of a small laptop."""
    monkeypatch.setattr("crm_desktop.ui.kit.dialogs.room_of", lambda _window: SMALL_SCREEN)
    monkeypatch.setattr("crm_desktop.ui.kit.screen_room.room_of", lambda _window: SMALL_SCREEN)


@pytest.mark.usefixtures("small_screen")
def test_a_dialog_larger_than_the_screen_scrolls_and_keeps_its_buttons(window: QWidget, qtbot: QtBot) -> None:
    dialog = Dialog(window, "New deal", "Create")
    fields = [TextField(f"field{at}", f"Field {at}") for at in range(30)]
    for field in fields:
        dialog.body.addWidget(field)
    dialog.open()
    qtbot.waitExposed(dialog)
    assert dialog.height() <= SMALL_SCREEN.height()
    assert dialog.accept_button is not None
    for button in (dialog.accept_button, dialog.close_button):
        assert button.visibleRegion().boundingRect() == button.rect()
    assert fields[-1].visibleRegion().isEmpty()
    fields[-2].editor.setFocus()
    press(fields[-2].editor, Qt.Key.Key_Tab)
    assert dialog.focusWidget() is fields[-1].editor
    assert not fields[-1].visibleRegion().isEmpty()


@pytest.mark.usefixtures("small_screen")
def test_a_size_a_dialog_was_given_gives_way_to_the_screen(window: QWidget) -> None:
    dialog = Dialog(window, "Stages")
    dialog.resize(1600, 1200)
    dialog.open()
    assert (dialog.width(), dialog.height()) == (1024, 600)


def test_what_a_dialog_says_stays_together_in_a_larger_one(window: QWidget, qtbot: QtBot) -> None:
    dialog = Dialog(window, "Issue", "Issue")
    said = [PlainLabel(words) for words in ("Address", "Tax number")]
    for label in said:
        dialog.body.addWidget(label)
    dialog.resize(600, 500)
    dialog.open()
    qtbot.waitExposed(dialog)
    assert said[1].y() - said[0].y() < 2 * said[0].sizeHint().height()


def test_a_dialog_is_as_high_as_what_it_says_and_grows_with_it(window: QWidget, qtbot: QtBot) -> None:
    dialog = Dialog(window, "Lost", "Lose")
    field = TextField("reason", "Why", required=True)
    dialog.body.addWidget(PlainLabel("Words that need several lines. " * 20, wrap=True))
    dialog.body.addWidget(field)
    more = PlainLabel("More words.\n" * 6)
    more.hide()
    dialog.body.addWidget(more)
    dialog.open()
    qtbot.waitExposed(dialog)
    scroll = dialog.findChildren(QScrollArea)[0].verticalScrollBar()
    assert scroll.maximum() == 0
    before = dialog.height()
    more.show()
    qtbot.waitUntil(lambda: dialog.height() > before)
    qtbot.waitUntil(lambda: scroll.maximum() == 0)
