"""Contacts of the file as the records that writers write: the way back of an import, with nothing lost."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm_desktop.db.models.business import Blob
from crm_desktop.db.models.contacts import Channel, Contact, ContactTag, Employment
from crm_desktop.db.types import intact
from crm_desktop.domain.contacts import ChannelKind
from crm_desktop.exchange.csv_writer import write_contacts
from crm_desktop.exchange.records import AddressRecord, ChannelRecord, ContactRecord, OrganizationRecord, Photo
from crm_desktop.exchange.vcard_writer import Version, write_vcards
from crm_desktop.services.import_plan import derived_uid

AT_ONCE = 500
Progress = Callable[[int, int], None]


def export_vcards(
    session: Session, ids: Sequence[int], version: Version = "4.0", progress: Progress | None = None
) -> bytes:
    """Contacts as vCards in UTF-8, with photos and the lines of other programs: 4.0 to keep, 3.0 for phones."""
    return write_vcards(records(session, ids, progress), version)


def export_table(session: Session, ids: Sequence[int], progress: Progress | None = None) -> bytes:
    """Contacts as a table that spreadsheets and other address books open; without photos."""
    return write_contacts(list(records(session, ids, progress)))


def records(session: Session, ids: Sequence[int], progress: Progress | None = None) -> Iterator[ContactRecord]:
    """Contacts as records, in the order of the ids; one that is gone is left out.

    `progress` is told (done, all) every few hundred; what it raises stops the reading.
    """
    for start in range(0, len(ids), AT_ONCE):
        if progress is not None:
            progress(start, len(ids))
        yield from _records(session, ids[start : start + AT_ONCE])


def _records(session: Session, ids: Sequence[int]) -> Iterator[ContactRecord]:
    found = {contact.id: contact for contact in session.scalars(select(Contact).where(Contact.id.in_(ids)))}
    channels = _channels(session, ids)
    tags: defaultdict[int, list[str]] = defaultdict(list)
    for tag in session.scalars(select(ContactTag).where(ContactTag.contact_id.in_(ids)).order_by(ContactTag.id)):
        tags[tag.contact_id].append(tag.name)
    organizations = _organizations(session, ids)
    wanted = {contact.photo for contact in found.values() if contact.photo}
    blobs = session.execute(select(Blob.sha256, Blob.media_type, Blob.content).where(Blob.sha256.in_(wanted)))
    photos = {sha256: Photo(media_type, content) for sha256, media_type, content in blobs}
    for contact_id in ids:
        contact = found.get(contact_id)
        if contact is not None:
            photo = photos.get(contact.photo or "")
            yield _record(contact, channels[contact_id], organizations[contact_id], tags[contact_id], photo)


def _record(
    contact: Contact,
    channels: list[ChannelRecord],
    organizations: list[OrganizationRecord],
    tags: list[str],
    photo: Photo | None,
) -> ContactRecord:
    return ContactRecord(
        kind=contact.kind,
        display_name=contact.name,
        prefix=contact.prefix,
        given=contact.given,
        middle=contact.middle,
        family=contact.family,
        suffix=contact.suffix,
        nickname=contact.nickname,
        organizations=tuple(organizations),
        channels=tuple(channels),
        birthday=contact.birthday,
        notes=contact.notes,
        categories=tuple(tags),
        language=contact.language,
        origin=contact.source,
        lifecycle=str(contact.lifecycle),
        tax_id=contact.tax_id,
        uid=contact.uid or (derived_uid(contact.digest) if contact.digest else ""),
        photo=photo,
        extra=tuple(map(str, intact(contact.extra) or ())),
        digest=contact.digest,
    )


def _channels(session: Session, ids: Sequence[int]) -> dict[int, list[ChannelRecord]]:
    found: defaultdict[int, list[ChannelRecord]] = defaultdict(list)
    statement = select(Channel).where(Channel.contact_id.in_(ids)).order_by(Channel.position, Channel.id)
    for channel in session.scalars(statement):
        address = None
        if channel.kind is ChannelKind.ADDRESS:
            address = AddressRecord(*(getattr(channel, part) for part in AddressRecord._fields))
            if not any(address):
                address = AddressRecord(street=channel.value)
        found[channel.contact_id].append(
            ChannelRecord(
                channel.kind,
                channel.purpose,
                "" if address else channel.value,
                channel.label,
                channel.is_primary,
                address,
            )
        )
    return found


def _organizations(session: Session, ids: Sequence[int]) -> dict[int, list[OrganizationRecord]]:
    found: defaultdict[int, list[OrganizationRecord]] = defaultdict(list)
    statement = (
        select(Employment.person_id, Contact.name, Employment.department, Employment.role)
        .join(Contact, Contact.id == Employment.company_id)
        .where(Employment.person_id.in_(ids), Contact.deleted_at.is_(None))
        .order_by(Employment.position, Employment.id)
    )
    for person_id, *organization in session.execute(statement):
        found[person_id].append(OrganizationRecord(*organization))
    return found
