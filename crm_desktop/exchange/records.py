"""What a file of contacts gives: plain frozen records that services store and writers write.

Records are named tuples, not dataclasses: an import makes a few hundred thousand of them, and a tuple is made in a
quarter of the time. Nothing here reads a file.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from crm_desktop.domain.contacts import ChannelKind, ChannelUse, ContactKind
from crm_desktop.domain.errors import Refused
from crm_desktop.domain.text import fold


class AddressRecord(NamedTuple):
    """A postal address by its parts; `street` and `extended` may have several lines, the others one."""

    po_box: str = ""
    extended: str = ""
    street: str = ""
    city: str = ""
    region: str = ""
    postcode: str = ""
    country: str = ""


class ChannelRecord(NamedTuple):
    """A way to reach a contact. Addresses have an `address` and no `value`, the other kinds a `value` only.

    `label` is what the file calls it beyond its use (``"school"``, ``"Assistant"``; ``"home"`` on a fax). One channel
    of each kind is `primary`.
    """

    kind: ChannelKind
    use: ChannelUse
    value: str = ""
    label: str = ""
    primary: bool = False
    address: AddressRecord | None = None


class OrganizationRecord(NamedTuple):
    """Where a person works: company, department (``"Sales, North"``) and role. The first one is the main one.

    `name` is empty when a file gives a role without a company.
    """

    name: str = ""
    department: str = ""
    role: str = ""


class Photo(NamedTuple):
    """A picture as the file holds it, not decoded: ``image/jpeg`` and its bytes."""

    media_type: str
    data: bytes


class ContactRecord(NamedTuple):
    """A person or company as a file gives it; every text is clean (`domain.text`) and `display_name` is never empty.

    `birthday` is ``1980-03-22`` or ``--02-03`` where it can be read so, else the file's own text. `origin` is where the
    contact came from (``"Fair 2026"``), `source` and `line` the place in the file (lines count from 1).
    `extra` holds vCard lines, unfolded, of what the program has no field for: they are exported again as they are.
    `digest` is the same for the same content, whatever its `uid`, file and order of channels.
    """

    kind: ContactKind
    display_name: str
    prefix: str = ""
    given: str = ""
    middle: str = ""
    family: str = ""
    suffix: str = ""
    nickname: str = ""
    organizations: tuple[OrganizationRecord, ...] = ()
    channels: tuple[ChannelRecord, ...] = ()
    birthday: str = ""
    notes: str = ""
    categories: tuple[str, ...] = ()
    language: str = ""
    origin: str = ""
    lifecycle: str = ""
    tax_id: str = ""
    uid: str = ""
    photo: Photo | None = None
    extra: tuple[str, ...] = ()
    digest: str = ""
    source: str = ""
    line: int = 0

    def channels_of(self, kind: ChannelKind) -> tuple[ChannelRecord, ...]:
        """The channels of one kind, in the file's order."""
        return tuple(channel for channel in self.channels if channel.kind is kind)

    @property
    def organization(self) -> OrganizationRecord | None:
        """The main company and role, if any."""
        return self.organizations[0] if self.organizations else None


class Rejected(NamedTuple):
    """Something of a file that was not taken over as it stands, where, and why; also used for mere warnings.

    `key` and `values` are those of `Refused`: `crm_desktop.sentences.sentence(rejected.refusal)` says it in words.
    """

    source: str
    line: int
    key: str
    values: Mapping[str, object] = {}

    @property
    def refusal(self) -> Refused:
        """The same as an error, for its sentence."""
        error = Refused(self.key)
        error.values = dict(self.values)
        return error


class ReadContacts(NamedTuple):
    """All of one file: what can be imported, what cannot, and what a person should look at."""

    records: tuple[ContactRecord, ...]
    rejected: tuple[Rejected, ...] = ()
    warnings: tuple[Rejected, ...] = ()


