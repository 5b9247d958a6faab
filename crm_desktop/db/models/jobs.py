"""Service history: jobs and the parts used."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from crm_desktop.db.models.base import Base, Binned, Id, one_of, table_options
from crm_desktop.db.types import Day, Word
from crm_desktop.domain.changes import JOB
from crm_desktop.domain.jobs import JobKind, JobStatus


class Job(Id, Binned, Base, kw_only=True):
    """A visit or repair. `minutes` worked; `labour` and `total` in minor units (total = labour + parts)."""

    __tablename__ = "job"
    __table_args__ = (
        one_of("kind", JobKind),
        one_of("status", JobStatus),
        CheckConstraint("minutes >= 0 AND labour >= 0 AND total >= 0", name="amounts"),
        Index("ix_job_list_date", "deleted_at", "date", "id"),
        Index("ix_job_list_status", "deleted_at", "status", "date", "id"),
        Index("ix_job_list_next", "deleted_at", "next_date", "id"),
        Index("ix_job_contact_id", "contact_id"),
        table_options(JOB),
    )

    contact_id: Mapped[int | None] = mapped_column(ForeignKey("contact.id"), default=None)
    quote_id: Mapped[int | None] = mapped_column(ForeignKey("quote.id"), default=None)
    title: Mapped[str] = mapped_column(default="")
    kind: Mapped[JobKind] = mapped_column(Word(JobKind), default=JobKind.VISIT)
    status: Mapped[JobStatus] = mapped_column(Word(JobStatus), default=JobStatus.PLANNED)
    date: Mapped[dt.date] = mapped_column(Day)
    problem: Mapped[str] = mapped_column(default="")
    work_done: Mapped[str] = mapped_column(default="")
    minutes: Mapped[int] = mapped_column(default=0)
    labour: Mapped[int] = mapped_column(default=0)
    total: Mapped[int] = mapped_column(default=0)
    currency: Mapped[str]
    next_date: Mapped[dt.date | None] = mapped_column(Day, default=None)
    notes: Mapped[str] = mapped_column(default="")

    parts: Mapped[list[JobPart]] = relationship(
        cascade="all, delete-orphan", order_by="JobPart.position", default_factory=list
    )


class JobPart(Id, Base, kw_only=True):
    """A part used in a job. Quantity and unit price: ten-thousandths."""

    __tablename__ = "job_part"
    __table_args__ = (Index("ix_job_part_job_id", "job_id"), table_options(JOB, "job_id"))

    job_id: Mapped[int] = mapped_column(ForeignKey("job.id"), init=False)
    position: Mapped[int] = mapped_column(default=0)
    name: Mapped[str] = mapped_column(default="")
    quantity: Mapped[int] = mapped_column(default=10000)
    unit: Mapped[str] = mapped_column(default="")
    unit_price: Mapped[int] = mapped_column(default=0)
    item_id: Mapped[int | None] = mapped_column(ForeignKey("catalogue_item.id"), default=None)
