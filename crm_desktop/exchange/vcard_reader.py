"""vCard 2.1, 3.0 and 4.0 to contact records, in the dialects of Apple, Android, Outlook and Google.

What a card says and the program has no field for is kept line by line in `extra`, so that an export gives it back.
Reading takes time in proportion to the size of the file, whatever is in it.
"""

from __future__ import annotations

import binascii
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import unquote

from crm_desktop.domain.contacts import ChannelKind, ContactKind, Lifecycle
from crm_desktop.domain.errors import Refused
from crm_desktop.domain.text import clean_line, clean_text
from crm_desktop.exchange.dates import tidy_birthday
from crm_desktop.exchange.records import (
    AddressRecord,
    ChannelRecord,
    ContactRecord,
    Draft,
    OrganizationRecord,
    Photo,
    ReadContacts,
    Rejected,
    quiet,
)
from crm_desktop.exchange.uses import use_of_label, use_of_types
from crm_desktop.exchange.vcard_lines import OCTETS, Property, RawCard, properties, split_cards
from crm_desktop.exchange.vcard_text import split_list, split_structure, unescape

# Written anew by every program, so neither kept nor part of what a card says.
_DROPPED = frozenset({"VERSION", "PRODID", "REV"})
_LABEL: Final = "X-ABLABEL"
_BASE64 = re.compile("[A-Za-z0-9+/]+")
_APPLE_LABEL = re.compile(r"_\$!<(.*)>!\$_", re.DOTALL)
_COMPANIES = frozenset({"org", "organization", "company"})


@dataclass(slots=True)
class _Card:
    """A card being read: the draft, and what can only be put together at its end."""

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


def read_vcards(source: str, data: bytes, recoded: bool = False) -> ReadContacts:
    """All cards of a file. A card that gives nobody, or is too large, is rejected with its line; the others stand.

    Args:
        source: the name of the file, for the reports.
        data: its bytes, in UTF-8 or what the cards' CHARSETs say.
        recoded: True when the caller made the bytes UTF-8.
    """
    cards, strays = split_cards(data, recoded=recoded)
    records: list[ContactRecord] = []
    rejected: list[Rejected] = []
    warnings: list[Rejected] = []
    if strays:
        warnings.append(Rejected(source, strays[0], "import.lines_outside", {"count": len(strays)}))
    with quiet():
        for card in cards:
            try:
                record = _read_card(source, card)
            except Refused as error:
                rejected.append(Rejected(source, card.line, error.key, error.values))
                continue
            records.append(record)
            if not card.closed:
                warnings.append(Rejected(source, card.line, "import.card_open", {"name": record.display_name}))
    return ReadContacts(tuple(records), tuple(rejected), tuple(warnings))


def _read_card(source: str, raw: RawCard) -> ContactRecord:
    card = _Card()
    for prop in properties(raw):
        handler = _HANDLERS.get(prop.name)
        if handler is not None:
            handler(card, prop)
        elif prop.name not in _DROPPED and prop.value:
            card.keep(prop)
    _settle_labels(card)
    _settle_channels(card)
    _settle_organizations(card)
    return card.draft.finish(source, raw.line)


def _text(prop: Property) -> str:
    return clean_line(unescape(prop.value), field=prop.name.lower())


def _once(read: Callable[[_Card, Property], None]) -> Callable[[_Card, Property], None]:
    """A handler for what a contact has once: further ones (other scripts, other calendars) are kept as they are."""

    def handle(card: _Card, prop: Property) -> None:
        if not prop.value.strip("; "):
            return
        if prop.name in card.names:
            card.keep(prop)
        else:
            card.names.add(prop.name)
            read(card, prop)

    return handle


def _name(card: _Card, prop: Property) -> None:
    parts = [split_list(part) for part in split_structure(prop.value)] + [[""]] * 5
    draft = card.draft
    draft.family, draft.given, draft.middle, draft.prefix = map(_name_part, parts[:4])
    draft.suffix = clean_line(", ".join(unescape(item) for item in parts[4]), field="name")