@dataclass(slots=True)
class Draft:
    """A contact while a file is being read; `finish` makes the record. All texts are put in clean."""

    kind: ContactKind | None = None
    display_name: str = ""
    prefix: str = ""
    given: str = ""
    middle: str = ""
    family: str = ""
    suffix: str = ""
    nickname: str = ""
    organizations: list[OrganizationRecord] = field(default_factory=list)
    channels: list[ChannelRecord] = field(default_factory=list)
    birthday: str = ""
    notes: str = ""
    categories: list[str] = field(default_factory=list)
    language: str = ""
    origin: str = ""
    lifecycle: str = ""
    tax_id: str = ""
    uid: str = ""
    photo: Photo | None = None
    extra: list[str] = field(default_factory=list)

    def finish(self, source: str, line: int) -> ContactRecord:
        """The record: named, with one primary channel of each kind, nothing twice, and its digest.

        Raises:
            Refused: ``import.nobody`` when there is no name, company or channel to call it by.
        """
        named = self.display_name or _joined_name(self)
        organizations = list(dict.fromkeys(self.organizations))
        kind = self.kind or _kind(self, named, organizations)
        name = named or _stand_in(self)
        if kind is ContactKind.COMPANY and organizations and organizations[0] == (name, "", ""):
            organizations = organizations[1:]
        record = ContactRecord(
            kind,
            name,
            self.prefix,
            self.given,
            self.middle,
            self.family,
            self.suffix,
            self.nickname,
            tuple(organizations),
            _settled(self.channels),
            self.birthday,
            self.notes,
            tuple(dict.fromkeys(self.categories)),
            self.language,
            self.origin,
            self.lifecycle,
            self.tax_id,
            self.uid,
            self.photo,
            tuple(self.extra),
            "",
            source,
            line,
        )
        return record._replace(digest=digest_of(record))


def _joined_name(draft: Draft) -> str:
    return " ".join(part for part in (draft.given, draft.middle, draft.family) if part)


def _kind(draft: Draft, named: str, organizations: list[OrganizationRecord]) -> ContactKind:
    """A company when there is an organisation and nothing that names a person."""
    if draft.given or draft.family or not organizations or not organizations[0].name:
        return ContactKind.PERSON
    if not named or fold(named) == fold(organizations[0].name):
        return ContactKind.COMPANY
    return ContactKind.PERSON


def _stand_in(draft: Draft) -> str:
    """What a contact without a name is called: company, nickname, e-mail, phone, web address or place."""
    candidates = [organization.name for organization in draft.organizations]
    candidates += [draft.nickname, draft.suffix and f"{draft.prefix} {draft.suffix}".strip(), draft.prefix]
    for wanted in (ChannelKind.EMAIL, ChannelKind.PHONE, ChannelKind.WEB):
        candidates += [channel.value for channel in draft.channels if channel.kind is wanted]
    for channel in draft.channels:
        if channel.address is not None:
            candidates.append(" ".join(", ".join(part for part in channel.address if part).split()))
    for candidate in candidates:
        if candidate:
            return candidate
    raise Refused("import.nobody")


def _settled(channels: list[ChannelRecord]) -> tuple[ChannelRecord, ...]:
    """The channels without exact repetitions, the first marked one of each kind (else the first) primary."""
    if len(channels) == 1 and channels[0].primary:
        return tuple(channels)
    chosen: dict[ChannelKind, int] = {}
    found: dict[tuple[object, ...], int] = {}
    kept: list[ChannelRecord] = []
    for channel in channels:
        place = found.setdefault((channel.kind, channel.use, channel.value, channel.label, channel.address), len(kept))
        if place == len(kept):
            kept.append(channel)
        if channel.primary and not (channel.kind in chosen and kept[chosen[channel.kind]].primary):
            chosen[channel.kind] = place
            kept[place] = channel
        else:
            chosen.setdefault(channel.kind, place)
    primaries = set(chosen.values())
    return tuple(
        channel if channel.primary is (place in primaries) else channel._replace(primary=place in primaries)
        for place, channel in enumerate(kept)
    )


def digest_of(record: ContactRecord) -> str:
    """32 hexadecimal digits that only the content decides: not the uid, the file, or the order of channels."""
    content = "\x1f".join(_content(record))
    return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _content(record: ContactRecord) -> Iterator[str]:
    """Everything the digest depends on, in one order; lists are counted, so that no two contents run together."""
    yield from record[:8]
    yield str(len(record.organizations))
    for organization in record.organizations:
        yield from organization
    yield str(len(record.channels))
    yield from sorted(
        f"{channel.kind}\x1e{channel.use}\x1e{channel.label}\x1e{channel.value}\x1e"
        + ("\x1e".join(channel.address) if channel.address else "")
        for channel in record.channels
    )
    yield record.birthday
    yield record.notes
    yield str(len(record.categories))
    yield from sorted(record.categories)
    yield from (record.language, record.origin, record.lifecycle, record.tax_id)
    if record.photo is not None:
        yield hashlib.sha256(record.photo.data).hexdigest()
    yield from sorted(record.extra)
