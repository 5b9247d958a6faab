"""The tab of the quotes counts those that come up for follow-up, on whatever page one is."""

from __future__ import annotations

import datetime as dt
from unittest.mock import patch

import pytest

from crm_desktop.domain.errors import Refused
from crm_desktop.services import quote_answers
from crm_desktop.ui.due_count import DueCount
from crm_desktop.ui.pages import PAGES, QUOTES
from crm_desktop.ui.top_bar import PageTab, TopBar
from tests.factories import NOW, TODAY
from tests.services.quotes import complete, issue
from tests.ui.office import Office


@pytest.fixture
def tab(office: Office) -> PageTab:
    return office.show(TopBar(PAGES)).tabs[QUOTES]


def waiting(office: Office) -> int:
    """A quote of today that nobody has answered."""
    quote_id = complete(office.store)
    issue(office.store, quote_id)
    return quote_id


def test_a_day_later_than_planned_the_tab_says_how_many_wait(office: Office, tab: PageTab) -> None:
    waiting(office)
    due = DueCount(office.context, tab, office.window)
    width = tab.sizeHint().width()
    assert (tab.count, tab.accessibleDescription(), tab.toolTip()) == ("", "", "Quotes (Ctrl+3)")
    office.day = TODAY + dt.timedelta(days=8)
    due.count()
    assert (tab.count, tab.accessibleDescription()) == ("1", "1 quote comes up for follow-up")
    assert "1 quote comes up for follow-up" in tab.toolTip()
    assert tab.sizeHint().width() > width
    due.end()
    assert tab.count == ""


def test_an_answer_is_counted_soon_after(office: Office, tab: PageTab) -> None:
    quote_id, _other = waiting(office), waiting(office)
    office.day = TODAY + dt.timedelta(days=8)
    due = DueCount(office.context, tab, office.window)
    assert tab.count == "2"
    with office.store.write("Decline", barrier="undo.barrier.answer") as session:
        quote_answers.decline(session, quote_id, "Price", today=office.day, now=NOW)
    office.qtbot.waitUntil(lambda: tab.count == "1")
    due.end()


def test_while_another_program_holds_the_file_the_last_count_stands(office: Office, tab: PageTab) -> None:
    waiting(office)
    office.day = TODAY + dt.timedelta(days=8)
    due = DueCount(office.context, tab, office.window)
    with patch.object(type(office.store), "read", side_effect=Refused("file.locked", path="business.crm")):
        due.count()
    assert tab.count == "1"
    due.end()
