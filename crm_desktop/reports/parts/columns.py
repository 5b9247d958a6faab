"""Where the columns of a table stand: each as wide as its words need, the one with running text taking the rest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

GAP = 14.0
"""White between two columns."""
NARROWEST_TEXT = 110.0
"""What is left for the running text before the other columns are set smaller."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its title, whether it is ranged right (figures), whether it takes the rest, the white before it."""

    title: str = ""
    right: bool = False
    takes_rest: bool = False
    gap: float = GAP


@dataclass(frozen=True, slots=True)
class Place:
    """Where a column stands."""

    left: float
    right: float
    ranged_right: bool

    @property
    def width(self) -> float:
        """From edge to edge."""
        return self.right - self.left

    def x(self, width: float) -> float:
        """The left end of words `width` wide."""
        return self.right - width if self.ranged_right else self.left


@dataclass(frozen=True, slots=True)
class Grid:
    """The places of all columns, and by how much their type is scaled (1, or less where figures are very long)."""

    places: tuple[Place, ...]
    text: Place
    scale: float


def lay_out(columns: Sequence[Column], widths: Sequence[float], left: float, right: float) -> Grid:
    """Places `columns`, `widths` of words wide, between two edges; the width of the running text is ignored."""
    gaps = sum(column.gap for column in columns[1:])
    needed = sum(width for column, width in zip(columns, widths, strict=True) if not column.takes_rest)
    free = right - left - gaps - NARROWEST_TEXT
    scale = min(1.0, free / needed) if needed else 1.0
    rest = right - left - gaps - needed * scale
    places: list[Place] = []
    x, text = left, Place(left, right, False)
    for column, width in zip(columns, widths, strict=True):
        x += column.gap if places else 0.0
        wide = rest if column.takes_rest else width * scale
        place = Place(x, x + wide, column.right)
        places.append(place)
        text = place if column.takes_rest else text
        x += wide
    return Grid(tuple(places), text, scale)
