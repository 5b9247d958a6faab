"""Ways to reach a contact: added, edited, removed, and one of each kind the primary one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from crm_desktop.db.history import set_subject
from crm_desktop.db.models.contacts import Channel, Contact
from crm_desktop.domain.contacts import ChannelKind, ChannelUse
from crm_desktop.domain.errors import Refused
from crm_desktop.domain.text import clean_line, clean_text, excerpt, fold
from crm_desktop.services import settings
from crm_desktop.services.editing import check_seen, existing
from crm_desktop.services.phones import forms, is_mobile

ADDRESS_PARTS = ("po_box", "extended", "street", "city", "region", "postcode", "country")
_LONG_PARTS = ("street", "extended")
_EMAIL = re.compile(r"[^@\s<>\"]+@[^@\s<>\"]+")
_WEB = re.compile(r"(?:https?://)?[^\s/:<>\"@]+\.[^\s<>\"]+|https?://[^\s<>\"]+", re.IGNORECASE)
_SCHEME = re.compile(r"^https?://(?:www\.)?|^www\.", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelDraft:
    """A channel to be added. Addresses use the parts, the other kinds `value`; `purpose` None lets the value say it."""

    kind: ChannelKind
    value: str = ""
    purpose: ChannelUse | None = None
    label: str = ""
    po_box: str = ""
    extended: str = ""
    street: str = ""
    city: str = ""
    region: str = ""
    postcode: str = ""
    country: str = ""


def add_channel(session: Session, contact_id: int, draft: ChannelDraft, *, primary: bool = False) -> int:
    """Adds a channel at the end; the first of its kind, or a `primary` one, becomes the primary. Answers its id.

    Raises:
        Refused: ``channel.*``, ``text.too_long`` with the field; ``record.missing``.
    """
    contact = existing(session, Contact, contact_id)
    channel = append(session, contact, draft, settings.get(session, "country"))
    if primary:
        _make_primary(contact, channel)
    session.flush()
    set_subject(session, contact.name)
    return channel.id


def edit_channel(
    session: Session, channel_id: int, values: Mapping[str, Any], *, seen: Mapping[str, Any] | None = None
) -> None:
    """Changes a channel.

    Args:
        session: the writing session.
        channel_id: the channel.
        values: new values of `value`, `purpose`, `label` or of the parts of an address.
        seen: what the editor showed for these fields.

    Raises:
        Refused: ``channel.*``, ``text.too_long`` with the field; ``record.missing``.
        Stale: a field was changed elsewhere.
    """
    channel = existing(session, Channel, channel_id)
    cleaned = {field: _clean(field, value) for field, value in values.items()}
    check_seen(channel, seen, cleaned)
    for field, value in cleaned.items():
        setattr(channel, field, value)
    # What a file brought may be odd; only what is typed now has to be right.
    _settle(channel, settings.get(session, "country"), checked=not cleaned.keys() <= {"label", "purpose"})
    session.flush()
    set_subject(session, existing(session, Contact, channel.contact_id).name)


def remove_channel(session: Session, channel_id: int) -> None:
    """Takes a channel away; when it was the primary one, the next of its kind becomes that.

    Raises:
        Refused: ``record.missing``.
    """
    contact, channel = _owned(session, channel_id)
    contact.channels.remove(channel)
    rest = of_kind(contact, channel.kind)
    if channel.is_primary and rest:
        rest[0].is_primary = True
    session.flush()
    set_subject(session, contact.name)


def make_primary(session: Session, channel_id: int) -> None:
    """Makes a channel the primary one of its kind.

    Raises:
        Refused: ``record.missing``.
    """
    contact, channel = _owned(session, channel_id)
    _make_primary(contact, channel)
    session.flush()
    set_subject(session, contact.name)


def append(session: Session, contact: Contact, draft: ChannelDraft, region: str) -> Channel:
    """Puts a checked channel at the end of a contact's; the caller flushes.

    Raises:
        Refused: ``channel.*``, ``text.too_long`` with the field.
    """
    channel = Channel(
        kind=draft.kind,
        purpose=draft.purpose or ChannelUse.OTHER,
        label=clean_line(draft.label, field="label", limit=100),
        value=_clean("value", draft.value),
        is_primary=not of_kind(contact, draft.kind),
        position=max((other.position for other in contact.channels), default=-1) + 1,
    )
    for part in ADDRESS_PARTS:
        setattr(channel, part, _clean(part, getattr(draft, part)))
    _settle(channel, region, checked=True)
    if draft.purpose is None and is_mobile(channel.e164):
        channel.purpose = ChannelUse.MOBILE
    contact.channels.append(channel)
    return channel


def of_kind(contact: Contact, kind: ChannelKind) -> list[Channel]:
    """A contact's channels of one kind, in their order."""
    return [channel for channel in contact.channels if channel.kind is kind]


def found_by(kind: ChannelKind, value: str, address: Iterable[str], region: str) -> tuple[str, str, str]:
    """What a channel is found by: its cells `folded`, `e164` and `digits`; `address` are the parts of an address.

    A tuple, because an import asks this hundreds of thousands of times.
    """
    if kind is ChannelKind.PHONE:
        e164, national, reversed_digits = forms(value, region)
        return national or fold(value), e164, reversed_digits
    if kind is ChannelKind.WEB:
        return _folded_web(value), "", ""
    parts = " ".join(filter(None, address)) if kind is ChannelKind.ADDRESS else ""
    return fold(parts or value), "", ""


def _folded_web(value: str) -> str:
    """A web address as it is compared: without scheme, ``www`` and the last slash."""
    return _SCHEME.sub("", fold(value)).rstrip("/")


def _owned(session: Session, channel_id: int) -> tuple[Contact, Channel]:
    channel = existing(session, Channel, channel_id)
    return existing(session, Contact, channel.contact_id), channel


def _make_primary(contact: Contact, channel: Channel) -> None:
    for other in of_kind(contact, channel.kind):
        other.is_primary = other is channel


def _clean(field: str, value: Any) -> Any:
    if field == "purpose":
        return ChannelUse(value)
    if field in _LONG_PARTS:
        return clean_text(str(value), field=field, limit=1_000)
    return clean_line(str(value), field=field)


def _settle(channel: Channel, region: str, *, checked: bool) -> None:
    """Brings the columns the channel is found by up to date, once what it holds is `checked`."""
    address = [getattr(channel, part) for part in ADDRESS_PARTS]
    if checked and channel.kind is not ChannelKind.ADDRESS:
        _check(channel.kind, channel.value)
    elif checked and not any(address) and not channel.value:
        raise Refused("channel.empty", field="street")
    channel.folded, channel.e164, channel.digits = found_by(channel.kind, channel.value, address, region)


def _check(kind: ChannelKind, value: str) -> None:
    """Only what can never be right is refused: people note down what they were told."""
    if not value:
        raise Refused("channel.empty", field="value")
    if kind is ChannelKind.EMAIL and not _EMAIL.fullmatch(value):
        raise Refused("channel.email", field="value", text=excerpt(value))
    if kind is ChannelKind.WEB and not _WEB.fullmatch(value):
        raise Refused("channel.web", field="value", text=excerpt(value))
    if kind is ChannelKind.PHONE and not any(character.isdigit() for character in value):
        raise Refused("channel.phone", field="value", text=excerpt(value))
