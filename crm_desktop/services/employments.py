"""Where people work: employments with role and department, whom they report to, companies made by typing a name."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm_desktop.db.history import set_subject
from crm_desktop.db.models.contacts import Contact, Employment
from crm_desktop.domain.contacts import ContactKind
from crm_desktop.domain.errors import Refused
from crm_desktop.domain.text import clean_line, fold, is_blank
from crm_desktop.services.editing import check_seen, existing, live_contact

PART_LIMIT = 200


def company_named(session: Session, name: str, now: datetime) -> Contact:
    """The company of that name outside the bin (accents and case ignored; the oldest one), else a new one.

    Raises:
        Refused: ``name.empty``, ``text.too_long`` with the field ``company``.
    """
    clean = clean_line(name, field="company")
    if is_blank(clean) or not fold(clean):
        raise Refused("name.empty", field="company")
    known = session.scalars(
        select(Contact)
        .where(Contact.deleted_at.is_(None), Contact.kind == ContactKind.COMPANY, Contact.sort_name == fold(clean))
        .order_by(Contact.id)
        .limit(1)
    ).first()
    if known is not None:
        return known
    made = Contact(kind=ContactKind.COMPANY, name=clean, sort_name=fold(clean), uid=uuid.uuid4().urn, created_at=now)
    session.add(made)
    session.flush()
    return made


def add_employment(
    session: Session,
    person_id: int,
    company: int | str,
    *,
    role: str = "",
    department: str = "",
    now: datetime,
) -> int:
    """Notes that a person works in a company; answers the employment's id. The first one is the main one.

    Args:
        session: the writing session.
        person_id: the person.
        company: the company's id, or a name: one that is not known yet is created.
        role: what the person does there.
        department: where in the company.
        now: when a new company was created.

    Raises:
        Refused: ``employment.not_a_person``, ``employment.not_a_company``, ``employment.twice``, ``name.empty``,
            ``text.too_long`` with the field; ``record.missing``.
    """
    person = existing(session, Contact, person_id)
    if person.kind is not ContactKind.PERSON:
        raise Refused("employment.not_a_person", field="company", name=person.name)
    at = _company(session, company, now)
    if any(known.company_id == at.id for known in person.employments):
        raise Refused("employment.twice", field="company", name=person.name, company=at.name)
    made = Employment(
        company_id=at.id,
        role=clean_line(role, field="role", limit=PART_LIMIT),
        department=clean_line(department, field="department", limit=PART_LIMIT),
        position=max((known.position for known in person.employments), default=-1) + 1,
    )
    person.employments.append(made)
    session.flush()
    set_subject(session, person.name)
    return made.id


def edit_employment(
    session: Session,
    employment_id: int,
    values: Mapping[str, Any],
    *,
    seen: Mapping[str, Any] | None = None,
    now: datetime,
) -> None:
    """Changes an employment.

    Args:
        session: the writing session.
        employment_id: the employment.
        values: new values of `role`, `department`, `reports_to_id` (a person's id or None) or `company` (id or name).
        seen: what the editor showed for these fields (`company_id` for the company).
        now: when a new company was created.

    Raises:
        Refused: ``employment.*``, ``name.empty``, ``text.too_long`` with the field; ``record.missing``.
        Stale: a field was changed elsewhere.
    """
    employment = existing(session, Employment, employment_id)
    new = {field: _cleaned(session, employment, field, value, now) for field, value in values.items()}
    if "company" in new:
        new["company_id"] = new.pop("company")
    check_seen(employment, seen, new)
    for field, value in new.items():
        setattr(employment, field, value)
    session.flush()
    session.expire(employment, ["company"])
    set_subject(session, employment.person.name)


def remove_employment(session: Session, employment_id: int) -> None:
    """Takes an employment away; the next one becomes the main one.

    Raises:
        Refused: ``record.missing``.
    """
    employment = existing(session, Employment, employment_id)
    person = employment.person
    person.employments.remove(employment)
    session.flush()
    set_subject(session, person.name)


def make_main(session: Session, employment_id: int) -> None:
    """Makes an employment the person's main one.

    Raises:
        Refused: ``record.missing``.
    """
    employment = existing(session, Employment, employment_id)
    ordered = [employment, *(known for known in employment.person.employments if known is not employment)]
    for position, known in enumerate(ordered):
        known.position = position
    session.flush()
    set_subject(session, employment.person.name)


def _company(session: Session, company: int | str, now: datetime) -> Contact:
    if isinstance(company, str):
        return company_named(session, company, now)
    found = live_contact(session, company, field="company")
    if found is None or found.kind is not ContactKind.COMPANY:
        raise Refused("employment.not_a_company", field="company", name=found.name if found else "")
    return found


def _cleaned(session: Session, employment: Employment, field: str, value: Any, now: datetime) -> Any:
    if field in {"role", "department"}:
        return clean_line(str(value or ""), field=field, limit=PART_LIMIT)
    if field == "reports_to_id":
        return _chief(session, employment, value)
    if field == "company":
        at = _company(session, value, now)
        others = (known for known in employment.person.employments if known is not employment)
        if any(known.company_id == at.id for known in others):
            raise Refused("employment.twice", field="company", name=employment.person.name, company=at.name)
        return at.id
    raise Refused("document.unknown_key", field=field, text=field, known="role, department, reports_to_id, company")


def _chief(session: Session, employment: Employment, chief_id: int | None) -> int | None:
    """Whom a person reports to: a person, not themselves, and nobody who reports to them."""
    if chief_id is None:
        return None
    chief = live_contact(session, chief_id, field="reports_to_id")
    if chief is None or chief.kind is not ContactKind.PERSON:
        raise Refused("employment.not_a_person", field="reports_to_id", name=chief.name if chief else "")
    above: int | None = chief_id
    seen: set[int] = set()
    while above is not None and above not in seen:
        if above == employment.person_id:
            raise Refused("employment.circle", field="reports_to_id", name=chief.name)
        seen.add(above)
        above = session.scalar(
            select(Employment.reports_to_id).where(
                Employment.person_id == above, Employment.company_id == employment.company_id
            )
        )
    return chief_id
