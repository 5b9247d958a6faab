"""Excel workbooks as tables of text: the first sheet, read row by row."""

from __future__ import annotations

import io
import unicodedata
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from datetime import datetime, time
from typing import Any
from xml.etree.ElementTree import ParseError

from crm_desktop.domain.errors import Refused
from crm_desktop.exchange.tables import Known, Table, check_width, open_table

_MAGIC = b"PK\x03\x04"
_SAMPLE_ROWS = 25
# Unpacked, a workbook of a million contacts stays below; a file made to fill the memory does not.
_MOST_BYTES = 1_000_000_000
_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    ParseError,
    KeyError,
    IndexError,
    ValueError,
    TypeError,
    AttributeError,
    EOFError,
    OSError,
    NotImplementedError,
)


def open_any(
    source: str, data: bytes, known: Known, *, encoding: str | None = None, delimiter: str | None = None
) -> Table:
    """The table of a file, workbook or delimited text, by what is in it.

    Raises:
        Refused: as `open_sheet` and `tables.open_table`.
    """
    if data.startswith(_MAGIC):
        return open_sheet(source, data, known)
    return open_table(source, data, known, encoding=encoding, delimiter=delimiter)


def open_sheet(source: str, data: bytes, known: Known) -> Table:
    """The table of the first sheet of a workbook; its headers are the row with most `known` ones.

    Raises:
        Refused: ``import.sheet_unreadable`` for a file that is no sound workbook; ``import.empty``;
            ``import.too_many_columns``.
    """
    try:
        rows = _rows(data)
        sample = [row for row in (next(rows, None) for _ in range(_SAMPLE_ROWS)) if row is not None]
    except _DAMAGED:
        raise Refused("import.sheet_unreadable", source=source) from None
    if not sample:
        raise Refused("import.empty", source=source)
    best = max(range(len(sample)), key=lambda place: (known(sample[place][1]), -place))
    headers = tuple(sample[best][1])
    check_width(source, headers)
    return Table(source, headers, _filled(source, [*sample[best + 1 :]], rows, len(headers)))


def _filled(
    source: str, first: Iterable[tuple[int, list[str]]], others: Iterator[tuple[int, list[str]]], width: int
) -> Iterator[tuple[int, list[str]]]:
    """The rows below the headers, each with at least `width` cells."""
    try:
        for rows in (first, others):
            for number, cells in rows:
                yield number, cells + [""] * (width - len(cells))
    except _DAMAGED:
        raise Refused("import.sheet_unreadable", source=source) from None


def _rows(data: bytes) -> Iterator[tuple[int, list[str]]]:
    """The rows with anything in them, as texts, with their numbers."""
    # Late, because openpyxl takes as long to load as the window, and few starts need it.
    from openpyxl import load_workbook

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if sum(entry.file_size for entry in archive.infolist()) > _MOST_BYTES:
            raise ValueError("too large")
    book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    try:
        sheet = book.worksheets[0]
        # Some programs write a wrong size of the sheet; without one every row is read.
        sheet.reset_dimensions()
        for number, values in enumerate(sheet.iter_rows(values_only=True), 1):
            cells = [_text(value) for value in values]
            while cells and not cells[-1]:
                cells.pop()
            if cells:
                yield number, cells
    finally:
        book.close()


def _text(value: Any) -> str:
    """A cell as a person would read it: days as ISO dates, whole numbers without a point."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value if value.isascii() else unicodedata.normalize("NFC", value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value)
