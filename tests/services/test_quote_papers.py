"""A quote as a paper: what was typed and who it is for, a mark on drafts, the very bytes once it was issued."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from io import BytesIO

import pytest
from pypdf import PdfReader
from sqlalchemy import text

from crm_desktop.db.database import Database
from crm_desktop.domain.errors import Refused
from crm_desktop.domain.quotes import Line, Share, ShareKind
from crm_desktop.services import contacts, quote_drafts, quote_papers
from crm_desktop.services.contacts import ContactDraft
from tests.factories import NOW, TODAY
from tests.services.quotes import a_draft, complete, issue, pdf, put


def words_on(content: bytes) -> str:
    """The text of a PDF with its white space squeezed."""
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages).split())


@pytest.fixture
def business(store: Database) -> Database:
    put(
        store, country="PT", business__name="Oficina Silva", business__tax_id="509442013",
        business__address="Rua das Flores 12\n4050-262 Porto",
    )  # fmt: skip
    return store


def test_a_draft_prints_what_was_typed_and_says_that_it_is_one(business: Database) -> None:
    quote_id = complete(business, title="Prateleiras & A <Lda>", language="en")
    said = words_on(pdf(business, quote_id))
    for expected in (
        "Oficina Silva",
        "Rua das Flores 12",
        "Ana Sousa",
        "Prateleiras & A <Lda>",
        "draft",
        "1,405.89",
    ):
        assert expected in said


def test_an_issued_quote_carries_its_number_and_no_mark(business: Database) -> None:
    quote_id = complete(business, language="en")
    number = issue(business, quote_id).number
    said = words_on(pdf(business, quote_id))
    assert number in said
    assert "draft" not in said.casefold()


def test_reprinting_gives_the_same_bytes(business: Database) -> None:
    quote_id = complete(business)
    issue(business, quote_id)
    assert pdf(business, quote_id) == pdf(business, quote_id)


def test_a_person_in_a_company_is_written_to_there(business: Database) -> None:
    with business.write("New contact") as session:
        person = contacts.create(session, ContactDraft(name="Ana Sousa", company="Atelier Sousa, Lda"), NOW)
        quote_id = quote_drafts.create(session, quote_drafts.NewQuote(contact_id=person), today=TODAY, now=NOW)
        paper = quote_papers.paper_of(session, quote_id)
    assert (paper.customer.name, paper.customer.person) == ("Atelier Sousa, Lda", "Ana Sousa")


def test_damaged_bytes_are_never_handed_out(business: Database) -> None:
    quote_id = complete(business)
    issue(business, quote_id)
    with business.write("Damage") as session:
        session.execute(text("DROP TRIGGER frozen_quote_issue_update"))
        session.execute(text("UPDATE quote_issue SET pdf = x'255044462D'"))
    with pytest.raises(Refused) as caught:
        pdf(business, quote_id)
    assert caught.value.key == "quote.pdf_damaged"


def test_the_paper_says_the_totals_of_the_engine(business: Database) -> None:
    quote_id = a_draft(business, Line(description="A", unit_price=Decimal("3.35"), tax_rate=Decimal(23)))
    with business.write("Edit") as session:
        quote_drafts.edit(session, quote_id, {"discount": Share(ShareKind.PERCENT, Decimal(10))})
        paper = quote_papers.paper_of(session, quote_id)
    assert (paper.totals.discount, paper.totals.net, paper.totals.tax) == (34, 301, 69)


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Kitchen: oak/ash", "Kitchen- oak-ash Ana Sousa.pdf"),
        ("", f"{TODAY.isoformat()} Ana Sousa.pdf"),
        ("x" * 500, "x" * 120 + ".pdf"),
    ],
)
def test_the_suggested_name_is_safe_on_every_system(business: Database, title: str, expected: str) -> None:
    quote_id = complete(business, title=title)
    with business.read() as session:
        assert quote_papers.file_name(session, quote_id, TODAY) == expected


def test_a_quote_without_validity_prints_none(business: Database) -> None:
    quote_id = complete(business, language="en")
    with business.write("Edit") as session:
        quote_drafts.edit(session, quote_id, {"valid_until": None, "date": dt.date(2026, 1, 5)})
    assert "valid" not in words_on(pdf(business, quote_id)).casefold()


def test_characters_that_will_not_print_are_named_before_issuing(store: Database) -> None:
    with store.write("New quote") as session:
        quote_id = quote_drafts.create(session, quote_drafts.NewQuote(title="Łódź, 中 and 🪵"), today=TODAY, now=NOW)
        assert quote_papers.unprintable(session, quote_id) == "中🪵"
