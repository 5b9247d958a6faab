"""Contact records to vCard 4.0 or 3.0: UTF-8, folded, with photos and the lines other programs put in.

What `vcard_reader` reads back is the same record, except for its uid when it has none.
"""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterable, Iterator
from itertools import count
from typing import Literal

from crm_desktop.domain.contacts import ChannelKind, ChannelUse, ContactKind
from crm_desktop.domain.text import fold
from crm_desktop.exchange.dates import is_birthday
from crm_desktop.exchange.records import ChannelRecord, ContactRecord, OrganizationRecord, Photo
from crm_desktop.exchange.vcard_properties import OCTETS, PICTURES
from crm_desktop.exchange.vcard_text import escape, fold_line, write_param

Version = Literal["3.0", "4.0"]

_PROPERTY = {ChannelKind.PHONE: "TEL", ChannelKind.EMAIL: "EMAIL", ChannelKind.ADDRESS: "ADR", ChannelKind.WEB: "URL"}
_TYPE = {
    ChannelUse.MOBILE: "cell",
    ChannelUse.WORK: "work",
    ChannelUse.HOME: "home",
    ChannelUse.FAX: "fax",
    ChannelUse.PAGER: "pager",
    ChannelUse.BILLING: "billing",
}
_LINE = re.compile(r"(?:([A-Za-z0-9-]+)\.)?[A-Za-z0-9_-]+[:;]")
_EMBEDDED = re.compile(r"([^\":]*(?:\"[^\"]*\"[^\":]*)*):data:([^;,]*);base64,", re.IGNORECASE)


def write_vcards(records: Iterable[ContactRecord], version: Version = "4.0") -> bytes:
    """The whole file. 4.0 is for keeping, 3.0 for phones and older programs."""
    return "".join(fold_line(line) for record in records for line in _card(record, version)).encode("utf-8")


def _card(record: ContactRecord, version: Version) -> Iterator[str]:
    """The unfolded lines of one card."""
    yield "BEGIN:VCARD"
    yield f"VERSION:{version}"
    yield from _kind(record, version)
    yield f"FN:{escape(record.display_name)}"
    yield from _name(record, version)
    if record.nickname:
        yield f"NICKNAME:{escape(record.nickname)}"
    groups = _free_groups(record)
    yield from _organizations(record, groups)
    for channel in record.channels:
        yield from _channel(channel, version, groups)
    yield from _facts(record, version)
    if record.photo is not None:
        yield _photo(record.photo, version)
    for line in record.extra:
        yield from _extra(line, version)
    yield "END:VCARD"


def _kind(record: ContactRecord, version: Version) -> Iterator[str]:
    if record.kind is ContactKind.COMPANY:
        yield "KIND:org" if version == "4.0" else "X-ABShowAs:COMPANY"
    elif record.organizations and fold(record.organizations[0].name) == fold(record.display_name):
        # A person called like the company would be taken for it.
        yield "KIND:individual" if version == "4.0" else "X-CRM-KIND:person"


def _name(record: ContactRecord, version: Version) -> Iterator[str]:
    parts = (record.family, record.given, record.middle, record.prefix, record.suffix)
    if any(parts) or version == "3.0":
        yield "N:" + ";".join(escape(part) for part in parts)


def _free_groups(record: ContactRecord) -> Iterator[str]:
    """Group names that no line kept from another program uses."""
    taken = {found[1].lower() for line in record.extra if (found := _LINE.match(line)) and found[1]}
    return (name for number in count(1) if (name := f"item{number}") not in taken)


def _organizations(record: ContactRecord, groups: Iterator[str]) -> Iterator[str]:
    """Companies with their roles; several are held together by groups. A company is its own organisation."""
    if record.kind is ContactKind.COMPANY and not record.organizations:
        yield f"ORG:{escape(record.display_name)}"
    for organization in record.organizations:
        group = next(groups) + "." if len(record.organizations) > 1 else ""
        yield from _organization(organization, group)


def _organization(organization: OrganizationRecord, group: str) -> Iterator[str]:
    if organization.name or organization.department or group:
        department = ";" + escape(organization.department) if organization.department else ""
        yield f"{group}ORG:{escape(organization.name)}{department}"
    if organization.role:
        yield f"{group}TITLE:{escape(organization.role)}"


def _channel(channel: ChannelRecord, version: Version, groups: Iterator[str]) -> Iterator[str]:
    types = [_TYPE[channel.use]] if channel.use in _TYPE else []
    label = channel.label
    if label in ("home", "work") and channel.use in (ChannelUse.FAX, ChannelUse.MOBILE, ChannelUse.PAGER):
        types, label = [*types, label], ""
    if channel.primary and version == "3.0":
        types.append("pref")
    params = "".join(f";TYPE={kind}" for kind in types)
    if channel.primary and version == "4.0":
        params += ";PREF=1"
    group = next(groups) + "." if label else ""
    value = ";".join(map(escape, channel.address)) if channel.address else escape(channel.value)
    yield f"{group}{_PROPERTY[channel.kind]}{params}:{value}"
    if label:
        yield f"{group}X-ABLabel:{escape(label)}"


def _facts(record: ContactRecord, version: Version) -> Iterator[str]:
    if record.birthday:
        yield _birthday(record.birthday, version)
    if record.notes:
        yield f"NOTE:{escape(record.notes)}"
    if record.categories:
        yield "CATEGORIES:" + ",".join(escape(name) for name in record.categories)
    for name, value in (
        ("LANG", record.language),
        ("UID", record.uid),
        ("X-CRM-SOURCE", record.origin),
        ("X-CRM-TAX-ID", record.tax_id),
        ("X-CRM-LIFECYCLE", record.lifecycle),
    ):
        if value:
            yield f"{name}:{escape(value)}"


def _birthday(birthday: str, version: Version) -> str:
    if version == "3.0":
        return f"BDAY:{escape(birthday)}"
    if is_birthday(birthday):
        start = "--" if birthday.startswith("--") else ""
        return f"BDAY:{start}{birthday.replace('-', '')}"
    return f"BDAY;VALUE=text:{escape(birthday)}"


def _photo(photo: Photo, version: Version) -> str:
    content = binascii.b2a_base64(photo.data, newline=False).decode("ascii")
    return _as_version(f"PHOTO:data:{photo.media_type};base64,{content}", version)


def _extra(line: str, version: Version) -> Iterator[str]:
    """A kept line, if it is one: a line break in it would break the card."""
    if _LINE.match(line) and ":" in line:
        yield _as_version(line.replace("\n", "\\n"), version)


def _as_version(line: str, version: Version) -> str:
    """Binary content is a data URI in 4.0, an encoding in 3.0."""
    found = _EMBEDDED.match(line) if version == "3.0" else None
    if found is None:
        return line
    head, media_type = found[1], found[2].lower()
    name = head.partition(";")[0].rpartition(".")[2].upper()
    kind = ""
    if name in PICTURES and media_type.startswith("image/") and media_type[6:].isalpha():
        kind = f";TYPE={media_type[6:].upper()}"
    elif media_type != OCTETS:
        kind = write_param("MEDIATYPE", media_type)
    return f"{head};ENCODING=b{kind}:{line[found.end() :]}"
