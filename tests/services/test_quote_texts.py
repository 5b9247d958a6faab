"""Fields in the texts of a quote: filled by its paper in its language, never in what somebody is called."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select

from crm_desktop.db.database import Database
from crm_desktop.db.models.quotes import QuoteIssue
from crm_desktop.domain.papers import QuotePaper
from crm_desktop.domain.quotes import Line, LineKind
from crm_desktop.reports.codec import paper_from_json
from crm_desktop.services import quote_drafts, quote_papers, quote_texts
from tests.services.quotes import SHELF, a_customer, a_draft, issue

TEXT = Line(kind=LineKind.TEXT, description="Valid until {valid_until}, {nothing}")


def paper(store: Database, *lines: Line, customer: str = "Ana Sousa", **texts: Any) -> QuotePaper:
    """The paper of a draft of one shelf with these texts."""
    quote_id = a_draft(store, SHELF, *lines, contact_id=a_customer(store, customer), language="pt_PT", title="Estante")
    with store.write("Edit quote") as session:
        quote_drafts.edit(session, quote_id, texts)
    with store.read() as session:
        return quote_papers.paper_of(session, quote_id)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Caro {customer},", "Caro Ana Sousa,"),
        ("{title}: {net} + {tax} = {total}", "Estante: 870,00\u00a0€ + 200,10\u00a0€ = 1\u00a0070,10\u00a0€"),
        ("{date}", "21/11/2026"),
        ("{Customer} { customer } {{customer}} {customer", "{Customer} { customer } {Ana Sousa} {customer"),
        ("100 % {}", "100 % {}"),
    ],
)
def test_fields_are_filled_in_the_language_of_the_quote(store: Database, text: str, said: str) -> None:
    assert paper(store, intro=text).intro == said


def test_every_text_and_the_lines_of_text_are_filled(store: Database) -> None:
    made = paper(store, TEXT, closing="{business}", payment_terms="{payable}")
    assert (made.closing, made.payment_terms) == (made.letterhead.business.name, "1\u00a0070,10\u00a0€")
    assert made.terms.lines[-1].description == "Valid until 21/12/2026, {nothing}"


def test_a_name_that_looks_like_a_field_stays_a_name(store: Database) -> None:
    made = paper(store, Line(description="{total}"), customer="{total} {customer}", intro="{customer}")
    assert made.intro == "{total} {customer}"
    assert made.terms.lines[-1].description == "{total}"


def test_a_text_without_fields_is_the_very_paper(store: Database) -> None:
    made = paper(store, intro="Nothing in braces")
    assert quote_texts.filled(made) is made


def test_the_number_is_filled_when_it_is_taken_and_frozen(store: Database) -> None:
    quote_id = a_draft(store, SHELF, contact_id=a_customer(store))
    with store.write("Edit quote") as session:
        quote_drafts.edit(session, quote_id, {"intro": "Quote {number} of {total}"})
    number = issue(store, quote_id).number
    with store.read() as session:
        kept = paper_from_json("quote", session.scalar(select(QuoteIssue.snapshot)) or "")
    assert isinstance(kept, QuotePaper)
    assert kept.intro.startswith(f"Quote {number} of ")


def test_every_field_has_a_value(store: Database) -> None:
    assert tuple(quote_texts.values(paper(store))) == quote_texts.FIELDS
