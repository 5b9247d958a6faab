"""Issuing takes the number and freezes everything, at once or not at all; afterwards only the state moves."""

from __future__ import annotations

import datetime as dt
import hashlib
from decimal import Decimal

import pytest
from sqlalchemy import text

from crm_desktop.db.database import Database
from crm_desktop.db.models.quotes import QuoteIssue
from crm_desktop.domain.country_profile import Mention
from crm_desktop.domain.errors import Refused
from crm_desktop.domain.papers import QuotePaper
from crm_desktop.domain.quotes import Line, LineKind
from crm_desktop.reports.codec import paper_from_json
from crm_desktop.services import (
    catalogue,
    contacts,
    quote_answers,
    quote_drafts,
    quote_issue,
    quote_lines,
    quote_verification,
)
from crm_desktop.services.quote_terms import DraftLine
from tests.factories import NOW, TODAY
from tests.services.quotes import (
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
LINE = "quote_id, position, kind, description, quantity, unit, unit_price, discount, tax_rate, tax_reason, role"


def kept(store: Database, quote_id: int) -> QuoteIssue:
    """What issuing froze."""
    with store.read() as session:
        return session.query(QuoteIssue).filter_by(quote_id=quote_id).one()


def snapshot(issued: QuoteIssue) -> QuotePaper:
    """The paper it was issued with."""
    paper = paper_from_json("quote", issued.snapshot)
    assert isinstance(paper, QuotePaper)
    return paper


def test_an_issued_quote_has_its_number_its_snapshot_and_its_bytes(store: Database) -> None:
    quote_id = complete(store, title="Shelves")
    issued = issue(store, quote_id)
    quote, frozen = shown(store, quote_id), kept(store, quote_id)
    assert (quote.number, quote.status) == (issued.number, "issued")
    assert (quote.issued_at, quote.sha256) == (NOW, issued.sha256)
    assert hashlib.sha256(pdf(store, quote_id)).hexdigest() == issued.sha256
    paper = snapshot(frozen)
    assert (paper.number, paper.terms, paper.totals) == (issued.number, quote.terms, quote.totals)
    assert paper.mark == ""


def test_a_quote_without_a_customer_or_without_a_price_is_not_issued(store: Database) -> None:
    nobody = a_draft(store, SHELF)
    empty = a_draft(store, Line(kind=LineKind.TEXT, description="Later"), contact_id=a_customer(store))
    for quote_id, key in ((nobody, "quote.no_customer"), (empty, "quote.no_lines"), (999, "record.missing")):
        with pytest.raises(Refused) as caught:
            issue(store, quote_id)
        assert caught.value.key == key
    assert (shown(store, nobody).status, shown(store, nobody).number) == ("draft", "")


def test_a_quote_in_the_bin_is_not_issued(store: Database) -> None:
    quote_id = complete(store)
    with store.write("Delete") as session:
        quote_drafts.to_bin(session, quote_id, now=NOW)
    with pytest.raises(Refused, match=r"record\.missing"):
        issue(store, quote_id)


def test_a_quote_is_issued_once(store: Database) -> None:
    quote_id = complete(store)
    first = issue(store, quote_id)
    with pytest.raises(Refused, match=r"quote\.issued"):
        issue(store, quote_id, LATER)
    assert kept(store, quote_id).sha256 == first.sha256


def test_what_the_country_wants_said_is_missed_by_name(store: Database) -> None:
    put(store, country="PT", business__name="Oficina Silva")
    exempt = a_draft(store, Line(description="Lesson", unit_price=Decimal(20)), contact_id=a_customer(store))
    with store.read() as session:
        missing = quote_issue.missing_mentions(session, exempt)
    assert Mention.EXEMPTION_REASON in missing
    assert Mention.BUSINESS_TAX_ID in missing
    assert Mention.BUSINESS_NAME not in missing
    assert Mention.VALID_UNTIL not in missing
    with store.write("Edit") as session:
        (line,) = shown(store, exempt).lines
        quote_lines.edit_line(session, exempt, line.id or 0, {"tax_reason": "Isento artigo 9.º do CIVA"})
    with store.read() as session:
        assert Mention.EXEMPTION_REASON not in quote_issue.missing_mentions(session, exempt)


def test_where_mentions_are_missing_it_is_issued_unless_strict(store: Database) -> None:
    put(store, country="PT")
    quote_id = complete(store)
    with pytest.raises(Refused, match=r"quote\.mentions_missing"), store.write("Issue") as session:
        quote_issue.issue(session, quote_id, now=NOW, strict=True)
    assert shown(store, quote_id).number == ""
    assert issue(store, quote_id).number


# ------------------------------------------------------------------------------------------ nothing moves any more


def test_the_bytes_stay_whatever_is_edited_afterwards(store: Database) -> None:
    customer = a_customer(store)
    with store.write("New item") as session:
        item = catalogue.create(session, catalogue.NewItem("Oak shelf", price=Decimal(145)), now=NOW)
    quote_id = a_draft(store, SHELF, contact_id=customer)
    issue(store, quote_id)
    before, bytes_before = shown(store, quote_id), pdf(store, quote_id)
    with store.write("Edit everything") as session:
        contacts.edit(session, customer, {"name": "Ana Matos", "tax_id": ""})
        catalogue.edit(session, item, {"price": Decimal(999), "name": "Plastic shelf"})
    put(
        store, business__name="Another name", country="BR", currency="BRL", tax__default="12",
        business__accent="#AA0000", numbering__quote__pattern="X{year}-{seq}",
    )  # fmt: skip
    with store.write("Delete contact") as session:
        contacts.to_bin(session, customer, NOW)
    after = shown(store, quote_id)
    assert pdf(store, quote_id) == bytes_before
    assert (after.number, after.totals, after.lines, after.date) == (
        before.number,
        before.totals,
        before.lines,
        before.date,
    )
    assert snapshot(kept(store, quote_id)).customer.name == "Ana Sousa"


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE quote SET total = 1 WHERE id = :quote",
        "UPDATE quote SET number = 'X' WHERE id = :quote",
        "UPDATE quote SET intro = 'other words' WHERE id = :quote",
        "UPDATE quote SET valid_until = '2030-01-01' WHERE id = :quote",
        "DELETE FROM quote WHERE id = :quote",
        "UPDATE quote_line SET unit_price = 1 WHERE quote_id = :quote",
        "DELETE FROM quote_line WHERE quote_id = :quote",
        f"INSERT INTO quote_line ({LINE}) VALUES (:quote, 9, 'item', '', 10000, '', 1, 0, 0, '', 'standard')",
        "UPDATE quote_issue SET pdf = x'00' WHERE quote_id = :quote",
        "UPDATE quote_issue SET snapshot = '{}' WHERE quote_id = :quote",
        "DELETE FROM quote_issue WHERE quote_id = :quote",
        "INSERT OR REPLACE INTO quote_issue SELECT * FROM quote_issue WHERE quote_id = :quote",
        "INSERT OR REPLACE INTO quote SELECT * FROM quote WHERE id = :quote",
    ],
)
def test_the_file_itself_refuses_to_change_what_was_issued(store: Database, statement: str) -> None:
    quote_id = complete(store)
    issue(store, quote_id)
    before = pdf(store, quote_id)
    with pytest.raises(Refused) as caught, store.write("Tamper") as session:
        session.execute(text(statement), {"quote": quote_id})
    assert caught.value.key == "quote.frozen"
    assert pdf(store, quote_id) == before


