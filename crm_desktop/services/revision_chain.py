"""A quote and its revisions: who belongs together, and which of them still holds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm_desktop.db.models.quotes import Quote, QuoteIssue
from crm_desktop.domain.quote_states import WAITING
from crm_desktop.domain.quotes import QuoteStatus
from crm_desktop.services.editing import existing


def first_id(session: Session, quote: Quote) -> int:
    """The quote a chain began with; itself when it revises none."""
    seen = {quote.id}
    while quote.revision_of_id is not None and quote.revision_of_id not in seen:
        quote = existing(session, Quote, quote.revision_of_id)
        seen.add(quote.id)
    return quote.id


def members(session: Session, quote_id: int) -> list[Quote]:
    """The first quote and all its revisions that are not in the bin, the oldest first.

    Raises:
        Refused: ``record.missing``.
    """
    session.flush()
    frontier = {first_id(session, existing(session, Quote, quote_id))}
    known: set[int] = set()
    while frontier:
        known |= frontier
        following = session.scalars(select(Quote.id).where(Quote.revision_of_id.in_(frontier)))
        frontier = set(following) - known
    statement = select(Quote).where(Quote.id.in_(known), Quote.deleted_at.is_(None))
    return list(session.scalars(statement.order_by(Quote.revision, Quote.id)))


def others(session: Session, quote: Quote, states: Iterable[QuoteStatus]) -> list[Quote]:
    """The other members of a quote's chain that are in one of these states, the oldest first."""
    wanted = set(states)
    return [member for member in members(session, quote.id) if member.id != quote.id and member.status in wanted]


def draft_of(chain: Sequence[Quote]) -> Quote | None:
    """The revision of a chain that is being written."""
    return next((member for member in chain if member.status is QuoteStatus.DRAFT), None)


def highest_issued(session: Session, first: int) -> int:
    """The highest revision of a chain that was issued."""
    ids = [member.id for member in members(session, first)]
    issued = select(Quote.revision).join(QuoteIssue, QuoteIssue.quote_id == Quote.id).where(Quote.id.in_(ids))
    return max(session.scalars(issued), default=1)


def supersede_older(session: Session, quote_id: int, *, now: dt.datetime) -> tuple[str, ...]:
    """Leaves the newest revision that awaits an answer, and marks the older ones as superseded; their numbers."""
    waiting = [member for member in members(session, quote_id) if member.status in WAITING]
    for older in waiting[:-1]:
        older.status, older.status_at = QuoteStatus.SUPERSEDED, now
    session.flush()
    return tuple(older.number for older in waiting[:-1])
