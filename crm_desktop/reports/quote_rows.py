"""The lines of a quote as blocks of its pages: rows that keep together what belongs together, and carry sums over."""

from __future__ import annotations

from collections.abc import Sequence

from crm_desktop.domain.quotes import LineKind
from crm_desktop.reports.flow import Block, Table
from crm_desktop.reports.fonts import printable
from crm_desktop.reports.forms import OPTION
from crm_desktop.reports.parts.columns import GAP
from crm_desktop.reports.parts.lines import Set
from crm_desktop.reports.parts.rows import Cell, Row, TableHead
from crm_desktop.reports.pen import Pen
from crm_desktop.reports.quote_columns import LineWriter, Written
from crm_desktop.reports.quote_lines import Entry
from crm_desktop.reports.quote_sheet import Sheet
from crm_desktop.reports.text import wrap, wrapped
from crm_desktop.reports.theme import Ink, Style

READING_WIDTH = 0.85
"""The part of the page's width that a text between the lines may take."""
MOST_WITH_TOTALS = 6
"""The most rows that are kept with the totals so that two items are among them."""
INDENT = 10.0
"""How far in stands what a section told as one sum holds."""
BOX = 7.5
"""The side of the box in which an option is ticked."""


class TickRow(Row):
    """A row with a box to tick in front of its text; `field` is the name of the box in the form, '' for none."""

    __slots__ = ("field",)

    field: str

    def draw(self, pen: Pen, top: float) -> None:
        """Draws the row and its box. The box is drawn on the page too: not every viewer draws fields."""
        super().draw(pen, top)
        theme = self._theme
        x, y = theme.left + 0.5, top - theme.row_pad - theme.row.leading / 2 - BOX / 2
        pen.box(x, y, BOX, theme.rule, 0.7)
        field = getattr(self, "field", "")
        if field and pen.forms is not None:
            pen.forms.check_box(x, y, BOX, field, self._lines[0][0] if self._lines else "")

    def split(self, room: float) -> tuple[Block, Block] | None:
        """As of any row: the box stays with the first lines."""
        pieces = super().split(room)
        if pieces is not None and isinstance(pieces[0], TickRow):
            pieces[0].field = getattr(self, "field", "")
        return pieces


class HeadingRow(Row):
    """The heading of a section: it goes whole where what it heads begins, unless it is as high as half a page."""

    __slots__ = ()

    def split(self, room: float) -> tuple[Block, Block] | None:
        """As of any row, for a very high one only."""
        return super().split(room) if self.height > self._theme.page_height / 2 else None


