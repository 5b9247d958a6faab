"""One contact whole: who, how to reach them, where they work or who works there, what was bought and what is next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm_desktop.db.models.contacts import Channel, Contact, Employment
from crm_desktop.db.types import intact, is_damaged
from crm_desktop.domain.contacts import ChannelKind, ContactKind
from crm_desktop.services import settings
from crm_desktop.services.contact_business import BusinessWith, NextDate, business_with, next_dates
from crm_desktop.services.editing import existing
from crm_desktop.services.parties import address_lines
from crm_desktop.services.phones import shown
from crm_desktop.services.tax_ids import TaxIdCheck, check_tax_id


@dataclass(frozen=True, slots=True)
class ChannelShown:
    """A way to reach a contact. `value` is what was typed, `shown` the same as people read it (phones grouped).

    An address has its parts and `lines`, as an envelope would show them; `shown` is those lines on one.
    """

    id: int
    kind: ChannelKind
    purpose: str
    label: str
    value: str
    shown: str
    e164: str
    primary: bool
    lines: tuple[str, ...]
    po_box: str
    extended: str
    street: str
    city: str
    region: str
    postcode: str
    country: str


@dataclass(frozen=True, slots=True)
class EmploymentShown:
    """Where a person works; the first one is the main one."""

    id: int
    company_id: int
    company: str
    role: str
    department: str
    reports_to_id: int | None
    reports_to: str


@dataclass(frozen=True, slots=True)
class PersonInCompany:
    """Somebody who works in a company, in the order of its org chart: `depth` 0 reports to nobody there."""

    employment_id: int
    person_id: int
    name: str
    role: str
    department: str
    reports_to_id: int | None
    depth: int


@dataclass(frozen=True, slots=True)
class ContactDetail:
    """Everything about a contact. `photo` is the SHA-256 of the picture; `birthday` ``1980-03-22`` or ``--03-22``.

    `extra` are lines of address books the program has no field for, as vCards write them; they are exported again.
    `damaged`: a cell of the contact could not be read and shows as nothing.
    """

    id: int
    kind: ContactKind
    name: str
    prefix: str
    given: str
    middle: str
    family: str
    suffix: str
    nickname: str
    lifecycle: str
    source: str
    country: str
    tax_id: str
    tax_check: TaxIdCheck
    language: str
    birthday: str
    notes: str
    photo: str | None
    uid: str
    created_at: datetime | None
    binned: bool
    tags: tuple[str, ...]
    channels: tuple[ChannelShown, ...]
    employments: tuple[EmploymentShown, ...]
    people: tuple[PersonInCompany, ...]
    business: BusinessWith
    next_dates: tuple[NextDate, ...]
    extra: tuple[str, ...]
    damaged: bool

    def channels_of(self, kind: ChannelKind) -> tuple[ChannelShown, ...]:
        """The channels of one kind, the primary one first."""
        of_kind = (channel for channel in self.channels if channel.kind is kind)
        return tuple(sorted(of_kind, key=lambda channel: not channel.primary))


def contact(session: Session, contact_id: int, today: date) -> ContactDetail:
    """One contact whole, in the bin or not.

    Raises:
        Refused: ``record.missing``.
    """
    found = existing(session, Contact, contact_id)
    country = found.country or settings.get(session, "country")
    return ContactDetail(
        id=found.id,
        kind=found.kind,
        name=found.name,
        prefix=found.prefix,
        given=found.given,
        middle=found.middle,
        family=found.family,
        suffix=found.suffix,
        nickname=found.nickname,
        lifecycle=str(found.lifecycle),
        source=found.source,
        country=found.country,
        tax_id=found.tax_id,
        tax_check=check_tax_id(found.tax_id, country),
        language=found.language,
        birthday=found.birthday,
        notes=found.notes,
        photo=found.photo,
        uid=found.uid,
        created_at=intact(found.created_at),
        binned=found.deleted_at is not None,
        tags=tuple(tag.name for tag in found.tags),
        channels=tuple(_channel(channel) for channel in found.channels),
        employments=_employments(session, found),
        people=_people(session, found.id) if found.kind is ContactKind.COMPANY else (),
        business=business_with(session, found.id, today),
        next_dates=next_dates(session, found.id),
        extra=tuple(map(str, intact(found.extra) or ())),
        damaged=is_damaged(found.kind, found.lifecycle, found.created_at),
    )


def _channel(channel: Channel) -> ChannelShown:
    lines = address_lines(channel) if channel.kind is ChannelKind.ADDRESS else ()
    return ChannelShown(
        id=channel.id,
        kind=channel.kind,
        purpose=str(channel.purpose),
        label=channel.label,
        value=channel.value,
        shown=", ".join(lines) or shown(channel.value, channel.e164),
        e164=channel.e164,
        primary=channel.is_primary,
        lines=lines,
        po_box=channel.po_box,
        extended=channel.extended,
        street=channel.street,
        city=channel.city,
        region=channel.region,
        postcode=channel.postcode,
        country=channel.country,
    )


def _employments(session: Session, person: Contact) -> tuple[EmploymentShown, ...]:
    chiefs = {employment.reports_to_id for employment in person.employments} - {None}
    named = session.execute(select(Contact.id, Contact.name).where(Contact.id.in_(chiefs)))
    names: dict[int | None, str] = {row.id: row.name for row in named}
    return tuple(
        EmploymentShown(
            employment.id,
            employment.company_id,
            employment.company.name,
            employment.role,
            employment.department,
            employment.reports_to_id,
            names.get(employment.reports_to_id, ""),
        )
        for employment in person.employments
        if employment.company.deleted_at is None
    )


def _people(session: Session, company_id: int) -> tuple[PersonInCompany, ...]:
    """Who works there, everybody behind the one they report to."""
    statement = (
        select(Employment, Contact.name)
        .join(Contact, Contact.id == Employment.person_id)
        .where(Employment.company_id == company_id, Contact.deleted_at.is_(None))
        .order_by(Contact.sort_name, Contact.id)
    )
    found = {employment.person_id: (employment, name) for employment, name in session.execute(statement)}
    below: dict[int | None, list[int]] = {}
    for person_id, (employment, _name) in found.items():
        chief = employment.reports_to_id
        below.setdefault(chief if chief in found and chief != person_id else None, []).append(person_id)
    depths = _depths(below)
    # Those in a circle, which only a damaged file has, stand at the end.
    depths.update({person_id: 0 for person_id in found if person_id not in depths})
    return tuple(
        PersonInCompany(
            found[person_id][0].id,
            person_id,
            found[person_id][1],
            found[person_id][0].role,
            found[person_id][0].department,
            found[person_id][0].reports_to_id,
            depth,
        )
        for person_id, depth in depths.items()
    )


def _depths(below: dict[int | None, list[int]]) -> dict[int, int]:
    """Everybody under somebody at the top, in the order of the chart, with how far below."""
    depths: dict[int, int] = {}
    waiting = [(person_id, 0) for person_id in reversed(below.get(None, []))]
    while waiting:
        person_id, depth = waiting.pop()
        depths[person_id] = depth
        waiting += [(report, depth + 1) for report in reversed(below.get(person_id, []))]
    return depths
