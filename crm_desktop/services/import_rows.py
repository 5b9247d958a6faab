"""New contacts of an import as rows of the file: contacts, channels, tags, employments, and the companies they name.

Everything is written past the session and in one run of ids, so that undo takes the import to the bin as a whole.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from crm_desktop.db.bulk import Loader
from crm_desktop.db.models.contacts import Channel, Contact, ContactTag, Employment
from crm_desktop.db.rows import raw
from crm_desktop.domain.contacts import ChannelKind, ChannelUse, ContactKind, Lifecycle
from crm_desktop.domain.text import excerpt, fold
from crm_desktop.exchange.records import AddressRecord, ChannelRecord, ContactRecord, OrganizationRecord, Rejected
from crm_desktop.exchange.vcard_text import escape
from crm_desktop.services import photos
from crm_desktop.services.channels import found_by
from crm_desktop.services.import_plan import Progress, chunks, derived_uid

Row = dict[str, Any]
Cells = tuple[Any, ...]
CHANNEL = ("kind", "purpose", "label", "value", "folded", "e164", "digits", "is_primary")
_PLAIN_CHANNEL = ("contact_id", "position", *CHANNEL)
_ADDRESS_CHANNEL = (*_PLAIN_CHANNEL, *AddressRecord._fields)
_CONTACT = (
    "kind", "name", "sort_name", "prefix", "given", "middle", "family", "suffix", "nickname", "lifecycle", "source",
    "tax_id", "language", "birthday", "notes", "photo", "uid", "digest", "extra", "created_at",
)  # fmt: skip
# Asking an enumeration for its text costs more than all else here.
_KIND = {kind: kind.value for kind in ChannelKind}
_LIFECYCLES = {str(step): step for step in Lifecycle}
_USE = {use: use.value for use in ChannelUse}


class Companies:
    """Ids of companies by their folded name: those outside the bin, and those this import creates."""

    def __init__(self, session: Session) -> None:
        statement = text(
            "SELECT sort_name, min(id), count(*) FROM contact WHERE deleted_at IS NULL AND kind = 'company'"
            " GROUP BY sort_name"
        )
        found = session.execute(statement).all()
        self.ids: dict[str, int] = {name: company_id for name, company_id, number in found if number == 1}
        self.unclear = {name for name, _company_id, number in found if number > 1}

    def missing(self, names: Iterable[str]) -> dict[str, str]:
        """Names that no company has, or several have: folded -> as first written."""
        wanted: dict[str, str] = {}
        for name in names:
            folded = fold(name)
            if folded and folded not in self.ids:
                wanted.setdefault(folded, name)
        return wanted

    def learn(self, names: Iterable[str], ids: Iterable[int]) -> None:
        """Takes over companies that were just created; of two with one name in the file neither is meant."""
        made: dict[str, int] = {}
        twice = set()
        for name, company_id in zip(names, ids, strict=True):
            if name in made or name in self.ids:
                twice.add(name)
            made[name] = company_id
        self.unclear |= twice
        self.ids.update({name: company_id for name, company_id in made.items() if name not in twice})
        for name in twice:
            self.ids.pop(name, None)


def insert_new(
    session: Session,
    load: Loader,
    records: Sequence[ContactRecord],
    more_companies: Sequence[str],
    *,
    now: datetime,
    region: str,
    progress: Progress,
) -> list[Rejected]:
    """Writes new contacts and every company named; answers what a person should look at.

    Args:
        session: the writing session.
        load: the running bulk load.
        records: the new contacts.
        more_companies: companies that updated contacts will need too.
        now: when they were created.
        region: the country of the business, for phone numbers without their own.
        progress: told (records written, all records); it may raise to stop.
    """
    companies = Companies(session)
    firms = [record for record in records if record.kind is ContactKind.COMPANY]
    people = [record for record in records if record.kind is ContactKind.PERSON]
    for chunk in chunks(firms):
        ids = _insert(session, load, chunk, companies, now=now, region=region)
        companies.learn([fold(record.display_name) for record in chunk], ids)
    named = (organization.name for record in people for organization in record.organizations)
    missing = companies.missing([*named, *more_companies])
    notes = list(_unclear(people, companies))
    made = load.insert(Contact, [_company_row(folded, name, now) for folded, name in missing.items()])
    companies.ids.update(zip(missing, made, strict=True))
    written = len(firms)
    for chunk in chunks(people):
        progress(written, len(records))
        _insert(session, load, chunk, companies, now=now, region=region)
        written += len(chunk)
    progress(written, len(records))
    return notes


def channel_columns(channel: ChannelRecord, region: str) -> Row:
    """A channel's columns but for whose it is and its place."""
    row = dict(zip(CHANNEL, channel_cells(channel, region), strict=True))
    return row if channel.address is None else {**row, **channel.address._asdict()}


def channel_cells(channel: ChannelRecord, region: str) -> tuple[Any, ...]:
    """The cells of `CHANNEL`. As tuples, because an import makes hundreds of thousands of them."""
    kind, use, value, label, primary, address = channel
    return _KIND[kind], _USE[use], label, value, *found_by(kind, value, address or (), region), int(primary)


