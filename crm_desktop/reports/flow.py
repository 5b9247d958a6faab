"""Pieces of a paper and how they fall on pages: nothing is cut that belongs together, in one pass over the pieces.

A `Block` knows its height and draws itself; a `Table` gives its blocks a head on every page and, when a page ends
amid them, carries their sum over. `paginate` places blocks; drawing comes after, when the number of pages is known.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from crm_desktop.reports.pen import Pen

MOST_TOGETHER = 12
"""The most blocks kept on one page for each other's sake: a paper of headings only must still fall on pages."""
TALL = 0.4
"""From this part of a page on, a block that may split does so rather than leave the rest of its page empty."""


class Block(ABC):
    """A piece of a paper.

    Attributes:
        height: in points, without the gap.
        gap: white above it, left out at the top of a page.
        keep: it must stand on the page on which the next block begins.
        table: the table it is a row of.
        carried: the sum carried over when a page ends after it; None before there is one.
        new_page: it begins a page.
        at_bottom: it stands at the foot of its page.
    """

    __slots__ = ("at_bottom", "carried", "gap", "height", "keep", "new_page", "table")

    def __init__(self, height: float, *, gap: float = 0.0, keep: bool = False) -> None:
        self.height = height
        self.gap = gap
        self.keep = keep
        self.table: Table | None = None
        self.carried: int | None = None
        self.new_page = False
        self.at_bottom = False

    @abstractmethod
    def draw(self, pen: Pen, top: float) -> None:
        """Draws it with its upper edge at `top`."""

    def split(self, room: float) -> tuple[Block, Block] | None:
        """Two blocks in place of this one, the first at most `room` high and neither a mere remnant; or None."""
        return None


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """What the rows of a table share: the head of each page, and the rows that carry a sum from page to page.

    `again` is the head of the pages on which the table goes on, when it is another. `carry_height` is the height of a
    carrying row; 0 and no makers for a table without sums.
    """

    head: Block
    again: Block | None = None
    carry_height: float = 0.0
    carried: Callable[[int], Block] | None = None
    brought: Callable[[int], Block] | None = None


@dataclass(frozen=True, slots=True)
class Frame:
    """Where blocks stand on a page: between `top` and `bottom`."""

    top: float
    bottom: float

    @property
    def height(self) -> float:
        """From top to bottom."""
        return self.top - self.bottom


Page = list[tuple[Block, float]]
"""The blocks of one page with their upper edges."""


def paginate(blocks: Iterable[Block], first: Frame, other: Frame) -> list[Page]:
    """Places all blocks on pages (one page at least), the first page's frame being `first`.

    Time and memory grow with the number of blocks, and no faster. A block that is higher than a page and cannot split
    is placed on a page of its own and runs over its end.
    """
    pages = _Pages(first, other)
    for together, following in _clusters(blocks):
        pages.place(together, following)
    return pages.done


def _clusters(blocks: Iterable[Block]) -> Iterator[tuple[list[Block], Block | None]]:
    """The blocks in groups to be kept on one page, each with the block that follows."""
    together: list[Block] = []
    for block in blocks:
        if together and (not together[-1].keep or block.new_page or len(together) == MOST_TOGETHER):
            yield together, block
            together = []
        together.append(block)
    if together:
        yield together, None


class _Pages:
    """The pages so far, and the place on the last one."""

    def __init__(self, first: Frame, other: Frame) -> None:
        self.done: list[Page] = [[]]
        self._other = other
        self._frame = first
        self._y = first.top
        self._empty = True
        self._table: Table | None = None
        self._brought: int | None = None
        self._last: Block | None = None

    def place(self, together: list[Block], following: Block | None) -> None:
        """Puts a group on this page, else whole on the next, else in parts."""
        if together[0].new_page and not self._empty:
            self._turn(together[0])
        while together:
            if self._need(together, following, self._empty) <= self._y - self._frame.bottom:
                for block in together:
                    self._add(block)
                return
            rest = self._part(together) if self._empty or self._is_worth_splitting(together, following) else None
            if rest is None:
                self._turn(together[0])
            else:
                together = rest

    def _is_worth_splitting(self, together: list[Block], following: Block | None) -> bool:
        """True for a group higher than a page, or with a block that would leave much of this page empty."""
        high = self._other.height
        return any(block.height > TALL * high for block in together) or self._need(together, following, True) > high

    def _need(self, together: list[Block], following: Block | None, empty: bool) -> float:
        """The height a group takes, with heads and gaps and the row that may have to carry a sum after it."""
        table = None if empty else self._table
        need = _reserve(together[-1], following)
        for block in together:
            need += self._lead(block, table, empty) + block.height
            table, empty = block.table, False
        return need

    def _lead(self, block: Block, table: Table | None, empty: bool) -> float:
        """The height between the last block and this one: its gap, or a head when `table` is not its own."""
        if block.table is None or block.table is table:
            return 0.0 if empty else block.gap
        head = self._head(block.table)
        carry = block.table.carry_height if self._goes_on(block.table) else 0.0
        return (0.0 if empty else head.gap) + head.height + carry

    def _part(self, together: list[Block]) -> list[Block] | None:
        """Places as much of a group as this page takes, and answers the rest; None when nothing may begin here."""
        room = self._y - self._frame.bottom
        table, empty = self._table, self._empty
        for place, block in enumerate(together):
            room -= self._lead(block, table, empty)
            pieces = block.split(room - _reserve(block, block))
            if pieces is not None:
                for whole in together[:place]:
                    self._add(whole)
                self._add(pieces[0])
                return [pieces[1], *together[place + 1 :]]
            room -= block.height
            table, empty = block.table, False
        if not self._empty:
            return None
        self._add(together[0])
        return together[1:]

    def _turn(self, following: Block) -> None:
        """Ends the page before `following`, and begins the next one."""
        last = self._last
        self._brought = None
        if last is not None and last.table is not None and last.table is following.table and last.carried is not None:
            self._carry(last.table, last.carried)
        self.done.append([])
        self._frame = self._other
        self._y = self._frame.top
        self._empty = True
        self._table = None

    def _carry(self, table: Table, carried: int) -> None:
        """Writes the sum so far under the last row, to be brought forward under the next head."""
        if table.carried is not None:
            self._put(table.carried(carried))
            self._brought = carried

    def _add(self, block: Block) -> None:
        """Puts a block under the last one, with the head of its table where the page has none yet."""
        table = block.table
        if table is not None and table is not self._table:
            self._begin(table)
        elif not self._empty:
            self._y -= block.gap
        if block.at_bottom:
            self._y = min(self._y, self._frame.bottom + block.height)
        self._put(block)
        self._empty = False
        self._table = table
        self._last = block

    def _begin(self, table: Table) -> None:
        """Puts a table's head, and the sum brought forward."""
        head = self._head(table)
        if not self._empty:
            self._y -= head.gap
        self._put(head)
        if self._brought is not None and table.brought is not None and self._goes_on(table):
            self._put(table.brought(self._brought))
            self._brought = None

    def _head(self, table: Table) -> Block:
        """The head a table has here."""
        return table.again if table.again is not None and self._goes_on(table) else table.head

    def _goes_on(self, table: Table) -> bool:
        """True when the last block placed is a row of the same table."""
        return self._last is not None and self._last.table is table

    def _put(self, block: Block) -> None:
        """Puts a block at the present place."""
        self.done[-1].append((block, self._y))
        self._y -= block.height


def _reserve(last: Block, following: Block | None) -> float:
    """The room a carrying row would need if the page ended after `last`."""
    table = last.table
    return table.carry_height if table is not None and following is not None and following.table is table else 0.0
