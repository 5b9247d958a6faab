"""Every row of a file, to compare a file before and after; and the proof that a gesture can be undone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from crm_desktop.db.database import Database
from crm_desktop.db.models.every import METADATA
from crm_desktop.db.search_schema import INDEXES

Rows = dict[str, list[tuple[Any, ...]]]


def all_rows(store: Database) -> Rows:
    """Every row of every table that undo looks after, and of the search indexes."""
    with store.read() as session:
        found = {
            table.name: [tuple(row) for row in session.execute(text(f'SELECT * FROM "{table.name}" ORDER BY id'))]
            for table in METADATA.sorted_tables
            if table.info.get("recorded")
        }
        for index in INDEXES:
            rows = session.execute(text(f"SELECT rowid, * FROM {index} ORDER BY rowid"))
            found[index] = [tuple(row) for row in rows]
    return found


@contextmanager
def undoable(store: Database, label: str = "Gesture") -> Iterator[Session]:
    """A gesture that must have changed something, that undo takes back and redo does again, row for row."""
    before = all_rows(store)
    with store.write(label) as session:
        yield session
    after = all_rows(store)
    assert after != before
    store.undo()
    assert all_rows(store) == before
    store.redo()
    assert all_rows(store) == after


def did(store: Database, work: Callable[[Session], Any]) -> Any:
    """What `work` answers, done as one gesture."""
    with store.write("Gesture") as session:
        return work(session)
