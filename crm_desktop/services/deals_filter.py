"""Which deals a list or the board shows, and what they weigh, said once in SQL (the rules are `domain.deals`)."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import ColumnElement, and_, case, func, or_
from sqlalchemy.orm import Session

from crm_desktop.db.models.deals import Deal, Stage
from crm_desktop.domain.changes import DEAL
from crm_desktop.domain.deals import StageKind
from crm_desktop.services.word_filter import each_word

PROBABILITY: ColumnElement[int] = case(
    (Stage.kind == StageKind.WON, 100),
    (Stage.kind == StageKind.LOST, 0),
    else_=func.coalesce(Deal.probability, Stage.probability),
)
"""As `domain.deals.probability_of`; needs the deal's stage joined."""
WEIGHTED: ColumnElement[int] = (Deal.value * PROBABILITY * 2 + 100) // 200
"""As `domain.deals.weighted_value`, half up in integers: a deal's value is never negative."""


class DealView(StrEnum):
    """Which deals: by how they stand, or those that want something done."""

    ALL = "all"
    OPEN = "open"
    WON = "won"
    LOST = "lost"
    ATTENTION = "attention"
    CLOSING = "closing"
    BIN = "bin"


@dataclass(frozen=True, slots=True)
class DealQuery:
    """Which deals, in which order.

    Args:
        text: words in title, next step, product, owner, notes or the contact's name.
        view: how they stand; CLOSING are open and expected to close in the month of `today`.
        pipeline_id: only this pipeline's.
        stage_id: only this stage's.
        contact_id: only this contact's.
        today: the day that decides what is late.
        sort: a key of `deals_list.SORTS`.
        descending: the largest, the latest ... first.
    """

    text: str = ""
    view: DealView = DealView.ALL
    pipeline_id: int | None = None
    stage_id: int | None = None
    contact_id: int | None = None
    today: dt.date = dt.date.max
    sort: str = "title"
    descending: bool = False


def conditions(session: Session, query: DealQuery) -> list[ColumnElement[bool]]:
    """What a deal has to meet; needs `Stage` joined, and `Contact` (outer) where `query.text` is not empty."""
    found: list[ColumnElement[bool]] = [
        Deal.deleted_at.is_not(None) if query.view is DealView.BIN else Deal.deleted_at.is_(None)
    ]
    if query.pipeline_id is not None:
        found.append(Stage.pipeline_id == query.pipeline_id)
    if query.stage_id is not None:
        found.append(Deal.stage_id == query.stage_id)
    if query.contact_id is not None:
        found.append(Deal.contact_id == query.contact_id)
    found.extend(_of_view(query.view, query.today))
    found.extend(each_word(session, DEAL, Deal.__tablename__, query.text))
    return found


def attention(today: dt.date) -> ColumnElement[bool]:
    """As `domain.deals.attention`: an open deal with a late step or close, or without a next step."""
    return and_(
        Stage.kind == StageKind.OPEN,
        or_(
            Deal.next_step_date < today,
            Deal.expected_close < today,
            and_(Deal.next_step == "", Deal.next_step_date.is_(None)),
        ),
    )


def month_of(day: dt.date) -> tuple[dt.date, dt.date]:
    """The first and the last day of a day's month."""
    return day.replace(day=1), day.replace(day=calendar.monthrange(day.year, day.month)[1])


def _of_view(view: DealView, today: dt.date) -> Iterator[ColumnElement[bool]]:
    if view in {DealView.OPEN, DealView.WON, DealView.LOST}:
        yield Stage.kind == StageKind(view)
    elif view is DealView.ATTENTION:
        yield attention(today)
    elif view is DealView.CLOSING:
        yield and_(Stage.kind == StageKind.OPEN, Deal.expected_close.between(*month_of(today)))
