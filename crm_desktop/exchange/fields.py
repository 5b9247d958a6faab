"""Tables whose columns have fixed meanings (deals, products, accounts): which column is which field, cells by field."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from crm_desktop.domain.errors import Refused
from crm_desktop.exchange.cells import clean_text
from crm_desktop.exchange.columns import plain
from crm_desktop.exchange.guard import unguard
from crm_desktop.exchange.records import Rejected
from crm_desktop.exchange.spreadsheets import open_any

Words = Mapping[str, str]
"""The headers of each field, folded, parted by ``|``."""

Row = tuple[int, dict[str, str]]
"""The line of a row, and its cells with anything in them by field; those of unknown columns by ``*`` and header."""

UNKNOWN = "*"
"""What stands before the header of a column without a field."""


def known_by(words: Words) -> Callable[[Sequence[str]], int]:
    """Counts the headers of a row that are fields of `words`."""
    keys = _keys(words)
    return lambda headers: len({keys[plain(header)] for header in headers if plain(header) in keys})


def _keys(words: Words) -> dict[str, str]:
    return {header: field for field, headers in words.items() for header in headers.split("|")}


def read_fields(
    source: str, data: bytes, words: Words, needed: Sequence[str], rejected: list[Rejected], warnings: list[Rejected]
) -> Iterator[Row]:
    """The rows of a table by field. What cannot be read is added to `rejected`, what was mended to `warnings`.

    Args:
        source: the name of the file, for the reports.
        data: its bytes; delimited text or a workbook.
        words: the headers of each field.
        needed: fields of which the table must have one.
        rejected: grows by damaged rows and cells that are too long.
        warnings: grows by rows read around a stray quote.

    Raises:
        Refused: ``import.empty``, ``import.binary``, ``import.sheet_unreadable``; ``import.fields_unknown`` when
            none of `needed` is there.
    """
    table = open_any(source, data, known_by(words))
    keys = _keys(words)
    fields: list[str] = []
    for header in table.headers:
        field = keys.get(plain(header), "")
        fields.append(field if field and field not in fields else UNKNOWN + header)
    if not any(field in fields for field in needed):
        raise Refused("import.fields_unknown", source=source, names=", ".join(table.headers)[:200])
    for line, cells in table.rows:
        try:
            found = {field: _cell(cell) for field, cell in zip(fields, cells, strict=False) if cell}
        except Refused as error:
            rejected.append(Rejected(source, line, error.key, error.values))
            continue
        if any(found.values()):
            yield line, {field: cell for field, cell in found.items() if cell}
    rejected += table.damaged
    warnings += table.mended


def _cell(cell: str) -> str:
    return unguard(clean_text(cell))