def kept_lines(record: ContactRecord) -> list[str] | None:
    """What the program has no field for, as vCard lines: unknown properties, a role without a company ..."""
    lines = list(record.extra)
    for name, department, role in record.organizations:
        if record.kind is ContactKind.COMPANY or not fold(name):
            lines += [f"ORG:{escape(name)};{escape(department)}"] if name or department else []
            lines += [f"TITLE:{escape(role)}"] if role else []
    return lines or None


def employers(record: ContactRecord) -> tuple[OrganizationRecord, ...]:
    """Where a person works; nothing for a company."""
    return record.organizations if record.kind is ContactKind.PERSON else ()


def lifecycle_of(record: ContactRecord) -> Lifecycle | None:
    """The step of the life cycle a file gives, if it is one."""
    return _LIFECYCLES.get(record.lifecycle)


def _insert(
    session: Session,
    load: Loader,
    records: Sequence[ContactRecord],
    companies: Companies,
    *,
    now: datetime,
    region: str,
) -> range:
    """Writes some contacts with all that belongs to them; answers their ids."""
    pictures = {record.uid or record.digest: _photo(session, record) for record in records if record.photo}
    stamp = now.isoformat(timespec="seconds")
    ids = load.insert_tuples(Contact, _CONTACT, [_contact_cells(record, pictures, stamp) for record in records])
    plain, addresses = _channel_rows(records, ids, region)
    load.insert_tuples(Channel, _PLAIN_CHANNEL, plain)
    load.insert_tuples(Channel, _ADDRESS_CHANNEL, addresses)
    load.insert(ContactTag, list(_tag_rows(records, ids)))
    load.insert(Employment, list(_employment_rows(records, ids, companies)))
    return ids


def _photo(session: Session, record: ContactRecord) -> str | None:
    return photos.keep(session, record.photo.data, record.photo.media_type) if record.photo else None


def _contact_cells(record: ContactRecord, pictures: Mapping[str, str | None], stamp: str) -> tuple[Any, ...]:
    """The cells of `_CONTACT`."""
    extra = kept_lines(record)
    return (
        "person" if record.kind is ContactKind.PERSON else "company",
        record.display_name,
        fold(record.display_name),
        *record[2:8],
        record.lifecycle if record.lifecycle in _LIFECYCLES else "suspect",
        record.origin,
        record.tax_id,
        record.language,
        record.birthday,
        record.notes,
        pictures.get(record.uid or record.digest) if record.photo else None,
        record.uid or derived_uid(record.digest),
        record.digest,
        raw(Contact.__table__.c.extra.type, extra) if extra else None,
        stamp,
    )


def _company_row(folded: str, name: str, now: datetime) -> Row:
    return {
        "kind": ContactKind.COMPANY.value,
        "name": name,
        "sort_name": folded,
        "uid": uuid.uuid4().urn,
        "created_at": now.isoformat(timespec="seconds"),
    }


def _channel_rows(records: Sequence[ContactRecord], ids: range, region: str) -> tuple[list[Cells], list[Cells]]:
    """Rows without and with the columns of addresses, which most channels do not need."""
    plain: list[Cells] = []
    addresses: list[Cells] = []
    for contact_id, record in zip(ids, records, strict=True):
        for position, channel in enumerate(record.channels):
            cells = (contact_id, position, *channel_cells(channel, region))
            if channel.address is None:
                plain.append(cells)
            else:
                addresses.append((*cells, *channel.address))
    return plain, addresses


def _tag_rows(records: Sequence[ContactRecord], ids: range) -> Iterator[Row]:
    for contact_id, record in zip(ids, records, strict=True):
        tags = {fold(name): name for name in reversed(record.categories) if fold(name)}
        yield from ({"contact_id": contact_id, "name": name, "folded": folded} for folded, name in tags.items())


def _employment_rows(records: Sequence[ContactRecord], ids: range, companies: Companies) -> Iterator[Row]:
    for contact_id, record in zip(ids, records, strict=True):
        for position, organization in enumerate(employers(record)):
            company_id = companies.ids.get(fold(organization.name))
            if company_id is not None:
                yield _employment_row(contact_id, company_id, organization, position)


def _employment_row(person_id: int, company_id: int, organization: OrganizationRecord, position: int) -> Row:
    return {
        "person_id": person_id,
        "company_id": company_id,
        "role": organization.role,
        "department": organization.department,
        "position": position,
    }


def _unclear(people: Sequence[ContactRecord], companies: Companies) -> Iterator[Rejected]:
    """People whose company's name several companies have: the import makes one more rather than guess."""
    told: set[str] = set()
    for record in people:
        for organization in record.organizations:
            folded = fold(organization.name)
            if folded in companies.unclear and folded not in told:
                told.add(folded)
                values = {"name": excerpt(organization.name)}
                yield Rejected(record.source, record.line, "import.company_unclear", values)
