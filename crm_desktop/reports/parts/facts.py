"""Labelled facts in two columns: what a reader looks up rather than reads."""

from __future__ import annotations

from collections.abc import Sequence

from crm_desktop.reports.flow import Block
from crm_desktop.reports.parts.lines import Lines, Set, height_of, set_lines
from crm_desktop.reports.pen import Pen
from crm_desktop.reports.text import limited, wrapped
from crm_desktop.reports.theme import Theme

COLUMN_GAP = 24.0
LABEL = 0.34
"""The part of a column that labels take."""
ROW_GAP = 3.0
MOST_LINES = 8
"""The most lines of one fact beside another; a longer one is set over the whole width."""

Fact = tuple[str, str]


class FactRow(Block):
    """One or two facts side by side."""

    __slots__ = ("_columns", "_theme")

    def __init__(self, theme: Theme, columns: Sequence[tuple[float, list[Set]]]) -> None:
        super().__init__(max(height_of(lines) for _, lines in columns) + ROW_GAP)
        self._theme = theme
        self._columns = columns

    def draw(self, pen: Pen, top: float) -> None:
        """Draws labels and values."""
        for x, lines in self._columns:
            set_lines(pen, x, top, lines)


def fact_blocks(facts: Sequence[Fact], theme: Theme) -> list[Block]:
    """The facts in reading order, two a row; those with nothing to say are left out."""
    told = [(label, value) for label, value in facts if value.strip()]
    wide = (theme.width - COLUMN_GAP) / 2
    short = [fact for fact in told if len(wrapped(fact[1], theme.fact, wide * (1 - LABEL))) <= MOST_LINES]
    blocks: list[Block] = []
    for place in range(0, len(short), 2):
        columns: list[tuple[float, list[Set]]] = []
        for side, (label, value) in enumerate(short[place : place + 2]):
            x = theme.left + side * (wide + COLUMN_GAP)
            columns.append((x, _cut(label, theme, wide * LABEL - 6)))
            columns.append(
                (x + wide * LABEL, [(line, theme.fact) for line in wrapped(value, theme.fact, wide * (1 - LABEL))])
            )
        blocks.append(FactRow(theme, columns))
    for label, value in told:
        if (label, value) not in short:
            blocks.append(Lines(theme.left, _cut(label, theme, theme.width), gap=ROW_GAP, keep=True))
            blocks.append(Lines(theme.left, [(line, theme.fact) for line in wrapped(value, theme.fact, theme.width)]))
    return blocks


def _cut(label: str, theme: Theme, width: float) -> list[Set]:
    """A label on at most two lines."""
    return [(line, theme.meta) for line in limited(wrapped(label, theme.meta, width), 2, theme.meta, width)]
