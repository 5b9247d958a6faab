"""Tests of undo and redo of what came in bulk: to the bin as a whole, and back."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import select

from crm_desktop.db.connection import connect
from crm_desktop.db.database import Database
from crm_desktop.db.models.contacts import Contact
from crm_desktop.db.types import is_damaged
from tests import factories as make
from tests.db.contents import contents
from tests.factories import bulk_insert

HISTORY = ("gesture", "gesture_row", "gesture_batch")


def _all(database: Database) -> dict[str, list[tuple[Any, ...]]]:
    return contents(database.path, without=HISTORY)


def _add(database: Database, name: str, **values: Any) -> None:
    with database.write(f"Add {name}", subject=name) as session:
        session.add(make.person(name, **values))


def _import(database: Database, count: int) -> range:
    with database.write("Import") as session:
        rows = [
            {
                "kind": "person",
                "name": f"P{number}",
                "sort_name": f"p{number}",
                "created_at": "2026-01-01T00:00:00+00:00",
            }
            for number in range(count)
        ]
        return bulk_insert(session, Contact, rows)


@pytest.mark.parametrize("count", [3, 6000])
def test_an_import_goes_to_the_bin_as_a_whole_and_comes_back(database: Database, count: int) -> None:
    _add(database, "Ana")
    _import(database, count)
    after = _all(database)
    database.undo()
    with database.read() as session:
        names = session.scalars(select(Contact.name).where(Contact.deleted_at.is_(None))).all()
        binned = session.scalars(select(Contact.deleted_at).where(Contact.deleted_at.is_not(None))).all()
    assert names == ["Ana"]
    assert len(binned) == count
    assert not any(is_damaged(moment) for moment in binned)
    assert len(set(binned)) == 1
    database.redo()
    assert _all(database) == after


def test_what_the_user_binned_himself_keeps_its_own_time(database: Database) -> None:
    _import(database, 4)
    moment = datetime.now(UTC).replace(microsecond=0)
    with closing(connect(database.path)) as other:  # in the same second, without a gesture to take back first
        other.execute("UPDATE contact SET deleted_at = ? WHERE id = 2", (moment.isoformat(),))
    database.undo()
    database.redo()
    with database.read() as session:
        assert session.scalars(select(Contact.id).where(Contact.deleted_at.is_not(None))).all() == [2]
        assert session.get_one(Contact, 2).deleted_at == moment


def test_what_was_taken_out_of_the_bin_meanwhile_stays_out(database: Database) -> None:
    _import(database, 4)
    database.undo()
    with closing(connect(database.path)) as other:
        other.execute("UPDATE contact SET deleted_at = NULL WHERE id = 3")
    database.redo()
    with database.read() as session:
        assert len(session.scalars(select(Contact.id).where(Contact.deleted_at.is_(None))).all()) == 4
