"""The list of quotes: opened, filtered by a word, scrolled by a page, and put in another order; each to painted."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from itertools import count
from pathlib import Path
from sqlite3 import Connection

from benchmarks.data import TODAY, business, quotes
from benchmarks.desk import Desk, paint, settle
from benchmarks.editor import NoPages
from benchmarks.table import Measurement, in_turn
from crm_desktop.db.connection import connect
from crm_desktop.services.quote_list import QuoteRow
from crm_desktop.ui.kit.query_table_model import QueryTableModel
from crm_desktop.ui.kit.store_source import StoreSource
from crm_desktop.ui.kit.table import TableView
from crm_desktop.ui.quotes.columns import COLUMNS
from crm_desktop.ui.quotes.page import QuotesPage

SIZE = 10_000
CONTACTS = 1_000
IN_SIGHT = (1280, 1600)
STEP = 40
PAGE = (
    "SELECT id, number, title, date, status, total FROM quote WHERE deleted_at IS NULL ORDER BY {} LIMIT 50 OFFSET {}"
)
FLOOR = "one page by raw sqlite3 in that order, and paint of the same table"


@dataclass(frozen=True, slots=True)
class MemoryQuotes:
    """A source that asks nobody."""

    found: int

    def count(self) -> int:
        """How many."""
        return self.found

    def ids(self, first: int, limit: int) -> Sequence[int]:
        """Numbers in order."""
        return range(first, min(first + limit, self.found))

    def rows(self, ids: Sequence[int]) -> Mapping[int, QuoteRow]:
        """A row for each."""
        return {number: _row(number) for number in ids}

    def sorted_by(self, _column_key: str, _descending: bool) -> MemoryQuotes:
        """The same."""
        return self


def _row(number: int) -> QuoteRow:
    return QuoteRow(
        id=number,
        number=f"2026/{number:05}",
        title="Remodelação",
        contact_id=1,
        contact="Ana Sousa",
        date=TODAY,
        valid_until=TODAY,
        status="sent",
        net=100_000,
        total=123_000,
        currency="EUR",
        damaged=False,
    )


class _Ours:
    """The tab as it is; every change is painted before the call ends."""

    def __init__(self, desk: Desk) -> None:
        self.page = QuotesPage(desk.context, renderer=NoPages())
        desk.show(self.page)
        settle()
        # Nobody is chosen: else the place of the chosen one would be looked for in every order.
        self.page.listing.table.keeper.choose(None)
        self._turns = count()

    def open(self) -> None:
        """The list anew."""
        self.page.listing.refresh()
        paint(self.page)

    def filter(self, typed: str) -> None:
        """Another filter."""
        self.page.listing.bar.field.setText(typed)
        paint(self.page)

    def filter_in_turn(self) -> None:
        """By a word of titles, of a customer, and by none."""
        self.filter(("cozinha", "sousa", "")[next(self._turns) % 3])

    def sort(self) -> None:
        """By total, customer or day."""
        key = ("total", "contact", "date")[next(self._turns) % 3]
        source = self.page.listing.model.paged.source
        assert isinstance(source, StoreSource)
        self.page.listing.model.set_source(source.sorted_by(key, descending=True))
        paint(self.page)

    def scroll(self, row: int) -> None:
        """To a row."""
        self.page.listing.table.verticalScrollBar().setValue(row)
        paint(self.page)


class _Bare:
    """The same table over rows in memory, beside a query by raw sqlite3."""

    def __init__(self, desk: Desk, raw: Connection) -> None:
        self._raw = raw
        self.model: QueryTableModel[QuoteRow] = QueryTableModel(MemoryQuotes(SIZE), COLUMNS)
        self.table = TableView(self.model, "Quotes", desk.context.state, "bare")
        desk.show(self.table)

    def reset(self, order: str) -> None:
        """One page in an order."""
        self._raw.execute(PAGE.format(order, 0)).fetchall()
        self.model.set_source(MemoryQuotes(SIZE))
        paint(self.table)

    def scroll(self, row: int) -> None:
        """To a row."""
        self._raw.execute(PAGE.format("date DESC, id DESC", row)).fetchall()
        self.table.verticalScrollBar().setValue(row)
        paint(self.table)


def measure(size: int = SIZE) -> list[Measurement]:
    """With ten thousand quotes of a thousand customers."""
    with tempfile.TemporaryDirectory() as folder:
        path = quotes(business(Path(folder) / "quotes.crm", CONTACTS), size, CONTACTS)
        with Desk(path, IN_SIGHT) as desk, Desk(path, IN_SIGHT) as bare_desk, closing(connect(path)) as raw:
            ours, bare = _Ours(desk), _Bare(bare_desk, raw)
            by_date = partial(bare.reset, "date DESC, id DESC")
            opened = in_turn(by_date, ours.open, 15)
            filtered = in_turn(by_date, ours.filter_in_turn, 15)
            ours.filter("")
            ordered = in_turn(partial(bare.reset, "total DESC, id DESC"), ours.sort, 15)
            places, others = count(), count()
            paged = in_turn(lambda: bare.scroll(_place(size, places)), lambda: ours.scroll(_place(size, others)), 15)
    note = f"{size:,} quotes"
    return [
        Measurement("List of quotes opened to painted", FLOOR, *opened, 3, note),
        Measurement("List of quotes filtered to painted", FLOOR, *filtered, 3, note),
        Measurement("List of quotes in another order to painted", FLOOR, *ordered, 5, note),
        Measurement("Page down in quotes to painted", FLOOR, *paged, 1.5, note),
    ]


def _place(size: int, turn: count[int]) -> int:
    """Another page every time, spread over the whole list."""
    return next(turn) * 7 * STEP * max(1, size // 1_000) % max(1, size - STEP)
