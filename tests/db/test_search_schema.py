"""Tests of how the index is kept: its cost does not grow with the file."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest

from crm_desktop.db.bulk import bulk_insert
from crm_desktop.db.connection import connect
from crm_desktop.db.database import Database
from crm_desktop.db.models.contacts import Contact
from crm_desktop.db.search import MANY
from crm_desktop.db.search_schema import KIND_NUMBERS, SLOTS, SOURCES, refresh_statements, statements, triggers


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
        assert walked in ([], ["SCAN search VIRTUAL TABLE INDEX 0:="]), steps
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
        assert "INTO search(" not in sql, name


def test_every_kind_has_a_slot_of_its_own() -> None:
    assert sorted(KIND_NUMBERS.values()) == list(range(len(KIND_NUMBERS)))
    assert len(KIND_NUMBERS) <= SLOTS
    assert {source.kind for source in SOURCES} == set(KIND_NUMBERS)
    assert len(statements()) == len(set(statements()))
