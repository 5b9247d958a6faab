"""Tests of telling what a file is before it is opened."""

from __future__ import annotations

import os
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest

from crm_desktop.db.connection import APPLICATION_ID, connect
from crm_desktop.db.header import FileState, has_hot_journal, identify
from crm_desktop.db.schema import VERSION
from tests.db.processes import as_nobody, open_folder
from tests.db.versions import version_of
from tests.factories import new_file, opened


def _sqlite(path: Path, *statements: str) -> Path:
    with closing(sqlite3.connect(path)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()
    return path


def test_a_file_of_ours_is_current(file: Path) -> None:
    assert identify(file) is FileState.CURRENT
    assert version_of(file) == VERSION


def test_nothing_is_missing(tmp_path: Path) -> None:
    assert identify(tmp_path / "missing.crm") is FileState.MISSING
    assert identify(tmp_path / "no" / "folder.crm") is FileState.MISSING


def test_a_file_used_as_a_folder_has_nothing_in_it(file: Path) -> None:
    assert identify(file / "inside.crm") is FileState.MISSING


def test_zero_bytes_are_empty(tmp_path: Path) -> None:
    (path := tmp_path / "empty.crm").touch()
    assert identify(path) is FileState.EMPTY


@pytest.mark.parametrize("content", [b"%PDF-1.7\n" * 100, b"\0" * 4096, b"PK\x03\x04", b"x", "orçamento".encode()])
def test_what_is_no_sqlite_is_foreign(tmp_path: Path, content: bytes) -> None:
    (path := tmp_path / "other.crm").write_bytes(content)
    assert identify(path) is FileState.FOREIGN
    assert version_of(path) == 0


def test_another_programs_sqlite_file_is_foreign(tmp_path: Path) -> None:
    path = _sqlite(tmp_path / "other.crm", "CREATE TABLE t (id)", f"PRAGMA user_version={VERSION}")
    assert identify(path) is FileState.FOREIGN
    stamped = _sqlite(tmp_path / "stamped.crm", "CREATE TABLE t (id)", "PRAGMA application_id=1")
    assert identify(stamped) is FileState.FOREIGN


@pytest.mark.parametrize(
    ("version", "state"),
    [(VERSION + 1, FileState.NEWER), (2**31 - 1, FileState.NEWER), (0, FileState.DAMAGED), (-1, FileState.DAMAGED)],
)
def test_the_version_in_the_header_decides(file: Path, version: int, state: FileState) -> None:
    _sqlite(file, f"PRAGMA user_version={version}")
    assert identify(file) is state


def test_a_lower_version_is_older(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("crm_desktop.db.header.VERSION", VERSION + 3)
    assert identify(file) is FileState.OLDER


@pytest.mark.parametrize("size", [1, 15, 99, 4096, 100_000])
def test_a_file_cut_short_is_damaged(file: Path, size: int) -> None:
    os.truncate(file, size)
    assert identify(file) is FileState.DAMAGED


def test_a_folder_a_pipe_and_an_impossible_name_are_unreadable(tmp_path: Path) -> None:
    assert identify(tmp_path) is FileState.UNREADABLE
    assert identify(tmp_path / "a\0b.crm") is FileState.UNREADABLE
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe.crm")
        assert identify(tmp_path / "pipe.crm") is FileState.UNREADABLE


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such rights")
def test_a_file_without_the_right_to_read_is_unreadable() -> None:
    with open_folder() as folder:
        path = new_file(folder)
        path.chmod(0)
        with as_nobody():
            assert identify(path) is FileState.UNREADABLE


def test_looking_writes_nothing_and_leaves_nothing(file: Path) -> None:
    before = (file.read_bytes(), file.stat().st_mtime_ns)
    identify(file)
    assert (file.read_bytes(), file.stat().st_mtime_ns) == before
    assert [path.name for path in file.parent.iterdir()] == [file.name]


def test_a_file_that_is_open_here_is_asked_without_dropping_its_locks(file: Path) -> None:
    with opened(file), closing(connect(file)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        assert identify(file) is FileState.CURRENT
        with (
            closing(sqlite3.connect(file, timeout=0, isolation_level=None)) as other,
            pytest.raises(sqlite3.OperationalError, match="locked"),
        ):
            other.execute("BEGIN IMMEDIATE")
        connection.execute(f"PRAGMA application_id={APPLICATION_ID - 1}")
        connection.execute("COMMIT")
        assert identify(file) is FileState.FOREIGN
    assert identify(file) is FileState.FOREIGN


def test_only_a_journal_with_something_in_it_is_hot(file: Path) -> None:
    journal = file.with_name(file.name + "-journal")
    assert not has_hot_journal(file)
    journal.touch()
    assert not has_hot_journal(file)
    journal.write_bytes(b"x" * 512)
    assert has_hot_journal(file)
