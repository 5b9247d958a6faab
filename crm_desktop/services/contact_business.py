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
    """Figures of one contact, those of a company with its people. Sums stand by currency, the largest first.

    Days are None where nothing was sold.
    """

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
    """The figures of a contact, in five short queries by index; what was done for a company's people is among them."""
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
    """Everything planned with a contact or a company's people, the earliest first; what is overdue is among it."""
    found = session.execute(_NEXT, {"id": contact_id})
    dated = (NextDate(row.kind, row.id, row.title, day) for row in found if (day := day_of(row.day)) is not None)
    return tuple(sorted(dated, key=lambda planned: planned.date))


def _sums(session: Session, statement: Any, values: dict[str, Any]) -> tuple[CurrencySum, ...]:
    return tuple(CurrencySum(*row) for row in session.execute(statement, values))


_THEM = (
    "WITH them (id) AS (SELECT :id UNION SELECT e.person_id FROM employment e"
    " CROSS JOIN contact p ON p.id = e.person_id WHERE e.company_id = :id AND p.deleted_at IS NULL) "
)
"""The contact, and whoever works there: the same as the summary takes in. Read first, so that theirs is by index."""
_GROUPED = " GROUP BY currency ORDER BY sum({0}) DESC"


def _of(table: str) -> str:
    """What is theirs of a table and not in the bin, for FROM; its rows are `x`."""
    return f"them CROSS JOIN {table} x ON x.contact_id = them.id AND x.deleted_at IS NULL"


_OPEN_DEALS = text(
    f"{_THEM} SELECT x.currency, sum(x.value), count(*) FROM {_of('deal')} CROSS JOIN stage g ON g.id = x.stage_id"
    " WHERE g.kind = 'open'" + _GROUPED.format("x.value")
)
_QUOTES = text(f"{_THEM} SELECT count(*) AS number FROM {_of('quote')}")
_OPEN_QUOTES = text(
    f"{_THEM} SELECT x.currency, sum(x.total), count(*) FROM {_of('quote')} WHERE x.status IN ('issued', 'sent')"
    " AND (x.valid_until IS NULL OR x.valid_until >= :today)" + _GROUPED.format("x.total")
)
_JOBS = text(
    f"{_THEM} SELECT count(*) AS number, sum(x.status IN ('planned', 'in_progress')) AS open FROM {_of('job')}"
)
_SALES = text(f"{_THEM} SELECT x.currency, sum(x.amount), count(*) FROM {_of('sale')}" + _GROUPED.format("x.amount"))
_SALE_DAYS = text(f"{_THEM} SELECT min(x.date) AS first, max(x.date) AS last FROM {_of('sale')}")
_NEXT = text(
    f"{_THEM} SELECT 'deal' AS kind, x.id, CASE x.next_step WHEN '' THEN x.title ELSE x.next_step END AS title,"
    f" x.next_step_date AS day FROM {_of('deal')} CROSS JOIN stage g ON g.id = x.stage_id"
    " WHERE g.kind = 'open' AND x.next_step_date IS NOT NULL"
    f" UNION ALL SELECT 'job', x.id, x.title, x.date FROM {_of('job')}"
    " WHERE x.status IN ('planned', 'in_progress')"
    f" UNION ALL SELECT 'visit', x.id, x.title, x.next_date FROM {_of('job')}"
    " WHERE x.status NOT IN ('planned', 'cancelled') AND x.next_date IS NOT NULL"
    " UNION ALL SELECT 'quote', x.id, CASE x.number WHEN '' THEN x.title ELSE x.number END, x.valid_until"
    f" FROM {_of('quote')} WHERE x.status IN ('issued', 'sent') AND x.valid_until IS NOT NULL"
)
