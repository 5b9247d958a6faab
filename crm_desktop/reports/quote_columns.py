"""The columns of a quote's lines: which ones it needs, what stands in them, and how wide that is."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from crm_desktop.domain.quotes import LineKind
from crm_desktop.reports.fonts import printable
from crm_desktop.reports.parts.columns import GAP, Column, Grid, lay_out
from crm_desktop.reports.quote_lines import Entry
from crm_desktop.reports.quote_sheet import Sheet
from crm_desktop.reports.theme import Style

WIDEST_UNIT = 70.0
"""A unit wider than this stands under the description instead."""


@dataclass(frozen=True, slots=True)
class LineColumn:
    """A column, what it says of an item (None for the description), and in which style."""

    column: Column
    style: Style
    write: Callable[[Entry], str] | None = None


@dataclass(frozen=True, slots=True)
class Written:
    """An entry with the words of its cells and their widths, by column; both are empty for other lines than items."""

    entry: Entry
    texts: tuple[str, ...] = ()
    widths: tuple[float, ...] = ()


class LineWriter:
    """Writes the cells of items and learns how wide the columns have to be.

    It is made for the entries of one table, or of several that have their columns under each other.
    """

    def __init__(self, sheet: Sheet, entries: Iterable[Entry], *, numbered: bool) -> None:
        self._figures = sheet.figures
        self._theme = sheet.theme
        items = [entry for entry in entries if entry.line.kind is LineKind.ITEM]
        sheet.figures.align_prices({entry.line.unit_price for entry in items if not entry.hidden})
        self.columns = _columns(sheet, items, self, numbered=numbered)
        self._known: list[dict[str, float]] = [{} for _ in self.columns]
        self._widths = [sheet.theme.head.width(part.column.title) for part in self.columns]

    def write(self, entries: Iterable[Entry]) -> list[Written]:
        """The entries with their cells."""
        return [self._cells(entry) if _has_cells(entry) else Written(entry) for entry in entries]

    def grid(self, indent: float) -> Grid:
        """Where the columns stand, once all entries are written, `indent` from the left margin."""
        columns = [part.column for part in self.columns]
        return lay_out(columns, self._widths, self._theme.left + indent, self._theme.right)

    def _cells(self, entry: Entry) -> Written:
        """The cells of an item, or of a heading that tells the sum of its section."""
        texts = tuple([part.write(entry) if part.write is not None else "" for part in self.columns])
        widths: list[float] = []
        for place, text in enumerate(texts):
            known = self._known[place]
            wide = known.get(text)
            if wide is None:
                wide = known[text] = self.columns[place].style.width(text)
                self._widths[place] = max(self._widths[place], wide)
            widths.append(wide)
        return Written(entry, texts, tuple(widths))

    def quantity(self, entry: Entry) -> str:
        """How many."""
        if entry.line.kind is LineKind.SECTION:
            return ""
        return self._figures.number(entry.line.quantity)

    def unit(self, entry: Entry) -> str:
        """Of what; nothing when it is too wide for a column."""
        unit = printable(entry.line.unit).replace("\n", " ")
        return unit if len(unit) < 4 or self._theme.row.width(unit) <= WIDEST_UNIT else ""

    def price(self, entry: Entry) -> str:
        """The unit price."""
        return (
            ""
            if entry.hidden or entry.line.kind is LineKind.SECTION
            else self._figures.aligned_price(entry.line.unit_price)
        )

    def discount(self, entry: Entry) -> str:
        """The discount as agreed."""
        shown = entry.line.discount is not None and not entry.hidden
        return self._figures.share(entry.line.discount) if shown and entry.line.discount else ""

    def tax(self, entry: Entry) -> str:
        """The tax rate: of the lines of a section told as one sum in its heading, unless they have several."""
        heading = entry.line.kind is LineKind.SECTION
        if heading or entry.shared_rate is not None:
            return self._figures.percent(entry.shared_rate) if heading and entry.shared_rate is not None else ""
        return self._figures.percent(entry.line.tax_rate)

    def amount(self, entry: Entry) -> str:
        """The line's amount."""
        return "" if entry.hidden else self._figures.amount(entry.amount or 0)


def _has_cells(entry: Entry) -> bool:
    """True for items, and for headings that tell the sum of their section."""
    return entry.line.kind is LineKind.ITEM or (entry.line.kind is LineKind.SECTION and entry.amount is not None)


def _columns(sheet: Sheet, items: list[Entry], writer: LineWriter, *, numbered: bool) -> tuple[LineColumn, ...]:
    """The columns these items need: numbers, prices, discounts and taxes only where there are any."""
    priced = [entry.line for entry in items if not entry.hidden]
    words, row = sheet.words, sheet.theme.row
    columns = [
        LineColumn(Column(words.text("Description"), takes_rest=True, gap=10), row),
        LineColumn(Column(words.text("Qty"), right=True), row, writer.quantity),
        LineColumn(Column(gap=3), row, writer.unit),
    ]
    if priced:
        columns.append(LineColumn(Column(words.text("Price"), right=True), row, writer.price))
    if numbered:
        columns.insert(0, LineColumn(Column(right=True), sheet.theme.number, _number))
    if any(line.discount is not None for line in priced):
        columns.append(LineColumn(Column(words.text("Disc."), right=True), row, writer.discount))
    if any(entry.line.tax_rate for entry in items):
        columns.append(LineColumn(Column(sheet.tax_name, right=True), row, writer.tax))
    columns.append(LineColumn(Column(words.text("Amount"), right=True, gap=GAP + 2), row, writer.amount))
    return tuple(columns)


def _number(entry: Entry) -> str:
    """The number of a line; sections have none."""
    return entry.number if entry.line.kind is LineKind.ITEM else ""
