"""Tests of how the index is kept: its cost does not grow with the file."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from crm_desktop.db.connection import connect
from crm_desktop.db.database import Database
from crm_desktop.db.history import DROP_REDO
from crm_desktop.db.models.contacts import Contact
from crm_desktop.db.search import MANY
from crm_desktop.db.search_schema import (
    INDEXES,
    KIND_NUMBERS,
    SLOTS,
    SOURCES,
    index_of,
    refresh_statements,
    statements,
    triggers,
)
from tests.db.contents import filled_file
from tests.factories import bulk_insert


@pytest.fixture
def connection(database: Database) -> Iterator[sqlite3.Connection]:
    """A connection to an empty file."""
    with closing(connect(database.path)) as found:
        yield found


@pytest.mark.parametrize("kind", KIND_NUMBERS)
def test_a_stale_record_is_found_by_its_id_and_not_by_walking_an_index(
    connection: sqlite3.Connection, kind: str
) -> None:
    for statement in refresh_statements(kind):
        steps = [detail for *_numbers, detail in connection.execute(f"EXPLAIN QUERY PLAN {statement}")]
        walked = [step for step in steps if step.startswith("SCAN") and "search_stale" not in step]
        # An equal sign: the row is asked for by its number.
        assert walked in ([], [f"SCAN {index_of(kind)} VIRTUAL TABLE INDEX 0:="]), steps
        for step in steps:
            assert not step.startswith("SEARCH c") or "INTEGER PRIMARY KEY" in step, steps


def test_a_long_load_leaves_one_segment_so_that_no_later_save_has_to_merge_it(database: Database) -> None:
    row = {"kind": "person", "sort_name": "", "created_at": "2026-01-01T00:00:00+00:00"}
    with database.write("Load") as session:
        bulk_insert(session, Contact, [{**row, "name": f"Person {number * 7919}"} for number in range(MANY + 1)])
    with closing(connect(database.path)) as connection:
        # The id of a page of the index begins with the number of its segment.
        segments = connection.execute("SELECT DISTINCT id >> 37 FROM search_data WHERE id > 10").fetchall()
        assert len(segments) == 1


def test_triggers_write_ordinary_rows_only_because_older_sqlite_refuses_the_index_itself() -> None:
    for name, sql in triggers().items():
        assert "search_stale" in sql, name
        assert not any(f"INTO {index}(" in sql for index in INDEXES), name


@pytest.mark.parametrize(
    ("statement", "stale"),
    [
        ("UPDATE deal SET position = 9, stage_id = 2, value = 1, expected_close = '2027-01-01'", 0),
        ("UPDATE contact SET lifecycle = 'customer', language = 'pt_PT', digest = 'x'", 0),
        ("UPDATE channel SET is_primary = 1, position = 4, digits = '1', folded = 'x'", 0),
        ("UPDATE quote SET status = 'sent', net = net WHERE id = 2", 0),
        ("UPDATE deal SET title = 'x'", 1),
        ("UPDATE contact SET tax_id = 'x' WHERE id = 2", 1),
        ("UPDATE channel SET city = 'x' WHERE contact_id = 1", 1),
        ("UPDATE quote_line SET quote_id = 3, description = 'x' WHERE quote_id = 2", 2),
        ("UPDATE contact SET name = 'x' WHERE id = 1", 2),
    ],
)
def test_only_a_change_of_what_is_indexed_makes_a_record_stale(tmp_path: Path, statement: str, stale: int) -> None:
    with closing(connect(filled_file(tmp_path))) as connection:
        connection.execute("PRAGMA foreign_keys=OFF")
        connection.execute(statement)
        assert connection.execute("SELECT count(*) FROM search_stale").fetchone() == (stale,)


def test_what_can_be_done_again_is_found_without_walking_the_history(connection: sqlite3.Connection) -> None:
    steps = connection.execute("EXPLAIN QUERY PLAN SELECT id FROM gesture WHERE state = 'undone' ORDER BY id LIMIT 1")
    assert "ix_gesture_undone" in str(steps.fetchall())
    steps = connection.execute(f"EXPLAIN QUERY PLAN {DROP_REDO}")
    assert "ix_gesture_undone" in str(steps.fetchall())


def test_every_kind_has_a_slot_of_its_own() -> None:
    assert sorted(KIND_NUMBERS.values()) == list(range(len(KIND_NUMBERS)))
    assert len(KIND_NUMBERS) <= SLOTS
    assert {source.kind for source in SOURCES} == set(KIND_NUMBERS)
    assert len(statements()) == len(set(statements()))
