"""What becomes of an issued quote: sent on a day, declined for a reason, withdrawn for good, taken back."""

from __future__ import annotations

import datetime as dt

import pytest

from crm_desktop.db.database import Database
from crm_desktop.domain.errors import Refused
from crm_desktop.sentences import sentence
from crm_desktop.services import contact_detail, deals, deals_list, lost_reasons, quote_answers, quote_questions
from crm_desktop.services.deals import NewDeal
from crm_desktop.services.quote_acceptance import TakenBack
from tests.factories import NOW, TODAY
from tests.services.businesses import sold, start
from tests.services.quotes import a_customer, accept, complete, issue, revise, shown

LATER = NOW + dt.timedelta(days=3)
BARRIER = "undo.barrier.answer"


def issued(store: Database, **values: object) -> int:
    quote_id = complete(store, **values)
    issue(store, quote_id)
    return quote_id


def sent(store: Database, quote_id: int, on: dt.date = TODAY) -> None:
    with store.write("Sent", barrier=BARRIER) as session:
        quote_answers.mark_sent(session, quote_id, on, today=TODAY, now=NOW)


def decline(store: Database, quote_id: int, reason: str = "Price", lost: tuple[int, str] | None = None) -> None:
    with store.write("Decline", barrier=BARRIER) as session:
        quote_answers.decline(session, quote_id, reason, lost=lost, today=LATER.date(), now=LATER)


def withdraw(store: Database, quote_id: int) -> None:
    with store.write("Withdraw", barrier=BARRIER) as session:
        quote_answers.withdraw(session, quote_id, "wrong price", now=LATER)


def take_back(store: Database, quote_id: int) -> TakenBack:
    with store.write("Back", barrier=BARRIER) as session:
        return quote_answers.take_back(session, quote_id, today=LATER.date(), now=LATER)


def test_a_quote_is_sent_on_a_day_and_again_on_another(store: Database) -> None:
    quote_id = issued(store, date=TODAY - dt.timedelta(days=1))
    sent(store, quote_id, TODAY - dt.timedelta(days=1))
    assert (shown(store, quote_id).status, shown(store, quote_id).sent_on) == ("sent", TODAY - dt.timedelta(days=1))
    sent(store, quote_id)
    assert (shown(store, quote_id).status, shown(store, quote_id).sent_on) == ("sent", TODAY)


@pytest.mark.parametrize(("days", "key"), [(1, "day.in_future"), (-3, "day.before_quote")])
def test_a_day_that_is_to_come_or_before_the_quote_is_none_it_was_sent_on(store: Database, days: int, key: str) -> None:
    quote_id = issued(store, date=TODAY - dt.timedelta(days=2))
    with pytest.raises(Refused) as refused:
        sent(store, quote_id, TODAY + dt.timedelta(days=days))
    assert (refused.value.key, refused.value.field) == (key, "sent_on")
    assert sentence(refused.value)
    assert shown(store, quote_id).sent_on is None


def test_a_quote_that_is_dated_ahead_is_sent_on_the_day_it_was_issued(store: Database) -> None:
    quote_id = issued(store, date=TODAY + dt.timedelta(days=9))
    sent(store, quote_id)
    assert shown(store, quote_id).sent_on == TODAY


def test_what_was_answered_is_not_marked_as_sent_any_more(store: Database) -> None:
    accepted, declined = issued(store), issued(store)
    accept(store, accepted)
    decline(store, declined)
    for quote_id, state in ((accepted, "accepted"), (declined, "declined")):
        with pytest.raises(Refused, match=r"quote\.answered"):
            sent(store, quote_id)
        assert shown(store, quote_id).status == state


def a_deal(store: Database, contact_id: int) -> int:
    with store.write("New deal") as session:
        return deals.create(session, NewDeal("Kitchen", contact_id, value=99900), today=TODAY, now=NOW)


def kind_of(store: Database, deal_id: int) -> str:
    with store.read() as session:
        return deals_list.deal(session, deal_id, TODAY).row.kind.value


def reason(store: Database) -> int:
    with store.read() as session:
        return lost_reasons.lost_reasons(session)[0].id


def test_a_no_loses_the_deal_when_asked_and_taking_it_back_finds_it_again(store: Database) -> None:
    start(store)
    customer = a_customer(store)
    deal_id = a_deal(store, customer)
    quote_id = issued(store, contact_id=customer, deal_id=deal_id)
    decline(store, quote_id)
    assert kind_of(store, deal_id) == "open"
    assert take_back(store, quote_id) == TakenBack(shown(store, quote_id).number)
    decline(store, quote_id, lost=(reason(store), "Half the price elsewhere"))
    with store.read() as session:
        deal = deals_list.deal(session, deal_id, TODAY)
    assert (deal.row.kind.value, deal.lost_note) == ("lost", "Half the price elsewhere")
    assert take_back(store, quote_id) == TakenBack(shown(store, quote_id).number, "Kitchen", deal_moved=True)
    assert kind_of(store, deal_id) == "open"


def test_a_deal_lost_by_hand_stays_lost_when_a_no_is_taken_back(store: Database) -> None:
    start(store)
    customer = a_customer(store)
    deal_id = a_deal(store, customer)
    quote_id = issued(store, contact_id=customer, deal_id=deal_id)
    decline(store, quote_id)
    with store.write("Lose deal") as session:
        deals.lose(session, deal_id, reason(store), today=TODAY, now=NOW)
    assert take_back(store, quote_id).deal == ""
    assert kind_of(store, deal_id) == "lost"