def test_issuing_cannot_be_undone_with_a_key(store: Database) -> None:
    quote_id = complete(store)
    issue(store, quote_id)
    with pytest.raises(Refused) as caught:
        store.undo()
    assert caught.value.key == "undo.barrier.issue"
    assert shown(store, quote_id).status == "issued"


def test_a_copy_of_an_issued_quote_is_a_draft_of_its_own(store: Database) -> None:
    quote_id = complete(store)
    issue(store, quote_id)
    with store.write("Duplicate") as session:
        copy = quote_drafts.duplicate(session, quote_id, today=TODAY, now=NOW)
        quote_lines.add_lines(session, copy, [DraftLine(SHELF)])
    assert (shown(store, copy).status, shown(store, copy).number) == ("draft", "")
    assert len(shown(store, quote_id).lines) == 2


# ------------------------------------------------------------------------------------------ the clock


def test_a_clock_set_back_is_told_and_strictly_refused(store: Database) -> None:
    first, second = complete(store), complete(store)
    issue(store, first, LATER)
    with store.read() as session:
        assert quote_issue.issued_later(session, NOW) == LATER
        assert quote_issue.issued_later(session, LATER) is None
    with pytest.raises(Refused, match=r"quote\.clock_set_back"), store.write("Issue") as session:
        quote_issue.issue(session, second, now=NOW, strict=True)
    assert shown(store, second).number == ""
    assert issue(store, second, NOW).number


# ------------------------------------------------------------------------------------------ whatever comes later


def test_the_bytes_stay_whatever_happens_to_customer_settings_and_chain(store: Database) -> None:
    customer, other = a_customer(store), a_customer(store, "Bruno Matos")
    first = complete(store, contact_id=customer)
    issue(store, first)
    kept_pdf, kept_facts = pdf(store, first), kept(store, first)

    def check() -> None:
        assert pdf(store, first) == kept_pdf
        now = kept(store, first)
        assert (now.snapshot, now.sha256, now.chain) == (kept_facts.snapshot, kept_facts.sha256, kept_facts.chain)
        with store.read() as session:
            assert quote_verification.verify(session, first).findings == ()

    with store.write("Edit contact") as session:
        contacts.edit(session, customer, {"name": "Ana Matos", "language": "fr"})
    check()
    store.undo()
    check()
    store.redo()
    check()
    put(store, language="pt_BR", currency="BRL", country="BR", business__accent="#112233", tax__default="6")
    check()
    revised = reprice(store, revise(store, first), 150)
    issue(store, revised)
    check()
    accept(store, first)
    with store.write("Take back", barrier="undo.barrier.answer") as session:
        quote_answers.take_back(session, first, today=TODAY, now=LATER)
    check()
    with store.write("Delete contacts") as session:
        contacts.to_bin(session, customer, NOW)
        contacts.to_bin(session, other, NOW)
    check()
    copy = quote_drafts_copy(store, first)
    with store.write("Delete quote") as session:
        quote_drafts.to_bin(session, copy, now=NOW)
    store.undo()
    store.redo()
    check()


def quote_drafts_copy(store: Database, quote_id: int) -> int:
    """A duplicate as a draft."""
    with store.write("Duplicate") as session:
        return quote_drafts.duplicate(session, quote_id, today=TODAY, now=NOW)
