"""Deals: made, changed, moved over the board, won, lost, reopened; every change of stage is kept with its time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm_desktop.db.history import set_subject
from crm_desktop.db.models.deals import Deal, DealStageChange, LostReason, Pipeline, Stage
from crm_desktop.domain.contacts import Lifecycle
from crm_desktop.domain.deals import StageKind
from crm_desktop.domain.errors import Refused
from crm_desktop.domain.text import clean_text
from crm_desktop.services import deal_worth, sales, settings
from crm_desktop.services.contacts import raise_lifecycle
from crm_desktop.services.deals_fields import EDITABLE, set_fields
from crm_desktop.services.deals_order import Place, place_for
from crm_desktop.services.editing import check_seen, existing


@dataclass(frozen=True, slots=True)
class NewDeal:
    """A deal to be made. `value` in minor units; `probability` in percent.

    A `stage_id` of None begins in the first stage, a `currency` of '' is the business' own, a `probability` of None
    is the stage's.
    """

    title: str
    contact_id: int | None = None
    stage_id: int | None = None
    value: int = 0
    currency: str = ""
    probability: int | None = None
    expected_close: dt.date | None = None
    next_step: str = ""
    next_step_date: dt.date | None = None
    product: str = ""
    source: str = ""
    owner: str = ""
    notes: str = ""


def create(session: Session, new: NewDeal, *, today: dt.date, now: dt.datetime) -> int:
    """A new open deal at the top of its stage; answers its id.

    Raises:
        Refused: ``deal.*``, ``amount.too_large``, ``currency.unknown``, ``date.not_a_date``, ``record.missing``.
    """
    stage = _first_stage(session) if new.stage_id is None else existing(session, Stage, new.stage_id, field="stage_id")
    if stage.kind is not StageKind.OPEN:
        raise Refused("deal.begins_open", field="stage_id", name=stage.name)
    position = place_for(session, stage.id, None, Place())
    deal = Deal(
        title="", currency="", stage_id=stage.id, stage_since=now, opened_on=today, position=position, created_at=now
    )
    given = {field: getattr(new, field) for field in EDITABLE if hasattr(new, field)}
    set_fields(session, deal, given | {"currency": new.currency or settings.get(session, "currency")})
    deal.stage_changes.append(DealStageChange(to_stage_id=stage.id, at=now))
    session.add(deal)
    _done(session, deal)
    return deal.id


def edit(
    session: Session,
    deal_id: int,
    values: Mapping[str, Any],
    seen: Mapping[str, Any] | None = None,
    *,
    now: dt.datetime,
) -> None:
    """Changes facts of a deal: the fields of `EDITABLE`. The sale of a won one follows.

    Args:
        session: the writing session.
        deal_id: the deal.
        values: new values by field; `value` in minor units, `probability` in percent or None for the stage's.
        seen: what the editor showed for these fields.
        now: the moment, UTC.

    Raises:
        Refused: ``deal.*``, ``amount.too_large``, ``currency.unknown``, ``date.not_a_date``, ``record.missing``.
        Stale: a field was changed elsewhere.
    """
    deal = existing(session, Deal, deal_id)
    check_seen(deal, seen, values)
    set_fields(session, deal, values)
    _settle(session, deal, now)


def move(
    session: Session,
    deal_id: int,
    stage_id: int,
    place: Place | None = None,
    *,
    today: dt.date,
    now: dt.datetime,
) -> None:
    """Puts a deal into a stage (or elsewhere in its own); into a won stage wins it, out of a closed one reopens it.

    Args:
        session: the writing session.
        deal_id: the deal.
        stage_id: the stage to go to, of any pipeline.
        place: beside which card; None is the top.
        today: the day it closes, if it does.
        now: the moment, UTC.

    Raises:
        Refused: ``deal.reason_needed`` for a lost stage (use `lose`); ``record.missing``.
    """
    deal = existing(session, Deal, deal_id)
    stage = existing(session, Stage, stage_id, field="stage_id")
    if stage.kind is StageKind.LOST and deal.stage_id != stage.id:
        raise Refused("deal.reason_needed", field="reason_id", title=deal.title)
    _to_stage(session, deal, stage, place or Place(), today, now)


def win(session: Session, deal_id: int, *, today: dt.date, now: dt.datetime) -> None:
    """Wins a deal: it makes a sale, unless an accepted quote of it made one, and its contact a customer.

    Raises:
        Refused: ``record.missing``.
    """
    deal = existing(session, Deal, deal_id)
    _to_stage(session, deal, _closing_stage(session, deal, StageKind.WON), Place(), today, now)


def lose(
    session: Session, deal_id: int, reason_id: int | None, note: str = "", *, today: dt.date, now: dt.datetime
) -> None:
    """Loses a deal for a reason, which is compulsory.

    Raises:
        Refused: ``deal.reason_needed``, ``record.missing``, ``text.too_long``.
    """
    deal = existing(session, Deal, deal_id)
    if reason_id is None:
        raise Refused("deal.reason_needed", field="reason_id", title=deal.title)
    existing(session, LostReason, reason_id, field="reason_id")
    _to_stage(session, deal, _closing_stage(session, deal, StageKind.LOST), Place(), today, now)
    deal.lost_reason_id = reason_id
    deal.lost_note = clean_text(note, field="note")
    session.flush()


def reopen(session: Session, deal_id: int, *, today: dt.date, now: dt.datetime) -> None:
    """Takes a won or lost deal back to the open stage it was in last; its sale goes to the bin.

    Raises:
        Refused: ``deal.is_open``, ``record.missing``.
    """
    deal = existing(session, Deal, deal_id)
    if existing(session, Stage, deal.stage_id).kind is StageKind.OPEN:
        raise Refused("deal.is_open", title=deal.title)
    _to_stage(session, deal, _last_open_stage(session, deal), Place(), today, now)


def to_bin(session: Session, deal_id: int, *, now: dt.datetime) -> None:
    """Puts a deal in the bin, and the sale it made with it.

    Raises:
        Refused: ``record.missing``.
    """
    deal = existing(session, Deal, deal_id)
    if deal.deleted_at is None:
        deal.deleted_at = now
    _settle(session, deal, now)


def restore(session: Session, deal_id: int, *, now: dt.datetime) -> None:
    """Takes a deal out of the bin, and the sale it made with it.

    Raises:
        Refused: ``record.missing``.
    """
    deal = existing(session, Deal, deal_id)
    deal.deleted_at = None
    _settle(session, deal, now)


def settle(session: Session, deal_id: int, *, now: dt.datetime) -> None:
    """Lets the sale of a deal follow a value that was not typed.

    Raises:
        Refused: ``record.missing``.
    """
    _settle(session, existing(session, Deal, deal_id), now)


def _to_stage(session: Session, deal: Deal, stage: Stage, place: Place, today: dt.date, now: dt.datetime) -> None:
    deal.position = place_for(session, stage.id, deal.id, place)
    if deal.stage_id != stage.id:
        deal.stage_changes.append(DealStageChange(from_stage_id=deal.stage_id, to_stage_id=stage.id, at=now))
        deal.stage_id, deal.stage_since = stage.id, now
        deal.closed_on = None if stage.kind is StageKind.OPEN else today
        deal.lost_reason_id, deal.lost_note = None, ""
        if stage.kind is StageKind.WON:
            deal_worth.follow(session, deal)
    if stage.kind is StageKind.WON and deal.contact_id is not None:
        raise_lifecycle(session, deal.contact_id, Lifecycle.CUSTOMER)
    _settle(session, deal, now)


def _settle(session: Session, deal: Deal, now: dt.datetime) -> None:
    sales.settle_deal(session, deal, existing(session, Stage, deal.stage_id).kind, now=now)
    _done(session, deal)


def _done(session: Session, deal: Deal) -> None:
    set_subject(session, deal.title)
    session.flush()


def _first_stage(session: Session) -> Stage:
    query = (
        select(Stage)
        .join(Pipeline, Pipeline.id == Stage.pipeline_id)
        .where(Stage.kind == StageKind.OPEN, Pipeline.position >= 0)
    )
    stage = session.scalars(query.order_by(Pipeline.position, Pipeline.id, Stage.position, Stage.id).limit(1)).first()
    if stage is None:
        raise Refused("deal.no_pipeline", field="stage_id")
    return stage


def _closing_stage(session: Session, deal: Deal, kind: StageKind) -> Stage:
    """The won or lost stage of the deal's own pipeline."""
    pipeline_id = existing(session, Stage, deal.stage_id).pipeline_id
    query = select(Stage).where(Stage.pipeline_id == pipeline_id, Stage.kind == kind).order_by(Stage.position)
    stage = session.scalars(query.limit(1)).first()
    if stage is None:
        raise Refused("deal.no_pipeline", field="stage_id")
    return stage


def _last_open_stage(session: Session, deal: Deal) -> Stage:
    """The last stage of the deal's history that is open, else the first open one of its pipeline."""
    for change in reversed(deal.stage_changes):
        stage = session.get(Stage, change.to_stage_id)
        if stage is not None and stage.kind is StageKind.OPEN:
            return stage
    return _closing_stage(session, deal, StageKind.OPEN)
