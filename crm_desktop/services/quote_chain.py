"""The chain of issued quotes in the file: adding to it, and what its links have to be."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm_desktop.db.models.quotes import QuoteIssue
from crm_desktop.db.rows import raw
from crm_desktop.db.types import Moment
from crm_desktop.domain import quote_chain


def link_of(issue: QuoteIssue, previous: str) -> str:
    """The link a stored issue has to have behind `previous`."""
    return quote_chain.link(previous, issue.number, str(raw(Moment(), issue.issued_at)), issue.snapshot, issue.sha256)


def link_before(session: Session, issue_id: int) -> str:
    """The link of the issue before; '' before the first."""
    before = select(QuoteIssue.chain).where(QuoteIssue.id < issue_id).order_by(QuoteIssue.id.desc()).limit(1)
    return session.scalar(before) or ""


def next_link(session: Session, number: str, issued_at: dt.datetime, snapshot: str, pdf_sha256: str) -> str:
    """The link of the issue that comes next; the writing transaction holds the file, so nothing comes between."""
    previous = session.scalar(select(QuoteIssue.chain).order_by(QuoteIssue.id.desc()).limit(1)) or ""
    return quote_chain.link(previous, number, str(raw(Moment(), issued_at)), snapshot, pdf_sha256)
