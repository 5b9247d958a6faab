"""Address books as tables: each column mapped to what it holds, each row made a contact, nothing left out.

Rows of every Action (an Outlook export may say add, update or delete) are people and are imported; the word itself is
kept beside them, like every column the program has no field for, as an ``X-CRM-COLUMN`` line.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import repeat
from typing import NamedTuple

from crm_desktop.domain.contacts import ContactKind, Lifecycle
from crm_desktop.domain.errors import Refused
from crm_desktop.domain.text import clean_line, fold
from crm_desktop.exchange.chunks import Chunk, chunks
from crm_desktop.exchange.column_channels import (
    MANY,
    Columns,
    add_addresses,
    add_channels,
    address_columns,
    channel_columns,
    joined,
)
from crm_desktop.exchange.columns import KEEP, map_headers
from crm_desktop.exchange.dates import tidy_birthday
from crm_desktop.exchange.drafts import quiet, settle
from crm_desktop.exchange.records import (
    ChannelRecord,
    ContactRecord,
    OrganizationRecord,
    ReadContacts,
    Rejected,
)
from crm_desktop.exchange.tables import Table
from crm_desktop.exchange.vcard_text import escape, write_param

COLUMN = "X-CRM-COLUMN"
"""The vCard property that keeps a column the program has no field for."""
_NAMES = ("name", "prefix", "given", "middle", "family", "suffix", "nickname")
_REACHING = ("phone", "email", "web", "address")
_new = tuple.__new__


class CsvPreview(NamedTuple):
    """The beginning of a table as it would be imported, for a person to correct: one key of `columns` per header."""

    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    encoding: str
    delimiter: str
    mapping: tuple[str, ...]


def preview_table(table: Table, limit: int = 50) -> CsvPreview:
    """The first `limit` rows of an open table, which are used up, and what its columns are taken for."""
    rows = tuple(tuple(cells) for _, (_, cells) in zip(range(limit), table.rows, strict=False))
    return CsvPreview(table.headers, rows, table.encoding, table.delimiter, map_headers(table.headers))


def read_table(table: Table, mapping: Sequence[str] | None = None) -> ReadContacts:
    """All contacts of an open table; rows that give nobody are rejected with their line.

    Raises:
        Refused: ``import.columns_unknown`` when no column can name or reach anybody.
    """
    keys = tuple(mapping) if mapping is not None else map_headers(table.headers)
    if not any(key in (*_NAMES, "company") or key.split(".")[0] in (*_REACHING, "company") for key in keys):
        raise Refused("import.columns_unknown", source=table.source)
    layout = _Layout(keys, table.headers, table.source)
    records: list[ContactRecord] = []
    rejected: list[Rejected] = []
    with quiet():
        for chunk in chunks(table.rows, len(table.headers)):
            layout.read(chunk, records, rejected)
    rejected += table.damaged
    return ReadContacts(tuple(records), tuple(sorted(rejected, key=lambda entry: entry.line)), tuple(table.mended))


class _Layout:
    """What to do with each column, decided once for all rows."""

    def __init__(self, keys: Sequence[str], headers: Sequence[str], source: str) -> None:
        self.source = source
        self.headers = [clean_line(header, limit=1_000_000)[:200] for header in headers]
        self.columns: Columns = {}
        for place, key in enumerate(keys[: len(headers)]):
            self.columns.setdefault(key, []).append(place)
        kept = [*self.columns.get(KEEP, []), *range(len(keys), len(headers))]
        self.kept = [(place, f"{COLUMN}{write_param('NAME', self.headers[place])}:") for place in kept]
        self.channels = channel_columns(self.columns, self.headers)
        self.addresses = address_columns(self.columns)
        numbers = {key.partition(".")[2] for key in self.columns if key.split(".")[0] in _ORGANIZATION}
        self.organizations = [
            [self.columns.get(f"{field}.{number}".rstrip("."), []) for field in _ORGANIZATION]
            for number in sorted(numbers)
        ]

    def read(self, chunk: Chunk, records: list[ContactRecord], rejected: list[Rejected]) -> None:
        """Adds the contacts of some rows to `records`, and what is none to `rejected`."""
        extras: list[list[str]] = [[] for _ in range(chunk.size)]
        fields = [
            _kinds(chunk, self.columns),
            *(self._field(chunk, name, extras) for name in _NAMES),
            self._organizations(chunk),
            self._channels(chunk),
            _birthdays(chunk, self.columns),
            _notes(chunk, self.columns),
            _categories(chunk, self.columns),
            self._field(chunk, "language", extras),
            self._field(chunk, "origin", extras),
            self._lifecycles(chunk, extras),
            self._field(chunk, "tax_id", extras),
            self._field(chunk, "uid", extras),
            repeat(None, chunk.size),
            self._extras(chunk, extras),
            repeat("", chunk.size),
            repeat(self.source, chunk.size),
            chunk.lines,
        ]
        for number, raw in enumerate(zip(*fields, strict=True)):
            try:
                if number in chunk.errors:
                    raise chunk.errors[number]
                records.append(settle(raw))
            except Refused as error:
                rejected.append(Rejected(self.source, raw[-1], error.key, error.values))

    def _field(self, chunk: Chunk, key: str, extras: list[list[str]]) -> list[str]:
        """A field that is one text. What further columns say of it otherwise is kept."""
        places = self.columns.get(key)
        if not places:
            return [""] * chunk.size
        values = list(chunk.line(places[0]))
        for place in places[1:]:
            for number, other in enumerate(chunk.line(place)):
                if other and not values[number]:
                    values[number] = other
                elif other and other != values[number]:
                    extras[number].append(f"{COLUMN}{write_param('NAME', self.headers[place])}:{escape(other)}")
        return values

    def _organizations(self, chunk: Chunk) -> list[tuple[OrganizationRecord, ...]]:
        """Company, department and role, plain or numbered."""
        found: list[tuple[OrganizationRecord, ...]] = [()] * chunk.size
        for places in self.organizations:
            for number, parts in enumerate(zip(*(joined(chunk, place) for place in places), strict=True)):
                if any(parts):
                    found[number] += (_new(OrganizationRecord, parts),)
        return found

    def _channels(self, chunk: Chunk) -> list[tuple[ChannelRecord, ...]]:
        found: list[list[ChannelRecord]] = [[] for _ in range(chunk.size)]
        for column in self.channels:
            add_channels(chunk, column, found)
        for columns in self.addresses:
            add_addresses(chunk, columns, found)
        return [tuple(channels) for channels in found]

    def _lifecycles(self, chunk: Chunk, extras: list[list[str]]) -> list[str]:
        values = self._field(chunk, "lifecycle", extras)
        known = set(Lifecycle)
        for number, value in enumerate(values):
            if value and fold(value) not in known:
                extras[number].append(f"{COLUMN};NAME=Lifecycle:{escape(value)}")
        return [fold(value) if value and fold(value) in known else "" for value in values]

    def _extras(self, chunk: Chunk, extras: list[list[str]]) -> list[tuple[str, ...]]:
        """Columns without a field, and cells beyond the last header."""
        for place, head in self.kept:
            for lines, text in zip(extras, chunk.text(place), strict=True):
                if text:
                    lines.append(head + escape(text))
        for place in self.columns.get("lines", []):
            for lines, text in zip(extras, chunk.text(place), strict=True):
                lines.extend(text.split("\n") if text else ())
        for number, cells in chunk.surplus.items():
            for place, cell in enumerate(cells, len(self.headers) + 1):
                if text := clean_line(cell, limit=len(cell)):
                    extras[number].append(f"{COLUMN};NAME={place}:{escape(text)}")
        return [tuple(lines) for lines in extras]


_ORGANIZATION = ("company", "department", "role")


def _kinds(chunk: Chunk, columns: Columns) -> list[ContactKind | None]:
    known = {kind.value: kind for kind in ContactKind}
    if "kind" not in columns:
        return [None] * chunk.size
    return [known.get(fold(value)) for value in chunk.line(columns["kind"][0])]


def _birthdays(chunk: Chunk, columns: Columns) -> list[str]:
    """Birthdays in one piece, else from their parts."""
    whole, *parts = (
        joined(chunk, columns.get(key, [])) for key in ("birthday", "birthday.year", "birthday.month", "birthday.day")
    )
    return [
        tidy_birthday(text or _birthday(*found)) if text or any(found) else ""
        for text, *found in zip(whole, *parts, strict=True)
    ]


def _birthday(year: str, month: str, day: str) -> str:
    if month and day:
        return f"{year or '-'}-{month.zfill(2)}-{day.zfill(2)}"
    return "-".join(part for part in (year, month, day) if part)


def _notes(chunk: Chunk, columns: Columns) -> list[str]:
    return joined(chunk, columns.get("notes", []), several=True)


def _categories(chunk: Chunk, columns: Columns) -> list[tuple[str, ...]]:
    if "categories" not in columns:
        return [()] * chunk.size
    return [_tags(cell) if cell else () for cell in joined(chunk, columns["categories"])]


def _tags(cell: str) -> tuple[str, ...]:
    """The tags of a cell; Google marks its own groups, in which everybody is, with a star."""
    names = (name.strip() for name in cell.replace(MANY, ";").replace(",", ";").split(";"))
    return tuple(dict.fromkeys(name for name in names if name and not name.startswith("* ")))
