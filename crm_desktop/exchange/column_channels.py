"""Phones, e-mails, web addresses and postal addresses from the columns that hold them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from crm_desktop.domain.contacts import ChannelKind, ChannelUse
from crm_desktop.domain.text import fold
from crm_desktop.exchange.chunks import Chunk
from crm_desktop.exchange.columns import plain
from crm_desktop.exchange.records import AddressRecord, ChannelRecord
from crm_desktop.exchange.uses import USE_WORDS, use_of_label

MANY = ":::"
"""What Google puts between several values of one cell."""

Columns = dict[str, list[int]]
"""The places of the columns of each key."""

_KINDS = {"phone": ChannelKind.PHONE, "email": ChannelKind.EMAIL, "web": ChannelKind.WEB}
_PARTS = AddressRecord._fields
# Phones of somebody or something beside the contact: their column is their label.
_NOT_OWN = frozenset(
    {"assistant", "assistants", "assistente", "car", "radio", "callback", "telex", "isdn", "emergency"}
)
_new = tuple.__new__


class ChannelColumn(NamedTuple):
    """A column of values, and the one beside it that says what they are for, if any."""

    kind: ChannelKind
    use: ChannelUse
    label: str
    place: int
    said: int | None


class AddressColumns(NamedTuple):
    """The columns of one address. The house number stands before the street where its column does."""

    use: ChannelUse
    parts: tuple[tuple[int, ...], ...]
    formatted: tuple[int, ...]
    number: tuple[int, ...]
    number_first: bool
    said: int | None


def channel_columns(columns: Columns, headers: Sequence[str]) -> list[ChannelColumn]:
    """The columns of phones, e-mails and web addresses, in the order of their keys."""
    found: list[ChannelColumn] = []
    for key, places in columns.items():
        field, _, slot = key.partition(".")
        if field in _KINDS and not slot.endswith(".use"):
            said = columns.get(f"{key}.use", [None])[0]
            found += [ChannelColumn(_KINDS[field], *_use(slot, headers[place]), place, said) for place in places]
    return found


def _use(slot: str, header: str) -> tuple[ChannelUse, str]:
    """What a column is for, and its label: ``Home Fax`` is a fax labelled ``home``, ``Car Phone`` is called so."""
    words = plain(header).split()
    if slot not in set(ChannelUse) or slot == ChannelUse.OTHER:
        return ChannelUse.OTHER, header if _NOT_OWN.intersection(words) else ""
    use = ChannelUse(slot)
    return use, _beside(use, words)


def _beside(use: ChannelUse, words: Iterable[str]) -> str:
    """``home`` or ``work`` where the words say so beside the use itself."""
    said = {USE_WORDS[word] for word in words if word in USE_WORDS} - {use}
    return next((other.value for other in (ChannelUse.WORK, ChannelUse.HOME) if other in said), "")


def address_columns(columns: Columns) -> list[AddressColumns]:
    """The columns of each address: one for a use, or for a number of Google's."""
    slots: dict[str, dict[str, list[int]]] = {}
    for key, places in columns.items():
        if key.startswith("address."):
            _, slot, part = key.split(".")
            slots.setdefault(slot, {})[part] = places
    return [_address_columns(slot, parts) for slot, parts in slots.items()]


def _address_columns(slot: str, parts: dict[str, list[int]]) -> AddressColumns:
    number = tuple(parts.get("number", ()))
    return AddressColumns(
        ChannelUse(slot) if slot in set(ChannelUse) else ChannelUse.OTHER,
        tuple(tuple(parts.get(part, ())) for part in _PARTS),
        tuple(parts.get("formatted", ())),
        number,
        bool(number and number[0] < min(parts.get("street", [0]))),
        parts.get("use", [None])[0],
    )


def add_channels(chunk: Chunk, column: ChannelColumn, found: list[list[ChannelRecord]]) -> None:
    """Adds the channels of one column to those `found` of each row."""
    kind, use, label, place, said = column
    values = chunk.line(place)
    if said is None and MANY not in "".join(values):
        for channels, value in zip(found, values, strict=True):
            if value:
                channels.append(_new(ChannelRecord, (kind, use, value, label, False, None)))
        return
    names = chunk.line(said) if said is not None else [""] * chunk.size
    for channels, value, name in zip(found, values, names, strict=True):
        if value:
            now, called, primary = _named(name) if name else (use, label, False)
            for part in value.split(MANY):
                if part.strip():
                    channels.append(ChannelRecord(kind, now, part.strip(), called, primary))


def _named(name: str) -> tuple[ChannelUse, str, bool]:
    """What a label says: ``* Work`` is primary, ``Work Fax`` a fax of ``work``, ``Work: Desk`` labelled ``Desk``."""
    written = name.removeprefix("* ")
    use, mark, label = written.partition(": ")
    if mark and label and fold(use) in USE_WORDS:
        return USE_WORDS[fold(use)], label, name != written
    words = fold(written).split()
    if len(words) > 1 and "fax" in words:
        return ChannelUse.FAX, _beside(ChannelUse.FAX, words), name != written
    return *use_of_label(ChannelUse.OTHER, "", written), name != written


def add_addresses(chunk: Chunk, columns: AddressColumns, found: list[list[ChannelRecord]]) -> None:
    """Adds the address of some columns to the channels `found` of each row."""
    parts = [
        joined(chunk, places, several=part in ("street", "extended"))
        for part, places in zip(_PARTS, columns.parts, strict=True)
    ]
    formatted = joined(chunk, columns.formatted, several=True)
    numbers = joined(chunk, columns.number)
    names = chunk.line(columns.said) if columns.said is not None else None
    for number, cells in enumerate(zip(*parts, strict=True)):
        if numbers[number]:
            address = _with_number(cells, numbers[number], first=columns.number_first)
        elif any(cells):
            address = _new(AddressRecord, cells)
        elif formatted[number]:
            # Only now: beside its parts, an address in one piece repeats them.
            address = AddressRecord(street=formatted[number])
        else:
            continue
        use, label, primary = _named(names[number]) if names and names[number] else (columns.use, "", False)
        found[number].append(_new(ChannelRecord, (ChannelKind.ADDRESS, use, "", label, primary, address)))


def _with_number(parts: tuple[str, ...], number: str, *, first: bool) -> AddressRecord:
    """``6 Tullaroop Street`` where the number's column stands first, ``Rua Nova, 6`` where it follows."""
    address = AddressRecord(*parts)
    street = address.street
    return address._replace(street=(f"{number} {street}" if first else f"{street}, {number}") if street else number)


def joined(chunk: Chunk, places: Sequence[int], *, several: bool = False) -> list[str]:
    """The columns of one field as one column; `several` puts each on a line of its own."""
    if not places:
        return [""] * chunk.size
    columns = [chunk.text(place) if several else chunk.line(place) for place in places]
    if len(columns) == 1:
        return columns[0]
    mark = "\n" if several else ", "
    return [mark.join(dict.fromkeys(filter(None, cells))) for cells in zip(*columns, strict=True)]
