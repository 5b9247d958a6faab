"""A quote as a paper: everything the page shows, gathered once, and the PDF made of it."""

from __future__ import annotations

import datetime as dt
import hashlib

from sqlalchemy import select
from sqlalchemy.orm import Session, undefer

from crm_desktop.db.models.quotes import Quote, QuoteIssue
from crm_desktop.domain.countries import profile
from crm_desktop.domain.errors import Refused
from crm_desktop.domain.papers import QuotePaper
from crm_desktop.domain.quote_arithmetic import compute_totals
from crm_desktop.domain.quotes import QuoteStatus, QuoteTerms
from crm_desktop.services import settings
from crm_desktop.services.editing import existing
from crm_desktop.services.parties import Sender, customer_party
from crm_desktop.services.quote_terms import terms_of
from crm_desktop.words import words_of

DRAFT_MARK = "draft"


def paper_of(session: Session, quote_id: int, terms: QuoteTerms | None = None) -> QuotePaper:
    """The paper of a stored quote as it would print now; of an issued one use `pdf_of`, which keeps the very bytes.

    Args:
        session: a reading session.
        quote_id: the quote.
        terms: its terms, by who just read them.
    """
    quote = existing(session, Quote, quote_id)
    return build(session, quote, quote.number, DRAFT_MARK if quote.status is QuoteStatus.DRAFT else "", terms)


def build(session: Session, quote: Quote, number: str, mark: str, terms: QuoteTerms | None = None) -> QuotePaper:
    """The paper with a given number and mark."""
    business = settings.business(session)
    country = profile(business.country)
    words = words_of(quote.language)
    known = terms if terms is not None else terms_of(session, quote)
    return QuotePaper(
        language=quote.language,
        number=number,
        title=quote.title,
        date=quote.date,
        valid_until=quote.valid_until,
        letterhead=settings.letterhead(session),
        customer=customer_party(session, quote.contact_id, country.tax_id_label, Sender(business.country, words)),
        terms=known,
        totals=compute_totals(known),
        intro=quote.intro,
        closing=quote.closing,
        payment_terms=quote.payment_terms,
        notices=tuple(words.text(notice) for notice in country.notices),
        mark=mark,
        tax_name=country.tax_name,
        reference=quote.reference,
    )


def pdf_of(session: Session, quote_id: int) -> bytes:
    """The PDF: of an issued quote the very bytes issuing kept, of a draft one made now and marked as draft.

    Raises:
        Refused: ``record.missing``; ``quote.pdf_damaged`` when the kept bytes no longer have their SHA-256.
    """
    return kept_pdf(session, quote_id) or render(paper_of(session, quote_id))


def kept_pdf(session: Session, quote_id: int) -> bytes:
    """The very bytes issuing kept; empty for a quote that was not issued.

    Raises:
        Refused: ``quote.pdf_damaged`` when they no longer have their SHA-256.
    """
    issue = session.scalar(select(QuoteIssue).where(QuoteIssue.quote_id == quote_id).options(undefer(QuoteIssue.pdf)))
    if issue is None:
        return b""
    if hashlib.sha256(issue.pdf).hexdigest() != issue.sha256:
        raise Refused("quote.pdf_damaged", number=issue.number)
    return issue.pdf


def render(paper: QuotePaper) -> bytes:
    """The PDF of a paper; the page engine is loaded when first used, because it costs a tenth of the start."""
    from crm_desktop.reports import quote as report

    return report.render(paper)


def unprintable(session: Session, quote_id: int) -> str:
    """The characters of a quote that its faces do not have, each once; '' when everything prints as typed."""
    from crm_desktop.reports.codec import paper_to_json  # with the page engine, see `render`
    from crm_desktop.reports.fonts import missing_characters

    return missing_characters(paper_to_json(paper_of(session, quote_id)))


def file_name(session: Session, quote_id: int, today: dt.date) -> str:
    """A name for the exported PDF: the number and the customer, safe on every system."""
    quote = existing(session, Quote, quote_id)
    party = customer_party(session, quote.contact_id, "")
    stem = " ".join(part for part in (quote.number or quote.title or today.isoformat(), party.name) if part)
    return "".join(c if c.isalnum() or c in " -_.," else "-" for c in stem)[:120].strip(" .") + ".pdf"
