"""Rows of tables: one text column whose words wrap and may split over pages, and cells that stand on its first line."""

from __future__ import annotations

from collections.abc import Sequence

from crm_desktop.reports.flow import Block
from crm_desktop.reports.parts.lines import Set, base_line, height_of, lines_before
from crm_desktop.reports.pen import Pen
from crm_desktop.reports.theme import Ink, Style, Theme

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
        super().__init__((height_of(lines) if lines else theme.row.leading) + 2 * theme.row_pad)
        self._theme = theme
        self._x = x
        self._lines = lines
        self._cells = cells
        self._rule = rule

    def draw(self, pen: Pen, top: float) -> None:
        """Draws the first line with the cells in reading order, the other lines, and the hairline."""
        y = top - self._theme.row_pad
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
        place = lines_before(self._lines, room - 2 * self._theme.row_pad)
        if not place:
            return None
        first = type(self)(self._theme, self._x, self._lines[:place], self._cells)
        rest = Row(self._theme, self._x, self._lines[place:], rule=self._rule)
        first.table = rest.table = self.table
        first.carried = rest.carried = self.carried
        rest.keep = self.keep
        return first, rest


HEAD_PAD = 5.0
FILL_SIDE = 6.0
"""How far the ground of a coloured head reaches over the words at either side."""


class TableHead(Block):
    """The titles of the columns over a line or on a coloured ground; stands again on each page.

    `label` stands above them where it is to be said what goes on.
    """

    __slots__ = ("_cells", "_label", "_label_height", "_theme")

    def __init__(self, theme: Theme, cells: Sequence[Cell], *, gap: float = 0.0, label: str = "") -> None:
        self._label_height = theme.label.leading + HEAD_PAD if label else 0.0
        # A ground needs room for itself above the titles and below.
        pad = 2 * HEAD_PAD if theme.head_fill is not None else HEAD_PAD + 1
        super().__init__(self._label_height + theme.head.leading + pad, gap=theme.gap(gap))
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
        if theme.head_fill is not None:
            pen.fill(theme.left - FILL_SIDE, bottom + 1, theme.width + 2 * FILL_SIDE, top - bottom - 1, theme.head_fill)
            top -= HEAD_PAD - 1
        else:
            pen.rule(theme.left, theme.right, bottom, theme.head_line or theme.rule, theme.hairline)
        for x, word, style in self._cells:
            pen.text(x, top - base_line(style), word, style)
