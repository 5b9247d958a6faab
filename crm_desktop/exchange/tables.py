"""Delimited text to rows of cells: encoding, delimiter, the row of headers, and quotes that nobody closed.

The standard library's `csv` reads the rows; what it would swallow or refuse is noticed and read line by line instead.
Everything is linear in the size of the file. What the columns mean is decided by whoever reads the table.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from crm_desktop.domain.errors import Refused
from crm_desktop.exchange.records import Rejected

DELIMITERS = (",", ";", "\t", "|")
ENCODINGS = ("utf-8", "cp1252", "utf-16", "utf-16-le", "utf-16-be", "iso-8859-15", "cp850", "mac-roman")
"""What a person can choose in the preview; the first two are tried by themselves."""

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f]")
_SEPARATOR_LINE = re.compile(r"sep=(.)\r?\n?", re.IGNORECASE)
_SAMPLE_ROWS = 25
_SAMPLE_CHARACTERS = 200_000

# More lines than this in a cell with broken quotes are not believed.
_LONGEST_CELL = 50

_MOST_COLUMNS = 1_000

Known = Callable[[Sequence[str]], int]
"""How many cells of a row are headers the reader knows."""


@dataclass(slots=True)
class Table:
    """A file of rows. `rows` gives each row once with the number of its first line; short rows are filled up.

    `damaged` and `mended` grow while rows are taken: lines that could not be read, and lines read around a stray quote.
    """

    source: str
    headers: tuple[str, ...]
    rows: Iterator[tuple[int, list[str]]]
    encoding: str = ""
    delimiter: str = ""
    damaged: list[Rejected] = field(default_factory=list)
    mended: list[Rejected] = field(default_factory=list)


def decode(source: str, data: bytes, encoding: str | None = None) -> tuple[str, str]:
    """The text of a file in NFC without its byte order mark, and its encoding: by mark, else UTF-8, else Windows-1252.

    Raises:
        Refused: ``import.empty``; ``import.binary`` for what is no text.
    """
    for mark, name in _BOMS:
        if data.startswith(mark):
            data, encoding = data[len(mark) :], encoding or name
            break
    text, encoding = _decoded(data, encoding)
    if not text.strip("\x00 \t\r\n"):
        raise Refused("import.empty", source=source)
    controls = len(_CONTROLS.findall(text[:_SAMPLE_CHARACTERS]))
    if controls > len(text[:_SAMPLE_CHARACTERS]) // 100 + 1:
        raise Refused("import.binary", source=source)
    text = text.replace("\x00", "") if "\x00" in text else text
    return (text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)), encoding


def _decoded(data: bytes, encoding: str | None) -> tuple[str, str]:
    if encoding is None:
        encoding = wide_encoding(data)
    if encoding is None:
        try:
            return data.decode("utf-8"), "utf-8"
        except UnicodeDecodeError:
            encoding = "cp1252"
    return data.decode(encoding, "replace"), encoding


def wide_encoding(data: bytes) -> str | None:
    """UTF-16 without its mark: every other byte of Latin text is zero. None for everything else."""
    start = data[:400]
    half = len(start) // 2
    if half < 4:
        return None
    if start[1::2].count(0) > half * 0.7 and start[0::2].count(0) == 0:
        return "utf-16-le"
    return "utf-16-be" if start[0::2].count(0) > half * 0.7 and start[1::2].count(0) == 0 else None


def open_table(
    source: str, data: bytes, known: Known, *, encoding: str | None = None, delimiter: str | None = None
) -> Table:
    """The table of a file. The delimiter and the row of headers are those that make most headers known.

    Args:
        source: the name of the file, for the reports.
        data: its bytes.
        known: counts the known headers of a row.
        encoding: one that a person chose, else None.
        delimiter: one that a person chose, else None.

    Raises:
        Refused: ``import.empty``, ``import.binary``, ``import.too_many_columns``.
    """
    text, encoding = decode(source, data, encoding)
    if "\n" not in text:
        text = text.replace("\r", "\n")
    lines = io.StringIO(text, newline="\n").readlines()
    start = 0
    said = _SEPARATOR_LINE.fullmatch(lines[0])
    if said:
        delimiter, start = delimiter or said[1], 1
    sample = _sample(lines[start:])
    best = max(
        (_best_header(sample, candidate, known) for candidate in ((delimiter,) if delimiter else DELIMITERS)),
        key=lambda found: found[0],
    )
    (_, delimiter, place, cells) = best
    table = Table(source, tuple(cell.strip() for cell in cells), iter(()), encoding, delimiter)
    table.rows = _Reader(table, lines, start + place).rows()
    return table


def check_width(source: str, headers: Sequence[str]) -> None:
    """Refuses with ``import.too_many_columns`` what is no address book: filling up its rows would fill the memory."""
    if len(headers) > _MOST_COLUMNS:
        raise Refused("import.too_many_columns", source=source, count=len(headers), limit=_MOST_COLUMNS)


def _sample(lines: Sequence[str]) -> list[str]:
    """The first lines, cut where they are very long."""
    sample: list[str] = []
    room = _SAMPLE_CHARACTERS
    for line in lines[: _SAMPLE_ROWS * 8]:
        sample.append(line[:room])
        room -= len(line)
        if room <= 0:
            break
    return sample


def _best_header(sample: list[str], delimiter: str, known: Known) -> tuple[tuple[int, int, int], str, int, list[str]]:
    """How well a delimiter does, and with it the line and the cells of the row of headers."""
    best: tuple[int, int, list[str]] = (-1, 0, [])
    rows: list[list[str]] = []
    for place, line in enumerate(sample):
        cells = _cells(line, delimiter)
        if any(cells) and len(rows) < _SAMPLE_ROWS:
            rows.append(cells)
            count = known(cells)
            if count > best[0] and (count > 1 or not best[2]):
                best = (count, place, cells)
    columns = len(best[2])
    alike = sum(len(row) == columns for row in rows) if columns > 1 else 0
    return (best[0], alike, columns), delimiter, best[1], best[2]


def _cells(line: str, delimiter: str) -> list[str]:
    """The cells of one line, however its quotes are."""
    try:
        return next(csv.reader([line], delimiter=delimiter, skipinitialspace=True), [])
    except csv.Error:
        return line.strip().split(delimiter)


class _Reader:
    """Goes through the lines of a table, and back where quotes have gone wrong."""

    def __init__(self, table: Table, lines: list[str], header: int) -> None:
        self._table = table
        self._lines = lines
        self._columns = len(table.headers)
        self._delimiter = table.delimiter
        self._at = header
        # A header may have line breaks inside; it is read as every other row is.
        header_row = next(self._rows(), None)
        if header_row is not None and len(header_row[1]) >= self._columns:
            table.headers = tuple(cell.strip() for cell in header_row[1])
            self._columns = len(table.headers)
        table.damaged.clear()
        table.mended.clear()
        check_width(table.source, table.headers)

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Every row with anything in it, filled up to the number of headers."""
        columns = self._columns
        for number, cells in self._rows():
            missing = columns - len(cells)
            yield number, cells + [""] * missing if missing > 0 else cells

    def _feed(self) -> Iterator[str]:
        while self._at < len(self._lines):
            self._at += 1
            yield self._lines[self._at - 1]

    def _rows(self) -> Iterator[tuple[int, list[str]]]:
        begin = self._at
        while begin < len(self._lines):
            reader = csv.reader(self._feed(), delimiter=self._delimiter, skipinitialspace=True, strict=True)
            try:
                for cells in reader:
                    if self._at - begin > 1 and self._swallows(self._lines[begin + 1 : self._at]):
                        break
                    if any(cells):
                        yield begin + 1, cells
                    begin = self._at
                else:
                    return
            except csv.Error:
                pass
            mended = self._mend(begin)
            if mended is not None:
                yield begin + 1, mended
            begin = self._at

    def _swallows(self, inner: list[str]) -> bool:
        """True when the further lines of a cell look like rows of their own: its quote was never closed."""
        if self._columns < 2:
            return False
        alike = sum(line.count(self._delimiter) == self._columns - 1 for line in inner)
        return alike >= max(2, 8 - self._columns) and alike * 5 >= len(inner) * 4

    def _mend(self, begin: int) -> list[str] | None:
        """The row that begins at a line with broken quotes, read so that it fits the headers; None for no way."""
        line = self._lines[begin]
        self._at = begin + 1
        whole = _quoted_record(self._lines, begin, self._delimiter)
        if whole is not None and len(whole[0]) == self._columns and not self._repeats(begin, whole[1]):
            self._at = whole[1]
            return self._mended(begin, whole[0])
        loose = [cell.rstrip("\r\n") for cell in _cells(line, self._delimiter)]
        split = [cell.strip().strip('"') for cell in line.strip("\r\n").split(self._delimiter)]
        for cells in (loose, split):
            if len(cells) == self._columns and all(len(cell) < csv.field_size_limit() for cell in cells):
                return self._mended(begin, cells)
        values = {"found": len(split), "expected": self._columns}
        self._table.damaged.append(Rejected(self._table.source, begin + 1, "import.row_broken", values))
        return None

    def _mended(self, begin: int, cells: list[str]) -> list[str]:
        self._table.mended.append(Rejected(self._table.source, begin + 1, "import.quote_stray"))
        return cells

    def _repeats(self, begin: int, end: int) -> bool:
        """True when a further line of the record has as many delimiters as a row: then it is one."""
        return any(line.count(self._delimiter) >= self._columns - 1 for line in self._lines[begin + 1 : end])


def _quoted_record(lines: list[str], begin: int, delimiter: str) -> tuple[list[str], int] | None:
    """The record at `begin` and the line after it, when only quotes before a delimiter or line end close a cell."""
    closing = re.compile(f'"(?=[ \t]*(?:{re.escape(delimiter)}|\r?\n|$))')
    cells: list[str] = []
    at, start = begin, 0
    while True:
        line = lines[at]
        if line[start : start + 1] == '"':
            first, parts, start = at, [], start + 1
            while (close := closing.search(line, start)) is None:
                parts.append(line[start:])
                at, start = at + 1, 0
                if at >= len(lines) or at - first > _LONGEST_CELL:
                    return None
                line = lines[at]
            cells.append("".join([*parts, line[start : close.start()]]).replace('""', '"'))
            start = close.end()
            stop = line.find(delimiter, start)
        else:
            stop = line.find(delimiter, start)
            cells.append(line[start : stop if stop >= 0 else None].rstrip("\r\n"))
        if stop < 0:
            return cells, at + 1
        start = stop + 1
