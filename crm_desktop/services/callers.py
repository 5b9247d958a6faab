"""Who is calling: the card behind a phone number, complete before the second ring."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from crm_desktop.db.types import day_of
from crm_desktop.domain.phones import LEAST_DIGITS, digits, reversed_tail, same_number
from crm_desktop.domain.text import clean_line
from crm_desktop.services.contact_business import NextDate, next_dates
from crm_desktop.services.phones import shown

MOST = 3
"""So many deals, jobs and sales a card has room for."""
NUMBERS = 50
LONGEST = 60


@dataclass(frozen=True, slots=True)
class CardLine:
    """A deal, job or sale on the card: amounts in minor units; `date` is when it closes, is planned, or was."""

    id: int
    title: str
    amount: int
    currency: str
    date: date | None
    state: str


@dataclass(frozen=True, slots=True)
class CallerCard:
    """Who has a number, and what there is to know before answering.

    `last` is what happened last with them (a quote, job or sale), `others` are contacts with the same number.
    """

    contact_id: int
    name: str
    kind: str
    role: str
    company: str
    company_id: int | None
    lifecycle: str
    number: str
    last: CardLine | None
    open_deals: tuple[CardLine, ...]
    open_jobs: tuple[CardLine, ...]
    last_sales: tuple[CardLine, ...]
    next_step: NextDate | None
    others: tuple[tuple[int, str], ...]


def caller(session: Session, number: str, today: date) -> CallerCard | None:
    """The card for a number in any format; None for a number nobody has, and for what is no number."""
    owners = _owners(session, clean_line(number[:LONGEST]))
    if not owners:
        return None
    first = owners[0]
    values = {"id": first.id, "today": today.isoformat(), "most": MOST}
    work = session.execute(_WORK, values).first()
    return CallerCard(
        contact_id=first.id,
        name=first.name,
        kind=first.kind,
        role=work.role if work else "",
        company=work.name if work else "",
        company_id=work.id if work else None,
        lifecycle=first.lifecycle,
        number=shown(first.value, first.e164),
        last=next(iter(_lines(session, _LAST, values)), None),
        open_deals=_lines(session, _DEALS, values),
        open_jobs=_lines(session, _JOBS, values),
        last_sales=_lines(session, _SALES, values),
        next_step=next(iter(next_dates(session, first.id)), None),
        others=tuple(dict.fromkeys((owner.id, owner.name) for owner in owners if owner.id != first.id)),
    )


def _owners(session: Session, number: str) -> list[Any]:
    """The channels that can be this number: the best match first, people before companies."""
    tail = reversed_tail(number)
    if len(tail) < LEAST_DIGITS:
        return []
    found = session.execute(_NUMBERS, {"start": tail, "end": tail + ":", "most": NUMBERS})
    same = [row for row in found if same_number(row.digits[::-1], number)]
    wanted = digits(number)
    return sorted(same, key=lambda row: (row.digits[::-1] != wanted, row.kind != "person", not row.is_primary, row.id))


def _lines(session: Session, statement: Any, values: dict[str, Any]) -> tuple[CardLine, ...]:
    return tuple(
        CardLine(row.id, row.title, row.amount, row.currency, day_of(row.day), row.state)
        for row in session.execute(statement, values)
    )


_NUMBERS = text(
    "SELECT c.id, c.name, c.kind, c.lifecycle, h.value, h.e164, h.digits, h.is_primary FROM channel h"
    " CROSS JOIN contact c ON c.id = h.contact_id WHERE h.digits >= :start AND h.digits < :end"
    " AND c.deleted_at IS NULL LIMIT :most"
)
_WORK = text(
    "SELECT f.id, f.name, e.role FROM employment e CROSS JOIN contact f ON f.id = e.company_id"
    " WHERE e.person_id = :id AND f.deleted_at IS NULL ORDER BY e.position, e.id LIMIT 1"
)
# A plus before `deleted_at`, or SQLite may walk all that is not in the bin by an index that begins with it.
_DEALS = text(
    "SELECT d.id, d.title, d.value AS amount, d.currency, d.expected_close AS day, g.name AS state FROM deal d"
    " CROSS JOIN stage g ON g.id = d.stage_id WHERE d.contact_id = :id AND +d.deleted_at IS NULL AND g.kind = 'open'"
    " ORDER BY d.expected_close IS NULL, d.expected_close, d.id LIMIT :most"
)
_JOBS = text(
    "SELECT id, title, total AS amount, currency, date AS day, status AS state FROM job WHERE contact_id = :id"
    " AND +deleted_at IS NULL AND status IN ('planned', 'in_progress') ORDER BY date, id LIMIT :most"
)
_SALES = text(
    "SELECT id, title, amount, currency, date AS day, 'sale' AS state FROM sale WHERE contact_id = :id"
    " AND +deleted_at IS NULL ORDER BY date DESC, id DESC LIMIT :most"
)
_LAST = text(
    "SELECT * FROM (SELECT id, title, amount, currency, date AS day, 'sale' AS state FROM sale"
    " WHERE contact_id = :id AND +deleted_at IS NULL AND date <= :today"
    " UNION ALL SELECT id, CASE number WHEN '' THEN title ELSE number END, total, currency, date, 'quote' FROM quote"
    " WHERE contact_id = :id AND +deleted_at IS NULL AND date <= :today"
    " UNION ALL SELECT id, title, total, currency, date, 'job' FROM job"
    " WHERE contact_id = :id AND +deleted_at IS NULL AND date <= :today AND status = 'done')"
    " ORDER BY day DESC LIMIT 1"
)
