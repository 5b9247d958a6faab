"""Draws on the pages of one document: words, rules, boxes and pictures, in points from the page's lower left corner.

Words are drawn as plain strings, never as markup. All words of a page go into one text object, which is written after
the rules and pictures; face and colour are only changed where they differ.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from crm_desktop.reports.forms import Forms
from crm_desktop.reports.theme import Ink, Style


class Pen:
    """Writes on the engine's canvas, page after page. Texts must be `printable` and hold no line end.

    `forms` are the fields of the document that is drawn; None where it has none.
    """

    def __init__(self, canvas: Any, forms: Forms | None = None) -> None:
        self._canvas = canvas
        self.forms = forms
        self._words: Any = None
        self._style: Style | None = None

    def text(self, x: float, y: float, text: str, style: Style) -> None:
        """Sets `text` with its left end at `x` and its base line at `y`."""
        words = self._words
        if style is not self._style:
            words = self._use(style)
        words.setTextOrigin(x, y)
        words.textLine(text)

    def right(self, x: float, y: float, text: str, style: Style) -> None:
        """Sets `text` with its right end at `x`."""
        self.text(x - style.width(text), y, text, style)

    def rule(self, left: float, right: float, y: float, colour: Ink, thickness: float) -> None:
        """Draws a level line."""
        self._canvas.setStrokeColorRGB(*colour)
        self._canvas.setLineWidth(thickness)
        self._canvas.line(left, y, right, y)

    def box(self, x: float, y: float, size: float, colour: Ink, thickness: float) -> None:
        """Draws an empty square with its lower left corner at `x`, `y`."""
        self._canvas.setStrokeColorRGB(*colour)
        self._canvas.setLineWidth(thickness)
        self._canvas.rect(x, y, size, size, stroke=1, fill=0)

    def fill(self, x: float, y: float, width: float, height: float, colour: Ink) -> None:
        """Fills a rectangle with its lower left corner at `x`, `y`."""
        self._canvas.setFillColorRGB(*colour)
        self._canvas.rect(x, y, width, height, stroke=0, fill=1)

    def squares(self, x: float, top: float, side: float, rows: Iterable[Iterable[object]], colour: Ink) -> None:
        """Fills the squares of `rows` that are true, from the top; one shape, so that no seam shows between two."""
        path = self._canvas.beginPath()
        for down, row in enumerate(rows, 1):
            begin = None
            for across, dark in enumerate((*row, 0)):
                if dark and begin is None:
                    begin = across
                elif not dark and begin is not None:
                    path.rect(x + begin * side, top - down * side, (across - begin) * side, side)
                    begin = None
        self._canvas.setFillColorRGB(*colour)
        self._canvas.drawPath(path, stroke=0, fill=1)

    def picture(self, image: Any, x: float, y: float, width: float, height: float) -> None:
        """Draws a picture read by `logo.load_logo` into the rectangle with its lower left corner at `x`, `y`."""
        self._canvas.drawImage(image, x, y, width, height, mask="auto")

    def end_page(self) -> None:
        """Finishes the page; what is drawn next stands on a new one."""
        if self._words is not None:
            self._canvas.drawText(self._words)
        self._words = self._style = None
        self._canvas.showPage()

    def _use(self, style: Style) -> Any:
        """Makes `style` the style of the next words, and answers what they are written with."""
        if self._words is None:
            self._words = self._canvas.beginText()
        before, self._style = self._style, style
        if before is None or before.face is not style.face or before.size != style.size:
            self._words.setFont(style.face.name, style.size)
        if before is None or before.ink != style.ink:
            self._words.setFillColorRGB(*style.ink)
        return self._words
