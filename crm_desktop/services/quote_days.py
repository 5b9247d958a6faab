"""Which days what happens to an issued quote can have: none that is to come, and none before there was the quote.

An invoice or a payment may well be older than the quote (a deposit is paid on a handshake): that is only told.
"""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm_desktop.db.models.quotes import Quote, QuoteIssue
from crm_desktop.db.types import intact
from crm_desktop.domain.dates import check_date
from crm_desktop.domain.errors import Refused
from crm_desktop.words import current


def check_past(day: dt.date, today: dt.date, *, field: str) -> dt.date:
    """`day` itself, unless it is to come.

    Raises:
        Refused: ``day.in_future``, ``date.not_a_date``.
    """
    if check_date(day, field=field) > today:
        raise Refused("day.in_future", field=field, text=current().date(day))
    return day


def check_since(session: Session, quote: Quote, day: dt.date, *, field: str) -> dt.date:
    """`day` itself, unless there was no such quote yet: before its date, or the day of its issue if that is earlier.

    Raises:
        Refused: ``day.before_quote``.
    """
    first = _first_day(session, quote)
    if first is not None and day < first:
        raise Refused(
            "day.before_quote", field=field, text=current().date(day), number=quote.number, first=current().date(first)
        )
    return day


def _first_day(session: Session, quote: Quote) -> dt.date | None:
    issued_at = intact(session.scalar(select(QuoteIssue.issued_at).where(QuoteIssue.quote_id == quote.id)))
    days = [intact(quote.date), issued_at.astimezone().date() if issued_at is not None else None]
    return min((day for day in days if day is not None), default=None)