def _name_part(items: list[str]) -> str:
    """A part of a name; its list (``Richter,James``) is written out, a comma with a space is a comma someone meant."""
    text = ""
    for place, item in enumerate(items):
        text += ("" if not place else "," if item[:1] == " " else " ") + unescape(item)
    return clean_line(text, field="name")


def _formatted_name(card: _Card, prop: Property) -> None:
    card.draft.display_name = _text(prop)


def _nickname(card: _Card, prop: Property) -> None:
    card.draft.nickname = clean_line(", ".join(unescape(item) for item in split_list(prop.value)), field="nickname")


def _note(card: _Card, prop: Property) -> None:
    text = clean_text(unescape(prop.value), field="notes")
    if text and text != card.draft.notes:
        card.draft.notes = clean_text(f"{card.draft.notes}\n{text}", field="notes")


def _categories(card: _Card, prop: Property) -> None:
    names = (clean_line(unescape(item), field="categories") for item in split_list(prop.value))
    card.draft.categories += [name for name in names if name]


def _birthday(card: _Card, prop: Property) -> None:
    card.draft.birthday = tidy_birthday(_text(prop))


def _uid(card: _Card, prop: Property) -> None:
    card.draft.uid = _text(prop)


def _language(card: _Card, prop: Property) -> None:
    card.draft.language = _text(prop)


def _origin(card: _Card, prop: Property) -> None:
    card.draft.origin = _text(prop)


def _tax_id(card: _Card, prop: Property) -> None:
    card.draft.tax_id = _text(prop)


def _lifecycle(card: _Card, prop: Property) -> None:
    if prop.value in set(Lifecycle):
        card.draft.lifecycle = prop.value
    else:
        card.keep(prop)


def _kind(card: _Card, prop: Property) -> None:
    kind = prop.value.strip().lower()
    if kind == "group":
        raise Refused("import.group")
    if kind in _COMPANIES:
        card.draft.kind = ContactKind.COMPANY
    elif kind in ("individual", "person"):
        card.draft.kind = ContactKind.PERSON
    else:
        card.keep(prop)


def _photo(card: _Card, prop: Property) -> None:
    photo = _embedded(prop)
    if photo is None or card.draft.photo is not None:
        card.keep(prop)
    else:
        card.draft.photo = photo


def _embedded(prop: Property) -> Photo | None:
    """The picture inside the property, None for one that is elsewhere (it is never fetched) or empty."""
    head, _, content = prop.value.partition(",")
    if not head.startswith("data:") or not head.endswith(";base64"):
        return None
    content = "".join(_BASE64.findall(content))
    # A cut-off picture still shows what arrived; one letter alone is no byte.
    content = content[: len(content) - (len(content) % 4 == 1)]
    data = binascii.a2b_base64(content + "=" * (-len(content) % 4))
    media_type = clean_line(head[5:-7].partition(";")[0]) or OCTETS
    return Photo(_sniffed(data) or media_type, data) if data else None


def _sniffed(data: bytes) -> str:
    """What the first bytes say a picture is; many cards do not say, or say it wrong."""
    if data.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if data.startswith(b"\x89PNG\r\n"):
        return "image/png"
    return "image/gif" if data.startswith(b"GIF8") else ""


def _channel(kind: ChannelKind) -> Callable[[_Card, Property], None]:
    """The handler of phones, e-mails and web addresses."""

    def handle(card: _Card, prop: Property) -> None:
        value = _channel_value(kind, _text(prop))
        if value:
            use, label = use_of_types(prop.types())
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


def _address(card: _Card, prop: Property) -> None:
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
        use, label = use_of_types(prop.types())
        channel = ChannelRecord(ChannelKind.ADDRESS, use, "", label, address=address)
        card.channels.append((channel, prop.group, _rank(prop)))


def _rank(prop: Property) -> int:
    """How much a channel is preferred: 1 most, 101 not at all."""
    for key, value in prop.params:
        if key == "PREF":
            return min(int(value), 100) if value.isdecimal() and len(value) < 4 else 100
        if key == "TYPE" and value.upper() == "PREF":
            return 1
    return 101


def _delivery_label(card: _Card, prop: Property) -> None:
    card.delivery_labels.append(prop)


