"""A card that is known and has changed: what it says is taken over, and nothing that was typed here is lost.

- Lists only grow: channels, tags and employments of the card are added, those it no longer has are kept.
- A fact the card gives fills an empty field, and replaces one that an import wrote.
- A fact that was typed here stays when the card says something else; the report names both.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm_desktop.db.models.contacts import Channel, Contact, ContactTag, Employment
from crm_desktop.db.models.history import Gesture, GestureRow, GestureState
from crm_desktop.domain.changes import CONTACT
from crm_desktop.domain.contacts import ContactKind
from crm_desktop.domain.text import excerpt, fold
from crm_desktop.exchange.records import ContactRecord, OrganizationRecord, Rejected
from crm_desktop.services import photos
from crm_desktop.services.channels import of_kind
from crm_desktop.services.contact_names import PARTS
from crm_desktop.services.import_rows import Companies, channel_columns, employers, kept_lines, lifecycle_of

FACTS = (
    ("nickname", "nickname"),
    ("birthday", "birthday"),
    ("tax_id", "tax_id"),
    ("language", "language"),
    ("source", "origin"),
)
"""Columns, and what a record calls them."""


def update(
    session: Session, contact_id: int, record: ContactRecord, companies: Companies, *, label: str, region: str
) -> tuple[bool, list[Rejected]]:
    """Brings a contact up to date with its changed card.

    Args:
        session: the writing session.
        contact_id: the contact the card is known as.
        record: the card.
        companies: the companies by name; those the card names are among them.
        label: the gesture's label: what gestures of this label wrote was not typed here.
        region: the country of the business.

    Returns:
        Whether anything changed, and what was kept against the card.
    """
    contact = session.get_one(Contact, contact_id)
    work = _Update(contact, record, _typed_here(session, contact, label))
    work.take_facts()
    work.take_photo(session)
    work.take_channels(region)
    work.take_tags()
    work.take_employments(companies)
    work.take_lines()
    if work.changed or work.kept:
        contact.digest = record.digest
    session.flush()
    return work.changed, work.kept


def _typed_here(session: Session, contact: Contact, label: str) -> frozenset[str]:
    """The columns of a contact that hold what somebody typed."""
    statement = (
        select(GestureRow.before, GestureRow.after)
        .join(Gesture, Gesture.id == GestureRow.gesture_id)
        .where(
            GestureRow.kind == CONTACT,
            GestureRow.record_id == contact.id,
            GestureRow.table_name == Contact.__tablename__,
            Gesture.label != label,
            Gesture.state == GestureState.DONE,
        )
    )
    columns: set[str] = set()
    for before, after in session.execute(statement):
        columns.update(column for column, value in (after or {}).items() if before is not None or value)
    return frozenset(columns)


class _Update:
    """One contact and its card while the one takes over from the other."""

    def __init__(self, contact: Contact, record: ContactRecord, typed: frozenset[str]) -> None:
        self.contact = contact
        self.record = record
        self.typed = typed
        self.changed = False
        self.kept: list[Rejected] = []

    def take_facts(self) -> None:
        """Facts in one cell each; what was typed here and differs is kept and told."""
        if self._take("name", self.record.display_name):
            self.contact.sort_name = fold(self.contact.name)
            for part in PARTS:
                setattr(self.contact, part, getattr(self.record, part))
        for column, given in FACTS:
            self._take(column, getattr(self.record, given))
        self._take("lifecycle", lifecycle_of(self.record))
        notes = self.record.notes
        if notes not in self.contact.notes:
            own = self.contact.notes if "notes" in self.typed else ""
            self._put("notes", f"{own}\n\n{notes}" if own else notes)

    def take_photo(self, session: Session) -> None:
        """The card's picture, unless another one was chosen here."""
        picture = self.record.photo
        if picture is not None and not (self.contact.photo and "photo" in self.typed):
            self._put("photo", photos.keep(session, picture.data, picture.media_type))

    def take_channels(self, region: str) -> None:
        """Channels the contact does not have yet; none is taken away."""
        known = {_identity(vars(channel)) for channel in self.contact.channels}
        for channel in self.record.channels:
            row = channel_columns(channel, region)
            if _identity(row) in known:
                continue
            known.add(_identity(row))
            row.update(kind=channel.kind, purpose=channel.use, is_primary=not of_kind(self.contact, channel.kind))
            row["position"] = max((other.position for other in self.contact.channels), default=-1) + 1
            self.contact.channels.append(Channel(**row))
            self.changed = True

    def take_tags(self) -> None:
        """Tags the contact does not have yet."""
        known = {tag.folded for tag in self.contact.tags}
        for name in self.record.categories:
            if fold(name) and fold(name) not in known:
                known.add(fold(name))
                self.contact.tags.append(ContactTag(name=name, folded=fold(name)))
                self.changed = True

    def take_employments(self, companies: Companies) -> None:
        """Companies the person is not known to work at yet; an empty role or department is filled."""
        known = {employment.company_id: employment for employment in self.contact.employments}
        for organization in employers(self.record) if self.contact.kind is ContactKind.PERSON else ():
            company_id = companies.ids.get(fold(organization.name))
            if company_id is None:
                continue
            if company_id not in known:
                position = max((other.position for other in self.contact.employments), default=-1) + 1
                known[company_id] = Employment(company_id=company_id, position=position)
                self.contact.employments.append(known[company_id])
                self.changed = True
            self._fill(known[company_id], organization)

    def take_lines(self) -> None:
        """Lines the program has no field for, added to those kept before."""
        stored = self.contact.extra or []
        lines = dict.fromkeys((*(kept_lines(self.record) or ()), *stored))
        if len(lines) > len(stored):
            self._put("extra", list(lines))

    def _fill(self, employment: Employment, organization: OrganizationRecord) -> None:
        for column in ("role", "department"):
            value = getattr(organization, column)
            if value and not getattr(employment, column):
                setattr(employment, column, value)
                self.changed = True

    def _take(self, column: str, value: Any) -> bool:
        stored = getattr(self.contact, column)
        if not value or value == stored:
            return False
        if stored and column in self.typed:
            said = {"name": excerpt(self.contact.name), "kept": excerpt(str(stored)), "text": excerpt(str(value))}
            self.kept.append(Rejected(self.record.source, self.record.line, "import.kept", said))
            return False
        self._put(column, value)
        return True

    def _put(self, column: str, value: Any) -> None:
        if getattr(self.contact, column) != value:
            setattr(self.contact, column, value)
            self.changed = True


def _identity(row: Mapping[str, Any]) -> tuple[str, str]:
    """What two channels have in common when they are one: the number, whatever its country, or the folded text."""
    return str(row["kind"]), row["e164"] or row["folded"]
