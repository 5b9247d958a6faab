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
LATE = "18/11/2026, overdue"


def line(step: str, when: str, width: int) -> tuple[str, str]:
    """What the last line of a card of this width says at its left and right."""
    picture = QImage(10, 10, QImage.Format.Format_RGB32)
    with QPainter(picture) as painter:
        painter.setFont(theme().fonts.small)
        return step_line(painter, step, when, "15 d", width)


@pytest.mark.parametrize("width", [180, 220, 260])
@pytest.mark.parametrize("when", ["01/12/2026", LATE])
def test_the_day_of_the_next_step_is_never_cut(dressed_app: object, width: int, when: str) -> None:
    words, days = line(LONG_STEP, when, width)
    assert words.startswith("M")
    assert words.endswith(f" {when}")
    assert QFontMetrics(theme().fonts.small).horizontalAdvance(words + days) <= width


def test_the_days_in_a_stage_give_way_before_nothing_is_left_of_the_step(dressed_app: object) -> None:
    assert line("Call", LATE, 300) == (f"Call {LATE}", "15 d")
    narrow = QFontMetrics(theme().fonts.small).horizontalAdvance(f"Call {LATE}") + 2
    assert line("Call", LATE, narrow) == (f"Call {LATE}", "")


def test_a_step_without_a_day_and_a_day_without_a_step_stand_alone(dressed_app: object) -> None:
    assert line("Call", "", 300)[0] == "Call"
    assert line("", "today", 300)[0] == "today"


def test_what_is_late_says_so_beside_its_day(office: Office) -> None:
    desk = DealsDesk(office)
    late = TODAY - dt.timedelta(days=9)
    row = desk.detail(desk.add("Kitchen", next_step="Call", next_step_date=late)).row
    step, when, tone = words.next_step(row, TODAY)
    assert step == "Call"
    assert when.endswith(", overdue")
    assert tone is not None
