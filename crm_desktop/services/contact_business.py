"""What business there is with a contact: open deals, quotes, jobs, what was sold, and what comes next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import text
from sqlalchemy.orm import Session

from crm_desktop.db.types import day_of


class CurrencySum(NamedTuple):
    """An amount in minor units of a currency, and how many records it comes from."""

    currency: str
    amount: int
    number: int


@dataclass(frozen=True, slots=True)
class BusinessWith:
    """Figures of one contact. Sums stand by currency, the largest first; days are None where nothing was sold."""

    open_deals: tuple[CurrencySum, ...]
    quotes: int
    open_quotes: tuple[CurrencySum, ...]
    jobs: int
    open_jobs: int
    sales: tuple[CurrencySum, ...]
    customer_since: date | None
    last_sale: date | None


@dataclass(frozen=True, slots=True)
class NextDate:
    """Something planned: `kind` is deal (its next step), job (planned), visit (due after a job) or quote (runs out)."""

    kind: str
    record_id: int
    title: str
    date: date


def business_with(session: Session, contact_id: int, today: date) -> BusinessWith:
    """The figures of a contact, in five short queries by index."""
    values = {"id": contact_id, "today": today.isoformat()}
    quotes = session.execute(_QUOTES, values).one()
    jobs = session.execute(_JOBS, values).one()
    days = session.execute(_SALE_DAYS, values).one()
    return BusinessWith(
        open_deals=_sums(session, _OPEN_DEALS, values),
        quotes=quotes.number,
        open_quotes=_sums(session, _OPEN_QUOTES, values) if quotes.number else (),
        jobs=jobs.number,
        open_jobs=jobs.open or 0,
        sales=_sums(session, _SALES, values),
        customer_since=day_of(days.first),
        last_sale=day_of(days.last),
    )


def next_dates(session: Session, contact_id: int) -> tuple[NextDate, ...]:
    """Everything planned with a contact, the earliest first; what is overdue is among it."""
    found = session.execute(_NEXT, {"id": contact_id})
    dated = (NextDate(row.kind, row.id, row.title, day) for row in found if (day := day_of(row.day)) is not None)
    return tuple(sorted(dated, key=lambda planned: planned.date))


def _sums(session: Session, statement: Any, values: dict[str, Any]) -> tuple[CurrencySum, ...]:
    return tuple(CurrencySum(*row) for row in session.execute(statement, values))


_GROUPED = "GROUP BY currency ORDER BY sum({0}) DESC"
_OPEN_DEALS = text(
    "SELECT d.currency, sum(d.value), count(*) FROM deal d CROSS JOIN stage g ON g.id = d.stage_id"
    " WHERE d.contact_id = :id AND d.deleted_at IS NULL AND g.kind = 'open' " + _GROUPED.format("d.value")
)
_QUOTES = text("SELECT count(*) AS number FROM quote WHERE contact_id = :id AND deleted_at IS NULL")
_OPEN_QUOTES = text(
    "SELECT currency, sum(total), count(*) FROM quote WHERE contact_id = :id AND deleted_at IS NULL"
    " AND status IN ('issued', 'sent') AND (valid_until IS NULL OR valid_until >= :today) " + _GROUPED.format("total")
)
_JOBS = text(
    "SELECT count(*) AS number, sum(status IN ('planned', 'in_progress')) AS open FROM job"
    " WHERE contact_id = :id AND deleted_at IS NULL"
)
_SALES = text(
    "SELECT currency, sum(amount), count(*) FROM sale WHERE contact_id = :id AND deleted_at IS NULL "
    + _GROUPED.format("amount")
)
_SALE_DAYS = text(
    "SELECT min(date) AS first, max(date) AS last FROM sale WHERE contact_id = :id AND deleted_at IS NULL"
)
_NEXT = text(
    "SELECT 'deal' AS kind, d.id, CASE d.next_step WHEN '' THEN d.title ELSE d.next_step END AS title,"
    " d.next_step_date AS day FROM deal d CROSS JOIN stage g ON g.id = d.stage_id"
    " WHERE d.contact_id = :id AND d.deleted_at IS NULL AND g.kind = 'open' AND d.next_step_date IS NOT NULL"
    " UNION ALL SELECT 'job', id, title, date FROM job"
    " WHERE contact_id = :id AND deleted_at IS NULL AND status IN ('planned', 'in_progress')"
    " UNION ALL SELECT 'visit', id, title, next_date FROM job"
    " WHERE contact_id = :id AND deleted_at IS NULL AND status NOT IN ('planned', 'cancelled')"
    " AND next_date IS NOT NULL"
    " UNION ALL SELECT 'quote', id, CASE number WHEN '' THEN title ELSE number END, valid_until FROM quote"
    " WHERE contact_id = :id AND deleted_at IS NULL AND status IN ('issued', 'sent') AND valid_until IS NOT NULL"
)
