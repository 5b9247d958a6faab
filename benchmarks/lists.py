"""The list of contacts: opened, scrolled by a page, and put in another order; each to painted."""

from __future__ import annotations

import tempfile
from contextlib import closing
from functools import partial
from itertools import count
from pathlib import Path
from sqlite3 import Connection

from benchmarks.data import business
from benchmarks.desk import Desk
from benchmarks.screen import SIZE, BareScreen, Screen
from benchmarks.table import Measurement, in_turn
from crm_desktop.db.connection import connect
from crm_desktop.ui.contacts.items import contact_source

SIZES = (1_000, 100_000)
PAGE = "SELECT id, name, lifecycle FROM contact WHERE deleted_at IS NULL ORDER BY {} LIMIT 50 OFFSET {}"
STEP = 50


def measure(sizes: tuple[int, ...] = SIZES) -> list[Measurement]:
    """With few and with many contacts."""
    with tempfile.TemporaryDirectory() as folder:
        return [each for size in sizes for each in _measured(business(Path(folder) / f"{size}.crm", size), size)]


def _measured(path: Path, size: int) -> list[Measurement]:
    note = f"{size:,} contacts"
    floor = "one indexed page by raw sqlite3, painted"
    with Desk(path, SIZE) as desk, Desk(path, SIZE) as bare_desk, closing(connect(path)) as raw:
        ours, bare = Screen(desk), BareScreen(bare_desk, size)
        # Nobody is chosen: else the place of the chosen one would be looked for in every order.
        ours.page.list.keeper.choose(None)
        opened = in_turn(partial(_raw_page, raw, bare, "sort_name, id"), partial(_open, ours, desk), 15)
        by_date = in_turn(partial(_raw_page, raw, bare, "created_at, id"), partial(_sort, ours, desk, count()), 15)
        _open(ours, desk)
        paged = in_turn(partial(_raw_scroll, raw, bare, size, count()), partial(_scroll, ours, size, count()), 15)
    return [
        Measurement("List of contacts opened to painted", floor, *opened, 3, note),
        Measurement("List in another order to painted", floor, *by_date, 5, note),
        Measurement("Page down to painted", floor, *paged, 1.5, note),
    ]


def _raw_page(raw: Connection, screen: BareScreen, order: str) -> None:
    raw.execute(PAGE.format(order, 0)).fetchall()
    screen.show()


def _open(screen: Screen, desk: Desk) -> None:
    screen.show_source(contact_source(desk.store))


def _sort(screen: Screen, desk: Desk, turn: count[int]) -> None:
    """Another order every time: by date, by life cycle, by sales."""
    sort = ("created", "lifecycle", "sales")[next(turn) % 3]
    screen.show_source(contact_source(desk.store).asking(sort=sort, descending=sort != "lifecycle"))


def _raw_scroll(raw: Connection, screen: BareScreen, size: int, turn: count[int]) -> None:
    place = _place(size, turn)
    raw.execute(PAGE.format("sort_name, id", place)).fetchall()
    screen.page_down(place * 56)


def _scroll(screen: Screen, size: int, turn: count[int]) -> None:
    screen.page_down(_place(size, turn) * 56)


def _place(size: int, turn: count[int]) -> int:
    """Another page every time, spread over the whole list."""
    return next(turn) * 7 * STEP * max(1, size // 1_000) % max(1, size - STEP)
