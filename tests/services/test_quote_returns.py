"""A returned PDF against the quote it is dropped on: what was chosen, or why it is not taken."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest

from crm_desktop.db.database import Database
from crm_desktop.domain.errors import Refused
from crm_desktop.domain.quotes import Line, LineRole
from crm_desktop.exchange import returned_forms
from crm_desktop.sentences import sentence
from crm_desktop.services import quote_papers, quote_returns
from crm_desktop.services.quote_returns import ReturnedAnswer
from tests.factories import NOW
from tests.reports import five_quotes
from tests.reports.filling import fill
from tests.services.quotes import SHELF, a_customer, a_draft, accept, issue, pdf, put, revise, shown

LIGHT = Line(description="LED strip\nwarm white", unit_price=Decimal(28), role=LineRole.OPTIONAL)
MARBLE = Line(description="Marble instead", unit_price=Decimal(289), role=LineRole.ALTERNATIVE)


def a_quote(store: Database) -> int:
    return a_draft(store, SHELF, LIGHT, MARBLE, contact_id=a_customer(store))


def issued(store: Database) -> int:
    quote_id = a_quote(store)
    put(store, look__accept_fields="yes")
    issue(store, quote_id)
    return quote_id


def answers(store: Database, content: bytes, quote_id: int) -> ReturnedAnswer:
    with store.read() as session:
        return quote_returns.answers_of(session, returned_forms.read(content), quote_id)


def refused(store: Database, content: bytes, quote_id: int) -> str:
    with pytest.raises(Refused) as caught:
        answers(store, content, quote_id)
    assert sentence(caught.value)
    return caught.value.key


def test_what_was_ticked_and_typed_becomes_an_answer(store: Database) -> None:
    quote_id = issued(store)
    found = answers(store, fill(pdf(store, quote_id), ticked=(1,), name="Ana Sousa", date="3/12/2026"), quote_id)
    lines = shown(store, quote_id).lines
    assert found == ReturnedAnswer(
        number=shown(store, quote_id).number, options=(lines[1].id or 0,), places=(1,), titles=("LED strip",),
        name="Ana Sousa", date=dt.date(2026, 12, 3), date_typed="3/12/2026",
    )  # fmt: skip


def test_the_answer_is_what_accepting_takes(store: Database) -> None:
    quote_id = issued(store)
    found = answers(store, fill(pdf(store, quote_id), ticked=(1,)), quote_id)
    assert accept(store, quote_id, options=found.options).net == 870_00 + 28_00


def test_a_date_that_can_be_none_is_handed_on_as_typed(store: Database) -> None:
    quote_id = issued(store)
    found = answers(store, fill(pdf(store, quote_id), date="next Tuesday"), quote_id)
    assert (found.date, found.date_typed) == (None, "next Tuesday")


def test_the_paper_of_a_draft_is_no_answer(store: Database) -> None:
    quote_id = a_quote(store)
    assert refused(store, pdf(store, quote_id), quote_id) == "returned.draft"


def test_the_paper_of_another_quote_is_told_by_its_number(store: Database) -> None:
    one, other = issued(store), issued(store)
    assert refused(store, pdf(store, other), one) == "returned.other"


def test_the_paper_of_an_older_revision_is_told_apart(store: Database) -> None:
    first = issued(store)
    second = revise(store, first)
    issue(store, second, NOW)
    assert refused(store, pdf(store, first), second) == "returned.revision"
    assert answers(store, pdf(store, first), first).options == ()


def test_a_paper_from_elsewhere_is_foreign(store: Database) -> None:
    quote_id = issued(store)
    foreign = quote_papers.render(replace(five_quotes.options(), number="ELSEWHERE-1"))
    assert refused(store, foreign, quote_id) == "returned.foreign"


def test_a_paper_that_only_says_it_is_this_one_is_not_taken(store: Database) -> None:
    quote_id = issued(store)
    forged = quote_papers.render(replace(five_quotes.options(), number=shown(store, quote_id).number))
    assert refused(store, forged, quote_id) == "returned.changed"
