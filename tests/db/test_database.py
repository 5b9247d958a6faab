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

from crm_desktop.db import database as database_module
from crm_desktop.db.connection import PRAGMAS, connect
from crm_desktop.db.database import Database
from crm_desktop.db.models.contacts import Channel, Contact
from crm_desktop.db.models.deals import Deal
from crm_desktop.domain.changes import CONTACT, DEAL, SETTINGS, Changes
from crm_desktop.domain.errors import Refused
from crm_desktop.sentences import sentence
from tests import factories as make
from tests.db.contents import fill
from tests.db.processes import answer, beside, die, holding, in_a_fork
from tests.factories import opened

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="needs fork or POSIX files")


def _names(database: Database) -> list[str]:
    with database.read() as session:
        return list(session.scalars(select(Contact.name).order_by(Contact.id)))


def _add(database: Database, *names: str) -> None:
    with database.write("Add") as session:
        session.add_all(make.person(name) for name in names)


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Waits for locks for a moment only."""
    monkeypatch.setattr(database_module, "BUSY_MILLISECONDS", 50)
    monkeypatch.setitem(PRAGMAS, "busy_timeout", 50)


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
    assert changes.touches_record(CONTACT, 2)
    assert changes.touches_record(DEAL, 1)
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
    assert heard[0].touches_record(CONTACT, 99)


def test_a_write_within_a_write_is_refused_instead_of_waiting_for_itself(database: Database, impatient: None) -> None:
    with database.write("Outer") as session:
        session.add(make.person("Ana"))
        with pytest.raises(Refused, match=r"file\.busy"), database.write("Inner"):
            pass
    assert _names(database) == ["Ana"]


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


COUNT = """
import sys
from pathlib import Path
from crm_desktop.db.files import open_file
from crm_desktop.db.models.contacts import Contact
database = open_file(Path(sys.argv[1]))
print("ready", flush=True)
input()
for _number in range(25):
    with database.write("Count") as session:
        ana = session.get_one(Contact, 1)
        ana.notes = str(int(ana.notes) + 1)
print("done", flush=True)
input()
"""


def test_two_programs_that_write_at_once_lose_nothing_of_each_other(file: Path) -> None:
    with opened(file) as database:
        with database.write("Add") as session:
            session.add(make.person("Ana", notes="0"))
        with beside(COUNT, file) as other:
            assert other.stdin is not None
            other.stdin.write("\n")
            other.stdin.flush()
            for _number in range(25):
                with database.write("Count") as session:
                    ana = session.get_one(Contact, 1)
                    ana.notes = str(int(ana.notes) + 1)
            assert answer(other) == "done"
        with database.read() as session:
            assert session.get_one(Contact, 1).notes == "50"
        with database.read() as session:
            assert session.scalar(text("SELECT count(*) FROM gesture")) == 51


def test_a_file_another_program_is_writing_is_refused_after_the_wait_and_saved_later(
    file: Path, impatient: None
) -> None:
    with opened(file) as database:
        with holding(file, "BEGIN IMMEDIATE"):
            assert _names(database) == []
            with pytest.raises(Refused, match=r"file\.locked") as caught:
                _add(database, "Ana")
            assert str(file) in sentence(caught.value)
        _add(database, "Bento")
        assert _names(database) == ["Bento"]


def test_a_file_another_program_is_reading_for_long_refuses_the_save_and_keeps_what_was(
    file: Path, impatient: None
) -> None:
    with opened(file) as database:
        _add(database, "Ana")
        with closing(connect(file)) as reader:
            reader.execute("BEGIN")
            reader.execute("SELECT count(*) FROM contact").fetchone()
            with pytest.raises(Refused, match=r"file\.locked"):
                _add(database, "Bento")
        assert _names(database) == ["Ana"]
        _add(database, "Carla")
        assert _names(database) == ["Ana", "Carla"]


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


@POSIX
@pytest.mark.parametrize("replaced", [True, False])
def test_a_file_replaced_or_deleted_under_the_program_acknowledges_no_save(file: Path, replaced: bool) -> None:
    with opened(file) as database:
        _add(database, "Ana")
        assert not database.is_replaced()
        if replaced:
            copy = make.new_file(file.parent, "copy.crm")
            copy.replace(file)
        else:
            file.unlink()
        assert database.is_replaced()
        with pytest.raises(Refused, match=r"file\.moved") as caught:
            _add(database, "Bento")
        assert "not saved" in sentence(caught.value)
    if replaced:
        with opened(file) as database:
            assert _names(database) == []


def test_a_full_disk_keeps_what_was_saved_and_says_so(database: Database) -> None:
    _add(database, "Ana")
    with database._writer.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")
    with pytest.raises(Refused, match=r"file\.disk_full") as caught, database.write("Add") as session:
        session.add(make.person("Bento", notes="x" * 100_000))
    assert "make room" in sentence(caught.value)
    assert _names(database) == ["Ana"]
    with database._writer.connect() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count=1000000")
    _add(database, "Carla")
    assert _names(database) == ["Ana", "Carla"]


@POSIX
def test_a_disk_that_is_really_full_keeps_what_was_saved(file: Path) -> None:
    import resource  # POSIX only

    with opened(file) as database:
        _add(database, "Ana")
        resource.setrlimit(resource.RLIMIT_FSIZE, (file.stat().st_size, resource.RLIM_INFINITY))
        try:
            with pytest.raises(Refused) as caught, database.write("Add") as session:
                session.add(make.person("Bento", notes="x" * 200_000))
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        assert caught.value.key in {"file.disk_full", "file.io"}
        assert _names(database) == ["Ana"]
        _add(database, "Carla")
    with opened(file) as database:
        assert _names(database) == ["Ana", "Carla"]


@POSIX
def test_a_program_killed_in_a_write_loses_that_write_only(file: Path) -> None:
    with opened(file) as database:
        _add(database, "Ana")

    def killed() -> None:
        other = Database(file)
        _add(other, "Bento")
        with other.write("Add") as session:
            session.add_all(make.person(f"Half {number}", notes="x" * 3000) for number in range(2000))
            session.flush()
            die()

    assert in_a_fork(killed) == 9
    with opened(file) as database:
        assert _names(database) == ["Ana", "Bento"]
        _add(database, "Carla")
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


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
