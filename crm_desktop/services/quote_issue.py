"""Issuing: the number is taken and everything is frozen in one transaction; afterwards only the state moves."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass

from sqlalchemy.orm import Session

from crm_desktop.db.history import set_subject
from crm_desktop.db.models.contacts import Contact
from crm_desktop.db.models.quotes import Quote, QuoteIssue
from crm_desktop.domain.contacts import Lifecycle
from crm_desktop.domain.countries import profile
from crm_desktop.domain.country_profile import Mention
from crm_desktop.domain.errors import Refused
from crm_desktop.domain.papers import QuotePaper
from crm_desktop.domain.quote_states import check_move
from crm_desktop.domain.quotes import LineKind, QuoteStatus
from crm_desktop.domain.text import clean_text
from crm_desktop.reports.codec import paper_to_json
from crm_desktop.services import quote_chain, quote_numbers, sales, settings
from crm_desktop.services.contacts import raise_lifecycle
from crm_desktop.services.editing import existing
from crm_desktop.services.labels import MENTION_LABELS
from crm_desktop.services.parties import customer_party
from crm_desktop.services.quote_papers import build, render
from crm_desktop.services.quote_records import draft, name_of
from crm_desktop.services.quote_terms import draft_lines
from crm_desktop.words import current


@dataclass(frozen=True, slots=True)
class Issued:
    """What issuing took and made."""

    number: str
    sha256: str


def missing_mentions(session: Session, quote_id: int) -> tuple[Mention, ...]:
    """What the country wants a quote to say and this one does not."""
    quote = existing(session, Quote, quote_id)
    country = profile(settings.business(session).country)
    paper = build(session, quote, "", "")
    return tuple(mention for mention in country.mentions if not _says(paper, mention))


def _says(paper: QuotePaper, mention: Mention) -> bool:
    ours, theirs = paper.letterhead.business, paper.customer
    said: dict[Mention, object] = {
        Mention.BUSINESS_NAME: ours.name,
        Mention.BUSINESS_ADDRESS: ours.address,
        Mention.BUSINESS_CONTACT: ours.phone or ours.email,
        Mention.BUSINESS_TAX_ID: ours.tax_id,
        Mention.CUSTOMER_NAME: theirs.name,
        Mention.CUSTOMER_ADDRESS: theirs.address,
        Mention.CUSTOMER_TAX_ID: theirs.tax_id,
        Mention.VALID_UNTIL: paper.valid_until,
        Mention.PAYMENT_TERMS: paper.payment_terms,
        Mention.EXEMPTION_REASON: all(
            line.tax_rate or line.tax_reason for line in paper.terms.lines if line.kind is LineKind.ITEM
        ),
    }
    return bool(said[mention])


def issue(session: Session, quote_id: int, *, now: dt.datetime, strict: bool = False) -> Issued:
    """Takes the next number and freezes paper and PDF.

    Args:
        session: a writing session opened with the barrier ``undo.barrier.issue``.
        quote_id: a draft with a customer and at least one item.
        now: the moment of issue, UTC.
        strict: refuse when mentions the country wants are missing.

    Raises:
        Refused: ``quote.issued``, ``quote.no_customer``, ``quote.no_lines``, ``quote.mentions_missing``,
            ``number.*``.
    """
    quote = draft(session, quote_id)
    check_complete(session, quote_id)
    if strict and (missing := missing_mentions(session, quote_id)):
        said = ", ".join(current().text(MENTION_LABELS[mention]) for mention in missing)
        raise Refused("quote.mentions_missing", text=said)
    taken = quote_numbers.take(session, quote.date, customer_party(session, quote.contact_id, "").name)
    number = taken.number
    paper = build(session, quote, number, "")
    pdf = render(paper)
    sha256 = hashlib.sha256(pdf).hexdigest()
    snapshot = paper_to_json(paper)
    quote.number = number
    _move(quote, QuoteStatus.ISSUED, now)
    session.flush()
    session.add(
        QuoteIssue(
            quote_id=quote.id, number=number, series=taken.series, year=taken.year, sequence=taken.sequence,
            issued_at=now, snapshot=snapshot, pdf=pdf, sha256=sha256,
            chain=quote_chain.next_link(session, number, now, snapshot, sha256),
        )
    )  # fmt: skip
    set_subject(session, number)
    session.flush()
    return Issued(number, sha256)


def next_number(session: Session, quote_id: int) -> str:
    """The number the quote would get now; another one issued first may take it.

    Raises:
        Refused: ``record.missing``, ``number.exhausted``.
    """
    quote = existing(session, Quote, quote_id)
    return quote_numbers.take(session, quote.date, customer_party(session, quote.contact_id, "").name).number


def check_complete(session: Session, quote_id: int) -> None:
    """Refuses a quote that cannot be issued whatever the country says.

    Raises:
        Refused: ``quote.issued``, ``quote.no_customer``, ``quote.no_lines``, ``record.missing``.
    """
    quote = draft(session, quote_id)
    if quote.deleted_at is not None:
        raise Refused("record.missing")
    if quote.contact_id is None:
        raise Refused("quote.no_customer", field="contact_id")
    if not any(draft_line.line.kind is LineKind.ITEM for draft_line in draft_lines(session, quote_id)):
        raise Refused("quote.no_lines", field="lines")


def mark(
    session: Session, quote_id: int, status: QuoteStatus, *, now: dt.datetime, today: dt.date, note: str = ""
) -> None:
    """Moves an issued quote: sent, accepted, declined, withdrawn, or back again.

    Accepting makes the sale and the customer; taking an acceptance back takes the sale back.

    Raises:
        Refused: ``quote.not_accepted`` and the like when the state cannot become `status`.
    """
    quote = existing(session, Quote, quote_id)
    was = quote.status
    _move(quote, status, now)
    quote.status_note = clean_text(note, field="status_note")
    if status is QuoteStatus.ACCEPTED:
        _accepted(session, quote, today, now)
    elif was is QuoteStatus.ACCEPTED:
        sales.take_back_quote(session, quote_id, now=now)
    contact = session.get(Contact, quote.contact_id) if quote.contact_id is not None else None
    set_subject(session, name_of(quote, contact))
    session.flush()


def _accepted(session: Session, quote: Quote, today: dt.date, now: dt.datetime) -> None:
    sales.sale_of_quote(session, quote, date=today, now=now)
    if quote.contact_id is not None:
        raise_lifecycle(session, quote.contact_id, Lifecycle.CUSTOMER)


def _move(quote: Quote, status: QuoteStatus, now: dt.datetime) -> None:
    check_move(quote.status, status)
    quote.status = status
    quote.status_at = now
