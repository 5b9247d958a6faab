"""Pipelines with their stages, deals, and every change of stage."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from crm_desktop.db.models.base import Base, Binned, Id, one_of, table_options
from crm_desktop.db.types import Day, Flag, Moment, Word
from crm_desktop.domain.changes import DEAL, PIPELINE
from crm_desktop.domain.deals import StageKind


class Pipeline(Id, Base, kw_only=True):
    """A way of selling: an ordered list of stages."""

    __tablename__ = "pipeline"
    __table_args__ = (table_options(PIPELINE),)

    name: Mapped[str]
    position: Mapped[int] = mapped_column(default=0)


class Stage(Id, Base, kw_only=True):
    """A column of the board. `probability` in percent is what a deal here is weighted with unless it has its own."""

    __tablename__ = "stage"
    __table_args__ = (
        one_of("kind", StageKind),
        CheckConstraint("probability BETWEEN 0 AND 100", name="probability"),
        Index("ix_stage_pipeline_id", "pipeline_id", "position"),
        table_options(PIPELINE, "pipeline_id"),
    )

    pipeline_id: Mapped[int] = mapped_column(ForeignKey("pipeline.id"))
    name: Mapped[str]
    kind: Mapped[StageKind] = mapped_column(Word(StageKind), default=StageKind.OPEN)
    probability: Mapped[int] = mapped_column(default=0)
    position: Mapped[int] = mapped_column(default=0)


class LostReason(Id, Base, kw_only=True):
    """Why a deal was lost; archived ones are kept but no longer offered."""

    __tablename__ = "lost_reason"
    __table_args__ = (table_options(PIPELINE),)

    name: Mapped[str]
    position: Mapped[int] = mapped_column(default=0)
    archived: Mapped[bool] = mapped_column(Flag, default=False)


class Deal(Id, Binned, Base, kw_only=True):
    """A possible sale. `value` in minor units; `probability` in percent, None takes the stage's.

    `position` orders the cards of a stage (smaller is higher); `stage_since` is when it came there.
    """

    __tablename__ = "deal"
    __table_args__ = (
        CheckConstraint("probability BETWEEN 0 AND 100", name="probability"),
        # The board: cards of a stage in order, with what counts and sums need, from one index.
        Index("ix_deal_board", "deleted_at", "stage_id", "position", "id", "value", "probability", "currency"),
        Index("ix_deal_contact_id", "contact_id"),
        Index("ix_deal_list_title", "deleted_at", "sort_title", "id"),
        Index("ix_deal_list_close", "deleted_at", "expected_close", "id"),
        Index("ix_deal_list_value", "deleted_at", "value", "id"),
        Index("ix_deal_external_id", "external_id"),
        table_options(DEAL),
    )

    title: Mapped[str]
    sort_title: Mapped[str] = mapped_column(default="")
    contact_id: Mapped[int | None] = mapped_column(ForeignKey("contact.id"), default=None)
    stage_id: Mapped[int] = mapped_column(ForeignKey("stage.id"))
    stage_since: Mapped[datetime] = mapped_column(Moment)
    value: Mapped[int] = mapped_column(default=0)
    currency: Mapped[str]
    probability: Mapped[int | None] = mapped_column(default=None)
    expected_close: Mapped[date | None] = mapped_column(Day, default=None)
    next_step: Mapped[str] = mapped_column(default="")
    next_step_date: Mapped[date | None] = mapped_column(Day, default=None)
    opened_on: Mapped[date | None] = mapped_column(Day, default=None)
    closed_on: Mapped[date | None] = mapped_column(Day, default=None)
    lost_reason_id: Mapped[int | None] = mapped_column(ForeignKey("lost_reason.id"), default=None)
    lost_note: Mapped[str] = mapped_column(default="")
    owner: Mapped[str] = mapped_column(default="")
    product: Mapped[str] = mapped_column(default="")
    source: Mapped[str] = mapped_column(default="")
    external_id: Mapped[str] = mapped_column(default="")
    notes: Mapped[str] = mapped_column(default="")
    position: Mapped[int] = mapped_column(default=0)

    stage: Mapped[Stage] = relationship(init=False, viewonly=True)
    stage_changes: Mapped[list[DealStageChange]] = relationship(
        cascade="all, delete-orphan", order_by="DealStageChange.id", default_factory=list
    )


class DealStageChange(Id, Base, kw_only=True):
    """A deal came to a stage at a time; the first one has no stage it came from."""

    __tablename__ = "deal_stage_change"
    __table_args__ = (Index("ix_deal_stage_change_deal_id", "deal_id"), table_options(DEAL, "deal_id"))

    deal_id: Mapped[int] = mapped_column(ForeignKey("deal.id"), init=False)
    from_stage_id: Mapped[int | None] = mapped_column(ForeignKey("stage.id"), default=None)
    to_stage_id: Mapped[int] = mapped_column(ForeignKey("stage.id"))
    at: Mapped[datetime] = mapped_column(Moment)
