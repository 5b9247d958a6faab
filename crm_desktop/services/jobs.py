"""Jobs of the service history: planned, worked on, done; with the time, the parts used and what they cost."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from crm_desktop.db.history import set_subject
from crm_desktop.db.models.catalogue import CatalogueItem
from crm_desktop.db.models.jobs import Job, JobPart
from crm_desktop.db.models.quotes import Quote
from crm_desktop.domain.catalogue import UNIT_LIMIT
from crm_desktop.domain.dates import check_date
from crm_desktop.domain.errors import Refused, Stale
from crm_desktop.domain.jobs import JobKind, JobStatus, Part, check_minutes, labour_cost, total_cost
from crm_desktop.domain.money import check_minor, from_ten_thousandths, minor_digits, to_ten_thousandths
from crm_desktop.domain.text import clean_line, clean_text
from crm_desktop.services import settings
from crm_desktop.services.editing import check_seen, existing, live_contact


@dataclass(frozen=True, slots=True)
class NewJob:
    """A job to be made. `labour` in minor units, None for the time at the business' price of an hour."""

    date: dt.date
    title: str = ""
    contact_id: int | None = None
    quote_id: int | None = None
    kind: JobKind = JobKind.VISIT
    status: JobStatus = JobStatus.PLANNED
    problem: str = ""
    work_done: str = ""
    minutes: int = 0
    labour: int | None = None
    currency: str = ""
    next_date: dt.date | None = None
    notes: str = ""


@dataclass(frozen=True, slots=True)
class PartLine:
    """A part used in a job; `unit_price` in major units. `id` None is a new one."""

    name: str
    quantity: Decimal = Decimal(1)
    unit: str = ""
    unit_price: Decimal = Decimal(0)
    item_id: int | None = None
    id: int | None = None


def create(session: Session, new: NewJob, parts: Sequence[PartLine] = (), *, now: dt.datetime) -> int:
    """A new job; answers its id.

    Raises:
        Refused: ``job.*``, ``amount.*``, ``currency.unknown``, ``date.not_a_date``, ``record.missing``,
            ``text.too_long``.
    """
    currency = new.currency or settings.get(session, "currency")
    job = Job(date=new.date, currency=currency, created_at=now)
    labour = _proposed(session, new.minutes, currency) if new.labour is None else new.labour
    given = {field: getattr(new, field) for field in EDITABLE}
    _set(session, job, given | {"currency": currency, "labour": labour})
    session.add(job)
    job.parts = [_stored_part(session, position, part) for position, part in enumerate(parts)]
    _done(session, job)
    return job.id


def edit(session: Session, job_id: int, values: Mapping[str, Any], seen: Mapping[str, Any] | None = None) -> None:
    """Changes facts of a job: the fields of `EDITABLE`; its total follows.

    The labour follows the time, unless it was set by hand.

    Raises:
        Refused: as `create`.
        Stale: a field was changed elsewhere.
    """
    job = existing(session, Job, job_id)
    check_seen(job, seen, values)
    by_hand = job.labour != _proposed(session, job.minutes, job.currency)
    _set(session, job, values)
    if not by_hand and "labour" not in values:
        job.labour = _proposed(session, job.minutes, job.currency)
    _done(session, job)


def put_parts(
    session: Session, job_id: int, parts: Sequence[PartLine], seen: Sequence[PartLine] | None = None
) -> tuple[PartLine, ...]:
    """Makes the parts of a job these, in this order; answers them as stored, with their ids.

    Raises:
        Refused: ``job.*``, ``amount.*``, ``text.too_long``.
        Stale: the stored parts are no longer those `seen`.
    """
    job = existing(session, Job, job_id)
    if seen is not None and part_lines(job) != tuple(seen):
        raise Stale("parts", _described(part_lines(job)), _described(parts))
    known = {part.id: part for part in job.parts}
    kept = []
    for position, line in enumerate(parts):
        part = known.pop(line.id, None) if line.id is not None else None
        kept.append(_stored_part(session, position, line, part))
    job.parts = kept
    _done(session, job)
    return part_lines(job)


