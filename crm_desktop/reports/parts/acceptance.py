"""Where the customer says yes: lines for date and signature at the foot of the last page."""

from __future__ import annotations

from crm_desktop.reports.flow import Block
from crm_desktop.reports.parts.lines import base_line
from crm_desktop.reports.pen import Pen
from crm_desktop.reports.theme import Theme
from crm_desktop.words import Words

WRITING_ROOM = 30.0
"""White above the lines, to write in."""
DATE_WIDTH = 0.3
GAP = 0.06


class Acceptance(Block):
    """Two lines to write on, with what belongs there beneath."""

    __slots__ = ("_labels", "_theme")

    def __init__(self, theme: Theme, words: Words) -> None:
        super().__init__(WRITING_ROOM + theme.meta.leading + 6, gap=18)
        self._theme = theme
        self._labels = (words.text("Date"), words.text("Accepted by (signature)"))
        self.at_bottom = True

    def draw(self, pen: Pen, top: float) -> None:
        """Draws lines and labels."""
        theme = self._theme
        y = top - WRITING_ROOM
        date_right = theme.left + theme.width * DATE_WIDTH
        name_left = date_right + theme.width * GAP
        pen.rule(theme.left, date_right, y, theme.rule, theme.hairline)
        pen.rule(name_left, theme.right, y, theme.rule, theme.hairline)
        y -= 2 + base_line(theme.meta)
        pen.text(theme.left, y, self._labels[0], theme.meta)
        pen.text(name_left, y, self._labels[1], theme.meta)
