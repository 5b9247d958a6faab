"""From what a reader has found to a settled record: named, each channel once, one primary of each kind, a digest."""

from __future__ import annotations

import gc
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from crm_desktop.domain.contacts import ChannelKind, ContactKind
from crm_desktop.domain.errors import Refused
from crm_desktop.domain.text import fold
from crm_desktop.exchange.records import ChannelRecord, ContactRecord, OrganizationRecord, Photo


@contextmanager
def quiet() -> Iterator[None]:
    """No garbage collection meanwhile: records form no cycles, and searching half a million for them takes seconds."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


RawContact = tuple[Any, ...]
"""The fields of a `ContactRecord` in their order, before they are settled."""

# The generated __new__ of a named tuple takes twice as long, and an import makes half a million of them.
_new = tuple.__new__


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
        """The settled record.

        Raises:
            Refused: ``import.nobody`` when there is no name, company or channel to call it by.
        """
        return settle(
            (
                self.kind,
                self.display_name,
                self.prefix,
                self.given,
                self.middle,
                self.family,
                self.suffix,
                self.nickname,
                tuple(dict.fromkeys(self.organizations)),
                tuple(self.channels),
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
        )


def settle(raw: RawContact) -> ContactRecord:
    """The record of what was read: named, with one primary channel of each kind, nothing twice, and its digest.

    Args:
        raw: the fields of a `ContactRecord` in their order; the kind may be None, where it is not said.

    Raises:
        Refused: ``import.nobody`` when there is no name, company or channel to call it by.
    """
    kind, name, prefix, given, middle, family, suffix, nickname, organizations, channels, *others = raw
    named = name or (f"{given} {family}" if given and family and not middle else _joined(given, middle, family))
    if kind is None:
        personal = given or family or not organizations or not organizations[0][0]
        kind = ContactKind.PERSON if personal else _kind(named, organizations[0][0])
    named = named or _stand_in(raw)
    if organizations and kind is ContactKind.COMPANY and _is_itself(organizations[0], named):
        organizations = organizations[1:]
    if channels:
        channels = _settled(channels)
    content = (kind, named, prefix, given, middle, family, suffix, nickname, organizations, channels, *others)
    return _new(ContactRecord, (*content[:20], _digest(content), *content[21:]))


def _joined(*parts: str) -> str:
    return " ".join(part for part in parts if part)


def _kind(named: str, organization: str) -> ContactKind:
    """Without a person's names, a company when it is called as the organisation is."""
    return ContactKind.COMPANY if not named or fold(named) == fold(organization) else ContactKind.PERSON


def _is_itself(organization: OrganizationRecord, name: str) -> bool:
    """True for the organisation that only repeats the name of a company."""
    company, department, role = organization
    return not department and not role and (company == name or fold(company) == fold(name))


def _stand_in(raw: RawContact) -> str:
    """What a contact without a name is called: company, nickname, e-mail, phone, web address or place."""
    _, _, prefix, _, _, _, suffix, nickname, organizations, channels, *_ = raw
    candidates = [organization.name for organization in organizations]
    candidates += [nickname, _joined(prefix, suffix)]
    for wanted in (ChannelKind.EMAIL, ChannelKind.PHONE, ChannelKind.WEB):
        candidates += [channel.value for channel in channels if channel.kind is wanted]
    for channel in channels:
        if channel.address is not None:
            candidates.append(" ".join(", ".join(part for part in channel.address if part).split()))
    for candidate in candidates:
        if candidate:
            return str(candidate)
    raise Refused("import.nobody")


def _settled(channels: tuple[ChannelRecord, ...]) -> tuple[ChannelRecord, ...]:
    """The channels without exact repetitions, the first marked one of each kind (else the first) primary."""
    if len({channel[2] for channel in channels}) < len(channels):
        channels = _without_repetitions(channels)
    marked = [channel[0] for channel in channels if channel[4]]
    given: list[ChannelKind] = []
    settled: list[ChannelRecord] = []
    for channel in channels:
        kind, use, value, label, was_marked, address = channel
        primary = kind not in given and (was_marked or kind not in marked)
        if primary:
            given.append(kind)
        if primary is not was_marked:
            settled.append(_new(ChannelRecord, (kind, use, value, label, primary, address)))
        else:
            settled.append(channel)
    return tuple(settled)


def _without_repetitions(channels: tuple[ChannelRecord, ...]) -> tuple[ChannelRecord, ...]:
    """The channels, each once; marked when any of its repetitions is."""
    marked: dict[ChannelRecord, bool] = {}
    for channel in channels:
        plain = channel._replace(primary=False)
        marked[plain] = marked.get(plain, False) or channel.primary
    return tuple(channel._replace(primary=primary) for channel, primary in marked.items())


def _digest(raw: RawContact) -> str:
    """32 hexadecimal digits that only the content decides: not the uid, the file, or the order of channels.

    Lists are counted, so that no two contents run together.
    """
    organizations, channels, categories, photo, extra = raw[8], raw[9], raw[12], raw[18], raw[19]
    parts = [*raw[:8], raw[10], raw[11], *raw[13:17]]
    parts += [f"{len(organizations)} {len(channels)} {len(categories)} {len(extra)}"]
    for organization in organizations:
        parts += organization
    if channels:
        found = [
            "\x1e".join((kind, use, label, value, *address) if address else (kind, use, label, value))
            for kind, use, value, label, _, address in channels
        ]
        parts += sorted(found) if len(found) > 1 else found
    if categories or extra:
        parts += [*sorted(categories), *sorted(extra)]
    if photo is not None:
        parts.append(hashlib.sha256(photo.data).hexdigest())
    return hashlib.blake2b("\x1f".join(parts).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
