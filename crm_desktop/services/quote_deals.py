"""What the answer to a quote does to its deal: won and worth what was accepted, lost, and led back again."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm_desktop.db.models.deals import Deal, Stage
from crm_desktop.db.models.quote_answers import QuoteAcceptance
from crm_desktop.db.models.quotes import Quote, Sale
from crm_desktop.domain.deals import StageKind
from crm_desktop.domain.quotes import QuoteStatus
from crm_desktop.services import deal_worth, deals
from crm_desktop.services.editing import existing


def live_deal(session: Session, quote: Quote) -> Deal | None:
    """The deal of a quote; None for one in the bin."""
    deal = session.get(Deal, quote.deal_id) if quote.deal_id is not None else None
    return None if deal is None or deal.deleted_at is not None else deal


def open_deal(session: Session, quote: Quote) -> Deal | None:
    """The deal of a quote that can still be won."""
    deal = live_deal(session, quote)
    return None if deal is None or _kind(session, deal) is StageKind.WON else deal


def losable_deal(session: Session, quote: Quote) -> Deal | None:
    """The deal of a quote that a no can lose: an open one, or the one that this quote's yes alone has won."""
    deal = live_deal(session, quote)
    if deal is None or _kind(session, deal) is StageKind.OPEN:
        return deal
    if quote.status is not QuoteStatus.ACCEPTED or _kind(session, deal) is not StageKind.WON:
        return None
    row = session.scalar(select(QuoteAcceptance).where(QuoteAcceptance.quote_id == quote.id))
    return deal if _stage_before_yes(session, quote, deal, row) is not None else None


def win(session: Session, quote: Quote, day: dt.date, now: dt.datetime) -> str:
    """Wins the open deal of a quote; answers its title, '' where there is none."""
    deal = open_deal(session, quote)
    if deal is None:
        return ""
    deals.win(session, deal.id, today=day, now=now)
    return deal.title


def follow(session: Session, quote: Quote, now: dt.datetime) -> None:
    """Lets a won deal be worth what was accepted of its quotes, and keeps what it was thought to be worth.

    Where another currency was accepted the deal keeps its value. Called once the quote has made its sale.
    """
    deal = live_deal(session, quote)
    if deal is None or _kind(session, deal) is not StageKind.WON:
        return
    deal_worth.follow(session, deal)
    deals.settle(session, deal.id, now=now)


def lead_back(
    session: Session, quote: Quote, row: QuoteAcceptance | None, today: dt.date, now: dt.datetime
) -> tuple[str, bool]:
    """Leads the deal that a yes has won back to its stage.

    It stays won where somebody moved it since, and where another quote of it is accepted, too. Answers the title of
    the won deal of a quote, '' for none, and whether it went back.
    """
    deal = session.get(Deal, quote.deal_id) if quote.deal_id is not None else None
    if deal is None or _kind(session, deal) is not StageKind.WON:
        return "", False
    came_from = _stage_before_yes(session, quote, deal, row)
    if came_from is None:
        return deal.title, False
    deals.move(session, deal.id, came_from.id, today=today, now=now)
    return deal.title, True


def bring_value_back(session: Session, quote: Quote, row: QuoteAcceptance | None, was: int, now: dt.datetime) -> None:
    """Lets a deal be worth again what it was before a yes that is taken back.

    A value that somebody typed since stays. Called once the sale of the yes is gone, and that of the revision before
    it is there again.

    Args:
        session: the writing session.
        quote: whose yes is taken back.
        row: the acceptance.
        was: what the acceptance had made the deal worth, as `worth` says before.
        now: the moment, UTC.
    """
    deal = live_deal(session, quote)
    estimate = row.states_before.get(deal_worth.ESTIMATE) if row is not None else None
    if deal is None or estimate is None or deal.value != was:
        return
    accepted = deal_worth.accepted(session, deal)
    deals.edit(session, deal.id, {"value": int(estimate) if accepted is None else accepted}, now=now)


def worth(session: Session, quote: Quote) -> int:
    """What was accepted of the quotes of a quote's deal, in minor units of its currency; -1 where nothing was."""
    deal = live_deal(session, quote)
    accepted = deal_worth.accepted(session, deal) if deal is not None else None
    return -1 if accepted is None else accepted


def lose(session: Session, quote: Quote, reason_id: int, note: str, *, today: dt.date, now: dt.datetime) -> str:
    """Loses the deal of a declined quote; answers its title, '' where there is none.

    Raises:
        Refused: ``record.missing``, ``text.too_long``.
    """
    deal = losable_deal(session, quote)
    if deal is None:
        return ""
    deals.lose(session, deal.id, reason_id, note, today=today, now=now)
    return deal.title


def find_again(session: Session, quote: Quote, *, today: dt.date, now: dt.datetime) -> str:
    """Opens the deal again that the no of a quote has lost; answers its title, '' where another gesture lost it."""
    deal = live_deal(session, quote)
    if deal is None or _kind(session, deal) is not StageKind.LOST:
        return ""
    came_from = _came_from(session, deal, quote.status_at)
    if came_from is None or came_from.kind is not StageKind.OPEN:
        return ""
    deals.move(session, deal.id, came_from.id, today=today, now=now)
    return deal.title


def _stage_before_yes(session: Session, quote: Quote, deal: Deal, row: QuoteAcceptance | None) -> Stage | None:
    """Where a deal goes when the yes that won it is taken back; None where it stays won."""
    others = select(Sale.id).where(
        Sale.deal_id == deal.id, Sale.quote_id.is_not(None), Sale.quote_id != quote.id, Sale.deleted_at.is_(None)
    )
    if row is None or deal.deleted_at is not None or session.scalar(others.limit(1)) is not None:
        return None
    came_from = _came_from(session, deal, row.recorded_at)
    return None if came_from is None or came_from.kind is StageKind.LOST else came_from


def _came_from(session: Session, deal: Deal, moment: dt.datetime | None) -> Stage | None:
    """The stage before the last change, if that was made at this moment."""
    last = deal.stage_changes[-1] if deal.stage_changes else None
    if last is None or last.from_stage_id is None or last.at != moment:
        return None
    return session.get(Stage, last.from_stage_id)


def _kind(session: Session, deal: Deal) -> StageKind:
    return existing(session, Stage, deal.stage_id).kind
