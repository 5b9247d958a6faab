"""No window is opened larger than its screen has room for."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from crm_desktop.ui.kit.screen_room import fit_to_screen, room_of


def test_a_window_gets_the_size_it_wants_as_far_as_there_is_room(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    fit_to_screen(window, QSize(300, 200))
    assert window.size() == QSize(300, 200)
    fit_to_screen(window, QSize(300, 100_000))
    assert window.size() == QSize(300, room_of(window).height())


def test_title_bar_and_edges_are_left_room_for(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    screen = window.screen().availableGeometry().size()
    assert room_of(window).height() < screen.height()
    assert room_of(window).width() < screen.width()
