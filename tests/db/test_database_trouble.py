"""Tests of the open file in trouble: locked, replaced, full or killed, what was saved stays and is said."""

from __future__ import annotations

import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import select, text

from crm_desktop.db import database as database_module
from crm_desktop.db.connection import PRAGMAS, connect
from crm_desktop.db.database import Database
from crm_desktop.db.models.contacts import Contact
from crm_desktop.domain.errors import Refused
from crm_desktop.sentences import sentence
from tests import factories as make
from tests.db.processes import answer, beside, die, full_disk, holding, in_a_fork
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


def test_a_write_within_a_write_is_refused_instead_of_waiting_for_itself(database: Database, impatient: None) -> None:
    with database.write("Outer") as session:
        session.add(make.person("Ana"))
        with pytest.raises(Refused, match=r"file\.busy"), database.write("Inner"):
            pass
    assert _names(database) == ["Ana"]


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


@POSIX
@pytest.mark.parametrize("replaced", [True, False])
def test_a_file_replaced_or_deleted_under_the_program_acknowledges_no_save(file: Path, replaced: bool) -> None:
    with opened(file) as database:
        _add(database, "Ana")
        if replaced:
            copy = make.new_file(file.parent, "copy.crm")
            copy.replace(file)
        else:
            file.unlink()
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
    with opened(file) as database:
        _add(database, "Ana")
        with (
            full_disk(file.stat().st_size),
            pytest.raises(Refused) as caught,
            database.write("Add") as session,
        ):
            session.add(make.person("Bento", notes="x" * 200_000))
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
