"""Issuing: the number is taken and everything is frozen in one transaction; afterwards only the state moves."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crm_desktop.db.history import set_subject
from crm_desktop.db.models.quotes import Quote, QuoteIssue
from crm_desktop.domain.countries import profile
from crm_desktop.domain.country_profile import Mention
from crm_desktop.domain.errors import Refused
from crm_desktop.domain.papers import QuotePaper
from crm_desktop.domain.quotes import LineKind, QuoteStatus
from crm_desktop.reports.codec import paper_to_json
from crm_desktop.services import quote_chain, quote_money, quote_numbers, revision_chain, settings
from crm_desktop.services.country_rules import says_in_texts
from crm_desktop.services.editing import existing
from crm_desktop.services.labels import MENTION_LABELS
from crm_desktop.services.parties import customer_party
from crm_desktop.services.quote_codes import fault_of
from crm_desktop.services.quote_papers import build, render
from crm_desktop.services.quote_records import draft, move
from crm_desktop.services.quote_terms import draft_lines
from crm_desktop.words import current


@dataclass(frozen=True, slots=True)
class Issued:
    """What issuing took and made; `superseded` are the numbers of the earlier revisions it replaced."""

    number: str
    sha256: str
    superseded: tuple[str, ...] = ()


def missing_mentions(session: Session, quote_id: int) -> tuple[Mention, ...]:
    """What the country wants a quote to say and this one does not."""
    quote = existing(session, Quote, quote_id)
    country = profile(settings.business(session).country)
    paper = build(session, quote, "", "")
    return tuple(mention for mention in country.mentions if not _says(paper, mention))


def missing_code(session: Session, quote_id: int) -> Refused | None:
    """Why the quote will have no code to pay with although the settings want one; None where nothing is wrong."""
    paper = build(session, existing(session, Quote, quote_id), "", "")
    return fault_of(settings.business(session), paper.terms, paper.totals, paper.number)


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
    return bool(said[mention]) if mention in said else says_in_texts(paper, mention)


def issue(session: Session, quote_id: int, *, now: dt.datetime, strict: bool = False) -> Issued:
    """Takes the next number and freezes paper and PDF.

    Args:
        session: a writing session opened with the barrier ``undo.barrier.issue``.
        quote_id: a draft with a customer and at least one item.
        now: the moment of issue, UTC.
        strict: refuse when mentions the country wants are missing, or the clock seems to be set back.

    Raises:
        Refused: ``quote.issued``, ``quote.no_customer``, ``quote.no_lines``, ``quote.mentions_missing``,
            ``quote.clock_set_back``, ``number.*``.
    """
    quote = draft(session, quote_id)
    check_complete(session, quote_id)
    if strict and (later := issued_later(session, now)):
        raise Refused("quote.clock_set_back", date=current().time(later.astimezone()))
    if strict and (missing := missing_mentions(session, quote_id)):
        said = ", ".join(current().text(MENTION_LABELS[mention]) for mention in missing)
        raise Refused("quote.mentions_missing", text=said)
    taken = _number(session, quote)
    number = taken.number
    paper = build(session, quote, number, "")
    pdf = render(paper)
    sha256 = hashlib.sha256(pdf).hexdigest()
    snapshot = paper_to_json(paper)
    quote.number, quote.revision = number, taken.revision
    move(quote, QuoteStatus.ISSUED, now)
    session.flush()
    frozen = QuoteIssue(
        quote_id=quote.id, number=number, series=taken.series, year=taken.year, sequence=taken.sequence,
        issued_at=now, snapshot=snapshot, pdf=pdf, sha256=sha256,
    )  # fmt: skip
    quote_chain.add_link(session, frozen)
    session.add(frozen)
    session.flush()
    superseded: tuple[str, ...] = ()
    if quote.revision_of_id is not None:
        superseded = revision_chain.supersede_older(session, quote.id, now=now)
        quote_money.follow(session, quote.id)
    set_subject(session, number)
    return Issued(number, sha256, superseded)


def next_number(session: Session, quote_id: int) -> str:
    """The number the quote would get now; another one issued first may take it.

    Raises:
        Refused: ``record.missing``, ``number.exhausted``.
    """
    quote = existing(session, Quote, quote_id)
    return _number(session, quote).number


def _number(session: Session, quote: Quote) -> quote_numbers.Taken:
    """The number a draft gets: the next one of its counter, or that of the quote it revises with a suffix."""
    if quote.revision_of_id is not None:
        return quote_numbers.take_revision(session, revision_chain.first_id(session, quote))
    return quote_numbers.take(session, quote.date, customer_party(session, quote.contact_id, "").name)


def issued_later(session: Session, now: dt.datetime) -> dt.datetime | None:
    """The moment of the latest issue when it lies after `now`: the clock was set back; None when it did not."""
    latest = session.scalar(select(func.max(QuoteIssue.issued_at)))
    return latest if latest is not None and latest > now else None


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
