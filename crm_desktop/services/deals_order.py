"""The order of the cards in a stage: places far apart, so that moving one card changes one row."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Select, and_, or_, select
from sqlalchemy.orm import Session

from crm_desktop.db.models.deals import Deal

GAP = 1 << 20
"""The distance of two neighbours; halved some twenty times before the stage is numbered anew."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a card goes: above the card `before_id`, below `after_id`; with neither (or one that left), on top."""

    before_id: int | None = None
    after_id: int | None = None


def place_for(session: Session, stage_id: int, deal_id: int | None, place: Place) -> int:
    """The position that brings a deal to a place in a stage; numbers the stage anew where no room is left.

    Args:
        session: the writing session.
        stage_id: the stage it goes to.
        deal_id: the deal that moves; None for a new one.
        place: where it goes.
    """
    session.flush()
    position = _between(session, stage_id, deal_id, place)
    if position is None:
        _spread(session, stage_id)
        position = _between(session, stage_id, deal_id, place)
    return position or 0


def _between(session: Session, stage_id: int, deal_id: int | None, place: Place) -> int | None:
    """The middle between the new neighbours; None where they stand too close."""
    others = select(Deal.position, Deal.id).where(
        Deal.deleted_at.is_(None), Deal.stage_id == stage_id, Deal.id != (deal_id or 0)
    )
    upper, lower = _neighbours(session, others, place)
    if upper is None and lower is None:
        return 0
    if upper is None or lower is None:
        return upper + GAP if upper is not None else (lower or 0) - GAP
    middle = (upper + lower) // 2
    return middle if upper < middle < lower else None


def _neighbours(session: Session, others: Select[int, int], place: Place) -> tuple[int | None, int | None]:
    """The positions of the cards above and below a place; None at the ends."""
    above = others.order_by(Deal.position.desc(), Deal.id.desc()).limit(1)
    below = others.order_by(Deal.position, Deal.id).limit(1)
    if place.before_id is not None and (card := session.execute(others.where(Deal.id == place.before_id)).first()):
        position, card_id = card
        earlier = or_(Deal.position < position, and_(Deal.position == position, Deal.id < card_id))
        return session.scalar(above.where(earlier)), position
    if place.after_id is not None and (card := session.execute(others.where(Deal.id == place.after_id)).first()):
        position, card_id = card
        later = or_(Deal.position > position, and_(Deal.position == position, Deal.id > card_id))
        return position, session.scalar(below.where(later))
    return None, session.scalar(below)


def _spread(session: Session, stage_id: int) -> None:
    cards = select(Deal).where(Deal.deleted_at.is_(None), Deal.stage_id == stage_id)
    for number, deal in enumerate(session.scalars(cards.order_by(Deal.position, Deal.id))):
        deal.position = number * GAP
    session.flush()
