"""Phones, e-mails, web and postal addresses of a card, with labels and preferences from lines of their own."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import unquote

from crm_desktop.domain.contacts import ChannelKind, ChannelUse
from crm_desktop.exchange.cells import clean_line, clean_text
from crm_desktop.exchange.drafts import Draft
from crm_desktop.exchange.records import AddressRecord, ChannelRecord, OrganizationRecord
from crm_desktop.exchange.uses import use_of_label, use_of_types
from crm_desktop.exchange.vcard_properties import Property
from crm_desktop.exchange.vcard_text import split_structure, unescape

UNRANKED = 101
_APPLE_LABEL = re.compile(r"_\$!<(.*)>!\$_", re.DOTALL)


@dataclass(slots=True)
class Card:
    """A card being read: the draft, and what can only be put together at its end.

    `channels` come with their group and rank (1 the most preferred, `UNRANKED` not preferred at all); `labels` are
    those of groups, `delivery_labels` printed addresses, `names` the properties that were there once already.
    """

    draft: Draft = field(default_factory=Draft)
    labels: dict[str, str] = field(default_factory=dict)
    label_lines: list[Property] = field(default_factory=list)
    channels: list[tuple[ChannelRecord, str, int]] = field(default_factory=list)
    organizations: list[tuple[str, OrganizationRecord]] = field(default_factory=list)
    titles: list[Property] = field(default_factory=list)
    roles: list[Property] = field(default_factory=list)
    delivery_labels: list[Property] = field(default_factory=list)
    names: set[str] = field(default_factory=set)

    def keep(self, prop: Property) -> None:
        """Keeps a property as it is."""
        line = clean_text(prop.as_line(), limit=max(len(prop.value) + 10_000, 100_000))
        self.draft.extra.append(line.replace("\n", "\\n"))


def text_of(prop: Property) -> str:
    """The value as one clean line."""
    return clean_line(unescape(prop.value), field=prop.name.lower())


def _use_of(prop: Property) -> tuple[ChannelUse, str]:
    """What a channel is for, and a label that can be kept: a type may be written with anything."""
    use, label = use_of_types(prop.types())
    return use, clean_line(label, field="label")


def channel_reader(kind: ChannelKind) -> Callable[[Card, Property], None]:
    """The handler of phones, e-mails and web addresses."""

    def handle(card: Card, prop: Property) -> None:
        value = _channel_value(kind, text_of(prop))
        if value:
            use, label = _use_of(prop)
            card.channels.append((ChannelRecord(kind, use, value, label), prop.group, _rank(prop)))

    return handle


def _channel_value(kind: ChannelKind, text: str) -> str:
    """The value without the scheme of its URI: ``tel:+1-418-656-9254;ext=102`` is ``+1-418-656-9254 ext. 102``."""
    scheme, _, rest = text.partition(":")
    if kind is ChannelKind.PHONE and scheme.lower() == "tel":
        number, *params = rest.split(";")
        extensions = [param[4:] for param in params if param[:4].lower() == "ext="]
        others = [param for param in params if param[:4].lower() != "ext="]
        number = unquote(";".join([number, *others]))
        return clean_line(f"{number} ext. {extensions[0]}" if extensions else number)
    if kind is ChannelKind.EMAIL and scheme.lower() == "mailto":
        return clean_line(unquote(rest.partition("?")[0]))
    return text


def read_address(card: Card, prop: Property) -> None:
    """ADR."""
    parts = [unescape(part) for part in split_structure(prop.value)]
    po_box, extended, street, city, region, postcode, country = (parts + [""] * 7)[:7]
    # Programs since RFC 9554 add finer components behind the seven that repeat what the seven say.
    said = "\n".join(parts[:7])
    extended = ", ".join([extended] * bool(extended) + [part for part in parts[7:] if part not in said])
    address = AddressRecord(
        clean_line(po_box),
        clean_text(extended),
        clean_text(street),
        clean_line(city),
        clean_line(region),
        clean_line(postcode),
        clean_line(country),
    )
    if address.extended and not any(address._replace(extended="")):
        # Google writes an address nobody took apart into the second part.
        address = AddressRecord(street=address.extended)
    if any(address):
        use, label = _use_of(prop)
        channel = ChannelRecord(ChannelKind.ADDRESS, use, "", label, address=address)
        card.channels.append((channel, prop.group, _rank(prop)))


def _rank(prop: Property) -> int:
    """How much a channel is preferred: 1 most, `UNRANKED` not at all."""
    for key, value in prop.params:
        if key == "PREF":
            return min(int(value), 100) if value.isdecimal() and len(value) < 4 else 100
        if key == "TYPE" and value.upper() == "PREF":
            return 1
    return UNRANKED


def read_delivery_label(card: Card, prop: Property) -> None:
    """LABEL: an address as it is printed."""
    card.delivery_labels.append(prop)


def read_label(card: Card, prop: Property) -> None:
    """X-ABLabel: what Apple and Google call the other lines of a group."""
    card.labels[prop.group] = clean_line(_APPLE_LABEL.sub(r"\1", unescape(prop.value)), field="label")
    card.label_lines.append(prop)


def _settle_labels(card: Card) -> None:
    """Labels of channels go to their channels; labels of lines the program does not know stay with those."""
    used = {group for _, group, _ in card.channels if group}
    for prop in card.label_lines:
        if prop.group not in used:
            card.keep(prop._replace(name="X-ABLabel"))


def _settle_delivery_labels(card: Card) -> None:
    """A printed address repeats the one in parts; only where there is none, it is the address."""
    in_parts = any(channel.kind is ChannelKind.ADDRESS for channel, _, _ in card.channels)
    for prop in card.delivery_labels:
        street = clean_text(unescape(prop.value), field="address")
        if in_parts:
            card.keep(prop)
        elif street:
            use, label = _use_of(prop)
            channel = ChannelRecord(ChannelKind.ADDRESS, use, "", label, address=AddressRecord(street=street))
            card.channels.append((channel, "", _rank(prop)))


def settle_channels(card: Card) -> None:
    """Puts the channels into the draft: uses and labels from the groups, the most preferred of each kind marked."""
    _settle_labels(card)
    _settle_delivery_labels(card)
    best: dict[ChannelKind, int] = {}
    for channel, _, rank in card.channels:
        best[channel.kind] = min(rank, best.get(channel.kind, UNRANKED))
    for (kind, use, value, label, _, address), group, rank in card.channels:
        now, called = use_of_label(use, label, card.labels.get(group, "") if group else "")
        primary = rank < UNRANKED and rank == best[kind]
        card.draft.channels.append(ChannelRecord(kind, now, value, called, primary, address))
