"""Tests of the open file: what is saved, what is told, and what happens when saving is not possible."""

from __future__ import annotations

import sqlite3
import sys
import threading
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, text

from crm_desktop.db.database import Database
from crm_desktop.db.models.contacts import Channel, Contact
from crm_desktop.db.models.deals import Deal
from crm_desktop.domain.changes import CONTACT, DEAL, SETTINGS, Changes
from crm_desktop.domain.errors import Refused
from tests import factories as make
from tests.db.contents import fill
from tests.factories import opened

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="needs fork or POSIX files")


def _names(database: Database) -> list[str]:
    with database.read() as session:
        return list(session.scalars(select(Contact.name).order_by(Contact.id)))


def _add(database: Database, *names: str) -> None:
    with database.write("Add") as session:
        session.add_all(make.person(name) for name in names)


def test_what_was_written_is_read_also_after_opening_the_file_again(file: Path) -> None:
    with opened(file) as database:
        _add(database, "Ana")
        assert _names(database) == ["Ana"]
    with opened(file) as database:
        assert _names(database) == ["Ana"]


def test_an_exception_leaves_nothing_of_the_gesture(database: Database) -> None:
    def fail() -> None:
        with database.write("Add") as session:
            session.add(make.person("Ana"))
            session.flush()
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    assert _names(database) == []
    with pytest.raises(Refused, match=r"undo\.nothing"):
        database.undo()


def test_a_reading_session_saves_nothing(database: Database) -> None:
    with database.read() as session:
        session.add(make.person("Ana"))
        session.flush()
        assert session.scalar(select(Contact.name)) == "Ana"
    assert _names(database) == []


def test_rows_can_be_used_after_the_session_has_ended(database: Database) -> None:
    with database.write("Add") as session:
        session.add(ana := make.person("Ana", channels=[make.phone("912 345 678")]))
    assert (ana.id, ana.name, ana.channels[0].value) == (1, "Ana", "912 345 678")


def test_a_commit_is_told_once_with_kinds_ids_and_initiator(database: Database) -> None:
    heard: list[tuple[Changes, object]] = []
    database.on_change(lambda changes, initiator: heard.append((changes, initiator)))
    me = object()
    with database.write("Fill", initiator=me) as session:
        fill(session)
        session.flush()
        assert heard == []
    ((changes, initiator),) = heard
    assert initiator is me
    assert 2 in changes.ids[CONTACT]
    assert 1 in changes.ids[DEAL]
    assert changes.touches(SETTINGS)
    assert not changes.everything


def test_the_listener_can_already_read_what_was_saved(database: Database) -> None:
    seen: list[list[str]] = []
    database.on_change(lambda _changes, _initiator: seen.append(_names(database)))
    _add(database, "Ana")
    assert seen == [["Ana"]]


def test_nothing_changed_or_saved_is_nothing_told(database: Database) -> None:
    _add(database, "Ana")
    heard: list[object] = []
    database.on_change(lambda changes, _initiator: heard.append(changes))
    with database.write("Look") as session:
        ana = session.get_one(Contact, 1)
        ana.name = "Ana"
    with pytest.raises(KeyError), database.write("Fail") as session:
        _fail_after_adding(session)
    assert heard == []


def _fail_after_adding(session: Any) -> None:
    session.add(make.person("Bento"))
    session.flush()
    raise KeyError


def test_a_part_that_moves_tells_both_of_its_records(database: Database) -> None:
    with database.write("Add") as session:
        session.add_all([make.person("Ana", channels=[make.phone()]), make.person("Bento")])
    heard: list[Changes] = []
    database.on_change(lambda changes, _initiator: heard.append(changes))
    with database.write("Move") as session:
        session.get_one(Channel, 1).contact_id = 2
    assert heard[0].ids[CONTACT] == {1, 2}


def test_undo_and_redo_are_told_like_the_change_itself(database: Database) -> None:
    with database.write("Fill") as session:
        fill(session)
    with database.write("Edit") as session:
        session.get_one(Deal, 1).title = "Bigger oven"
    heard: list[Changes] = []
    database.on_change(lambda changes, _initiator: heard.append(changes))
    database.undo()
    database.redo()
    assert [dict(changes.ids) for changes in heard] == [{DEAL: frozenset({1})}] * 2


def test_everything_may_have_changed_can_be_told(database: Database) -> None:
    heard: list[Changes] = []
    database.on_change(lambda changes, _initiator: heard.append(changes))
    database.publish_everything()
    assert heard[0].everything


def test_two_threads_save_one_after_the_other(database: Database) -> None:
    def save(name: str) -> None:
        for _number in range(10):
            _add(database, name)

    threads = [threading.Thread(target=save, args=[name]) for name in ("Ana", "Bento")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(_names(database)) == ["Ana"] * 10 + ["Bento"] * 10


def test_another_programs_change_is_noticed_once_and_our_own_never(file: Path) -> None:
    with opened(file) as database, opened(file) as other:
        _add(database, "Ana")
        assert not database.changed_elsewhere()
        _add(other, "Bento")
        assert database.changed_elsewhere()
        assert not database.changed_elsewhere()
        _add(database, "Carla")
        assert not database.changed_elsewhere()
        assert other.changed_elsewhere()


def test_a_change_right_after_opening_is_noticed(file: Path) -> None:
    with opened(file) as database:
        with opened(file) as other:
            _add(other, "Ana")
        assert database.changed_elsewhere()


def test_looking_for_changes_never_waits_for_a_running_write(database: Database) -> None:
    with database.write("Add"):
        found: list[bool] = []
        looker = threading.Thread(target=lambda: found.append(database.changed_elsewhere()))
        looker.start()
        looker.join(timeout=5)
        assert found == [False]


def test_a_guard_that_refuses_becomes_a_sentence(database: Database) -> None:
    with database.write("Fill") as session:
        fill(session)
    with pytest.raises(Refused, match=r"quote\.frozen"), database.write("Edit") as session:
        session.execute(text("UPDATE quote_line SET unit_price = 1 WHERE quote_id = 1"))


def test_a_bug_is_not_disguised_as_a_failure_of_the_file(database: Database) -> None:
    with pytest.raises(Exception, match="no such table"), database.write("Bug") as session:
        session.execute(text("SELECT * FROM contcat"))
    _add(database, "Ana")
    assert _names(database) == ["Ana"]


def test_a_closed_file_is_free_for_others(file: Path) -> None:
    with opened(file) as database:
        _add(database, "Ana")
        assert _names(database) == ["Ana"]
    with closing(sqlite3.connect(file, timeout=0, isolation_level=None)) as connection:
        connection.execute("BEGIN EXCLUSIVE")
