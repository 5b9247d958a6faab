"""The line between two parts stays where it was put."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from crm_desktop.ui.kit.splitter import Splitter
from crm_desktop.ui.window_state import WindowState


def test_the_splitter_stays_where_it_was_put(qtbot: QtBot, tmp_path: Path) -> None:
    state = WindowState(tmp_path / "settings.ini")
    first = Splitter((QLabel("a"), QLabel("b")), (300, 700), state, "contacts")
    qtbot.addWidget(first)
    first.resize(1000, 400)
    first.show()
    first.moveSplitter(412, 1)
    again = Splitter((QLabel("a"), QLabel("b")), (300, 700), state, "contacts")
    qtbot.addWidget(again)
    again.resize(1000, 400)
    again.show()
    assert abs(again.sizes()[0] - 412) <= 1


def test_a_larger_window_gives_its_room_to_the_stretching_part(qtbot: QtBot) -> None:
    splitter = Splitter((QLabel("a"), QLabel("b")), (300, 700))
    qtbot.addWidget(splitter)
    splitter.resize(1001, 400)
    splitter.show()
    splitter.resize(1401, 400)
    assert splitter.sizes() == [300, 1100]
