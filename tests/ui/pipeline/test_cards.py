"""What a card says in the room it has."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtGui import QFontMetrics, QImage, QPainter

from crm_desktop.ui.pipeline import words
from crm_desktop.ui.pipeline.cards import step_line
from crm_desktop.ui.theme import theme
from tests.factories import TODAY
from tests.ui.office import Office
from tests.ui.pipeline.deals_page import DealsDesk

LONG_STEP = "Meeting with the architect and the owner of the house"


@pytest.mark.parametrize("width", [120, 160, 200])
@pytest.mark.parametrize("when", ["01/12/2026", "18/11/2026, overdue"])
def test_the_day_of_the_next_step_is_never_cut(dressed_app: object, width: int, when: str) -> None:
    picture = QImage(10, 10, QImage.Format.Format_RGB32)
    font = theme().fonts.small
    with QPainter(picture) as painter:
        painter.setFont(font)
        line = step_line(painter, LONG_STEP, when, width)
    assert line.endswith(f" {when}")
    assert line.startswith("M") or width < 160
    assert QFontMetrics(font).horizontalAdvance(line) <= width or width < 160


def test_what_is_late_says_so_beside_its_day(office: Office) -> None:
    desk = DealsDesk(office)
    late = TODAY - dt.timedelta(days=9)
    row = desk.detail(desk.add("Kitchen", next_step="Call", next_step_date=late)).row
    step, when, tone = words.next_step(row, TODAY)
    assert step == "Call"
    assert when.endswith(", overdue")
    assert tone is not None
