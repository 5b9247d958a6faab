"""The columns of a quote's lines: which ones it needs, what stands in them, and how wide that is."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from crm_desktop.domain.quotes import Line, LineKind
from crm_desktop.reports.fonts import printable
from crm_desktop.reports.parts.columns import GAP, Column, Grid, lay_out
from crm_desktop.reports.quote_lines import Entry, priced_items
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
    """Writes the cells of items and learns how wide the columns have to be."""

    def __init__(self, sheet: Sheet, *, numbered: bool) -> None:
        self._figures = sheet.figures
        self._theme = sheet.theme
        items = [line for line in sheet.paper.terms.lines if line.kind is LineKind.ITEM]
        priced = priced_items(sheet.paper.terms.lines)
        sheet.figures.align_prices({line.unit_price for line in priced})
        self.columns = _columns(sheet, (items, priced), self, numbered=numbered)
        self._known: list[dict[str, float]] = [{} for _ in self.columns]
        self._widths = [sheet.theme.head.width(part.column.title) for part in self.columns]

    def write(self, entries: Iterable[Entry]) -> list[Written]:
        """The entries with their cells."""
        return [self._item(entry) if entry.line.kind is LineKind.ITEM else Written(entry) for entry in entries]

    def grid(self, indent: float) -> Grid:
        """Where the columns stand, once all entries are written, `indent` from the left margin."""
        columns = [part.column for part in self.columns]
        return lay_out(columns, self._widths, self._theme.left + indent, self._theme.right)

    def _item(self, entry: Entry) -> Written:
        """One item's cells."""
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
        return self._figures.number(entry.line.quantity)

    def unit(self, entry: Entry) -> str:
        """Of what; nothing when it is too wide for a column."""
        unit = printable(entry.line.unit).replace("\n", " ")
        return unit if len(unit) < 4 or self._theme.row.width(unit) <= WIDEST_UNIT else ""

    def price(self, entry: Entry) -> str:
        """The unit price."""
        return "" if entry.hidden else self._figures.aligned_price(entry.line.unit_price)

    def discount(self, entry: Entry) -> str:
        """The discount as agreed."""
        shown = entry.line.discount is not None and not entry.hidden
        return self._figures.share(entry.line.discount) if shown and entry.line.discount else ""

    def tax(self, entry: Entry) -> str:
        """The tax rate."""
        return self._figures.percent(entry.line.tax_rate)

    def amount(self, entry: Entry) -> str:
        """The line's amount."""
        return "" if entry.hidden else self._figures.amount(entry.amount or 0)


def _columns(
    sheet: Sheet, lines: tuple[list[Line], list[Line]], writer: LineWriter, *, numbered: bool
) -> tuple[LineColumn, ...]:
    """The columns a paper needs: numbers, discounts and taxes only where there are any.

    `lines` are all its items, and those whose prices are printed.
    """
    items, priced = lines
    words, row = sheet.words, sheet.theme.row
    columns = [
        LineColumn(Column(words.text("Description"), takes_rest=True, gap=10), row),
        LineColumn(Column(words.text("Qty"), right=True), row, writer.quantity),
        LineColumn(Column(gap=3), row, writer.unit),
    ]
    if priced or not items:
        columns.append(LineColumn(Column(words.text("Price"), right=True), row, writer.price))
    if numbered:
        columns.insert(0, LineColumn(Column(right=True), sheet.theme.number, _number))
    if any(line.discount is not None for line in priced):
        columns.append(LineColumn(Column(words.text("Disc."), right=True), row, writer.discount))
    if any(line.tax_rate for line in items):
        columns.append(LineColumn(Column(sheet.tax_name, right=True), row, writer.tax))
    columns.append(LineColumn(Column(words.text("Amount"), right=True, gap=GAP + 2), row, writer.amount))
    return tuple(columns)


def _number(entry: Entry) -> str:
    """The number of a line."""
    return entry.number
