"""The block of sums at the end of a table: labels and amounts on the right half of the page, the total set large."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from crm_desktop.reports.flow import Block
from crm_desktop.reports.parts.lines import base_line
from crm_desktop.reports.pen import Pen
from crm_desktop.reports.text import wrapped
from crm_desktop.reports.theme import Style, Theme

WIDTH = 0.5
"""The part of the page's width that the sums take."""
RULE_GAP = 5.0
LABEL_GAP = 14.0
ASIDE_GAP = 24.0
FILL_SIDE, FILL_GAP = 6.0, 5.0
"""How far the ground of a total reaches over its words at either side, and the white below it."""


@dataclass(frozen=True, slots=True)
class Sum:
    """One sum: its label, its written amount ('' for a remark), its style, and whether a line stands above it."""

    label: str
    amount: str
    style: Style
    ruled: bool = False


class Aside(Protocol):
    """What stands beside the sums, where half of the page is free: `height` high."""

    height: float

    def fit(self, width: float) -> None:
        """Sets it `width` wide."""

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Draws it with its upper left corner at `x`, `top`."""


class Sums(Block):
    """Sums one under the other; splits between two of them only when they are higher than a page."""

    __slots__ = ("_aside", "_left", "_rows", "_theme")

    def __init__(self, sums: Sequence[Sum], theme: Theme, *, gap: float = 12.0, aside: Aside | None = None) -> None:
        self._theme = theme
        self._aside = aside
        widest = max((one.style.width(one.amount) for one in sums), default=0.0)
        wide = min(theme.width, max(theme.width * WIDTH, widest + theme.width * 0.25))
        self._left = theme.right - wide
        self._rows = [(one, _label(one, wide)) for one in sums]
        high = sum(_height(one, lines) for one, lines in self._rows)
        if theme.total_fill is not None:
            high += FILL_GAP
        if aside is not None:
            aside.fit(theme.width - wide - ASIDE_GAP)
            high = max(high, aside.height)
        super().__init__(high, gap=theme.gap(gap))

    def draw(self, pen: Pen, top: float) -> None:
        """Draws labels, amounts and the lines above totals."""
        theme, y = self._theme, top
        if self._aside is not None:
            self._aside.draw(pen, theme.left, top)
        last = self._last_ruled()
        for place, (one, lines) in enumerate(self._rows):
            style, high = one.style, one.style.leading * len(lines)
            if one.ruled:
                y -= RULE_GAP
                style = self._dress(pen, y, high, style, filled=place == last)
                y -= RULE_GAP
            base = y - base_line(style)
            for down, line in enumerate(lines):
                pen.text(self._left, base - down * style.leading, line, style)
            if one.amount:
                pen.right(theme.right, base, one.amount, style)
            y -= high
            if place == last and theme.total_fill is not None:
                y -= FILL_GAP

    def _last_ruled(self) -> int:
        """The place of the sum that matters most: of several totals the last; -1 where there is none."""
        return max((place for place, (one, _) in enumerate(self._rows) if one.ruled), default=-1)

    def _dress(self, pen: Pen, y: float, high: float, style: Style, *, filled: bool) -> Style:
        """Sets a total apart, by a line or by a ground of its own; answers the style of its words."""
        theme = self._theme
        if not filled or theme.total_fill is None or theme.total_filled is None:
            pen.rule(self._left, theme.right, y, theme.text, theme.strong_line)
            return style
        wide = theme.right - self._left + 2 * FILL_SIDE
        pen.fill(self._left - FILL_SIDE, y - RULE_GAP - high - 1, wide, high + RULE_GAP + 2, theme.total_fill)
        return theme.total_filled

    def split(self, room: float) -> tuple[Block, Block] | None:
        """The sums that fit, and the others."""
        place, used = 0, 0.0
        for one, lines in self._rows[:-2]:
            used += _height(one, lines)
            if used > room:
                break
            place += 1
        if not place or self.height <= self._theme.page_height / 2:
            return None
        sums = [one for one, _ in self._rows]
        first, rest = Sums(sums[:place], self._theme), Sums(sums[place:], self._theme, aside=self._aside)
        rest.keep = self.keep
        return first, rest


def _label(one: Sum, wide: float) -> list[str]:
    """The lines of a label beside its amount."""
    taken = one.style.width(one.amount) + LABEL_GAP if one.amount else 0.0
    return wrapped(one.label, one.style, max(wide - taken, wide * 0.2)) or [""]


def _height(one: Sum, lines: Sequence[str]) -> float:
    """How high a sum stands."""
    return one.style.leading * len(lines) + (2 * RULE_GAP if one.ruled else 0.0)