def test_a_yes_that_becomes_a_no_can_lose_the_deal_it_had_won(store: Database) -> None:
    start(store)
    customer = a_customer(store)
    deal_id = a_deal(store, customer)
    quote_id = issued(store, contact_id=customer, deal_id=deal_id)
    accept(store, quote_id, move_deal=True)
    decline(store, quote_id, lost=(reason(store), ""))
    with store.read() as session:
        row = deals_list.deal(session, deal_id, TODAY).row
    assert (row.kind.value, row.value) == ("lost", 99900)
    take_back(store, quote_id)
    assert kind_of(store, deal_id) == "open"


def test_a_deal_won_by_hand_is_not_offered_to_be_lost_by_a_no(store: Database) -> None:
    start(store)
    customer = a_customer(store)
    deal_id = a_deal(store, customer)
    quote_id = issued(store, contact_id=customer, deal_id=deal_id)
    with store.read() as session:
        assert quote_questions.no_question(session, quote_id).deal == "Kitchen"
    accept(store, quote_id)
    with store.write("Win deal") as session:
        deals.win(session, deal_id, today=TODAY, now=NOW + dt.timedelta(hours=1))
    with store.read() as session:
        assert quote_questions.no_question(session, quote_id).deal == ""
    decline(store, quote_id, lost=(reason(store), ""))
    assert kind_of(store, deal_id) == "won"


def test_a_deal_stays_won_while_another_quote_of_it_is_accepted(store: Database) -> None:
    start(store)
    customer = a_customer(store)
    deal_id = a_deal(store, customer)
    one, other = (issued(store, contact_id=customer, deal_id=deal_id) for _ in range(2))
    accept(store, one, move_deal=True)
    accept(store, other, LATER)
    with store.read() as session:
        assert quote_questions.no_question(session, one).deal == ""
    assert take_back(store, one) == TakenBack(shown(store, one).number, "Kitchen", deal_moved=False)
    assert kind_of(store, deal_id) == "won"


def test_a_quote_is_declined_for_a_reason_only(store: Database) -> None:
    quote_id = issued(store)
    with pytest.raises(Refused) as caught:
        decline(store, quote_id, "  \n")
    assert (caught.value.key, caught.value.field) == ("quote.reason_needed", "reason")
    assert shown(store, quote_id).status == "issued"
    decline(store, quote_id, "Too expensive")
    quote = shown(store, quote_id)
    assert (quote.status, quote.status_note, quote.status_at) == ("declined", "Too expensive", LATER)


def test_declining_what_was_accepted_takes_the_sale_back(store: Database) -> None:
    customer = a_customer(store)
    quote_id = issued(store, contact_id=customer)
    accept(store, quote_id)
    decline(store, quote_id, "Changed their mind")
    assert (shown(store, quote_id).status, shown(store, quote_id).acceptance) == ("declined", None)
    assert sold(store, customer) == ()


def test_an_answer_taken_back_leads_back_to_issued_or_sent(store: Database) -> None:
    first, second = issued(store), issued(store)
    sent(store, second)
    for quote_id, state in ((first, "issued"), (second, "sent")):
        decline(store, quote_id)
        take_back(store, quote_id)
        assert (shown(store, quote_id).status, shown(store, quote_id).status_note) == (state, "")
        accept(store, quote_id)
        take_back(store, quote_id)
        assert shown(store, quote_id).status == state


def test_a_no_to_an_earlier_revision_taken_back_leaves_the_newer_one_open(store: Database) -> None:
    first = issued(store)
    decline(store, first)
    second = revise(store, first)
    issue(store, second)
    take_back(store, first)
    assert [row.status for row in shown(store, first).revisions] == ["superseded", "issued"]


def test_a_no_to_an_earlier_revision_taken_back_leaves_the_accepted_one(store: Database) -> None:
    first = issued(store)
    decline(store, first)
    second = revise(store, first)
    issue(store, second)
    accept(store, second)
    take_back(store, first)
    assert [row.status for row in shown(store, first).revisions] == ["superseded", "accepted"]


def test_a_withdrawn_quote_keeps_its_number_and_has_no_other_answer(store: Database) -> None:
    quote_id = issued(store)
    number = shown(store, quote_id).number
    withdraw(store, quote_id)
    assert (shown(store, quote_id).status, shown(store, quote_id).number) == ("withdrawn", number)
    for verb in (accept, decline, sent, withdraw, take_back):
        with pytest.raises(Refused):
            verb(store, quote_id)
    assert shown(store, quote_id).status_note == "wrong price"


def test_a_draft_and_an_open_quote_have_no_answer_to_take_back(store: Database) -> None:
    draft, waiting = complete(store), issued(store)
    for verb in (accept, decline, sent, withdraw, take_back):
        with pytest.raises(Refused):
            verb(store, draft)
    assert shown(store, draft).status == "draft"
    with pytest.raises(Refused, match=r"acceptance\.none"):
        take_back(store, waiting)


def test_an_expired_quote_can_still_be_accepted(store: Database) -> None:
    customer = a_customer(store)
    late = issued(store, contact_id=customer)
    long_after = TODAY + dt.timedelta(days=400)
    assert shown(store, late, long_after).status == "expired"
    accept(store, late, NOW + dt.timedelta(days=400))
    assert shown(store, late, long_after).status == "accepted"
    with store.read() as session:
        assert contact_detail.contact(session, customer, TODAY).lifecycle == "customer"
