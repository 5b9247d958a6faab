"""Rows of a table turned on their side: a column is cleaned at once, which is ten times faster than cell by cell."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import islice

from crm_desktop.domain.errors import Refused
from crm_desktop.domain.text import clean_line, clean_text
from crm_desktop.exchange.guard import unguard

SIZE = 2_000
_SHORT = 500

Rows = Iterator[tuple[int, list[str]]]


class Chunk:
    """Some rows with their columns. A cell that cannot be kept leaves its row in `errors` and an empty text."""

    def __init__(self, rows: Sequence[tuple[int, list[str]]], width: int) -> None:
        self.lines = [line for line, _ in rows]
        self.size = len(rows)
        self.errors: dict[int, Refused] = {}
        self.surplus = {place: cells[width:] for place, (_, cells) in enumerate(rows) if len(cells) > width}
        self._columns = list(zip(*(cells[:width] for _, cells in rows), strict=True))

    def line(self, place: int) -> list[str]:
        """A column of texts on one line."""
        return self._cleaned(place, clean_line)

    def text(self, place: int) -> list[str]:
        """A column of texts that may have several lines."""
        return self._cleaned(place, clean_text)

    def _cleaned(self, place: int, clean: Callable[[str], str]) -> list[str]:
        column = self._columns[place]
        together = "".join(column)
        plain = together.isprintable() and "  " not in together and "'" not in together
        if plain and (len(together) < _SHORT or len(max(column, key=len)) < _SHORT):
            return [cell.strip() for cell in column]
        return [self._cell(number, cell, clean) if cell else "" for number, cell in enumerate(column)]

    def _cell(self, number: int, cell: str, clean: Callable[[str], str]) -> str:
        try:
            return unguard(clean(cell))
        except Refused as error:
            self.errors.setdefault(number, error)
            return ""


def chunks(rows: Rows, width: int) -> Iterator[Chunk]:
    """All rows, some at a time; each has at least `width` cells."""
    while taken := list(islice(rows, SIZE)):
        yield Chunk(taken, width)
