"""Open quotes without an answer: when each comes up again, and what is done about it."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from crm_desktop.db.models.quotes import Quote
from crm_desktop.db.types import Day, intact
from crm_desktop.domain.dates import check_date, days_after
from crm_desktop.domain.errors import Refused
from crm_desktop.domain.interactions import InteractionKind
from crm_desktop.domain.quote_states import WAITING
from crm_desktop.services import interactions, settings
from crm_desktop.services.editing import existing, still_there
from crm_desktop.services.interactions import NewInteraction
from crm_desktop.services.quote_records import called, name_gesture
from crm_desktop.words import current

DAYS = "quote.follow_up_days"


def is_due(session: Session, today: dt.date) -> ColumnElement[bool]:
    """The condition on quotes that come up for follow-up.

    Their day has come. Where none was set, as on quotes of older files and on issued ones that nobody marked as sent,
    the days of the settings have passed since they were sent, else since their date, or they expired.
    """
    long_ago = dt.date.fromordinal(max(1, today.toordinal() - _days(session)))
    unset = and_(
        Quote.follow_up_on.is_(None),
        or_(Quote.valid_until < today, func.coalesce(Quote.sent_on, Quote.date, type_=Day) <= long_ago),
    )
    return and_(Quote.status.in_(WAITING), or_(Quote.follow_up_on <= today, unset))


def count(session: Session, today: dt.date) -> int:
    """How many quotes come up for follow-up."""
    statement = select(func.count(Quote.id)).where(Quote.deleted_at.is_(None), is_due(session, today))
    return session.scalar(statement) or 0


def plan(session: Session, quote: Quote, today: dt.date) -> dt.date:
    """Lets a quote come up after the days of the settings, but no later than the day after its last one.

    The caller flushes.
    """
    wanted = days_after(today, _days(session), field="follow_up_on")
    last = intact(quote.valid_until)
    # Only where it ends sooner: the last day of all years has none after it, and what was sent must be noted as sent.
    if last is not None and today <= last < wanted:
        wanted = min(wanted, days_after(last, 1, field="follow_up_on"))
    quote.follow_up_on = wanted
    return wanted


def followed_up(
    session: Session,
    quote_id: int,
    kind: InteractionKind,
    title: str,
    text: str = "",
    *,
    today: dt.date,
    now: dt.datetime,
) -> dt.date:
    """Notes on the timeline that the customer was asked, and lets the quote come up again later; answers when.

    Raises:
        Refused: ``follow_up.not_open``, ``interaction.*``, ``text.too_long``, ``record.missing``.
    """  # fmt: skip
    quote = _waiting(session, quote_id)
    new = NewInteraction(
        kind=kind, at=now, contact_id=still_there(session, quote.contact_id), quote_id=quote_id,
        deal_id=quote.deal_id, title=title, text=text,
    )  # fmt: skip
    interactions.record(session, new, now=now)
    day = plan(session, quote, today)
    name_gesture(session, quote)
    return day


def postpone(session: Session, quote_id: int, day: dt.date, *, today: dt.date) -> None:
    """Lets a quote come up on another day.

    Raises:
        Refused: ``follow_up.not_open``, ``follow_up.past``, ``date.not_a_date``, ``record.missing``.
    """
    quote = _waiting(session, quote_id)
    if check_date(day, field="follow_up_on") <= today:
        raise Refused("follow_up.past", field="follow_up_on", text=current().date(day))
    quote.follow_up_on = day
    name_gesture(session, quote)


def _days(session: Session) -> int:
    return int(settings.get(session, DAYS))


def _waiting(session: Session, quote_id: int) -> Quote:
    quote = existing(session, Quote, quote_id)
    if quote.status not in WAITING or quote.deleted_at is not None:
        raise Refused("follow_up.not_open", number=called(session, quote))
    return quote
