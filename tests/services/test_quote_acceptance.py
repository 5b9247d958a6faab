"""The customer's yes: its amount, its sale, its deal and job; another revision's yes; and the yes taken back."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select

from crm_desktop.db.database import Database
from crm_desktop.db.models.deals import Deal, Stage
from crm_desktop.domain.changes import DEAL
from crm_desktop.domain.deals import StageKind
from crm_desktop.domain.errors import Refused
from crm_desktop.domain.quotes import AcceptanceHow, LineRole
from crm_desktop.services import (
    deals,
    history,
    jobs_list,
    quote_acceptance,
    quote_answers,
    quote_lines,
    quote_list,
    quote_questions,
)
from crm_desktop.services.deals import NewDeal
from crm_desktop.services.pipelines import pipelines
from tests.factories import NOW, TODAY
from tests.services.businesses import sold, start
from tests.services.quotes import (
    FITTING,
    SHELF,
    a_customer,
    a_draft,
    accept,
    complete,
    issue,
    reprice,
    revise,
    shown,
)  # fmt: skip

LATER = NOW + dt.timedelta(days=3)
PINE = replace(SHELF, description="Pine shelf", unit_price=Decimal(90), role=LineRole.ALTERNATIVE)
LIGHT = replace(SHELF, description="LED", unit_price=Decimal(28), role=LineRole.OPTIONAL)
BARRIER = "undo.barrier.answer"


def issued(store: Database, **values: Any) -> int:
    quote_id = complete(store, **values)
    issue(store, quote_id)
    return quote_id


def with_options(store: Database, **values: Any) -> tuple[int, list[int]]:
    """An issued quote of a shelf, its alternative, a fitting and an option; with the ids of its lines."""
    values.setdefault("contact_id", a_customer(store))
    quote_id = a_draft(store, SHELF, PINE, FITTING, LIGHT, **values)
    issue(store, quote_id)
    return quote_id, [line.id or 0 for line in shown(store, quote_id).lines]


def listed(store: Database, quote_id: int) -> tuple[int, tuple[tuple[str, int], ...]]:
    """What the list says a quote comes to, and what all quotes do."""
    with store.read() as session:
        row = quote_list.rows(session, [quote_id], TODAY)[quote_id]
        return row.total, quote_list.sums(session, quote_list.QuoteQuery(today=TODAY))


def test_the_list_shows_what_was_accepted_and_counts_no_superseded_revision(store: Database) -> None:
    quote_id, lines = with_options(store)
    quoted = shown(store, quote_id).totals.total
    assert listed(store, quote_id) == (quoted, (("EUR", quoted),))
    accept(store, quote_id, options=(lines[3],))
    accepted = quoted + 20664  # 6 x 28.00 and 23 %
    assert listed(store, quote_id) == (accepted, (("EUR", accepted),))
    take_back(store, quote_id)
    revised = revise(store, quote_id)
    issue(store, revised)
    assert listed(store, revised)[1] == (("EUR", quoted),)


def take_back(store: Database, quote_id: int, now: dt.datetime = LATER) -> quote_acceptance.TakenBack:
    with store.write("Take back", barrier=BARRIER) as session:
        return quote_answers.take_back(session, quote_id, today=now.date(), now=now)


def revenue(store: Database, contact_id: int) -> list[tuple[int, str]]:
    return [(sale.amount, sale.reference) for sale in sold(store, contact_id)]


def a_deal(store: Database, contact_id: int) -> int:
    """An open deal in the second stage."""
    with store.write("New deal") as session:
        stages = pipelines(session)[0].of_kind(StageKind.OPEN)
        deal_id = deals.create(session, NewDeal("Kitchen", contact_id, value=99900), today=TODAY, now=NOW)
        deals.move(session, deal_id, stages[1].id, today=TODAY, now=NOW)
    return deal_id


def stage(store: Database, deal_id: int) -> tuple[str, str]:
    """The kind and name of the stage a deal is in."""
    with store.read() as session:
        found = session.get_one(Stage, session.get_one(Deal, deal_id).stage_id)
        return found.kind.value, found.name


def test_a_yes_keeps_who_when_how_and_the_amount(store: Database) -> None:
    customer = a_customer(store)
    day = TODAY - dt.timedelta(days=1)
    quote_id = issued(store, contact_id=customer, date=day)
    done = accept(
        store, quote_id, accepted_on=day, accepted_by=" Ana  Sousa ", how=AcceptanceHow.PHONE, note="before noon"
    )
    assert (done.net, done.total, done.deal, done.job_id) == (114300, 140589, "", None)
    row = shown(store, quote_id).acceptance
    assert row == quote_acceptance.AcceptanceRow(
        day, "Ana Sousa", AcceptanceHow.PHONE, (), 114300, 140589, "before noon"
    )  # fmt: skip
    (sale,) = sold(store, customer)
    assert (sale.amount, sale.date, sale.reference) == (114300, day, done.number)


def test_the_options_chosen_make_the_amount_of_the_sale(store: Database) -> None:
    customer = a_customer(store)
    quote_id, (_shelf, pine, _fitting, light) = with_options(store, contact_id=customer)
    before = shown(store, quote_id)
    done = accept(store, quote_id, options=(light, pine))
    assert done.net == 54000 + 27300 + 16800
    assert revenue(store, customer) == [(done.net, done.number)]
    after = shown(store, quote_id)
    assert after.acceptance is not None
    assert set(after.acceptance.options) == {light, pine}
    assert (after.terms, after.totals) == (before.terms, before.totals)


def test_what_cannot_be_chosen_and_a_day_to_come_are_refused_and_nothing_is_kept(store: Database) -> None:
    quote_id, lines = with_options(store)
    for values, key in (
        ({"options": (lines[0],)}, "acceptance.no_option"),
        ({"options": (9999,)}, "acceptance.no_option"),
        ({"accepted_on": TODAY + dt.timedelta(days=1)}, "acceptance.in_future"),
        ({"accepted_on": TODAY - dt.timedelta(days=1)}, "day.before_quote"),
        ({"accepted_by": "x" * 5000}, "text.too_long"),
    ):
        with pytest.raises(Refused) as caught:
            accept(store, quote_id, **values)
        assert caught.value.key == key
    assert (shown(store, quote_id).status, shown(store, quote_id).acceptance) == ("issued", None)


def test_what_is_asked_names_person_options_deal_and_other_revisions(store: Database) -> None:
    start(store)
    customer = a_customer(store)
    deal_id = a_deal(store, customer)
    quote_id, (shelf, pine, _fitting, light) = with_options(store, contact_id=customer, deal_id=deal_id)
    with store.read() as session:
        asked = quote_questions.question(session, quote_id)
    assert (asked.person, asked.deal, asked.newer, asked.accepted) == ("Ana Sousa", "Kitchen", (), "")
    assert [(one.line_id, one.amount, one.replaces) for one in asked.options] == [
        (pine, 54000, shelf), (light, 16800, None),
    ]  # fmt: skip
    second = revise(store, quote_id)
    number = issue(store, second).number
    with store.read() as session:
        assert quote_questions.question(session, quote_id).newer == (number,)
    accept(store, second)
    with store.read() as session:
        assert quote_questions.question(session, quote_id).accepted == number


def test_a_yes_wins_the_deal_and_plans_the_job_when_asked(store: Database) -> None:
    start(store)
    customer = a_customer(store)
    deal_id = a_deal(store, customer)
    quote_id = issued(store, contact_id=customer, deal_id=deal_id, title="Shelves")
    done = accept(store, quote_id, LATER, move_deal=True, plan_job=True)
    assert (done.deal, stage(store, deal_id)[0]) == ("Kitchen", "won")
    assert revenue(store, customer) == [(114300, done.number)]
    with store.read() as session:
        deal = session.get_one(Deal, deal_id)
        assert deal.stage_changes[-1].to_stage_id == deal.stage_id
        assert deal.closed_on == LATER.date()
        assert done.job_id is not None
        job = jobs_list.job(session, done.job_id, TODAY)
    assert (job.row.title, job.row.contact_id, job.quote_id) == ("Shelves", customer, quote_id)


def test_a_yes_leaves_the_deal_where_it_is_when_not_asked(store: Database) -> None:
    start(store)
    customer = a_customer(store)
    deal_id = a_deal(store, customer)
    before = stage(store, deal_id)
    accept(store, issued(store, contact_id=customer, deal_id=deal_id))
    assert stage(store, deal_id) == before


def test_a_yes_taken_back_takes_back_sale_and_deal_and_names_the_job_that_stays(store: Database) -> None:
    start(store)
    customer = a_customer(store)
    deal_id = a_deal(store, customer)
    before = stage(store, deal_id)
    quote_id = issued(store, contact_id=customer, deal_id=deal_id, title="Shelves")
    accept(store, quote_id, move_deal=True, plan_job=True)
    done = take_back(store, quote_id)
    assert (done.deal, done.deal_moved, done.jobs) == ("Kitchen", True, ("Shelves",))
    assert (stage(store, deal_id), revenue(store, customer)) == (before, [])
    assert (shown(store, quote_id).status, shown(store, quote_id).acceptance) == ("issued", None)
    accept(store, quote_id)
    assert len(revenue(store, customer)) == 1


def test_a_deal_moved_by_hand_since_stays_won(store: Database) -> None:
    start(store)
    customer = a_customer(store)
    deal_id = a_deal(store, customer)
    quote_id = issued(store, contact_id=customer, deal_id=deal_id)
    with store.write("Win deal") as session:
        deals.win(session, deal_id, today=TODAY, now=NOW)
    accept(store, quote_id, LATER, move_deal=True)
    done = take_back(store, quote_id)
    assert (done.deal, done.deal_moved, stage(store, deal_id)[0]) == ("Kitchen", False, "won")
    # Won by hand, it is a sale of its own again.
    assert revenue(store, customer) == [(99900, "")]


def value_of(store: Database, deal_id: int) -> int:
    with store.read() as session:
        return session.get_one(Deal, deal_id).value


def test_a_won_deal_is_worth_what_was_accepted_and_history_says_so(store: Database) -> None:
    start(store)
    customer = a_customer(store)
    deal_id = a_deal(store, customer)
    quote_id, lines = with_options(store, contact_id=customer, deal_id=deal_id)
    accept(store, quote_id, LATER, options=(lines[3],), move_deal=True)
    assert value_of(store, deal_id) == 131100
    with store.read() as session:
        changed = [
            (change.field, change.before, change.after)
            for entry in history.record_history(session, DEAL, deal_id)
            for change in entry.changes
        ]
    assert ("Value", "999.00 EUR", "1311.00 EUR") in changed
    take_back(store, quote_id)
    assert value_of(store, deal_id) == 99900


def test_a_deal_follows_the_revision_accepted_last_and_goes_back_step_by_step(store: Database) -> None:
    start(store)
    customer = a_customer(store)
    deal_id = a_deal(store, customer)
    first = issued(store, contact_id=customer, deal_id=deal_id)
    accept(store, first, move_deal=True)
    second = reprice(store, revise(store, first), 200)
    issue(store, second)
    accept(store, second, LATER)
    assert value_of(store, deal_id) == 147300
    take_back(store, second, LATER + dt.timedelta(days=1))
    assert value_of(store, deal_id) == 114300
    take_back(store, first, LATER + dt.timedelta(days=2))
    assert value_of(store, deal_id) == 99900


def test_two_quotes_of_one_deal_are_worth_both(store: Database) -> None:
    start(store)
    customer = a_customer(store)
    deal_id = a_deal(store, customer)
    one, other = (issued(store, contact_id=customer, deal_id=deal_id) for _ in range(2))
    accept(store, one, move_deal=True)
    accept(store, other, LATER)
    assert value_of(store, deal_id) == 2 * 114300
    take_back(store, one)
    assert value_of(store, deal_id) == 114300
    take_back(store, other)
    assert value_of(store, deal_id) == 99900


def test_a_value_typed_since_and_one_of_another_currency_stay(store: Database) -> None:
    start(store)
    customer = a_customer(store)
    typed, dollars, not_won = (a_deal(store, customer) for _ in range(3))
    quote_id = issued(store, contact_id=customer, deal_id=typed)
    accept(store, quote_id, move_deal=True)
    with store.write("Edit deal") as session:
        deals.edit(session, typed, {"value": 5}, now=NOW)
        deals.edit(session, dollars, {"currency": "USD"}, now=NOW)
    take_back(store, quote_id)
    accept(store, issued(store, contact_id=customer, deal_id=dollars), move_deal=True)
    accept(store, issued(store, contact_id=customer, deal_id=not_won))
    assert [value_of(store, each) for each in (typed, dollars, not_won)] == [5, 99900, 99900]


def test_options_of_the_revision_accepted_before_are_proposed_where_they_still_are(store: Database) -> None:
    first, lines = with_options(store)
    accept(store, first, options=(lines[1], lines[3]))
    second = revise(store, first)
    with store.write("Edit") as session:
        ids = [line.id or 0 for line in quote_list.quote(session, second, TODAY).lines]
        quote_lines.edit_line(session, second, ids[3], {"unit_price": Decimal(31)})
        quote_lines.remove_lines(session, second, [ids[1]])
        quote_lines.move_line(session, second, ids[3], None)
    issue(store, second)
    with store.read() as session:
        assert quote_questions.question(session, first).chosen == ()
        assert quote_questions.question(session, second).chosen == (ids[3],)


def test_an_earlier_revision_can_be_accepted_and_supersedes_the_newer_one(store: Database) -> None:
    customer = a_customer(store)
    first = issued(store, contact_id=customer)
    second = reprice(store, revise(store, first), 200)
    number = issue(store, second).number
    done = accept(store, first, LATER)
    assert done.overtaken == (number,)
    assert [row.status for row in shown(store, first).revisions] == ["accepted", "superseded"]
    take_back(store, first, LATER + dt.timedelta(days=1))
    assert [row.status for row in shown(store, first).revisions] == ["superseded", "issued"]
    assert revenue(store, customer) == []


def test_an_accepted_revision_takes_the_place_of_the_accepted_first(store: Database) -> None:
    customer = a_customer(store)
    first = issued(store, contact_id=customer)
    accept(store, first)
    second = reprice(store, revise(store, first), 200)
    number = issue(store, second).number
    accept(store, second, LATER)
    assert [row.status for row in shown(store, first).revisions] == ["superseded", "accepted"]
    assert revenue(store, customer) == [(147300, number)]
    take_back(store, second, LATER + dt.timedelta(days=1))
    assert [row.status for row in shown(store, first).revisions] == ["accepted", "issued"]
    assert [amount for amount, _ in revenue(store, customer)] == [114300]


def test_a_revision_issued_after_the_yes_stays_the_open_one_when_it_is_taken_back(store: Database) -> None:
    first = issued(store)
    accept(store, first)
    issue(store, revise(store, first))
    take_back(store, first)
    assert [row.status for row in shown(store, first).revisions] == ["superseded", "issued"]


def test_a_yes_of_an_older_file_without_its_facts_can_be_taken_back(store: Database) -> None:
    customer = a_customer(store)
    quote_id = issued(store, contact_id=customer)
    accept(store, quote_id)
    with store.write("As an older program left it") as session:
        session.delete(quote_acceptance.stored(session, quote_id))
    assert shown(store, quote_id).acceptance is None
    take_back(store, quote_id)
    assert (shown(store, quote_id).status, revenue(store, customer)) == ("issued", [])


def test_a_yes_cannot_be_undone_with_a_key(store: Database) -> None:
    quote_id = issued(store)
    accept(store, quote_id)
    with pytest.raises(Refused, match=r"undo\.barrier\.answer"):
        store.undo()


def test_the_stages_a_deal_has_been_in_are_kept(store: Database) -> None:
    start(store)
    customer = a_customer(store)
    deal_id = a_deal(store, customer)
    quote_id = issued(store, contact_id=customer, deal_id=deal_id)
    accept(store, quote_id, LATER, move_deal=True)
    take_back(store, quote_id)
    with store.read() as session:
        kinds = [
            session.get_one(Stage, change.to_stage_id).kind.value
            for change in session.scalars(select(Deal).where(Deal.id == deal_id)).one().stage_changes
        ]
    assert kinds == ["open", "open", "won", "open"]
