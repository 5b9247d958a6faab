"""The board: the stages of a pipeline with their counts and sums, cards a page at a time, and what the status bar says.

Sums are grouped in SQL; weighted ones round each deal half up and then add, like everywhere else.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from crm_desktop.db.models.contacts import Contact
from crm_desktop.db.models.deals import Deal, Stage
from crm_desktop.domain.deals import StageKind, win_rate
from crm_desktop.services.deals_filter import WEIGHTED, DealQuery, DealView, conditions
from crm_desktop.services.deals_list import DealRow, row_of, rows, shown
from crm_desktop.services.pipelines import StageRow, pipeline


@dataclass(frozen=True, slots=True)
class Sum:
    """What deals of one currency are worth, in minor units; `weighted` by their probability."""

    currency: str
    count: int
    total: int
    weighted: int


@dataclass(frozen=True, slots=True)
class Column:
    """A stage on the board: how many deals, and what they are worth in each currency, the largest sum first."""

    stage: StageRow
    count: int
    sums: tuple[Sum, ...]


@dataclass(frozen=True, slots=True)
class Board:
    """A pipeline: the open stages as columns of cards, won and lost as totals.

    `matches` are the ids a filter found, by stage, from top to bottom; None without a filter.
    """

    pipeline_id: int
    name: str
    columns: tuple[Column, ...]
    won: Column
    lost: Column
    matches: Mapping[int, Sequence[int]] | None = None

    @property
    def win_rate(self) -> Decimal | None:
        """The share of ended deals that were won, with four decimals; None while none has ended."""
        return win_rate(self.won.count, self.lost.count)


@dataclass(frozen=True, slots=True)
class OpenDeals:
    """What the status bar says of the deals still open."""

    count: int
    sums: tuple[Sum, ...]
    attention: int
    closing: int


def board(
    session: Session, pipeline_id: int, text: str = "", *, view: DealView = DealView.ALL, today: dt.date = dt.date.max
) -> Board:
    """The board of a pipeline.

    Args:
        session: any session.
        pipeline_id: the pipeline.
        text: filters as you type.
        view: ALL, or only the open deals that want attention or close this month (won and lost are then 0).
        today: what `view` is judged by.

    Raises:
        Refused: ``record.missing``.
    """
    known = pipeline(session, pipeline_id)
    query = DealQuery(text=text, view=view, pipeline_id=pipeline_id, today=today)
    matches = None
    if text or view is not DealView.ALL:
        matches, sums = _filtered(session, query)
    else:
        sums = _sums(session, query)
    columns = [Column(stage, *_counted(sums.get(stage.id, ()))) for stage in known.stages]
    by_kind = {kind: [column for column in columns if column.stage.kind is kind] for kind in StageKind}
    won, lost = by_kind[StageKind.WON][0], by_kind[StageKind.LOST][0]
    return Board(pipeline_id, known.name, tuple(by_kind[StageKind.OPEN]), won, lost, matches)


def cards(
    session: Session,
    stage_id: int,
    first: int,
    limit: int,
    *,
    today: dt.date,
    text: str = "",
    view: DealView = DealView.ALL,
) -> tuple[DealRow, ...]:
    """The cards of a stage from place `first` on, from top to bottom."""
    query = DealQuery(text=text, view=view, stage_id=stage_id, today=today)
    statement = shown().where(*conditions(session, query)).order_by(Deal.position, Deal.id)
    return tuple(row_of(found, today) for found in session.execute(statement.offset(first).limit(limit)))


def first_cards(
    session: Session, shown_board: Board, limit: int, *, today: dt.date
) -> Mapping[int, tuple[DealRow, ...]]:
    """The topmost cards of every open stage of a board, by stage id; what its filter found is not looked up again."""
    stages = [column.stage.id for column in shown_board.columns]
    if shown_board.matches is None:
        return {stage_id: cards(session, stage_id, 0, limit, today=today) for stage_id in stages}
    top = {stage_id: shown_board.matches.get(stage_id, ())[:limit] for stage_id in stages}
    found = rows(session, [deal_id for ids in top.values() for deal_id in ids], today)
    return {stage_id: tuple(found[deal_id] for deal_id in ids if deal_id in found) for stage_id, ids in top.items()}


def card_ids(session: Session, stage_id: int, first: int, limit: int) -> list[int]:
    """The ids of the cards of a stage from place `first` on, from top to bottom."""
    live = select(Deal.id).where(Deal.deleted_at.is_(None), Deal.stage_id == stage_id)
    return list(session.scalars(live.order_by(Deal.position, Deal.id).offset(first).limit(limit)))


def open_deals(session: Session, today: dt.date, pipeline_id: int | None = None) -> OpenDeals:
    """The open deals of a pipeline or all: how many, their worth, how many want attention and close this month."""
    sums = _sums(session, DealQuery(view=DealView.OPEN, pipeline_id=pipeline_id))
    number, together = _counted(one for found in sums.values() for one in found)
    return OpenDeals(
        number, together, _number(session, DealView.ATTENTION, pipeline_id, today),
        _number(session, DealView.CLOSING, pipeline_id, today),
    )  # fmt: skip


def _filtered(session: Session, query: DealQuery) -> tuple[dict[int, list[int]], dict[int, list[Sum]]]:
    """The ids a filter finds by stage, from top to bottom, and their sums: the filter is evaluated once for both."""
    figures = select(Deal.stage_id, Deal.id, Deal.currency, Deal.value, WEIGHTED)
    statement = figures.join(Stage, Stage.id == Deal.stage_id)
    if query.text:
        statement = statement.outerjoin(Contact, Contact.id == Deal.contact_id)
    statement = statement.where(*conditions(session, query)).order_by(Deal.stage_id, Deal.position, Deal.id)
    matches: defaultdict[int, list[int]] = defaultdict(list)
    totals: defaultdict[tuple[int, str], list[int]] = defaultdict(lambda: [0, 0, 0])
    for stage_id, deal_id, currency, value, weighted in session.execute(statement):
        matches[stage_id].append(deal_id)
        sums = totals[stage_id, currency]
        sums[0] += 1
        sums[1] += value
        sums[2] += weighted
    found: defaultdict[int, list[Sum]] = defaultdict(list)
    for (stage_id, currency), (number, total, weighted) in totals.items():
        found[stage_id].append(Sum(currency, number, total, weighted))
    return matches, found


def _sums(session: Session, query: DealQuery) -> dict[int, list[Sum]]:
    """The sums of each stage by currency.

    One pass in the order of the index, by stage alone; stages with more than one currency, which are rare, are asked
    for again. Grouping all by currency would sort all deals, which takes longer than everything else.
    """
    found: defaultdict[int, list[Sum]] = defaultdict(list)
    mixed = []
    lowest, highest = func.min(Deal.currency), func.max(Deal.currency)
    for stage_id, low, high, *figures in session.execute(_grouped(session, query, lowest, highest)):
        if low == high:
            found[stage_id].append(Sum(low, *figures))
        else:
            mixed.append(stage_id)
    if mixed:
        statement = _grouped(session, query, Deal.currency).where(Deal.stage_id.in_(mixed)).group_by(Deal.currency)
        for stage_id, currency, *figures in session.execute(statement):
            found[stage_id].append(Sum(currency, *figures))
    return found


def _grouped(session: Session, query: DealQuery, *currency: Any) -> Select[*tuple[Any, ...]]:
    """Count, sum and weighted sum of each stage, behind its id and what is asked of the currency."""
    figures = (func.count(Deal.id), func.sum(Deal.value), func.sum(WEIGHTED))
    statement = select(Deal.stage_id, *currency, *figures).join(Stage, Stage.id == Deal.stage_id)
    if query.text:
        statement = statement.outerjoin(Contact, Contact.id == Deal.contact_id)
    return statement.where(*conditions(session, query)).group_by(Deal.stage_id)


def _counted(sums: Iterable[Sum]) -> tuple[int, tuple[Sum, ...]]:
    """How many in all, and the sums by currency, those of one currency together."""
    together: dict[str, Sum] = {}
    for one in sums:
        known = together.get(one.currency, Sum(one.currency, 0, 0, 0))
        together[one.currency] = Sum(
            one.currency, known.count + one.count, known.total + one.total, known.weighted + one.weighted
        )
    ordered = sorted(together.values(), key=lambda one: (-one.total, one.currency))
    return sum(one.count for one in ordered), tuple(ordered)


def _number(session: Session, view: DealView, pipeline_id: int | None, today: dt.date) -> int:
    statement = select(func.count(Deal.id)).join(Stage, Stage.id == Deal.stage_id)
    query = DealQuery(view=view, pipeline_id=pipeline_id, today=today)
    return session.scalar(statement.where(*conditions(session, query))) or 0
