"""What becomes of an issued quote besides a yes: sent, declined with a reason, withdrawn, an answer taken back.

Each is called in a writing session opened with the barrier ``undo.barrier.answer``.
"""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Session

from crm_desktop.db.history import set_subject
from crm_desktop.db.models.quotes import Quote
from crm_desktop.domain.errors import Refused
from crm_desktop.domain.quotes import QuoteStatus
from crm_desktop.domain.text import clean_text
from crm_desktop.services import follow_ups, quote_acceptance, quote_deals, quote_money, revision_chain
from crm_desktop.services.editing import existing
from crm_desktop.services.quote_acceptance import TakenBack
from crm_desktop.services.quote_days import check_past, check_since
from crm_desktop.services.quote_records import move


def mark_sent(session: Session, quote_id: int, on: dt.date, *, today: dt.date, now: dt.datetime) -> None:
    """Notes that a quote went to the customer on a day, and when it comes up again. Sending it again moves both.

    Raises:
        Refused: ``quote.not_sent``, ``quote.answered``, ``date.not_a_date``, ``day.in_future``, ``day.before_quote``,
            ``record.missing``.
    """
    quote = existing(session, Quote, quote_id)
    if quote.status in (QuoteStatus.ACCEPTED, QuoteStatus.DECLINED):
        # Taking an answer back leads to the same state, but takes its sale along.
        raise Refused("quote.answered", field="status", number=quote.number)
    if quote.status is not QuoteStatus.SENT:
        move(quote, QuoteStatus.SENT, now)
    check_past(on, today, field="sent_on")
    quote.sent_on = check_since(session, quote, on, field="sent_on")
    follow_ups.plan(session, quote, on)
    _done(session, quote)


def decline(
    session: Session,
    quote_id: int,
    reason: str,
    *,
    lost: tuple[int, str] | None = None,
    today: dt.date,
    now: dt.datetime,
) -> str:
    """Notes a customer's no, and why. An acceptance is taken back first.

    Args:
        session: the writing session.
        quote_id: an issued quote.
        reason: why, in the customer's words or others.
        lost: loses its deal, too: the id of the reason and a note.
        today: the day it is recorded.
        now: the moment, UTC.

    Returns:
        The title of the deal that was lost; '' for none.

    Raises:
        Refused: ``quote.reason_needed``, ``quote.not_declined``, ``text.too_long``, ``record.missing``.
    """
    quote = existing(session, Quote, quote_id)
    said = clean_text(reason, field="reason")
    if not said:
        raise Refused("quote.reason_needed", field="reason", number=quote.number)
    if quote.status is QuoteStatus.ACCEPTED:
        quote_acceptance.unaccept(session, quote_id, today=today, now=now)
    move(quote, QuoteStatus.DECLINED, now)
    quote.status_note = said
    deal = quote_deals.lose(session, quote, *lost, today=today, now=now) if lost is not None else ""
    _done(session, quote)
    return deal


def withdraw(session: Session, quote_id: int, note: str = "", *, now: dt.datetime) -> None:
    """Takes an offer back for good; its number stays in the books.

    Raises:
        Refused: ``quote.not_withdrawn``, ``text.too_long``, ``record.missing``.
    """
    quote = existing(session, Quote, quote_id)
    move(quote, QuoteStatus.WITHDRAWN, now)
    quote.status_note = clean_text(note, field="note")
    _done(session, quote)


def take_back(session: Session, quote_id: int, *, today: dt.date, now: dt.datetime) -> TakenBack:
    """Takes an answer back, a yes or a no: the quote waits again, unless a newer revision of it does.

    The deal that the same gesture has lost is open again.

    Raises:
        Refused: ``acceptance.none`` when there is no answer, ``record.missing``.
    """
    quote = existing(session, Quote, quote_id)
    if quote.status is not QuoteStatus.DECLINED:
        return quote_acceptance.unaccept(session, quote_id, today=today, now=now)
    quote.status_note = ""
    deal = quote_deals.find_again(session, quote, today=today, now=now)
    move(quote, QuoteStatus.ISSUED if quote.sent_on is None else QuoteStatus.SENT, now)
    if revision_chain.others(session, quote, [QuoteStatus.ACCEPTED]):
        move(quote, QuoteStatus.SUPERSEDED, now)
    revision_chain.supersede_older(session, quote_id, now=now)
    quote_money.follow(session, quote_id)
    _done(session, quote)
    return TakenBack(quote.number, deal, deal_moved=bool(deal))


def _done(session: Session, quote: Quote) -> None:
    set_subject(session, quote.number)
    session.flush()