class RowMaker:
    """Makes the rows of a quote once all its cells are written; with `ticks`, those outside the total."""

    def __init__(self, writer: LineWriter, sheet: Sheet, *, ticks: bool = False) -> None:
        self._theme = theme = sheet.theme
        self._words = sheet.words
        self._figures = sheet.figures
        self._item_row = TickRow if ticks else Row
        self._forms = ticks and sheet.paper.check_boxes
        self._grid = writer.grid(BOX + 8 if ticks else 0.0)
        scale = self._grid.scale
        self._styles = [part.style if scale == 1 else part.style.scaled(scale) for part in writer.columns]
        self._hidden_styles = [self._muted(style) for style in self._styles]
        self._unit = next(place for place, part in enumerate(writer.columns) if part.write == writer.unit)
        self._cells = [place for place, part in enumerate(writer.columns) if part.write is not None]
        self._titles = [part.column.title for part in writer.columns]
        self._strong = Style(theme.label.face, self._styles[-1].size, theme.row.leading, theme.text)

    def standard(self, written: Sequence[Written]) -> list[Block]:
        """The rows above the totals, in a table that carries its sum from page to page."""
        table = self._carrying() if any(one.texts for one in written) else None
        rows: list[Block] = []
        items: list[int] = []
        new_page = False
        ends = _ends_of_hidden(written)
        for place, one in enumerate(written):
            if one.entry.line.kind is LineKind.PAGE_BREAK:
                new_page = True
                continue
            row = self._row(one, ends=place in ends)
            row.table = table
            if one.entry.line.kind is LineKind.ITEM:
                items.append(len(rows))
            row.carried = one.entry.running if items else None
            row.new_page, new_page = new_page, False
            if rows and one.entry.line.kind is LineKind.SUBTOTAL:
                rows[-1].keep = True
            rows.append(row)
        _keep_ends(rows, items)
        return rows

    def _carrying(self) -> Table:
        """A table of these columns that carries its sum from page to page."""
        high = self._carry(0, "").height
        return Table(self._head(), carry_height=high, carried=self._carried, brought=self._brought)

    def rows(self, written: Sequence[Written]) -> list[Block]:
        """The rows of lines outside the total."""
        return [self._row(one) for one in written]

    def table(self) -> Table:
        """A table of these columns that carries no sums."""
        return Table(self._head())

    def sum_row(self, label: str, amount: int) -> Row:
        """A row with a label and a sum."""
        text = self._grid.text
        lines = [(line, self._theme.label) for line in wrapped(label, self._theme.label, text.width)]
        return Row(self._theme, text.left, lines, [self._amount(amount, self._strong)], rule=self._theme.line)

    def section(self, title: str) -> Row:
        """A heading between rows."""
        theme = self._theme
        lines = [(line, theme.section) for line in wrapped(title, theme.section, theme.width)]
        row = HeadingRow(theme, theme.left, lines, rule=theme.line)
        row.gap, row.keep = theme.section_gap, True
        return row

    def _row(self, one: Written, *, ends: bool = False) -> Row:
        """The row of one line of whatever kind; `ends` what a section told as one sum holds."""
        line = one.entry.line
        if line.kind is LineKind.ITEM:
            return self._item(one, self._rule(one, ends=ends))
        if line.kind is LineKind.SECTION:
            return self._package(one) if one.texts else self.section(line.description)
        if line.kind is LineKind.SUBTOTAL:
            return self.sum_row(self._subtotal_label(one), one.entry.amount or 0)
        width = self._theme.width * READING_WIDTH
        style = self._muted(self._theme.row) if one.entry.hidden else self._theme.row
        lines = [(text, style) for text in wrapped(line.description, style, width)]
        return Row(self._theme, self._left(one), lines, rule=self._rule(one, ends=ends))

    def _package(self, one: Written) -> Row:
        """The heading of a section that is told as one sum: what it comes to stands beside its name."""
        theme, title = self._theme, one.entry.line.description or self._words.text("Subtotal")
        cells = [*self._cells_of(one)[:-1], self._amount(one.entry.amount or 0, self._strong)]
        room = min(x for x, _, _ in cells) - theme.left - GAP
        lines = [(line, theme.section) for line in wrapped(title, theme.section, room)]
        row = HeadingRow(theme, theme.left, lines, cells, rule=theme.line)
        row.gap, row.keep = theme.section_gap, True
        return row

    def _rule(self, one: Written, *, ends: bool) -> Ink | None:
        """The line under a row: what a section told as one sum holds has one under its last row only."""
        if not one.entry.hidden:
            return self._theme.row_rule
        return self._theme.line if ends else None

    def _left(self, one: Written) -> float:
        """Where the words of a line begin: what a section told as one sum holds stands further in."""
        return self._grid.text.left + (INDENT if one.entry.hidden else 0.0)

    def _muted(self, style: Style) -> Style:
        """A style for what is only named, not priced."""
        return Style(style.face, style.size, style.leading, self._theme.detail.ink)

    def _subtotal_label(self, one: Written) -> str:
        """What stands on a subtotal: its own words, the section's name, or just that it is one."""
        if one.entry.number:
            return one.entry.line.description or self._words.text("Subtotal")
        return self._words.text("Subtotal: {section}", section=one.entry.line.description)

    def _item(self, one: Written, rule: Ink | None) -> Row:
        """The row of an item."""
        cells, left = self._cells_of(one), self._left(one)
        room = self._grid.text.right - left
        lines = self._description(one.entry, room)
        if one.entry.line.unit and not one.texts[self._unit]:
            unit = wrapped(one.entry.line.unit, self._theme.detail, room)
            lines.extend((text, self._theme.detail) for text in unit)
        row = self._item_row(self._theme, left, lines, cells, rule=rule)
        if self._forms and isinstance(row, TickRow):
            row.field = f"{OPTION}{one.entry.place}"
        return row

    def _cells_of(self, one: Written) -> list[Cell]:
        """The cells of a line that say something, in their places."""
        places, styles, scale = self._grid.places, self._styles, self._grid.scale
        if one.entry.hidden:
            styles = self._hidden_styles
        texts, widths = one.texts, one.widths
        return [
            (places[place].x(widths[place] * scale), texts[place], styles[place])
            for place in self._cells
            if texts[place]
        ]

    def _description(self, entry: Entry, width: float) -> list[Set]:
        """An item's first line in full size, what follows a line end smaller: the details."""
        detail = self._theme.detail
        row = self._muted(self._theme.row) if entry.hidden else self._theme.row
        name, _, details = printable(entry.line.description).strip("\n ").partition("\n")
        lines = [(line, row) for line in wrap(name, row, width)]
        if details:
            lines.extend((line, detail) for line in wrap(details.strip("\n"), detail, width))
        return lines

    def _head(self) -> TableHead:
        """The titles over the columns."""
        style = self._theme.head
        cells = [
            (place.x(style.width(title)), title, style)
            for place, title in zip(self._grid.places, self._titles, strict=True)
            if title
        ]
        return TableHead(self._theme, cells, gap=14)

    def _amount(self, amount: int, style: Style) -> Cell:
        """A sum in the column of amounts."""
        text = self._figures.amount(amount)
        return (self._grid.places[-1].x(style.width(text)), text, style)

    def _carry(self, amount: int, label: str) -> Row:
        """A row that carries the sum so far from one page to the next."""
        style = self._theme.detail
        cells = [self._amount(amount, self._strong)]
        cells.append((cells[0][0] - 14 - style.width(label), label, style))
        return Row(self._theme, self._theme.left, (), cells[::-1])

    def _carried(self, amount: int) -> Block:
        """The last row of a page."""
        return self._carry(amount, self._words.text("Carried forward"))

    def _brought(self, amount: int) -> Block:
        """The first row of the next page."""
        return self._carry(amount, self._words.text("Brought forward"))


def _ends_of_hidden(written: Sequence[Written]) -> set[int]:
    """The places of the last rows of sections told as one sum."""
    hidden = [one.entry.hidden for one in written]
    return {place for place, held in enumerate(hidden) if held and not any(hidden[place + 1 : place + 2])}


def _keep_ends(rows: list[Block], items: list[int]) -> None:
    """Keeps the first two rows together, and the last two items (at the places `items`) with the totals that follow."""
    if len(rows) > 1:
        rows[0].keep = True
    last = items[-2:] or [len(rows)]
    for row in rows[max(last[0], len(rows) - MOST_WITH_TOTALS) :]:
        row.keep = True
