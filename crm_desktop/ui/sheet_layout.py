"""Where sheets of paper lie under each other: in the middle of the ground, with even gaps."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QRect

A4 = (595.28, 841.89)
"""Points; the sheet shown until the first page was drawn."""
TOP = 8
SIDE = 24
GAP = 16

Sizes = tuple[tuple[float, float], ...]
"""Width and height of each page in points."""


class SheetLayout:
    """The places of all pages at one scale; `room` is the width there is, in logical pixels like all of it."""

    def __init__(self, sizes: Sizes, scale: float, room: int) -> None:
        self.scale = scale
        self.widest = max((ceil(width * scale) for width, _height in sizes), default=0)
        self.places: list[QRect] = []
        middle, top = max(room, self.whole_width) // 2, TOP
        for width, height in sizes:
            across, down = ceil(width * scale), ceil(height * scale)
            self.places.append(QRect(middle - across // 2, top, across, down))
            top += down + GAP

    @property
    def whole_width(self) -> int:
        """The width of the widest page with its margins."""
        return self.widest + 2 * SIDE if self.widest else 0

    @property
    def whole_height(self) -> int:
        """The height of all pages with their margins."""
        return self.places[-1].bottom() + 1 + SIDE if self.places else 0

    def between(self, top: int, bottom: int) -> range:
        """The indexes of the pages of which something lies between two heights."""
        found = [index for index, place in enumerate(self.places) if place.top() < bottom and place.bottom() >= top]
        return range(found[0], found[-1] + 1) if found else range(0)

    def page_at(self, height: int) -> int:
        """The page at a height, from 1; 0 when there is none. A gap belongs to the page below it."""
        above = sum(place.top() - GAP <= height for place in self.places)
        return max(1, above) if self.places else 0


def scale_to_fit(sizes: Sizes, room: int) -> float:
    """Logical pixels to the point at which the widest page fills `room`."""
    widest = max((width for width, _height in sizes), default=A4[0])
    return max(room - 2 * SIDE, 80) / widest
