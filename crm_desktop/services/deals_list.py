"""Deals as tables and cards show them, and one deal whole with its way through the stages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, aliased

from crm_desktop.db.models.contacts import Contact
from crm_desktop.db.models.deals import Deal, DealStageChange, LostReason, Pipeline, Stage
from crm_desktop.db.types import intact, is_damaged
from crm_desktop.domain.deals import Attention, StageKind, attention, probability_of, weighted_value
from crm_desktop.services.deals_filter import PROBABILITY, DealQuery, conditions
from crm_desktop.services.editing import existing

SORTS: Mapping[str, Any] = {
    "title": Deal.sort_title,
    "contact": Contact.sort_name,
    "stage": Stage.position,
    "value": Deal.value,
    "probability": PROBABILITY,
    "expected_close": Deal.expected_close,
    "next_step_date": Deal.next_step_date,
    "stage_since": Deal.stage_since,
    "closed_on": Deal.closed_on,
}
"""What a table can be sorted by; empty dates and contacts come last either way."""
_CAN_BE_EMPTY = {"contact", "expected_close", "next_step_date", "closed_on"}


@dataclass(frozen=True, slots=True)
class DealRow:
    """A deal in a table or on a card. `value` and `weighted` in minor units, `probability` in percent.

    `days_in_stage` are those until the day asked for; `attention` says why it wants to be looked at, the most pressing
    reason first; `damaged` that a cell of it could not be read.
    """

    id: int
    title: str
    contact_id: int | None
    contact: str
    stage_id: int
    stage: str
    kind: StageKind
    value: int
    currency: str
    probability: int
    weighted: int
    expected_close: dt.date | None
    next_step: str
    next_step_date: dt.date | None
    stage_since: dt.datetime | None
    days_in_stage: int
    closed_on: dt.date | None
    lost_reason: str
    owner: str
    product: str
    attention: tuple[Attention, ...]
    damaged: bool


@dataclass(frozen=True, slots=True)
class StageStep:
    """A deal came to a stage at a time; `came_from` is '' for the first."""

    at: dt.datetime | None
    came_from: str
    came_to: str
    kind: StageKind


@dataclass(frozen=True, slots=True)
class DealDetail:
    """One deal whole. `own_probability` None takes the stage's."""

    row: DealRow
    pipeline_id: int
    pipeline: str
    own_probability: int | None
    opened_on: dt.date | None
    lost_reason_id: int | None
    lost_note: str
    source: str
    external_id: str
    notes: str
    binned: bool
    history: tuple[StageStep, ...]


def count(session: Session, query: DealQuery) -> int:
    """How many deals the query finds."""
    return session.scalar(_found(session, select(func.count(Deal.id)), query)) or 0


def ids(session: Session, query: DealQuery, first: int, limit: int) -> list[int]:
    """The ids from place `first` on, in the query's order."""
    # The deals of one contact are few: found by the contact, then sorted, rather than read in the list's order.
    key = SORTS[query.sort] if query.contact_id is None else func.coalesce(SORTS[query.sort], None)
    order = [key.desc(), Deal.id.desc()] if query.descending else [key, Deal.id]
    if query.sort in _CAN_BE_EMPTY:
        order[0] = order[0].nulls_last()
    if query.sort == "stage":
        order.insert(0, Stage.pipeline_id)
    statement = _found(session, select(Deal.id), query)
    return list(session.scalars(statement.order_by(*order).offset(first).limit(limit)))


def rows(session: Session, wanted: Sequence[int], today: dt.date) -> dict[int, DealRow]:
    """The rows of these ids, by id."""
    return {found.id: row_of(found, today) for found in session.execute(shown().where(Deal.id.in_(wanted)))}


def shown() -> Select[*tuple[Any, ...]]:
    """What `row_of` needs of a deal, from the deal, its stage, contact and lost reason."""
    return (
        select(*_COLUMNS)
        .join(Stage, Stage.id == Deal.stage_id)
        .outerjoin(Contact, Contact.id == Deal.contact_id)
        .outerjoin(LostReason, LostReason.id == Deal.lost_reason_id)
    )


def deal(session: Session, deal_id: int, today: dt.date) -> DealDetail:
    """One deal with its history.

    Raises:
        Refused: ``record.missing``.
    """
    stored = existing(session, Deal, deal_id)
    stage = existing(session, Stage, stored.stage_id)
    return DealDetail(
        row=rows(session, [deal_id], today)[deal_id],
        pipeline_id=stage.pipeline_id,
        pipeline=existing(session, Pipeline, stage.pipeline_id).name,
        own_probability=stored.probability,
        opened_on=intact(stored.opened_on),
        lost_reason_id=stored.lost_reason_id,
        lost_note=stored.lost_note,
        source=stored.source,
        external_id=stored.external_id,
        notes=stored.notes,
        binned=stored.deleted_at is not None,
        history=_history(session, deal_id),
    )


_COLUMNS = (
    Deal.id, Deal.title, Deal.contact_id, Contact.name.label("contact"), Deal.stage_id, Stage.name.label("stage"),
    Stage.kind, Stage.probability.label("stage_probability"), Deal.value, Deal.currency, Deal.probability,
    Deal.expected_close, Deal.next_step, Deal.next_step_date, Deal.stage_since, Deal.closed_on,
    LostReason.name.label("lost_reason"), Deal.owner, Deal.product,
)  # fmt: skip


def row_of(found: Any, today: dt.date) -> DealRow:
    """A row of `shown` as it is on the day."""
    step, close, since = intact(found.next_step_date), intact(found.expected_close), intact(found.stage_since)
    probability = probability_of(found.probability, found.kind, found.stage_probability)
    return DealRow(
        id=found.id,
        title=found.title,
        contact_id=found.contact_id,
        contact=found.contact or "",
        stage_id=found.stage_id,
        stage=found.stage,
        kind=found.kind,
        value=found.value,
        currency=found.currency,
        probability=probability,
        weighted=weighted_value(found.value, probability),
        expected_close=close,
        next_step=found.next_step,
        next_step_date=step,
        stage_since=since,
        days_in_stage=max((today - since.date()).days, 0) if since is not None else 0,
        closed_on=intact(found.closed_on),
        lost_reason=found.lost_reason or "",
        owner=found.owner,
        product=found.product,
        attention=attention(found.kind, found.next_step, step, close, today),
        damaged=is_damaged(found.next_step_date, found.expected_close, found.stage_since, found.closed_on, found.kind),
    )


def _history(session: Session, deal_id: int) -> tuple[StageStep, ...]:
    came_from, came_to = aliased(Stage), aliased(Stage)
    statement = (
        select(DealStageChange.at, came_from.name, came_to.name, came_to.kind)
        .outerjoin(came_from, came_from.id == DealStageChange.from_stage_id)
        .join(came_to, came_to.id == DealStageChange.to_stage_id)
        .where(DealStageChange.deal_id == deal_id)
        .order_by(DealStageChange.id)
    )
    return tuple(
        StageStep(intact(at), before or "", after, kind) for at, before, after, kind in session.execute(statement)
    )


def _found(session: Session, statement: Select[Any], query: DealQuery) -> Select[Any]:
    statement = statement.join(Stage, Stage.id == Deal.stage_id)
    if query.text or query.sort == "contact":
        statement = statement.outerjoin(Contact, Contact.id == Deal.contact_id)
    return statement.where(*conditions(session, query))
