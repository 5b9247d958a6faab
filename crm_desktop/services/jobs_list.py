"""Jobs as the service list and a contact's history show them, and one job whole."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, Select, and_, func, select
from sqlalchemy.orm import Session

from crm_desktop.db.models.contacts import Contact
from crm_desktop.db.models.jobs import Job
from crm_desktop.db.types import intact, is_damaged
from crm_desktop.domain.changes import JOB
from crm_desktop.domain.jobs import JobKind, JobStatus
from crm_desktop.services.editing import existing
from crm_desktop.services.jobs import PartLine, part_lines
from crm_desktop.services.word_filter import each_word

Columns: TypeAlias = Select[*tuple[Any, ...]]
DUE_DAYS = 30
"""A next date so many days ahead is due."""
NOT_DONE = (JobStatus.PLANNED, JobStatus.IN_PROGRESS)
SORTS: Mapping[str, Any] = {
    "date": Job.date,
    "title": Job.title,
    "contact": Contact.sort_name,
    "kind": Job.kind,
    "status": Job.status,
    "minutes": Job.minutes,
    "total": Job.total,
    "next_date": Job.next_date,
}
"""What the list can be sorted by; jobs without contact or next date come last either way."""
_CAN_BE_EMPTY = {"contact", "next_date"}


class JobView(StrEnum):
    """Which jobs: by how far they are, those that are late, and those whose next visit is due."""

    ALL = "all"
    PLANNED = "planned"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    OVERDUE = "overdue"
    NEXT_DUE = "next_due"
    BIN = "bin"


@dataclass(frozen=True, slots=True)
class JobQuery:
    """Which jobs, in which order.

    Args:
        text: words in title, problem, work done, notes, parts or the contact's name.
        view: how far they are; OVERDUE were to be done before `today`, NEXT_DUE have a next date up to 30 days ahead.
        contact_id: only this contact's.
        today: the day that decides what is late.
        sort: a key of `SORTS`.
        descending: the latest, the dearest ... first.
    """

    text: str = ""
    view: JobView = JobView.ALL
    contact_id: int | None = None
    today: dt.date = dt.date.max
    sort: str = "date"
    descending: bool = True


@dataclass(frozen=True, slots=True)
class JobRow:
    """A job in a list. `minutes` worked, `total` in minor units; `overdue` when it should have been done."""

    id: int
    date: dt.date | None
    kind: JobKind
    status: JobStatus
    title: str
    problem: str
    contact_id: int | None
    contact: str
    minutes: int
    total: int
    currency: str
    next_date: dt.date | None
    overdue: bool
    damaged: bool


@dataclass(frozen=True, slots=True)
class JobDetail:
    """One job whole; `labour` in minor units."""

    row: JobRow
    quote_id: int | None
    work_done: str
    labour: int
    notes: str
    parts: tuple[PartLine, ...]
    binned: bool


def count(session: Session, query: JobQuery) -> int:
    """How many jobs the query finds."""
    return session.scalar(_found(session, select(func.count(Job.id)), query)) or 0


def ids(session: Session, query: JobQuery, first: int, limit: int) -> list[int]:
    """The ids from place `first` on, in the query's order."""
    # The jobs of one contact are few: found by the contact, then sorted, rather than read in the list's order.
    key = SORTS[query.sort] if query.contact_id is None else func.coalesce(SORTS[query.sort], None)
    order = [key.desc(), Job.id.desc()] if query.descending else [key, Job.id]
    if query.sort in _CAN_BE_EMPTY:
        order[0] = order[0].nulls_last()
    return list(session.scalars(_found(session, select(Job.id), query).order_by(*order).offset(first).limit(limit)))


def rows(session: Session, wanted: Sequence[int], today: dt.date) -> dict[int, JobRow]:
    """The rows of these ids, by id."""
    statement = (
        select(
            Job.id, Job.date, Job.kind, Job.status, Job.title, Job.problem, Job.contact_id,
            Contact.name.label("contact"), Job.minutes, Job.total, Job.currency, Job.next_date,
        )
        .outerjoin(Contact, Contact.id == Job.contact_id)
        .where(Job.id.in_(wanted))
    )  # fmt: skip
    return {found.id: _row(found, today) for found in session.execute(statement)}


def job(session: Session, job_id: int, today: dt.date) -> JobDetail:
    """One job with its parts.

    Raises:
        Refused: ``record.missing``.
    """
    stored = existing(session, Job, job_id)
    return JobDetail(
        row=rows(session, [job_id], today)[job_id],
        quote_id=stored.quote_id,
        work_done=stored.work_done,
        labour=stored.labour,
        notes=stored.notes,
        parts=part_lines(stored),
        binned=stored.deleted_at is not None,
    )


def totals(session: Session, query: JobQuery) -> tuple[tuple[str, int, int], ...]:
    """What the jobs of a query come to: (currency, minutes, minor units), the largest amount first."""
    amount = func.sum(Job.total)
    columns: Columns = select(Job.currency, func.sum(Job.minutes), amount)
    statement = _found(session, columns, query)
    found = session.execute(statement.group_by(Job.currency).order_by(amount.desc(), Job.currency))
    return tuple((currency, minutes, total) for currency, minutes, total in found)


def _row(found: Any, today: dt.date) -> JobRow:
    day = intact(found.date)
    return JobRow(
        id=found.id,
        date=day,
        kind=found.kind,
        status=found.status,
        title=found.title,
        problem=found.problem,
        contact_id=found.contact_id,
        contact=found.contact or "",
        minutes=found.minutes,
        total=found.total,
        currency=found.currency,
        next_date=intact(found.next_date),
        overdue=found.status in NOT_DONE and day is not None and day < today,
        damaged=is_damaged(found.date, found.next_date, found.kind, found.status),
    )


def _found(session: Session, statement: Columns, query: JobQuery) -> Columns:
    if query.text or query.sort == "contact":
        statement = statement.outerjoin(Contact, Contact.id == Job.contact_id)
    return statement.where(*_conditions(session, query))


def _conditions(session: Session, query: JobQuery) -> Iterator[ColumnElement[bool]]:
    yield Job.deleted_at.is_not(None) if query.view is JobView.BIN else Job.deleted_at.is_(None)
    if query.contact_id is not None:
        yield Job.contact_id == query.contact_id
    if query.view in {JobView.PLANNED, JobView.IN_PROGRESS, JobView.DONE}:
        yield Job.status == JobStatus(query.view)
    elif query.view is JobView.OVERDUE:
        yield and_(Job.status.in_(NOT_DONE), Job.date < query.today)
    elif query.view is JobView.NEXT_DUE:
        yield and_(Job.next_date <= _due_until(query.today), Job.status != JobStatus.CANCELLED)
    yield from each_word(session, JOB, Job.__tablename__, query.text)


def _due_until(today: dt.date) -> dt.date:
    return today if today == dt.date.max else today + dt.timedelta(days=DUE_DAYS)
