"""What a row of a contact list shows, for a page of contacts at a time: one query for each table, whatever the page."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from crm_desktop.db.connection import driver_of
from crm_desktop.db.types import Day, Moment, intact, is_damaged
from crm_desktop.domain.contacts import ChannelKind, ContactKind, Lifecycle


@dataclass(frozen=True, slots=True)
class ContactRow:
    """A contact in a list.

    `company` and `role` are those of a person's main employment; `place` is the city of the primary address;
    `next_step` the earliest one of the open deals. `sales` is in minor units of `sales_currency`: that of the business
    where anything was sold in it, else the one most was sold in. `damaged`: a cell could not be read.
    """

    id: int
    kind: str
    name: str
    company: str
    role: str
    place: str
    lifecycle: str
    phones: tuple[str, ...]
    emails: tuple[str, ...]
    tags: tuple[str, ...]
    next_step: str
    next_step_date: date | None
    sales: int
    sales_currency: str
    photo: str | None
    created_at: datetime | None
    damaged: bool

    @property
    def detail(self) -> str:
        """The second line of a list: the next step, else where the person works or what is known to reach them."""
        at = ", ".join(part for part in (self.role, self.company) if part)
        return self.next_step or at or next((part for part in (self.place, *self.phones, *self.emails) if part), "")


def read_rows(session: Session, wanted: Sequence[int], currency: str) -> Mapping[int, ContactRow]:
    """The rows of some contacts, by id; one that is gone is missing. `currency` is that of the business."""
    # By the driver: six small statements for every page, of which SQLAlchemy's share would be the larger part.
    driver = driver_of(session)
    found = {row[0]: row for row in driver.execute(_CONTACTS, {"ids": _listed(wanted)})}
    parts = _Parts(driver, _listed(list(found)), currency)
    return {contact_id: parts.row(row) for contact_id, row in found.items()}


def _listed(ids: Sequence[int]) -> str:
    return f"[{','.join(map(str, ids))}]"


def _of(columns: str, source: str, owner: str, rest: str = "") -> str:
    """A statement for the rows of some contacts. The ids come as one JSON list, so that it is compiled once."""
    return f"SELECT {columns} FROM {source} WHERE {owner} IN (SELECT value FROM json_each(:ids)) {rest}"


# CROSS JOIN keeps the planner from walking all contacts, and a plus before `deleted_at` from walking all deals or sales
# by an index that begins with it: it knows no table's size.
_CONTACTS = _of("id, kind, name, lifecycle, photo, created_at", "contact", "id")
_CHANNELS = _of("contact_id, kind, value, city", "channel", "contact_id", "ORDER BY is_primary DESC, position")
_TAGS = _of("contact_id, name", "contact_tag", "contact_id", "ORDER BY folded")
_STEPS = _of(
    "d.contact_id, d.next_step, d.next_step_date",
    "deal d CROSS JOIN stage g ON g.id = d.stage_id",
    "d.contact_id",
    "AND +d.deleted_at IS NULL AND g.kind = 'open' AND d.next_step <> ''"
    " ORDER BY d.next_step_date IS NULL, d.next_step_date, d.id",
)
_EMPLOYMENTS = _of(
    "e.person_id, e.role, f.name",
    "employment e CROSS JOIN contact f ON f.id = e.company_id",
    "e.person_id",
    "AND +f.deleted_at IS NULL ORDER BY e.position, e.id",
)
_SALES = _of(
    "contact_id, currency, sum(amount) AS total",
    "sale",
    "contact_id",
    "AND +deleted_at IS NULL GROUP BY contact_id, currency ORDER BY currency <> :currency, total DESC",
)
_DAY: Any = Day()
_MOMENT: Any = Moment()
_PHONE, _EMAIL = ChannelKind.PHONE.value, ChannelKind.EMAIL.value
_NOWHERE = ("", "")
_NO_STEP = ("", None)
_KINDS = frozenset(ContactKind)
_LIFECYCLES = frozenset(Lifecycle)


class _Parts:
    """What belongs to the contacts of a page, by contact."""

    def __init__(self, driver: sqlite3.Connection, ids: str, currency: str) -> None:
        self.phones: defaultdict[int, list[str]] = defaultdict(list)
        self.emails: defaultdict[int, list[str]] = defaultdict(list)
        self.places: dict[int, str] = {}
        self.tags: defaultdict[int, list[str]] = defaultdict(list)
        by_ids = {"ids": ids}
        for contact_id, kind, value, city in driver.execute(_CHANNELS, by_ids):
            self._take_channel(contact_id, kind, value, city)
        for contact_id, name in driver.execute(_TAGS, by_ids):
            self.tags[contact_id].append(name)
        self.employments = _first(driver.execute(_EMPLOYMENTS, by_ids))
        self.steps = _first(driver.execute(_STEPS, by_ids))
        self.sales = _first(driver.execute(_SALES, {**by_ids, "currency": currency}))
        self.nothing_sold = (currency, 0)

    def row(self, found: Any) -> ContactRow:
        """The row of one contact."""
        contact_id, kind, name, lifecycle, photo, stored_at = found
        role, company = self.employments.get(contact_id, _NOWHERE)
        step, stored_day = self.steps.get(contact_id, _NO_STEP)
        day = _DAY.process_result_value(stored_day, None)
        created_at = _MOMENT.process_result_value(stored_at, None)
        sales_currency, sales = self.sales.get(contact_id, self.nothing_sold)
        return ContactRow(
            id=contact_id,
            kind=kind,
            name=name,
            company=company,
            role=role,
            place=self.places.get(contact_id, ""),
            lifecycle=lifecycle,
            phones=tuple(self.phones[contact_id]),
            emails=tuple(self.emails[contact_id]),
            tags=tuple(self.tags[contact_id]),
            next_step=step,
            next_step_date=intact(day),
            sales=sales,
            sales_currency=sales_currency,
            photo=photo,
            created_at=intact(created_at),
            damaged=kind not in _KINDS or lifecycle not in _LIFECYCLES or is_damaged(created_at, day),
        )

    def _take_channel(self, contact_id: int, kind: str, value: str, city: str) -> None:
        if kind == _PHONE:
            self.phones[contact_id].append(value)
        elif kind == _EMAIL:
            self.emails[contact_id].append(value)
        elif city:
            self.places.setdefault(contact_id, city)


def _first(rows: Iterable[tuple[Any, ...]]) -> dict[int, tuple[Any, ...]]:
    """The rest of the first row of each contact."""
    found: dict[int, tuple[Any, ...]] = {}
    for row in rows:
        found.setdefault(row[0], row[1:])
    return found
