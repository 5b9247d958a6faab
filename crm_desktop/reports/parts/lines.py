"""Lines of words one under the other: the block of all running text, which may go on over many pages."""

from __future__ import annotations

from collections.abc import Sequence

from crm_desktop.reports.flow import Block
from crm_desktop.reports.pen import Pen
from crm_desktop.reports.text import wrapped
from crm_desktop.reports.theme import Style

FEWEST = 2
"""The fewest lines of a text that stand alone on a page."""

CAP_HALF = 0.33
"""Half the height of a capital, as part of the type size: what centres a line in its leading."""

Set = tuple[str, Style]
"""One line of text and its style."""


def base_line(style: Style) -> float:
    """How far below the top of its line the letters of `style` stand."""
    return style.leading / 2 + style.size * CAP_HALF


def height_of(lines: Sequence[Set]) -> float:
    """How high the lines stand together."""
    return sum([style.leading for _, style in lines])


def set_lines(pen: Pen, x: float, top: float, lines: Sequence[Set]) -> None:
    """Draws lines from `top` down with their left ends at `x`."""
    y = top
    for text, style in lines:
        pen.text(x, y - base_line(style), text, style)
        y -= style.leading


def lines_before(lines: Sequence[Set], room: float) -> int:
    """How many lines may stand in `room` when the others go to the next page: 0 when none should."""
    place, used = 0, 0.0
    for _, style in lines[: len(lines) - FEWEST]:
        used += style.leading
        if used > room:
            break
        place += 1
    return place if place >= FEWEST else 0


class Lines(Block):
    """Lines of words at `x`; splits between any two of them, leaving two at least on either page."""

    __slots__ = ("_lines", "_x")

    def __init__(self, x: float, lines: Sequence[Set], *, gap: float = 0.0, keep: bool = False) -> None:
        super().__init__(height_of(lines), gap=gap, keep=keep)
        self._x = x
        self._lines = lines

    def draw(self, pen: Pen, top: float) -> None:
        """Draws the lines."""
        set_lines(pen, self._x, top, self._lines)

    def split(self, room: float) -> tuple[Block, Block] | None:
        """The lines that fit, and the others."""
        place = lines_before(self._lines, room)
        if not place:
            return None
        return Lines(self._x, self._lines[:place]), Lines(self._x, self._lines[place:], keep=self.keep)


def paragraphs(text: str, style: Style, x: float, width: float, *, gap: float = 0.0) -> list[Block]:
    """A typed text as one block of lines; no block for an empty text."""
    lines = [(line, style) for line in wrapped(text, style, width)]
    return [Lines(x, lines, gap=gap)] if lines else []
