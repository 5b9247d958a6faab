"""What is done with contacts: created, edited, moved along the life cycle, put in the bin and taken out again."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from crm_desktop.db.history import set_subject
from crm_desktop.db.models.contacts import Contact, ContactTag, Employment
from crm_desktop.domain.contacts import ChannelKind, ContactKind, Lifecycle
from crm_desktop.domain.errors import Refused
from crm_desktop.domain.text import fold
from crm_desktop.services import settings
from crm_desktop.services.channels import ChannelDraft, append
from crm_desktop.services.contact_fields import cleaned
from crm_desktop.services.contact_names import PARTS, NameParts, name_after_edit, parts_after_rename, split_name
from crm_desktop.services.editing import check_seen, existing
from crm_desktop.services.employments import add_employment
from crm_desktop.services.tags import tag_names

_STEPS = (Lifecycle.SUSPECT, Lifecycle.PROSPECT, Lifecycle.QUALIFIED, Lifecycle.CUSTOMER)
_DRAFT_FIELDS = ("name", "lifecycle", "source", "country", "tax_id", "language", "birthday", "notes")


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactDraft:
    """A contact to be created. `phones`, `emails` and `web` are typed values; `channels` says more where needed.

    `company` and `role` are where a person works: a company that is not known by that name is created.
    """

    name: str
    kind: ContactKind = ContactKind.PERSON
    company: str = ""
    role: str = ""
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    web: tuple[str, ...] = ()
    channels: tuple[ChannelDraft, ...] = ()
    lifecycle: Lifecycle = Lifecycle.SUSPECT
    source: str = ""
    country: str = ""
    tax_id: str = ""
    language: str = ""
    birthday: str = ""
    notes: str = ""
    tags: tuple[str, ...] = ()

    def all_channels(self) -> tuple[ChannelDraft, ...]:
        """Every channel of the draft as a draft of its own; empty values are left out."""
        plain = ((ChannelKind.PHONE, self.phones), (ChannelKind.EMAIL, self.emails), (ChannelKind.WEB, self.web))
        made = (ChannelDraft(kind=kind, value=value) for kind, values in plain for value in values if value.strip())
        return (*made, *self.channels)


def create(session: Session, draft: ContactDraft, now: datetime) -> int:
    """A new contact; answers its id.

    Raises:
        Refused: ``name.empty``, ``contact.*``, ``channel.*``, ``text.too_long`` with the field.
    """
    values = cleaned({field: getattr(draft, field) for field in _DRAFT_FIELDS})
    contact = Contact(kind=draft.kind, created_at=now, uid=uuid.uuid4().urn, sort_name=fold(values["name"]), **values)
    if draft.kind is ContactKind.PERSON:
        _set_parts(contact, split_name(contact.name))
    region = settings.get(session, "country")
    for channel in draft.all_channels():
        append(session, contact, channel, region)
    contact.tags = [ContactTag(name=name, folded=fold(name)) for name in tag_names(draft.tags)]
    session.add(contact)
    session.flush()
    if draft.company.strip():
        add_employment(session, contact.id, draft.company, role=draft.role, now=now)
    set_subject(session, contact.name)
    return contact.id


def edit(
    session: Session, contact_id: int, values: Mapping[str, Any], *, seen: Mapping[str, Any] | None = None
) -> None:
    """Changes facts of a contact; a name and its parts follow each other.

    Args:
        session: the writing session.
        contact_id: the contact.
        values: new values, by a field of `contact_fields.FIELDS`.
        seen: what the editor showed for these fields; a stored value that differs is not overwritten.

    Raises:
        Refused: ``name.empty``, ``contact.*``, ``text.too_long`` with the field; ``record.missing``.
        Stale: a field was changed elsewhere.
    """
    contact = existing(session, Contact, contact_id)
    new = cleaned(values)
    check_seen(contact, seen, new)
    if new.get("kind", contact.kind) is not contact.kind:
        _check_kind_is_free(session, contact)
    _follow(contact, new)
    for field, value in new.items():
        setattr(contact, field, value)
    contact.sort_name = fold(contact.name)
    session.flush()
    set_subject(session, contact.name)


def raise_lifecycle(session: Session, contact_id: int, to: Lifecycle) -> bool:
    """Moves a contact forward to `to`, never back; somebody who buys again is a customer again.

    Answers whether it moved. For what other areas notice: a quote sent, a deal won.

    Raises:
        Refused: ``record.missing``.
    """
    contact = existing(session, Contact, contact_id)
    if contact.lifecycle is Lifecycle.FORMER:
        moves = to is Lifecycle.CUSTOMER
    else:
        moves = to in _STEPS and _place(contact.lifecycle) < _STEPS.index(to)
    if moves:
        contact.lifecycle = to
        session.flush()
    return moves


def to_bin(session: Session, contact_id: int, now: datetime) -> None:
    """Puts a contact in the bin. Its deals, quotes and jobs stay, and show it again once it is restored.

    Raises:
        Refused: ``record.missing``.
    """
    contact = existing(session, Contact, contact_id)
    if contact.deleted_at is None:
        contact.deleted_at = now
        session.flush()
    set_subject(session, contact.name)


def restore(session: Session, contact_id: int) -> None:
    """Takes a contact out of the bin.

    Raises:
        Refused: ``record.missing``.
    """
    contact = existing(session, Contact, contact_id)
    contact.deleted_at = None
    session.flush()
    set_subject(session, contact.name)


def _place(lifecycle: Lifecycle) -> int:
    """A damaged word stands before all steps."""
    return _STEPS.index(lifecycle) if lifecycle in _STEPS else -1


def _check_kind_is_free(session: Session, contact: Contact) -> None:
    """A person who works somewhere, or a company with people, cannot become the other kind."""
    used = exists().where((Employment.company_id == contact.id) | (Employment.person_id == contact.id))
    if session.scalar(select(used)):
        raise Refused("contact.kind_in_use", field="kind", name=contact.name)


def _follow(contact: Contact, new: dict[str, Any]) -> None:
    """Adds to the new values what follows from them: parts from a name, or a name from parts."""
    if new.get("kind", contact.kind) is not ContactKind.PERSON:
        return
    old = NameParts(*(getattr(contact, part) for part in PARTS))
    edited = {part: new[part] for part in PARTS if part in new}
    if edited and "name" not in new:
        new["name"] = name_after_edit(edited, contact.name, old)
    elif "name" in new and not edited and new["name"] != contact.name:
        new.update(parts_after_rename(new["name"], contact.name, old)._asdict())


def _set_parts(contact: Contact, parts: NameParts) -> None:
    for part, value in parts._asdict().items():
        setattr(contact, part, value)
