"""A revision says what the quote before it said, takes its number with a suffix, and its place when it is issued."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest

from crm_desktop.db.database import Database
from crm_desktop.domain.errors import Refused
from crm_desktop.domain.quote_differences import ChangeKind
from crm_desktop.domain.quotes import Line, LineKind, LineRole, PlannedPayment, Share, ShareKind
from crm_desktop.services import (
    catalogue,
    quote_answers,
    quote_drafts,
    quote_lines,
    quote_numbers,
    quote_revisions,
    settings,
)
from crm_desktop.services.quote_terms import DraftLine
from tests.factories import NOW, TODAY
from tests.services.quotes import (
    FITTING,
    SHELF,
    a_customer,
    a_draft,
    accept,
    complete,
    issue,
    pdf,
    put,
    reprice,
    revise,
    shown,
)  # fmt: skip

LATER = NOW + dt.timedelta(days=3)
HALF = Share(ShareKind.PERCENT, Decimal(50))


def states(store: Database, quote_id: int) -> list[tuple[str, str]]:
    """Number and state of every quote of the chain."""
    return [(row.number, row.status) for row in shown(store, quote_id).revisions]


def issued(store: Database, **values: object) -> int:
    """An issued quote."""
    quote_id = complete(store, **values)
    issue(store, quote_id)
    return quote_id


def test_a_revision_says_everything_the_quote_says(store: Database) -> None:
    customer = a_customer(store)
    with store.write("New item") as session:
        item = catalogue.create(session, catalogue.NewItem("Oak shelf"), now=NOW)
    first = a_draft(store, contact_id=customer, title="Shelves", valid_until=TODAY + dt.timedelta(days=10))
    hidden = Line(kind=LineKind.SECTION, description="Kitchen", hide_prices=True)
    exempt = Line(description="Lesson", unit_price=Decimal(20), tax_reason="Isento", tax_category="E", cost=Decimal(3))
    with store.write("Edit") as session:
        quote_lines.put_lines(session, first, [DraftLine(hidden), DraftLine(SHELF, item_id=item), DraftLine(exempt)])
        texts = {key: f"the {key}" for key in ("reference", "intro", "closing", "payment_terms", "notes")}
        halves = (PlannedPayment("On order", HALF), PlannedPayment("At the end", HALF, TODAY))
        terms = {"discount": Share(ShareKind.PERCENT, Decimal(5)), "withholding": Decimal(23), "cash_rounding": 5}
        quote_drafts.edit(session, first, {**texts, **terms, "payments": halves})
    issue(store, first)
    second = revise(store, first, LATER)
    before, after = shown(store, first), shown(store, second)
    assert after.terms == before.terms
    assert [(line.line, line.item_id) for line in after.lines] == [(line.line, line.item_id) for line in before.lines]
    for field in ("contact_id", "deal_id", "title", "language", *texts):
        assert getattr(after, field) == getattr(before, field)
    assert (after.status, after.number, after.revision_of_id) == ("draft", "", first)
    assert (after.date, after.valid_until) == (LATER.date(), LATER.date() + dt.timedelta(days=10))


def test_an_issued_revision_takes_the_number_with_a_suffix_and_the_place_of_the_first(store: Database) -> None:
    put(store, numbering__quote__pattern="Q-{year}-{seq:4}")
    first = issued(store)
    second = revise(store, first)
    assert states(store, first) == [("Q-2026-0001", "issued"), ("", "draft")]
    made = issue(store, second, LATER)
    assert (made.number, made.superseded) == ("Q-2026-0001-R2", ("Q-2026-0001",))
    assert states(store, first) == states(store, second) == [
        ("Q-2026-0001", "superseded"), ("Q-2026-0001-R2", "issued"),
    ]  # fmt: skip
    third = revise(store, second)
    assert issue(store, third).number == "Q-2026-0001-R3"
    assert [state for _, state in states(store, third)] == ["superseded", "superseded", "issued"]
    assert issue(store, complete(store)).number == "Q-2026-0002"
    with store.read() as session:
        (counter,) = quote_numbers.report(session)
    assert (counter.count, counter.revisions, counter.missing) == (2, 2, ())


def test_an_earlier_revision_revised_again_comes_after_the_highest(store: Database) -> None:
    first = issued(store)
    second = revise(store, first)
    number = issue(store, second).number
    again = revise(store, first)
    assert issue(store, again).number == number.replace("-R2", "-R3")
    assert shown(store, again).revision_of_id == first


def test_a_number_with_a_suffix_that_is_taken_is_passed_over(store: Database) -> None:
    put(store, numbering__quote__pattern="A{year}-R{seq}")
    first = issued(store)
    put(store, numbering__quote__pattern="A{year}-R1-R{seq}")
    assert issue(store, complete(store)).number == "A2026-R1-R2"
    assert issue(store, revise(store, first)).number == "A2026-R1-R3"


def test_one_draft_of_a_chain_is_written_at_a_time(store: Database) -> None:
    first = issued(store)
    draft = revise(store, first)
    assert revise(store, first) == draft
    with pytest.raises(Refused, match=r"quote\.revise_draft"):
        revise(store, draft)


def test_a_binned_draft_leaves_the_chain_as_it_was(store: Database) -> None:
    first = issued(store)
    binned = revise(store, first)
    with store.write("Delete quote") as session:
        quote_drafts.to_bin(session, binned, now=LATER)
    assert (states(store, first), shown(store, first).status) == ([], "issued")
    other = revise(store, first)
    with pytest.raises(Refused, match=r"quote\.revision_begun"), store.write("Restore") as session:
        quote_drafts.restore(session, binned)
    number = issue(store, other).number
    with store.write("Restore") as session:
        quote_drafts.restore(session, binned)
    assert issue(store, binned).number == number.replace("-R2", "-R3")


def test_a_draft_and_a_withdrawn_quote_are_not_revised(store: Database) -> None:
    withdrawn = issued(store)
    with store.write("Withdraw") as session:
        quote_answers.withdraw(session, withdrawn, now=LATER)
    for quote_id, key in ((complete(store), "quote.revise_draft"), (withdrawn, "quote.revise_withdrawn")):
        with pytest.raises(Refused) as caught:
            revise(store, quote_id)
        assert caught.value.key == key


def test_a_declined_and_an_accepted_quote_keep_their_answer_while_the_revision_waits(store: Database) -> None:
    declined, accepted = issued(store), issued(store)
    with store.write("Decline") as session:
        quote_answers.decline(session, declined, "Price", today=TODAY, now=LATER)
    accept(store, accepted)
    for quote_id, state in ((declined, "declined"), (accepted, "accepted")):
        issue(store, revise(store, quote_id))
        assert [status for _, status in states(store, quote_id)] == [state, "issued"]


def test_the_bytes_of_the_first_stay_when_a_revision_is_issued(store: Database) -> None:
    first = issued(store)
    before = pdf(store, first)
    issue(store, reprice(store, revise(store, first), 150))
    assert pdf(store, first) == before


def test_what_changed_is_compared_with_what_was_issued(store: Database) -> None:
    first = issued(store)
    second = reprice(store, revise(store, first), 150)
    put(store, business__name="Another name")
    with store.read() as session:
        found = quote_revisions.compare(session, second)
    assert [(line.kind, line.fields) for line in found.line_changes] == [(ChangeKind.CHANGED, ("unit_price",))]
    assert found.after.number == f"{found.before.number}-R2"
    issue(store, second)
    third = revise(store, second)
    with store.write("Edit") as session:
        light = Line(description="LED", unit_price=Decimal(28), role=LineRole.OPTIONAL)
        quote_lines.add_lines(session, third, [DraftLine(light)])
    with store.read() as session:
        to_second = quote_revisions.compare(session, third)
        to_first = quote_revisions.compare(session, third, first)
    assert [line.kind for line in to_second.line_changes] == [ChangeKind.ADDED]
    assert [line.kind for line in to_first.line_changes] == [ChangeKind.CHANGED, ChangeKind.ADDED]


def test_what_costs_more_is_told_only_to_oneself(store: Database) -> None:
    first = issued(store)
    second = revise(store, first)
    with store.write("Edit") as session:
        fitting = shown(store, second).lines[1]
        quote_lines.edit_line(session, second, fitting.id or 0, {"cost": Decimal(30)})
    with store.read() as session:
        assert quote_revisions.compare(session, second).is_empty
        assert quote_revisions.compare(session, second, with_cost=True).line_changes[0].fields == ("cost",)
    assert replace(FITTING, cost=Decimal(30)) in shown(store, second).terms.lines


def test_quotes_of_different_chains_are_not_compared(store: Database) -> None:
    first, other = issued(store), issued(store)
    second = revise(store, first)
    for quote_id, earlier, key in (
        (first, None, "difference.no_earlier"),
        (second, other, "difference.not_of_chain"),
        (second, second, "difference.no_earlier"),
        (second, 999, "record.missing"),
    ):
        with pytest.raises(Refused) as caught, store.read() as session:
            quote_revisions.compare(session, quote_id, earlier)
        assert caught.value.key == key


def test_the_page_of_changes_is_in_the_language_of_the_customer(store: Database) -> None:
    put(store, language="en")
    first = issued(store, language="pt_PT")
    second = reprice(store, revise(store, first), 150)
    with store.read() as session:
        paper = quote_revisions.difference_paper(session, second, today=TODAY)
        assert (paper.language, paper.made_on) == ("pt_PT", TODAY)
        assert paper.letterhead == settings.letterhead(session)
    assert paper.before.number
