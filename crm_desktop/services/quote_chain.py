"""Adding to the chain of issued quotes."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm_desktop.db.models.quotes import QuoteIssue
from crm_desktop.db.rows import raw
from crm_desktop.db.types import Moment
from crm_desktop.domain import quote_chain


def next_link(session: Session, number: str, issued_at: dt.datetime, snapshot: str, pdf_sha256: str) -> str:
    """The link of the issue that comes next; the writing transaction holds the file, so nothing comes between."""
    previous = session.scalar(select(QuoteIssue.chain).order_by(QuoteIssue.id.desc()).limit(1)) or ""
    return quote_chain.link(previous, number, str(raw(Moment(), issued_at)), snapshot, pdf_sha256)
