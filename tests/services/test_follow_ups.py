"""Open quotes come up again when nobody answers, and only then."""

from __future__ import annotations

import datetime as dt

import pytest

from crm_desktop.db.database import Database
from crm_desktop.db.models.quotes import Quote
from crm_desktop.domain.errors import Refused
from crm_desktop.domain.interactions import InteractionKind
from crm_desktop.services import contacts, follow_ups, interactions, quote_answers, quote_list
from crm_desktop.services.interactions import InteractionQuery
from crm_desktop.services.quote_list import QuoteQuery
from crm_desktop.services.sending import Way, note_sent
from tests.factories import NOW, TODAY
from tests.services.quotes import accept, complete, issue, put, shown

DAY = dt.timedelta(days=1)


def sent(store: Database, **values: object) -> int:
    """A quote sent today; answers its id."""
    quote_id = complete(store, **values)
    issue(store, quote_id)
    with store.write("Send", barrier="undo.barrier.send") as session:
        note_sent(session, quote_id, Way.BY_HAND, today=TODAY, now=NOW)
    return quote_id


def due(store: Database, today: dt.date) -> list[int]:
    """The quotes that come up on a day."""
    query = QuoteQuery(view="follow_up", today=today)
    with store.read() as session:
        found = quote_list.ids(session, query, 0, 50)
        assert follow_ups.count(session, today) == len(found) == quote_list.count(session, query)
    return found


def test_a_sent_quote_comes_up_after_the_days_of_the_settings(store: Database) -> None:
    put(store, quote__follow_up_days="10")
    quote_id = sent(store, valid_until=TODAY + 30 * DAY)
    assert due(store, TODAY + 9 * DAY) == []
    assert due(store, TODAY + 10 * DAY) == [quote_id]
    assert due(store, TODAY + 99 * DAY) == [quote_id]


def test_one_that_ends_sooner_comes_up_the_day_after_its_last(store: Database) -> None:
    quote_id = sent(store, valid_until=TODAY + 3 * DAY)
    assert due(store, TODAY + 3 * DAY) == []
    assert due(store, TODAY + 4 * DAY) == [quote_id]


def test_one_that_never_ends_comes_up_as_any_other(store: Database) -> None:
    quote_id = sent(store, valid_until=dt.date(2199, 12, 31))
    assert due(store, TODAY + dt.timedelta(days=365)) == [quote_id]


def test_one_that_was_only_issued_comes_up_once_it_has_expired(store: Database) -> None:
    quote_id = complete(store, valid_until=TODAY + DAY)
    assert due(store, TODAY + 9 * DAY) == []
    issue(store, quote_id)
    assert due(store, TODAY + DAY) == []
    assert due(store, TODAY + 2 * DAY) == [quote_id]


def test_one_of_an_older_file_comes_up_some_days_after_it_was_sent_else_after_its_date(store: Database) -> None:
    late = TODAY + 60 * DAY
    told, untold = sent(store, valid_until=late), sent(store, date=TODAY - 2 * DAY, valid_until=late)
    with store.write("As an older program left them") as session:
        for quote_id in (told, untold):
            session.get_one(Quote, quote_id).follow_up_on = None
        session.get_one(Quote, untold).sent_on = None
    assert due(store, TODAY + 4 * DAY) == []
    assert due(store, TODAY + 5 * DAY) == [untold]
    assert due(store, TODAY + 6 * DAY) == [untold]
    assert sorted(due(store, TODAY + 7 * DAY)) == [told, untold]


def test_an_answer_ends_it_and_an_answer_taken_back_does_not(store: Database) -> None:
    quote_id = sent(store)
    later = TODAY + 60 * DAY
    with store.write("Decline", barrier="undo.barrier.answer") as session:
        quote_answers.decline(session, quote_id, "Too dear", today=TODAY, now=NOW)
    assert due(store, later) == []
    with store.write("Take back", barrier="undo.barrier.answer") as session:
        quote_answers.take_back(session, quote_id, today=TODAY, now=NOW)
    assert due(store, later) == [quote_id]


def test_following_up_is_noted_and_pushes_the_day(store: Database) -> None:
    quote_id = sent(store, valid_until=TODAY + 60 * DAY)
    there = TODAY + 7 * DAY
    with store.write("Follow up") as session:
        day = follow_ups.followed_up(
            session, quote_id, InteractionKind.CALL, "Asked Ana", "Thinks", today=there, now=NOW
        )
    assert day == there + 7 * DAY
    assert due(store, there) == []
    assert due(store, day) == [quote_id]
    with store.read() as session:
        entry = interactions.listed(session, InteractionQuery(quote_id=quote_id))[0]
    assert (entry.kind, entry.title, entry.text) == ("call", "Asked Ana", "Thinks")
    store.undo()
    assert due(store, there) == [quote_id]


def test_a_customer_in_the_bin_hinders_neither_asking_nor_a_job(store: Database) -> None:
    quote_id = sent(store)
    with store.write("Delete contact") as session:
        contacts.to_bin(session, shown(store, quote_id).contact_id or 0, NOW)
    with store.write("Follow up") as session:
        follow_ups.followed_up(session, quote_id, InteractionKind.CALL, "Asked", today=TODAY, now=NOW)
        entry = interactions.listed(session, InteractionQuery(quote_id=quote_id))[0]
    assert (entry.title, entry.contact_id) == ("Asked", None)
    assert accept(store, quote_id, plan_job=True).job_id is not None


def test_a_quote_is_postponed_to_a_day_even_past_its_last(store: Database) -> None:
    quote_id = sent(store, valid_until=TODAY + 3 * DAY)
    with store.write("Postpone") as session:
        follow_ups.postpone(session, quote_id, TODAY + 20 * DAY, today=TODAY)
    assert due(store, TODAY + 19 * DAY) == []
    assert due(store, TODAY + 20 * DAY) == [quote_id]


def test_only_a_later_day_and_only_an_open_quote(store: Database) -> None:
    quote_id = sent(store)
    with pytest.raises(Refused, match="past"), store.write("Postpone") as session:
        follow_ups.postpone(session, quote_id, TODAY, today=TODAY)
    draft = complete(store)
    with pytest.raises(Refused, match="not_open"), store.write("Postpone") as session:
        follow_ups.postpone(session, draft, TODAY + DAY, today=TODAY)
    assert shown(store, draft).status == "draft"
