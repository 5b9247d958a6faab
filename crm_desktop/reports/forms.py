"""Fields that a customer fills in the PDF itself: boxes to tick, a date and a name, and what the paper is known by.

The names of the fields are what `exchange.returned_forms` reads back.
"""

from __future__ import annotations

from typing import Any

OPTION = "option_"
"""What the name of a box begins with; the place of its line in the quote (from 0) follows."""
NAME, DAY = "accept_name", "accept_date"
IDENTITY = "crm_quote"
"""A hidden field: the number of the quote and the SHA-256 of its content, on two lines."""
FONT_SIZE = 9.5
MOST = 200
"""The most characters of a name or a date."""


class Forms:
    """The fields of one document, drawn on the engine's canvas. They have no ground: what is printed beneath shows."""

    def __init__(self, canvas: Any) -> None:
        # With the engine, when the first paper is drawn.
        from reportlab.lib.colors import transparent

        self._form = canvas.acroForm
        self._bare = {"borderWidth": 0, "borderColor": transparent, "fillColor": transparent}
        self._names: set[str] = set()

    def check_box(self, x: float, y: float, size: float, name: str, words: str) -> None:
        """A box to tick with its lower left corner at `x`, `y`; readers of the screen are told `words`."""
        if self._is_new(name):
            self._form.checkbox(name=name, tooltip=words, x=x, y=y, size=size, buttonStyle="check", **self._bare)

    def text(self, x: float, y: float, width: float, height: float, name: str, words: str) -> None:
        """A field to write in."""
        if self._is_new(name):
            place = {"x": x, "y": y, "width": width, "height": height}
            self._form.textfield(name=name, tooltip=words, fontSize=FONT_SIZE, maxlen=MOST, **place, **self._bare)

    def identify(self, identity: str) -> None:
        """Hides what the paper is known by on the present page."""
        self._form.textfield(
            name=IDENTITY, value=identity, x=0, y=0, width=1, height=1, maxlen=1_000,
            annotationFlags="hidden", fieldFlags="readOnly", **self._bare,
        )  # fmt: skip

    def _is_new(self, name: str) -> bool:
        """A field stands once: a line split over two pages has its box where it begins."""
        fresh = name not in self._names
        self._names.add(name)
        return fresh
