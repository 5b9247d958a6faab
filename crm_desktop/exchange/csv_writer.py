"""Tables that open in every spreadsheet, and contacts as such a table; no cell of them is run as a formula.

Contacts are written with the columns Google names, each thing its own, so that `csv_contacts` and other programs read
them back. Pictures stay out; lines of other programs stand in a last column.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from crm_desktop.domain.contacts import ChannelKind, ChannelUse
from crm_desktop.exchange.guard import guard
from crm_desktop.exchange.records import AddressRecord, ChannelRecord, ContactRecord

LINES = "vCard lines"
"""The header of the column for what there is no column for."""

_PLAIN = {
    "Name": "display_name",
    "Contact kind": "kind",
    "Name Prefix": "prefix",
    "First Name": "given",
    "Middle Name": "middle",
    "Last Name": "family",
    "Name Suffix": "suffix",
    "Nickname": "nickname",
    "Birthday": "birthday",
    "Notes": "notes",
    "Language": "language",
    "Source": "origin",
    "Lifecycle": "lifecycle",
    "Tax ID": "tax_id",
    "UID": "uid",
}
_ORGANIZATION = ("Name", "Department", "Title")
_VALUES = {ChannelKind.EMAIL: "E-mail", ChannelKind.PHONE: "Phone", ChannelKind.WEB: "Website"}
_ADDRESS = ("PO Box", "Extended Address", "Street", "City", "Region", "Postal Code", "Country")


def write_table(headers: Sequence[str], rows: Iterable[Sequence[str]], delimiter: str = ",") -> bytes:
    """A delimited file in UTF-8 with the mark by which spreadsheets know it, every cell guarded."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow([guard(header) for header in headers])
    writer.writerows([guard(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig", "replace")


def write_contacts(records: Sequence[ContactRecord]) -> bytes:
    """All contacts as one table, with as many columns of each kind as the richest contact needs."""
    organizations = max((len(record.organizations) for record in records), default=0)
    most = {kind: max((len(record.channels_of(kind)) for record in records), default=0) for kind in ChannelKind}
    headers = [*_PLAIN, "Labels"]
    headers += [f"Organization {number} - {part}" for number in _numbers(organizations) for part in _ORGANIZATION]
    for kind, name in _VALUES.items():
        headers += [f"{name} {number} - {part}" for number in _numbers(most[kind]) for part in ("Label", "Value")]
    headers += [
        f"Address {number} - {part}" for number in _numbers(most[ChannelKind.ADDRESS]) for part in ("Label", *_ADDRESS)
    ]
    headers.append(LINES)
    return write_table(headers, (list(_cells(record, organizations, most)) for record in records))


def _numbers(count: int) -> range:
    return range(1, count + 1)


def _cells(record: ContactRecord, organizations: int, most: dict[ChannelKind, int]) -> Iterator[str]:
    """The cells of one contact, in the order of the headers."""
    yield from (str(getattr(record, attribute)) for attribute in _PLAIN.values())
    yield " ::: ".join(record.categories)
    for organization in record.organizations:
        yield from organization
    yield from [""] * ((organizations - len(record.organizations)) * len(_ORGANIZATION))
    for kind in _VALUES:
        channels = record.channels_of(kind)
        for channel in channels:
            yield from (_label(channel), channel.value)
        yield from [""] * ((most[kind] - len(channels)) * 2)
    addresses = record.channels_of(ChannelKind.ADDRESS)
    for channel in addresses:
        yield from (_label(channel), *(channel.address or AddressRecord()))
    yield from [""] * ((most[ChannelKind.ADDRESS] - len(addresses)) * (len(_ADDRESS) + 1))
    yield "\n".join(record.extra)


def _label(channel: ChannelRecord) -> str:
    """What Google calls a channel: ``* Work`` for the primary one; ``Work: Desk`` for one with a label of its own."""
    use = "" if channel.use is ChannelUse.OTHER else channel.use.value.capitalize()
    named = f"{use}: {channel.label}" if use and channel.label else use or channel.label
    return ("* " if channel.primary else "") + (named or "Other")
