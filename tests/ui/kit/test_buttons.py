"""Buttons say what they do and can be used without a mouse."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from crm_desktop.ui.kit.buttons import DropButton, IconButton, LinkButton, PrimaryButton, Segments
from tests.ui.hands import child, click, press

MARKUP = "<b>A & B</b> <img src='/etc/hostname'>"


def test_a_button_shows_its_ampersand_and_runs_without_arguments(qtbot: QtBot) -> None:
    ran: list[tuple[object, ...]] = []
    button = PrimaryButton("Call Smith & Sons")
    qtbot.addWidget(button)
    button.on_click(lambda *given: ran.append(given))
    click(button)
    press(button, Qt.Key.Key_Space)
    assert button.text() == "Call Smith && Sons"
    assert button.words() == "Call Smith & Sons"
    assert ran == [(), ()]


def test_an_icon_alone_has_a_name_and_tells_its_shortcut(qtbot: QtBot) -> None:
    button = IconButton("undo", "Undo", shortcut="Ctrl+Z")
    qtbot.addWidget(button)
    assert button.accessibleName() == "Undo"
    assert button.toolTip() == "Undo (Ctrl+Z)"


@pytest.mark.parametrize("make", [PrimaryButton, LinkButton, DropButton])
def test_every_button_can_be_reached_by_keyboard(qtbot: QtBot, make: type[QPushButton]) -> None:
    button = make("Go")
    qtbot.addWidget(button)
    assert button.focusPolicy() & Qt.FocusPolicy.TabFocus
    before = button.grab().toImage()
    button.show()
    button.activateWindow()
    button.setFocus()
    qtbot.waitUntil(button.hasFocus)
    assert button.grab().toImage() != before


def test_exactly_one_segment_is_down(qtbot: QtBot) -> None:
    chosen: list[str] = []
    view = Segments([("board", "Board"), ("table", "Table"), ("forecast", "Forecast")], "View")
    qtbot.addWidget(view)
    view.chosen.connect(chosen.append)
    view.show()
    assert view.current == "board"
    click(child(view, QPushButton, "Table"))
    view.choose("forecast")
    assert (view.current, chosen) == ("forecast", ["table"])


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_a_button_that_has_the_cursor_is_pressed_by_keyboard(qtbot: QtBot, key: Qt.Key) -> None:
    ran: list[str] = []
    button = PrimaryButton("Go")
    qtbot.addWidget(button)
    button.on_click(lambda: ran.append("ran"))
    press(button, key)
    assert ran == ["ran"]
