"""vCard 2.1, 3.0 and 4.0 to contact records, in the dialects of Apple, Android, Outlook and Google.

What a card says and the program has no field for is kept line by line in `extra`, so that an export gives it back.
Reading takes time in proportion to the size of the file, whatever is in it.
"""

from __future__ import annotations

import binascii
import re
from collections.abc import Callable
from typing import Final

from crm_desktop.domain.contacts import ChannelKind, ContactKind, Lifecycle
from crm_desktop.domain.errors import Refused
from crm_desktop.exchange.cells import clean_line, clean_text
from crm_desktop.exchange.dates import tidy_birthday
from crm_desktop.exchange.drafts import quiet
from crm_desktop.exchange.records import ContactRecord, OrganizationRecord, Photo, ReadContacts, Rejected
from crm_desktop.exchange.vcard_channels import (
    Card,
    channel_reader,
    read_address,
    read_delivery_label,
    read_label,
    settle_channels,
    text_of,
)
from crm_desktop.exchange.vcard_lines import RawCard, properties, split_cards
from crm_desktop.exchange.vcard_properties import OCTETS, Property
from crm_desktop.exchange.vcard_text import split_list, split_structure, unescape

# Written anew by every program, so neither kept nor part of what a card says.
_DROPPED = frozenset({"VERSION", "PRODID", "REV"})
_BASE64 = re.compile("[A-Za-z0-9+/]+")
_COMPANIES = frozenset({"org", "organization", "company"})


def read_vcards(source: str, data: bytes, recoded: bool = False) -> ReadContacts:
    """All cards of a file. A card that gives nobody, or is too large, is rejected with its line; the others stand.

    Args:
        source: the name of the file, for the reports.
        data: its bytes, in UTF-8 or what the cards' CHARSETs say.
        recoded: True when the caller made the bytes UTF-8.
    """
    strays: list[int] = []
    records: list[ContactRecord] = []
    rejected: list[Rejected] = []
    warnings: list[Rejected] = []
    with quiet():
        for card in split_cards(data, strays):
            try:
                record = _read_card(source, card, recoded)
            except Refused as error:
                rejected.append(Rejected(source, card.line, error.key, error.values))
                continue
            records.append(record)
            if not card.closed:
                warnings.append(Rejected(source, card.line, "import.card_open", {"name": record.display_name}))
    if strays:
        warnings.insert(0, Rejected(source, strays[0], "import.lines_outside", {"count": len(strays)}))
    return ReadContacts(tuple(records), tuple(rejected), tuple(warnings))


def _read_card(source: str, raw: RawCard, recoded: bool) -> ContactRecord:
    card = Card()
    for prop in properties(raw, recoded=recoded):
        handler = _HANDLERS.get(prop.name)
        if not prop.value or prop.name in _DROPPED:
            continue
        if handler is not None:
            handler(card, prop)
        else:
            card.keep(prop)
    settle_channels(card)
    _settle_organizations(card)
    return card.draft.finish(source, raw.line)


def _once(read: Callable[[Card, Property], None]) -> Callable[[Card, Property], None]:
    """A handler for what a contact has once: further ones (other scripts, other calendars) are kept as they are."""

    def handle(card: Card, prop: Property) -> None:
        if not prop.value.strip("; "):
            return
        if prop.name in card.names:
            card.keep(prop)
        else:
            card.names.add(prop.name)
            read(card, prop)

    return handle


def _name(card: Card, prop: Property) -> None:
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


def _formatted_name(card: Card, prop: Property) -> None:
    card.draft.display_name = text_of(prop)


def _nickname(card: Card, prop: Property) -> None:
    card.draft.nickname = clean_line(", ".join(unescape(item) for item in split_list(prop.value)), field="nickname")


def _note(card: Card, prop: Property) -> None:
    text = clean_text(unescape(prop.value), field="notes")
    if text and text != card.draft.notes:
        card.draft.notes = clean_text(f"{card.draft.notes}\n{text}", field="notes")


def _categories(card: Card, prop: Property) -> None:
    names = (clean_line(unescape(item), field="categories") for item in split_list(prop.value))
    card.draft.categories += [name for name in names if name]


def _birthday(card: Card, prop: Property) -> None:
    card.draft.birthday = tidy_birthday(text_of(prop))


def _uid(card: Card, prop: Property) -> None:
    card.draft.uid = text_of(prop)


def _language(card: Card, prop: Property) -> None:
    card.draft.language = text_of(prop)


def _origin(card: Card, prop: Property) -> None:
    card.draft.origin = text_of(prop)


def _tax_id(card: Card, prop: Property) -> None:
    card.draft.tax_id = text_of(prop)


def _lifecycle(card: Card, prop: Property) -> None:
    if prop.value in set(Lifecycle):
        card.draft.lifecycle = prop.value
    else:
        card.keep(prop)


def _kind(card: Card, prop: Property) -> None:
    kind = prop.value.strip().lower()
    if kind == "group":
        raise Refused("import.group")
    if kind in _COMPANIES:
        card.draft.kind = ContactKind.COMPANY
    elif kind in ("individual", "person"):
        card.draft.kind = ContactKind.PERSON
    else:
        card.keep(prop)


def _photo(card: Card, prop: Property) -> None:
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


def _organization(card: Card, prop: Property) -> None:
    name, *departments = [clean_line(unescape(part), field="company") for part in split_structure(prop.value)]
    department = ", ".join(part for part in departments if part)
    if name or department:
        card.organizations.append((prop.group, OrganizationRecord(name, department)))


def _title(card: Card, prop: Property) -> None:
    card.titles.append(prop)


def _role(card: Card, prop: Property) -> None:
    card.roles.append(prop)


def _settle_organizations(card: Card) -> None:
    """Titles go to the organisation of their group, else to the first without one; a ROLE stands in for a title."""
    said, left = (card.titles, card.roles) if card.titles else (card.roles, [])
    organizations = card.organizations
    for prop in said:
        place = _place_of(prop.group, organizations)
        if place is not None:
            group, organization = organizations[place]
            organizations[place] = (group, organization._replace(role=text_of(prop)))
        elif organizations:
            left.append(prop)
        else:
            organizations.append((prop.group, OrganizationRecord(role=text_of(prop))))
    for prop in left:
        card.keep(prop)
    card.draft.organizations = [organization for _, organization in organizations]


def _place_of(group: str, organizations: list[tuple[str, OrganizationRecord]]) -> int | None:
    """The organisation a title belongs to, None where each has one."""
    free = [place for place, (_, organization) in enumerate(organizations) if not organization.role]
    of_group = [place for place in free if group and organizations[place][0] == group]
    return next(iter(of_group or free), None)


_HANDLERS: Final[dict[str, Callable[[Card, Property], None]]] = {
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
    "TEL": channel_reader(ChannelKind.PHONE),
    "EMAIL": channel_reader(ChannelKind.EMAIL),
    "URL": channel_reader(ChannelKind.WEB),
    "ADR": read_address,
    "LABEL": read_delivery_label,
    "ORG": _organization,
    "TITLE": _title,
    "ROLE": _role,
    "X-ABLABEL": read_label,
}
