"""A key press in the filter of the contacts to painted, and who calls by a number."""

from __future__ import annotations

import tempfile
from contextlib import closing
from functools import partial
from itertools import cycle
from pathlib import Path

from benchmarks.data import TODAY, business
from benchmarks.screen import MemoryRows, Screen
from benchmarks.table import Measurement, in_turn
from crm_desktop.db.connection import connect
from crm_desktop.db.database import Database
from crm_desktop.db.files import open_file
from crm_desktop.domain.phones import reversed_tail
from crm_desktop.services.callers import caller
from crm_desktop.services.finder import find

SIZES = (1_000, 100_000)
TYPED = (
    "a",
    "an",
    "ana",
    "ana ",
    "ana s",
    "ana so",
    "jo",
    "joã",
    "joão p",
    "9",
    "912",
    "912 3",
    "+351 9",
    "roc",
    "mato",
)
"""What a person types, key by key: names with and without accents, and numbers."""
NUMBER = "+351 900 000 123"
FLOOR = "reset and paint of 50 rows, nothing asked"
CALLER_GOAL = 0.002
INDEX = "SELECT contact_id FROM channel WHERE digits >= ? AND digits < ?"


def measure() -> list[Measurement]:
    """With few and with many contacts."""
    with tempfile.TemporaryDirectory() as folder:
        return [each for size in SIZES for each in _measured(business(Path(folder) / f"{size}.crm", size), size)]


def _measured(path: Path, size: int) -> list[Measurement]:
    note = f"{size:,} contacts"
    store = open_file(path)
    try:
        keys = in_turn(partial(_type_nothing, Screen(store, MemoryRows())), partial(_type, Screen(store)))
        called = in_turn(partial(_by_index, path), partial(_call, store), 21)
        found = in_turn(partial(_by_index, path), partial(_find, store), 21)
    finally:
        store.close()
    floor, seconds = (spent / len(TYPED) for spent in keys)
    return [
        Measurement("Key press in the filter to painted", FLOOR, floor, seconds, 1.5, note),
        Measurement("Caller’s card by number", "the 2 ms allowed", CALLER_GOAL, called[1], 1, note),
        Measurement("Key press in Ctrl+K, answered", "the 6 ms allowed", 0.006, found[1] / len(TYPED), 1, note),
    ]


def _type(screen: Screen) -> None:
    for typed in TYPED:
        screen.show_source(screen.source.asking(text=typed))


def _type_nothing(screen: Screen) -> None:
    for _typed, rows in zip(TYPED, cycle((MemoryRows(), MemoryRows(999))), strict=False):
        screen.show_source(rows)


def _by_index(path: Path) -> None:
    tail = reversed_tail(NUMBER)
    with closing(connect(path)) as raw:
        raw.execute(INDEX, (tail, tail + ":")).fetchall()


def _call(store: Database) -> None:
    with store.read() as session:
        caller(session, NUMBER, TODAY)


def _find(store: Database) -> None:
    for typed in TYPED:
        with store.read() as session:
            find(session, typed)
