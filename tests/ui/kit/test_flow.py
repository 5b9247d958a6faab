"""Widgets flow into lines, and hidden ones leave no gap."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QSizePolicy, QWidget
from pytestqt.qtbot import QtBot

from crm_desktop.ui.kit.flow import FlowLayout


@pytest.fixture
def boxes(qtbot: QtBot) -> list[QWidget]:
    """Three boxes of 80 x 20 in a window 300 wide."""
    window = QWidget()
    qtbot.addWidget(window)
    flow = FlowLayout(window, spacing=4)
    made = []
    for _at in range(3):
        box = QWidget()
        box.setFixedSize(80, 20)
        flow.addWidget(box)
        made.append(box)
    window.resize(300, 100)
    window.show()
    qtbot.waitExposed(window)
    return made


def _resize(boxes: list[QWidget], width: int) -> FlowLayout:
    window = boxes[0].window()
    window.resize(width, 100)
    flow = window.layout()
    assert isinstance(flow, FlowLayout)
    flow.activate()
    return flow


def test_what_has_no_room_goes_to_the_next_line(boxes: list[QWidget]) -> None:
    assert [box.x() for box in boxes] == [0, 84, 168]
    flow = _resize(boxes, 200)
    assert [(box.x(), box.y()) for box in boxes] == [(0, 0), (84, 0), (0, 24)]
    assert (flow.heightForWidth(300), flow.heightForWidth(200), flow.heightForWidth(90)) == (20, 44, 68)


def test_a_hidden_one_takes_neither_room_nor_a_gap(boxes: list[QWidget], qtbot: QtBot) -> None:
    boxes[1].hide()
    qtbot.waitUntil(lambda: boxes[2].x() == 84)


def test_one_that_wants_to_expand_takes_the_rest_of_its_line(boxes: list[QWidget]) -> None:
    boxes[2].setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    boxes[2].setMaximumWidth(1000)
    _resize(boxes, 400)
    assert boxes[2].width() == 400 - 168
