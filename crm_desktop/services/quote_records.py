"""What verbs on a draft begin and end with: is it still one, what does it come to, what is the gesture called."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from sqlalchemy.orm import Session

from crm_desktop.db.history import set_subject
from crm_desktop.db.models.contacts import Contact
from crm_desktop.db.models.quotes import Quote
from crm_desktop.domain.errors import Refused
from crm_desktop.domain.quote_arithmetic import compute_totals
from crm_desktop.domain.quote_states import check_move
from crm_desktop.domain.quotes import QuoteStatus
from crm_desktop.services.editing import existing
from crm_desktop.services.quote_terms import DraftLine, draft_lines, with_lines


def draft(session: Session, quote_id: int) -> Quote:
    """The stored quote, still a draft.

    Raises:
        Refused: ``record.missing``, ``quote.issued``.
    """
    quote = existing(session, Quote, quote_id)
    if quote.status is not QuoteStatus.DRAFT:
        raise Refused("quote.issued", number=quote.number)
    return quote


def recompute(session: Session, quote: Quote, lines: Iterable[DraftLine] | None = None) -> None:
    """Keeps the totals that lists show, and names the gesture.

    Args:
        session: the writing session.
        quote: the draft.
        lines: its lines, by who just read them; else they are read.

    Raises:
        Refused: what the engine refuses.
    """
    known = draft_lines(session, quote.id) if lines is None else lines
    totals = compute_totals(with_lines(quote, (draft_line.line for draft_line in known)))
    quote.net, quote.total = totals.net, totals.total
    name_gesture(session, quote)


def name_gesture(session: Session, quote: Quote) -> None:
    """Calls the running gesture after the quote."""
    contact = session.get(Contact, quote.contact_id) if quote.contact_id is not None else None
    set_subject(session, name_of(quote, contact))
    session.flush()


def move(quote: Quote, status: QuoteStatus, now: dt.datetime) -> None:
    """Moves a quote to another state.

    Raises:
        Refused: ``quote.not_accepted`` and the like when its state cannot become that one.
    """
    check_move(quote.status, status)
    quote.status, quote.status_at = status, now


def called(session: Session, quote: Quote) -> str:
    """How a sentence names a quote: as a gesture does, and one without any name by its id."""
    contact = session.get(Contact, quote.contact_id) if quote.contact_id is not None else None
    return name_of(quote, contact) or str(quote.id)


def name_of(quote: Quote, contact: Contact | None) -> str:
    """How a gesture names a quote: its number, title or customer."""
    return quote.number or quote.title or (contact.name if contact else "")
