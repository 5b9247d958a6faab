"""Tests of how the file is opened."""

from __future__ import annotations

import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from crm_desktop.db.connection import FAILURES, PRAGMAS, connect, is_open_here, make_engine, open_raw, refusal, uri
from crm_desktop.domain.errors import Refused
from crm_desktop.sentences import SENTENCES
from tests.db.processes import answer, beside


def test_every_pragma_is_what_keeps_saves_safe(file: Path) -> None:
    with closing(connect(file)) as connection:
        found = {name: connection.execute(f"PRAGMA {name}").fetchone()[0] for name in PRAGMAS}
    assert found == PRAGMAS
    assert (found["journal_mode"], found["synchronous"]) == ("truncate", 2)
    assert (found["foreign_keys"], found["trusted_schema"]) == (1, 0)


@pytest.mark.parametrize(("system", "expected"), [("darwin", 1), ("linux", 0)])
def test_on_a_mac_what_is_saved_is_on_the_disk_and_not_in_the_cache_of_the_drive(
    file: Path, monkeypatch: pytest.MonkeyPatch, system: str, expected: int
) -> None:
    monkeypatch.setattr(sys, "platform", system)
    with closing(connect(file)) as connection:
        assert connection.execute("PRAGMA fullfsync").fetchone() == (expected,)


def test_pragmas_hold_on_every_pooled_connection_and_inside_a_transaction(file: Path) -> None:
    engine = make_engine(file, writer=True)
    for _round in range(2):
        with engine.begin() as connection:
            assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
            assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2
    engine.dispose()


def test_a_pragma_that_is_not_taken_is_noticed(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(PRAGMAS, "synchronous", "never")
    with pytest.raises(RuntimeError, match="synchronous"):
        connect(file)
    assert not is_open_here(file)


def test_a_missing_file_is_an_error_and_not_a_new_file(tmp_path: Path) -> None:
    missing = tmp_path / "missing.crm"
    with pytest.raises(sqlite3.OperationalError):
        connect(missing)
    assert not missing.exists()


@pytest.mark.parametrize("name", ["a b.crm", "100%20.crm", "what?.crm", "#1.crm", "Orçamentos & Co.crm", "文件.crm"])
def test_any_name_of_a_file_opens_that_file(tmp_path: Path, name: str) -> None:
    if sys.platform == "win32" and "?" in name:
        name = "what.crm"
    path = tmp_path / name
    path.touch()
    with closing(connect(path)) as connection:
        connection.execute("CREATE TABLE here (id INTEGER)")
    assert path.stat().st_size > 0
    assert [found.name for found in tmp_path.iterdir() if not found.name.endswith("-journal")] == [name]


def test_a_path_with_two_slashes_at_its_beginning_is_no_other_computer(file: Path) -> None:
    assert uri(Path("//share/folder/a.crm"), "rw") == "file:////share/folder/a.crm?mode=rw" or sys.platform == "win32"
    with closing(connect(Path("/" + str(file)))) as connection:
        assert connection.execute("SELECT count(*) FROM contact").fetchone() == (0,)


def test_a_writer_begins_immediately_so_that_nothing_read_is_overtaken(file: Path) -> None:
    engine = make_engine(file, writer=True)
    with engine.begin() as connection:
        connection.execute(text("SELECT count(*) FROM contact"))
        with closing(open_raw(file)) as other:
            other.execute("PRAGMA busy_timeout=0")
            with pytest.raises(sqlite3.OperationalError, match="locked"):
                other.execute("BEGIN IMMEDIATE")
    engine.dispose()


def test_schema_changes_are_rolled_back_with_the_rest(file: Path) -> None:
    engine = make_engine(file, writer=True)
    with engine.connect() as connection:
        connection.execute(text("CREATE TABLE half_done (id INTEGER)"))
        connection.execute(text("INSERT INTO setting (key, value) VALUES ('a', 'b')"))
        connection.rollback()
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM sqlite_master WHERE name = 'half_done'")) == 0
        assert connection.scalar(text("SELECT count(*) FROM setting")) == 0
    engine.dispose()


def test_savepoints_are_rolled_back_alone(file: Path) -> None:
    engine = make_engine(file, writer=True)
    with engine.begin() as connection:
        connection.execute(text("INSERT INTO setting (key, value) VALUES ('kept', '1')"))
        inner = connection.begin_nested()
        connection.execute(text("INSERT INTO setting (key, value) VALUES ('dropped', '1')"))
        inner.rollback()
    with engine.connect() as connection:
        assert connection.scalars(text("SELECT key FROM setting")).all() == ["kept"]
    engine.dispose()


def test_foreign_keys_are_enforced(file: Path) -> None:
    with closing(connect(file)) as connection, pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
        connection.execute("INSERT INTO contact_tag (contact_id, name, folded) VALUES (99, 'x', 'x')")


def test_a_read_only_connection_cannot_write(file: Path) -> None:
    with closing(connect(file, read_only=True)) as connection, pytest.raises(sqlite3.OperationalError) as caught:
        connection.execute("INSERT INTO setting (key, value) VALUES ('a', 'b')")
    refused = refusal(caught.value, file)
    assert refused is not None
    assert refused.key == "file.read_only"


LOOK = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None, timeout=0)
print("ready", flush=True)
while True:
    input()
    try:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("ROLLBACK")
        print("free", flush=True)
    except sqlite3.OperationalError:
        print("locked", flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows' locks belong to the handle")
def test_the_trap_of_posix_locks_reading_the_file_otherwise_drops_them(file: Path) -> None:
    with beside(LOOK, file) as other, closing(connect(file)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        assert answer(other) == "locked"
        assert is_open_here(file)
        file.read_bytes()  # what nobody may do while `is_open_here` says so
        assert answer(other) == "free"
        connection.execute("ROLLBACK")


def test_a_closed_connection_holds_the_file_no_longer(file: Path) -> None:
    first, second = connect(file), connect(file)
    first.close()
    first.close()
    assert is_open_here(file)
    second.close()
    assert not is_open_here(file)


def test_every_failure_of_the_file_has_a_sentence() -> None:
    assert {key for key in FAILURES.values() if key not in SENTENCES} == set()


@pytest.mark.parametrize(
    ("error", "key"),
    [
        ("SQLITE_BUSY_SNAPSHOT", "file.locked"),
        ("SQLITE_FULL", "file.disk_full"),
        ("SQLITE_READONLY_DBMOVED", "file.moved"),
        ("SQLITE_READONLY_ROLLBACK", "file.unfinished"),
        ("SQLITE_READONLY_DIRECTORY", "file.read_only"),
        ("SQLITE_IOERR_WRITE", "file.io"),
        ("SQLITE_CORRUPT_VTAB", "file.damaged"),
        ("SQLITE_NOTADB", "file.damaged"),
        ("SQLITE_CANTOPEN_ISDIR", "file.cannot_open"),
        ("SQLITE_CONSTRAINT_TRIGGER", "quote.frozen"),
    ],
)
def test_what_sqlite_reports_becomes_a_sentence_whoever_wrapped_it(error: str, key: str) -> None:
    plain = sqlite3.OperationalError("it failed")
    plain.sqlite_errorname = error
    for fault in (plain, OperationalError("SELECT 1", {}, plain)):
        refused = refusal(fault, Path("a.crm"))
        assert isinstance(refused, Refused)
        assert (refused.key, refused.values["path"]) == (key, "a.crm")


def test_a_bug_of_ours_is_not_called_a_failure_of_the_file() -> None:
    assert refusal(sqlite3.OperationalError("no such table: contcat"), Path("a.crm")) is None
