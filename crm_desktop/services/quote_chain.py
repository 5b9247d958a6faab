"""The chain of issued quotes in the file: adding to it, and what is wrong with a link."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm_desktop.db.models.quotes import QuoteIssue
from crm_desktop.db.rows import raw
from crm_desktop.db.types import Moment
from crm_desktop.domain import quote_chain
from crm_desktop.domain.errors import Refused
from crm_desktop.domain.quote_chain import START, Facts, Place


def fault_of(issue: QuoteIssue, before: Place) -> Refused | None:
    """What is wrong with the link of a stored issue behind another; None when nothing is."""
    return quote_chain.fault(before, place_of(issue), facts_of(issue))


def place_of(issue: QuoteIssue) -> Place:
    """Where a stored issue stands."""
    return Place(issue.id, issue.number, issue.chain)


def facts_of(issue: QuoteIssue) -> Facts:
    """What the link of an issue holds of it."""
    moment = str(raw(Moment(), issue.issued_at))
    return Facts(issue.number, issue.series, issue.year, issue.sequence, moment, issue.snapshot, issue.sha256)


def place_before(session: Session, issue_id: int) -> Place:
    """The issue before another."""
    before = select(QuoteIssue.id, QuoteIssue.number, QuoteIssue.chain).where(QuoteIssue.id < issue_id)
    found = session.execute(before.order_by(QuoteIssue.id.desc()).limit(1)).first()
    return Place(*found) if found is not None else START


def add_link(session: Session, issue: QuoteIssue) -> None:
    """Links an issue that is not stored yet to the newest; the writing transaction holds the file meanwhile."""
    with session.no_autoflush:
        previous = session.scalar(select(QuoteIssue.chain).order_by(QuoteIssue.id.desc()).limit(1)) or ""
    issue.chain = quote_chain.link(previous, facts_of(issue))
