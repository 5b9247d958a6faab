"""A quote as a paper: everything the page shows, gathered once, and the PDF made of it."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session, undefer

from crm_desktop.db.models.quotes import Quote, QuoteIssue
from crm_desktop.domain.countries import profile
from crm_desktop.domain.country_profile import Mention
from crm_desktop.domain.errors import Refused
from crm_desktop.domain.papers import QuotePaper
from crm_desktop.domain.quote_arithmetic import compute_totals
from crm_desktop.domain.quote_states import shown_status
from crm_desktop.domain.quotes import QuoteStatus, QuoteTerms
from crm_desktop.services import country_rules, quote_texts, settings
from crm_desktop.services.editing import existing
from crm_desktop.services.parties import Sender, customer_party
from crm_desktop.services.quote_codes import code_of
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
    return quote_texts.filled(unfilled_of(session, quote_id, terms))


def unfilled_of(session: Session, quote_id: int, terms: QuoteTerms | None = None) -> QuotePaper:
    """As `paper_of`, with the texts as they were typed."""
    quote = existing(session, Quote, quote_id)
    return unfilled(session, quote, quote.number, DRAFT_MARK if quote.status is QuoteStatus.DRAFT else "", terms)


def build(session: Session, quote: Quote, number: str, mark: str, terms: QuoteTerms | None = None) -> QuotePaper:
    """The paper with a given number and mark, the fields of its texts filled."""
    return quote_texts.filled(unfilled(session, quote, number, mark, terms))


def unfilled(session: Session, quote: Quote, number: str, mark: str, terms: QuoteTerms | None = None) -> QuotePaper:
    """The paper with its texts as they were typed, for who goes on typing: fill it with `quote_texts.filled`."""
    business = settings.business(session)
    country = profile(business.country)
    words = words_of(quote.language)
    known = terms if terms is not None else terms_of(session, quote)
    totals = compute_totals(known)
    return QuotePaper(
        language=quote.language,
        number=number,
        title=quote.title,
        date=quote.date,
        valid_until=quote.valid_until,
        letterhead=settings.letterhead(session),
        customer=customer_party(session, quote.contact_id, country.tax_id_label, Sender(business.country, words)),
        terms=known,
        totals=totals,
        intro=quote.intro,
        closing=quote.closing,
        payment_terms=quote.payment_terms,
        notices=country_rules.notices(country, business, words),
        mark=mark,
        tax_name=country.tax_name,
        reference=quote.reference,
        design=quote.design or business.look.design,
        code=code_of(business, known, totals, number),
        check_boxes=business.look.check_boxes,
        accept_fields=business.look.accept_fields,
        labour_apart=Mention.LABOUR_AND_MATERIAL in country.mentions,
        acceptance=country.acceptance,
    )


def pdf_of(session: Session, quote_id: int) -> bytes:
    """The PDF: of an issued quote the very bytes issuing kept, of a draft one made now and marked as draft.

    Raises:
        Refused: ``record.missing``; ``quote.pdf_damaged`` when the kept bytes no longer have their SHA-256.
    """
    return kept_pdf(session, quote_id) or render(paper_of(session, quote_id))


def preprinted_paper(session: Session, quote_id: int, today: dt.date) -> QuotePaper:
    """A quote for paper that has the letterhead on it already: of an issued one what was frozen, drawn without it.

    What is printed this way is a copy: nothing of it is kept, and one that has expired says so.

    Raises:
        Refused: ``record.missing``, ``paper.unreadable``.
    """
    quote = existing(session, Quote, quote_id)
    snapshot = session.scalar(select(QuoteIssue.snapshot).where(QuoteIssue.quote_id == quote_id))
    if snapshot is None:
        return replace(paper_of(session, quote_id), preprinted=True)
    from crm_desktop.reports.codec import paper_from_json  # with the page engine, see `render`

    paper = paper_from_json("quote", snapshot)
    assert isinstance(paper, QuotePaper), "the kind was asked for"
    mark = "expired" if shown_status(quote.status, quote.valid_until, today) == "expired" else paper.mark
    # What is on the paper in the printer is a matter of today.
    letterhead = replace(paper.letterhead, tells_details=settings.letterhead(session).tells_details)
    return replace(paper, preprinted=True, mark=mark, letterhead=letterhead)


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
    return safe_name(stem)


def safe_name(stem: str) -> str:
    """The name of a PDF, safe on every system."""
    return "".join(c if c.isalnum() or c in " -_.," else "-" for c in stem)[:120].strip(" .") + ".pdf"
