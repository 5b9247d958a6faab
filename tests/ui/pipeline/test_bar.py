"""The head of the Pipeline tab: what its chips say."""

from __future__ import annotations

from crm_desktop.ui.tokens import Tone
from tests.factories import TODAY
from tests.ui.office import Office
from tests.ui.pipeline.deals_page import DealsDesk


def test_chips_that_count_nothing_do_not_alarm(office: Office) -> None:
    desk = DealsDesk(office)
    desk.add("Later", next_step="Call", next_step_date=TODAY)
    page = desk.open()
    assert page.bar.attention.text() == "Needs attention 0"
    assert (page.bar.attention.tone, page.bar.closing.tone) == (Tone.GREY, Tone.GREY)
