"""The timeline: what passed between the business and its customers, noted by the program and by hand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session

from crm_desktop.db.history import set_subject
from crm_desktop.db.models.contacts import Contact, Employment
from crm_desktop.db.models.deals import Deal
from crm_desktop.db.models.interactions import Interaction
from crm_desktop.db.models.quotes import Quote
from crm_desktop.db.types import intact, is_damaged
from crm_desktop.domain.errors import Refused
from crm_desktop.domain.interactions import Direction, InteractionKind
from crm_desktop.domain.text import clean_line, clean_text
from crm_desktop.services.editing import check_seen, existing, live_contact
from crm_desktop.words import current

MOST = 200
"""So many entries are shown at once; nobody reads further down."""
FIELDS = ("kind", "direction", "at", "address", "title", "text")


@dataclass(frozen=True, slots=True, kw_only=True)
class NewInteraction:
    """What happened: `at` in UTC, `address` the number or e-mail address it went to or came from."""

    kind: InteractionKind
    at: dt.datetime
    direction: Direction = Direction.OUT
    contact_id: int | None = None
    quote_id: int | None = None
    deal_id: int | None = None
    address: str = ""
    title: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class InteractionRow:
    """An entry of a timeline. `kind` and `direction` are words of their enumerations; `at` None when damaged."""

    id: int
    kind: str
    direction: str
    at: dt.datetime | None
    title: str
    text: str
    address: str
    contact_id: int | None
    contact: str
    quote_id: int | None
    quote: str
    damaged: bool


@dataclass(frozen=True, slots=True)
class InteractionQuery:
    """Which entries: those with a contact and its people, those about a quote, or all. The newest always come first."""

    contact_id: int | None = None
    quote_id: int | None = None
    sort: str = "at"
    descending: bool = True


def record(session: Session, new: NewInteraction, *, now: dt.datetime) -> int:
    """Notes what happened; answers the id.

    Raises:
        Refused: ``interaction.empty``, ``interaction.later``, ``text.too_long``, ``record.missing``.
    """
    contact = live_contact(session, new.contact_id)
    entry = Interaction(
        kind=new.kind, direction=new.direction, at=new.at, contact_id=new.contact_id, created_at=now,
        quote_id=None if new.quote_id is None else existing(session, Quote, new.quote_id, field="quote_id").id,
        deal_id=None if new.deal_id is None else existing(session, Deal, new.deal_id, field="deal_id").id,
    )  # fmt: skip
    _set(entry, {"address": new.address, "title": new.title, "text": new.text, "at": new.at}, now)
    session.add(entry)
    set_subject(session, contact.name if contact is not None else entry.title)
    session.flush()
    return entry.id


def edit(
    session: Session,
    interaction_id: int,
    values: Mapping[str, Any],
    seen: Mapping[str, Any] | None = None,
    *,
    now: dt.datetime,
) -> None:
    """Changes an entry: the fields of `FIELDS`.

    Raises:
        Refused: as `record`.
        Stale: a field was changed elsewhere.
    """  # fmt: skip
    entry = existing(session, Interaction, interaction_id)
    check_seen(entry, seen, values)
    _set(entry, values, now)
    _named(session, entry)


def to_bin(session: Session, interaction_id: int, *, now: dt.datetime) -> None:
    """Puts an entry in the bin.

    Raises:
        Refused: ``record.missing``.
    """
    entry = existing(session, Interaction, interaction_id)
    if entry.deleted_at is None:
        entry.deleted_at = now
    _named(session, entry)


def restore(session: Session, interaction_id: int) -> None:
    """Takes an entry out of the bin.

    Raises:
        Refused: ``record.missing``.
    """
    entry = existing(session, Interaction, interaction_id)
    entry.deleted_at = None
    _named(session, entry)


def of_contact(session: Session, contact_id: int, limit: int = MOST) -> tuple[InteractionRow, ...]:
    """What passed with a contact, and with those who work there, the newest first."""
    return listed(session, InteractionQuery(contact_id=contact_id), limit)


def listed(session: Session, query: InteractionQuery, limit: int = MOST) -> tuple[InteractionRow, ...]:
    """The first entries of a query."""
    wanted = ids(session, query, 0, limit)
    found = rows(session, wanted)
    return tuple(found[one] for one in wanted)


def interaction(session: Session, interaction_id: int) -> InteractionRow:
    """One entry.

    Raises:
        Refused: ``record.missing``.
    """
    found = rows(session, [existing(session, Interaction, interaction_id).id])
    return found[interaction_id]


def count(session: Session, query: InteractionQuery) -> int:
    """How many entries the query finds."""
    return session.scalar(_asked(select(func.count(Interaction.id)), query)) or 0


def ids(session: Session, query: InteractionQuery, first: int, limit: int) -> list[int]:
    """The ids from place `first` on, the newest first."""
    statement = _asked(select(Interaction.id), query).order_by(Interaction.at.desc(), Interaction.id.desc())
    return list(session.scalars(statement.offset(first).limit(limit)))


def rows(session: Session, wanted: Sequence[int]) -> Mapping[int, InteractionRow]:
    """The rows of these ids, by id."""
    statement = (
        select(Interaction, Contact.name, Quote.number)
        .outerjoin(Contact, Contact.id == Interaction.contact_id)
        .outerjoin(Quote, Quote.id == Interaction.quote_id)
        .where(Interaction.id.in_(wanted))
    )
    return {entry.id: _row(entry, name or "", number or "") for entry, name, number in session.execute(statement)}


def _row(entry: Interaction, contact: str, quote: str) -> InteractionRow:
    return InteractionRow(
        entry.id, str(entry.kind), str(entry.direction), intact(entry.at), entry.title, entry.text, entry.address,
        entry.contact_id, contact, entry.quote_id, quote, is_damaged(entry.kind, entry.direction, entry.at),
    )  # fmt: skip


def _asked(statement: Select[Any], query: InteractionQuery) -> Select[Any]:
    asked = statement.where(Interaction.deleted_at.is_(None))
    if query.contact_id is not None:
        people = select(Employment.person_id).where(Employment.company_id == query.contact_id)
        asked = asked.where(or_(Interaction.contact_id == query.contact_id, Interaction.contact_id.in_(people)))
    if query.quote_id is not None:
        asked = asked.where(Interaction.quote_id == query.quote_id)
    return asked


def _set(entry: Interaction, values: Mapping[str, Any], now: dt.datetime) -> None:
    for field, value in values.items():
        if field not in FIELDS:
            raise KeyError(field)
        setattr(entry, field, _checked(field, value, now))
    if not entry.title and not entry.text:
        raise Refused("interaction.empty", field="title")


def _checked(field: str, value: Any, now: dt.datetime) -> Any:
    if field == "text":
        return clean_text(value, field=field)
    if field in ("title", "address"):
        return clean_line(value, field=field)
    if field == "at" and value > now:
        raise Refused("interaction.later", field=field, text=current().time(value.astimezone()))
    return value


def _named(session: Session, entry: Interaction) -> None:
    contact = session.get(Contact, entry.contact_id) if entry.contact_id is not None else None
    set_subject(session, contact.name if contact is not None else entry.title)
    session.flush()
