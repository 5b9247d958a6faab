"""Where the customer says yes: lines for date, name and signature at the foot of the last page."""

from __future__ import annotations

from crm_desktop.reports.flow import Block
from crm_desktop.reports.forms import DAY, NAME
from crm_desktop.reports.parts.lines import base_line
from crm_desktop.reports.pen import Pen
from crm_desktop.reports.theme import Theme
from crm_desktop.words import Words

WRITING_ROOM, TIGHT_ROOM = 30.0, 22.0
"""White above the lines, to write in."""
FIELD_HEIGHT = 15.0
GAP = 0.05

Place = tuple[str, str, float, float]
"""A label, the name of the field above it ('' for none), and from where to where its line goes."""


class Acceptance(Block):
    """Lines to write on, with what belongs there beneath; `fields`: date and name can be typed into the PDF."""

    __slots__ = ("_places", "_room", "_theme")

    def __init__(self, theme: Theme, words: Words, *, fields: bool = False) -> None:
        self._room = TIGHT_ROOM if theme.tight else WRITING_ROOM
        super().__init__(self._room + theme.meta.leading + 6, gap=theme.gap(18))
        self._theme = theme
        self.at_bottom = True
        day, signature = words.text("Date"), words.text("Accepted by (signature)")
        parts = [(day, "", 0.3), (signature, "", 0.64)]
        if fields:
            parts = [(day, DAY, 0.22), (words.text("Name"), NAME, 0.36), (signature, "", 0.32)]
        self._places: list[Place] = []
        x, gap = theme.left, theme.width * GAP
        for label, field, part in parts:
            self._places.append((label, field, x, x + theme.width * part))
            x += theme.width * part + gap
        label, field, left, _right = self._places[-1]
        self._places[-1] = (label, field, left, theme.right)

    def draw(self, pen: Pen, top: float) -> None:
        """Draws lines and labels."""
        theme = self._theme
        y = top - self._room
        for label, field, left, right in self._places:
            pen.rule(left, right, y, theme.rule, theme.hairline)
            pen.text(left, y - 2 - base_line(theme.meta), label, theme.meta)
            if field and pen.forms is not None:
                pen.forms.text(left, y + 1, right - left, FIELD_HEIGHT, field, label)