def part_lines(job: Job) -> tuple[PartLine, ...]:
    """The parts of a stored job."""
    return tuple(
        PartLine(
            part.name, from_ten_thousandths(part.quantity), part.unit, from_ten_thousandths(part.unit_price),
            part.item_id, part.id,
        )
        for part in job.parts
    )  # fmt: skip


def to_bin(session: Session, job_id: int, *, now: dt.datetime) -> None:
    """Puts a job in the bin.

    Raises:
        Refused: ``record.missing``.
    """
    job = existing(session, Job, job_id)
    if job.deleted_at is None:
        job.deleted_at = now
    set_subject(session, job.title)
    session.flush()


def restore(session: Session, job_id: int) -> None:
    """Takes a job out of the bin.

    Raises:
        Refused: ``record.missing``.
    """
    job = existing(session, Job, job_id)
    job.deleted_at = None
    set_subject(session, job.title)
    session.flush()


def _proposed(session: Session, minutes: int, currency: str) -> int:
    """The labour of a time at the business' price of an hour; in another currency there is no price."""
    known = settings.business(session)
    return labour_cost(minutes, known.hour_price, currency) if currency == known.currency else 0


def _stored_part(session: Session, position: int, line: PartLine, part: JobPart | None = None) -> JobPart:
    name = clean_line(line.name, field="name")
    if not name:
        raise Refused("job.part_nameless", field="name")
    if line.item_id is not None:
        existing(session, CatalogueItem, line.item_id, field="item_id")
    part = part or JobPart()
    part.position, part.name, part.item_id = position, name, line.item_id
    part.quantity = to_ten_thousandths(line.quantity, field="quantity")
    part.unit = clean_line(line.unit, field="unit", limit=UNIT_LIMIT)
    part.unit_price = to_ten_thousandths(line.unit_price, field="unit_price")
    return part


def _done(session: Session, job: Job) -> None:
    parts = [Part(line.quantity, line.unit_price) for line in part_lines(job)]
    job.total = total_cost(job.labour, parts, job.currency)
    set_subject(session, job.title)
    session.flush()


def _described(parts: Sequence[PartLine]) -> str:
    return "; ".join(part.name for part in parts)


def _set(session: Session, job: Job, values: Mapping[str, Any]) -> None:
    for field, value in values.items():
        setattr(job, field, EDITABLE[field](session, job, value))


def _contact(session: Session, job: Job, value: int | None) -> int | None:
    if value != job.contact_id:
        live_contact(session, value)
    return value


def _quote(session: Session, _job: Job, value: int | None) -> int | None:
    return None if value is None else existing(session, Quote, value, field="quote_id").id


def _labour(_session: Session, _job: Job, value: int) -> int:
    if check_minor(value, "labour") < 0:
        raise Refused("job.amount_negative", field="labour", text=str(value))
    return value


def _currency(_session: Session, _job: Job, value: str) -> str:
    minor_digits(value)  # refuses an unknown one
    return value


def _line(field: str) -> Callable[[Session, Job, Any], str]:
    return lambda _session, _job, value: clean_line(value, field=field)


def _text(field: str) -> Callable[[Session, Job, Any], str]:
    return lambda _session, _job, value: clean_text(value, field=field)


EDITABLE: Mapping[str, Callable[[Session, Job, Any], Any]] = {
    "title": _line("title"),
    "contact_id": _contact,
    "quote_id": _quote,
    "kind": lambda _session, _job, value: JobKind(value),
    "status": lambda _session, _job, value: JobStatus(value),
    "date": lambda _session, _job, value: check_date(value, field="date"),
    "problem": _text("problem"),
    "work_done": _text("work_done"),
    "minutes": lambda _session, _job, value: check_minutes(value),
    "labour": _labour,
    "currency": _currency,
    "next_date": lambda _session, _job, value: None if value is None else check_date(value, field="next_date"),
    "notes": _text("notes"),
}
"""What `edit` changes, and how each is checked."""
