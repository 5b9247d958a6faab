"""Tests of when undo refuses: barriers, and records that others have changed since."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from crm_desktop.db.connection import connect
from crm_desktop.db.database import Database
from crm_desktop.db.models.contacts import Contact
from crm_desktop.domain.errors import Refused
from crm_desktop.sentences import SENTENCES, sentence
from tests import factories as make
from tests.db.contents import contents
from tests.factories import opened

HISTORY = ("gesture", "gesture_row", "gesture_batch")


def _all(database: Database) -> dict[str, list[tuple[Any, ...]]]:
    return contents(database.path, without=HISTORY)


def _add(database: Database, name: str, **values: Any) -> None:
    with database.write(f"Add {name}", subject=name) as session:
        session.add(make.person(name, **values))


def test_nothing_to_undo_or_redo_is_said(database: Database) -> None:
    with pytest.raises(Refused, match=r"undo\.nothing"):
        database.undo()
    with pytest.raises(Refused, match=r"redo\.nothing"):
        database.redo()


@pytest.mark.parametrize("step", ["undo", "redo"])
def test_a_row_another_window_changed_since_is_not_overwritten(file: Path, step: str) -> None:
    with opened(file) as database:
        _add(database, "Ana")
        with database.write("Edit") as session:
            session.get_one(Contact, 1).notes = "mine"
        if step == "redo":
            database.undo()
        with closing(connect(file)) as other:
            other.execute("UPDATE contact SET notes = 'theirs'")
        before = contents(file, without=())
        with pytest.raises(Refused, match=r"undo\.changed_since") as caught:
            getattr(database, step)()
        assert "Nothing was" in sentence(caught.value)
        assert contents(file, without=()) == before


@pytest.mark.parametrize(
    ("gesture", "meddling"),
    [
        ("UPDATE contact SET notes = 'x'", "DELETE FROM contact"),
        ("DELETE FROM contact", "INSERT INTO contact SELECT * FROM kept"),
    ],
)
def test_a_row_that_came_or_went_meanwhile_is_not_overwritten(file: Path, gesture: str, meddling: str) -> None:
    with opened(file) as database:
        _add(database, "Ana")
        with database.write("Change") as session:
            ana = session.get_one(Contact, 1)
            session.connection().exec_driver_sql("CREATE TABLE kept AS SELECT * FROM contact")
            if gesture.startswith("DELETE"):
                session.delete(ana)
            else:
                ana.notes = "x"
        with closing(connect(file)) as other:
            other.execute(meddling)
        with pytest.raises(Refused, match=r"undo\.changed_since"):
            database.undo()


def test_another_field_of_the_row_may_have_changed(file: Path) -> None:
    with opened(file) as database:
        _add(database, "Ana")
        with database.write("Edit") as session:
            session.get_one(Contact, 1).notes = "mine"
        with closing(connect(file)) as other:
            other.execute("UPDATE contact SET nickname = 'theirs'")
        database.undo()
        with database.read() as session:
            ana = session.get_one(Contact, 1)
            assert (ana.notes, ana.nickname) == ("", "theirs")


def test_what_others_still_belong_to_is_not_taken_back(file: Path) -> None:
    with opened(file) as database:
        _add(database, "Ana")
        with closing(connect(file)) as other:
            other.execute("INSERT INTO contact_tag (contact_id, name, folded) VALUES (1, 'x', 'x')")
        with pytest.raises(Refused, match=r"undo\.in_use"):
            database.undo()
        with closing(connect(file)) as other:
            other.execute("DELETE FROM contact_tag")
        assert database.undo() == ("Add Ana", "Ana")


def test_undo_stops_at_a_barrier_and_says_its_sentence(database: Database) -> None:
    _add(database, "Ana")
    with database.write("Issue quote", subject="2026/0001", barrier="undo.restored") as session:
        session.add(make.quote())
    before = _all(database)
    with pytest.raises(Refused, match=r"undo\.restored") as caught:
        database.undo()
    assert caught.value.values == {"label": "Issue quote", "subject": "2026/0001"}
    assert _all(database) == before
    _add(database, "Bento")
    database.undo()
    with pytest.raises(Refused, match=r"undo\.restored"):
        database.undo()


def test_a_barrier_counts_even_when_nothing_else_changed(database: Database) -> None:
    _add(database, "Ana")
    with database.write("Send", barrier="undo.restored"):
        pass
    with pytest.raises(Refused, match=r"undo\.restored"):
        database.undo()


def test_every_sentence_of_undo_is_there() -> None:
    keys = {"undo.nothing", "redo.nothing", "undo.changed_since", "undo.in_use", "undo.migrated", "undo.restored"}
    assert keys <= set(SENTENCES)


def test_a_failure_in_the_middle_of_an_undo_leaves_everything(database: Database) -> None:
    _add(database, "Ana", channels=[make.phone()])
    before = contents(database.path, without=())

    def fail(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if statement.startswith('DELETE FROM "contact"'):
            raise KeyError(statement)

    event.listen(database._writer, "before_cursor_execute", fail)
    with pytest.raises(KeyError):
        database.undo()
    event.remove(database._writer, "before_cursor_execute", fail)
    assert contents(database.path, without=()) == before
    database.undo()