def _organization(card: _Card, prop: Property) -> None:
    name, *departments = [clean_line(unescape(part), field="company") for part in split_structure(prop.value)]
    department = ", ".join(part for part in departments if part)
    if name or department:
        card.organizations.append((prop.group, OrganizationRecord(name, department)))


def _title(card: _Card, prop: Property) -> None:
    if prop.value:
        card.titles.append(prop)


def _role(card: _Card, prop: Property) -> None:
    if prop.value:
        card.roles.append(prop)


def _label(card: _Card, prop: Property) -> None:
    card.labels[prop.group] = clean_line(_APPLE_LABEL.sub(r"\1", unescape(prop.value)), field="label")
    card.label_lines.append(prop)


def _settle_labels(card: _Card) -> None:
    """Labels of channels go to their channels; labels of lines the program does not know stay with those."""
    used = {group for _, group, _ in card.channels if group}
    for prop in card.label_lines:
        if prop.group not in used:
            card.keep(prop._replace(name="X-ABLabel"))


def _settle_channels(card: _Card) -> None:
    """Uses from labels, one primary channel of each kind, and addresses that only exist as a printed label."""
    if not any(channel.kind is ChannelKind.ADDRESS for channel, _, _ in card.channels):
        for prop in card.delivery_labels:
            street = clean_text(unescape(prop.value), field="address")
            use, label = use_of_types(prop.types())
            channel = ChannelRecord(ChannelKind.ADDRESS, use, "", label, address=AddressRecord(street=street))
            card.channels += [(channel, "", _rank(prop))] if street else []
    else:
        for prop in card.delivery_labels:
            card.keep(prop)
    best: dict[ChannelKind, int] = {}
    for channel, _, rank in card.channels:
        best[channel.kind] = min(rank, best.get(channel.kind, 101))
    for channel, group, rank in card.channels:
        use, label = use_of_label(channel.use, channel.label, card.labels.get(group, "") if group else "")
        primary = rank < 101 and rank == best[channel.kind]
        card.draft.channels.append(channel._replace(use=use, label=label, primary=primary))


def _settle_organizations(card: _Card) -> None:
    """Titles go to the organisation of their group, else to the first without one; a ROLE stands in for a title."""
    said, left = (card.titles, card.roles) if card.titles else (card.roles, [])
    organizations = card.organizations
    for prop in said:
        place = _place_of(prop.group, organizations)
        if place is not None:
            group, organization = organizations[place]
            organizations[place] = (group, organization._replace(role=_text(prop)))
        elif organizations:
            left.append(prop)
        else:
            organizations.append((prop.group, OrganizationRecord(role=_text(prop))))
    for prop in left:
        card.keep(prop)
    card.draft.organizations = [organization for _, organization in organizations]


def _place_of(group: str, organizations: list[tuple[str, OrganizationRecord]]) -> int | None:
    """The organisation a title belongs to, None where each has one."""
    free = [place for place, (_, organization) in enumerate(organizations) if not organization.role]
    of_group = [place for place in free if group and organizations[place][0] == group]
    return next(iter(of_group or free), None)


_HANDLERS: Final[dict[str, Callable[[_Card, Property], None]]] = {
    "N": _once(_name),
    "FN": _once(_formatted_name),
    "NICKNAME": _once(_nickname),
    "NOTE": _note,
    "CATEGORIES": _categories,
    "BDAY": _once(_birthday),
    "UID": _once(_uid),
    "LANG": _once(_language),
    "KIND": _kind,
    "X-ABSHOWAS": _kind,
    "X-ADDRESSBOOKSERVER-KIND": _kind,
    "X-CRM-KIND": _kind,
    "X-CRM-SOURCE": _once(_origin),
    "X-CRM-TAX-ID": _once(_tax_id),
    "X-CRM-LIFECYCLE": _once(_lifecycle),
    "PHOTO": _photo,
    "TEL": _channel(ChannelKind.PHONE),
    "EMAIL": _channel(ChannelKind.EMAIL),
    "URL": _channel(ChannelKind.WEB),
    "ADR": _address,
    "LABEL": _delivery_label,
    "ORG": _organization,
    "TITLE": _title,
    "ROLE": _role,
    _LABEL: _label,
}
