"""Rows of tables: one text column whose words wrap and may split over pages, and cells that stand on its first line."""

from __future__ import annotations

from collections.abc import Sequence

from crm_desktop.reports.flow import Block
from crm_desktop.reports.parts.lines import Set, base_line, height_of, lines_before
from crm_desktop.reports.pen import Pen
from crm_desktop.reports.theme import Ink, Style, Theme

PAD = 5.0
"""White above and below the words of a row."""

Cell = tuple[float, str, Style]
"""A cell's left end, its words and their style."""


class Row(Block):
    """One row: lines of text at `x`, cells on the first line, a hairline under it (none for `rule` None).

    When it splits, the cells stay with the first lines: a line is never parted from its price.
    """

    __slots__ = ("_cells", "_lines", "_rule", "_theme", "_x")

    def __init__(
        self, theme: Theme, x: float, lines: Sequence[Set], cells: Sequence[Cell] = (), *, rule: Ink | None = None
    ) -> None:
        super().__init__((height_of(lines) if lines else theme.row.leading) + 2 * PAD)
        self._theme = theme
        self._x = x
        self._lines = lines
        self._cells = cells
        self._rule = rule

    def draw(self, pen: Pen, top: float) -> None:
        """Draws the first line with the cells in reading order, the other lines, and the hairline."""
        y = top - PAD
        text, lines, cells = pen.text, self._lines, self._cells
        first = y - base_line(lines[0][1] if lines else self._theme.row)
        before = 0
        while before < len(cells) and cells[before][0] < self._x:
            text(cells[before][0], first, *cells[before][1:])
            before += 1
        if lines:
            text(self._x, first, *lines[0])
        for x, word, style in cells[before:]:
            text(x, first, word, style)
        for place in range(1, len(lines)):
            y -= lines[place - 1][1].leading
            line, style = lines[place]
            text(self._x, y - base_line(style), line, style)
        if self._rule is not None:
            theme = self._theme
            pen.rule(theme.left, theme.right, top - self.height, self._rule, theme.hairline)

    def split(self, room: float) -> tuple[Block, Block] | None:
        """The first lines with the cells, and the other lines."""
        place = lines_before(self._lines, room - 2 * PAD)
        if not place:
            return None
        first = type(self)(self._theme, self._x, self._lines[:place], self._cells)
        rest = Row(self._theme, self._x, self._lines[place:], rule=self._rule)
        first.table = rest.table = self.table
        first.carried = rest.carried = self.carried
        rest.keep = self.keep
        return first, rest


class TableHead(Block):
    """The titles of the columns over a line; stands again on each page, with `label` above where that is to be said."""

    __slots__ = ("_cells", "_label", "_label_height", "_theme")

    def __init__(self, theme: Theme, cells: Sequence[Cell], *, gap: float = 0.0, label: str = "") -> None:
        self._label_height = theme.label.leading + PAD if label else 0.0
        super().__init__(self._label_height + theme.head.leading + PAD + 1, gap=gap)
        self._theme = theme
        self._cells = cells
        self._label = label

    def draw(self, pen: Pen, top: float) -> None:
        """Draws the titles and the line."""
        theme = self._theme
        bottom = top - self.height
        if self._label:
            pen.text(theme.left, top - base_line(theme.label), self._label, theme.label)
            top -= self._label_height
        for x, word, style in self._cells:
            pen.text(x, top - base_line(style), word, style)
        pen.rule(theme.left, theme.right, bottom, theme.rule, theme.hairline)
