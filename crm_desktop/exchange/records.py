"""What a file of contacts gives: plain frozen records that services store and writers write.

Records are named tuples, not dataclasses: an import makes a few hundred thousand of them, and a tuple is made in a
quarter of the time. Nothing here reads a file.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from crm_desktop.domain.contacts import ChannelKind, ChannelUse, ContactKind
from crm_desktop.domain.errors import Refused


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
