"""Tests of putting a backup back."""

from __future__ import annotations

import os
import sqlite3
import sys
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from crm_desktop.db import restore as restore_module
from crm_desktop.db.backup import BackupKind, backup_folder, list_backups, make_backup, verify_backup
from crm_desktop.db.check import check_file
from crm_desktop.db.connection import PRAGMAS
from crm_desktop.db.database import Database
from crm_desktop.db.files import open_file
from crm_desktop.db.models.contacts import Contact
from crm_desktop.db.restore import restore_backup
from crm_desktop.domain.errors import Refused
from crm_desktop.sentences import sentence
from tests.db.processes import (
    StoppedError,
    as_nobody,
    cut_off,
    die,
    full_disk,
    holding,
    in_a_fork,
    killed_after,
    names,
    open_folder,
)
from tests.factories import NOW, new_file, opened, person

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="needs fork or POSIX rights")


@pytest.fixture
def backups(tmp_path: Path) -> Path:
    """The folder of all backups."""
    return tmp_path / "backups"


def _add(path: Path, *people: str) -> None:
    with opened(path) as database, database.write("Add") as session:
        session.add_all(person(name) for name in people)


def _people(database: Database) -> list[str]:
    with database.read() as session:
        return list(session.scalars(select(Contact.name).order_by(Contact.id)))


def _people_in(path: Path) -> list[str]:
    with opened(path) as database:
        return _people(database)


@pytest.fixture
def backup(file: Path, backups: Path) -> Path:
    """A backup with Ana; the file has got Bento since."""
    _add(file, "Ana")
    made = make_backup(file, backup_folder(backups, file), BackupKind.DAILY, NOW)
    _add(file, "Bento")
    return made.path


def test_a_restored_file_is_what_the_backup_holds(file: Path, backup: Path, backups: Path) -> None:
    before = backup.read_bytes()
    restore_backup(backup, file, backups=backups, now=NOW)
    assert _people_in(file) == ["Ana"]
    assert check_file(file) == []
    assert backup.read_bytes() == before
    assert names(file.parent) == ["backups", file.name]


def test_what_was_there_before_is_a_verified_backup_itself(file: Path, backup: Path, backups: Path) -> None:
    kept = restore_backup(backup, file, backups=backups, now=NOW)
    assert kept is not None
    assert kept.kind is BackupKind.RESTORE
    assert verify_backup(kept.path) == kept
    restore_backup(kept.path, file, backups=backups, now=NOW + timedelta(hours=1))
    assert _people_in(file) == ["Ana", "Bento"]


def test_undo_ends_at_the_restore_and_says_why(file: Path, backups: Path) -> None:
    _add(file, "Ana")
    _add(file, "Bento")
    with opened(file) as database:
        database.undo()
    backup = make_backup(file, backup_folder(backups, file), BackupKind.DAILY, NOW).path
    restore_backup(backup, file, backups=backups, now=NOW)
    with opened(file) as database:
        with pytest.raises(Refused, match=r"undo\.restored") as caught:
            database.undo()
        assert "restore the backup that was made just before" in sentence(caught.value)
        with pytest.raises(Refused, match=r"redo\.nothing"):
            database.redo()
    assert _people_in(file) == ["Ana"]


def test_a_window_that_has_the_file_open_sees_the_restored_records(file: Path, backup: Path, backups: Path) -> None:
    with opened(file) as window, opened(file) as other_window:
        assert not other_window.changed_elsewhere()
        assert _people(window) == ["Ana", "Bento"]
        restore_backup(backup, file, backups=backups, now=NOW)
        assert _people(window) == ["Ana"]
        assert other_window.changed_elsewhere()
        with window.write("Add") as session:
            session.add(person("Carla"))
        assert _people(other_window) == ["Ana", "Carla"]
    assert check_file(file) == []


def test_a_missing_file_is_brought_back(file: Path, backup: Path, backups: Path) -> None:
    file.unlink()
    assert restore_backup(backup, file, backups=backups, now=NOW) is None
    assert _people_in(file) == ["Ana"]


@POSIX
def test_the_journal_of_the_lost_file_is_not_rolled_back_into_the_restored_one(
    file: Path, backup: Path, backups: Path
) -> None:
    cut_off(file)
    file.unlink()
    restore_backup(backup, file, backups=backups, now=NOW)
    assert _people_in(file) == ["Ana"]
    assert check_file(file) == []


@pytest.mark.parametrize("size", [0, 5_000, 150_000])
def test_a_damaged_file_is_replaced_and_kept_under_another_name(
    file: Path, backup: Path, backups: Path, size: int
) -> None:
    os.truncate(file, size)
    damaged = file.read_bytes()
    assert restore_backup(backup, file, backups=backups, now=NOW) is None
    assert _people_in(file) == ["Ana"]
    assert file.with_name("business damaged 2026-11-21 09.12.00.crm").read_bytes() == damaged


def test_a_file_damaged_deep_inside_is_replaced_too(file: Path, backup: Path, backups: Path) -> None:
    with closing(sqlite3.connect(file)) as connection:
        (page,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'ix_contact_uid'").fetchone()
    with file.open("r+b") as content:
        content.seek((page - 1) * 4096 + 8)
        content.write(b"\xff" * 400)
    assert restore_backup(backup, file, backups=backups, now=NOW) is None
    assert _people_in(file) == ["Ana"]


@POSIX
def test_a_file_whose_last_write_was_cut_off_is_kept_as_it_was_saved(file: Path, backup: Path, backups: Path) -> None:
    cut_off(file)
    kept = restore_backup(backup, file, backups=backups, now=NOW)
    assert _people_in(file) == ["Ana"]
    assert kept is not None
    assert _people_in(kept.path) == ["Ana", "Bento"]


def test_a_foreign_file_is_not_overwritten(tmp_path: Path, backup: Path, backups: Path) -> None:
    (letter := tmp_path / "letter.crm").write_bytes(b"Dear Ana, ")
    with pytest.raises(Refused, match=r"file\.foreign"):
        restore_backup(backup, letter, backups=backups, now=NOW)
    assert letter.read_bytes() == b"Dear Ana, "


def test_a_backup_that_is_not_sound_changes_nothing(file: Path, backup: Path, backups: Path) -> None:
    before = file.read_bytes()
    with backup.open("r+b") as content:
        content.seek(50_000)
        content.write(b"\xff" * 10)
    with pytest.raises(Refused, match=r"backup\.changed"):
        restore_backup(backup, file, backups=backups, now=NOW)
    assert file.read_bytes() == before
    assert len(list_backups(backup_folder(backups, file))) == 1


def test_a_backup_of_a_newer_program_changes_nothing(file: Path, backup: Path, backups: Path) -> None:
    before = file.read_bytes()
    newer = backup.rename(backup.with_name("newer.crm"))
    with closing(sqlite3.connect(newer)) as connection:
        connection.execute("PRAGMA user_version=999")
    with pytest.raises(Refused, match=r"file\.newer"):
        restore_backup(newer, file, backups=backups, now=NOW)
    assert file.read_bytes() == before


def test_another_window_in_the_middle_of_a_write_keeps_the_file_as_it_is(
    file: Path, backup: Path, backups: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(restore_module, "BUSY_MILLISECONDS", 100)
    monkeypatch.setitem(PRAGMAS, "busy_timeout", 50)
    before = file.read_bytes()
    with holding(file, "BEGIN IMMEDIATE"), pytest.raises(Refused, match=r"file\.locked"):
        restore_backup(backup, file, backups=backups, now=NOW)
    assert file.read_bytes() == before
    assert _people_in(file) == ["Ana", "Bento"]


@POSIX
def test_a_write_protected_file_is_not_restored_over() -> None:
    with open_folder() as folder:
        path, from_there = new_file(folder), new_file(folder, "other.crm")
        path.chmod(0o444)
        folder.chmod(0o555)
        before = path.read_bytes()
        with as_nobody(), pytest.raises(Refused, match=r"file\.no_permission"):
            restore_backup(from_there, path, backups=folder / "backups", now=NOW)
        assert path.read_bytes() == before


@POSIX
def test_a_program_killed_at_any_point_leaves_the_old_file_or_the_restored_one(
    file: Path, backup: Path, backups: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(restore_module, "PAGES_A_STEP", 20)
    original = file.read_bytes()
    seen = set()
    calls = 0
    going_on = True
    while going_on:
        calls += 20
        file.write_bytes(original)
        going_on = killed_after(calls, lambda: restore_backup(backup, file, backups=backups, now=NOW))
        seen.add(tuple(_people_in(file)))
    assert seen == {("Ana", "Bento"), ("Ana",)}
    assert check_file(file) == []


@POSIX
def test_a_copy_killed_in_its_middle_is_taken_back_when_the_file_is_opened(
    file: Path, backup: Path, backups: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(restore_module, "PAGES_A_STEP", 10)
    real = restore_module._patience

    def killed() -> None:
        steps = [0]

        def dying(target: Path, progress: object) -> object:
            told = real(target, None)

            def step(status: int, remaining: int, total: int) -> None:
                steps[0] += 1
                if steps[0] == 6:
                    die()
                told(status, remaining, total)

            return step

        monkeypatch.setattr(restore_module, "_patience", dying)
        restore_backup(backup, file, backups=backups, now=NOW)

    assert in_a_fork(killed) != 0
    assert _people_in(file) == ["Ana", "Bento"]
    assert check_file(file) == []


def test_stopping_it_changes_nothing(file: Path, backup: Path, backups: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(restore_module, "PAGES_A_STEP", 20)
    told: list[int] = []
    restore_backup(backup, file, backups=backups, now=NOW, progress=lambda done, _total: told.append(done))
    _add(file, "Bento")
    for stop_at in range(0, len(told) - 1, 3):
        left = [stop_at]

        def stop(_done: int, _total: int, left: list[int] = left) -> None:
            left[0] -= 1
            if left[0] < 0:
                raise StoppedError

        with pytest.raises(StoppedError):
            restore_backup(backup, file, backups=backups, now=NOW, progress=stop)
        assert _people_in(file) == ["Ana", "Bento"]
    assert check_file(file) == []


@POSIX
def test_a_full_disk_changes_nothing(file: Path, backup: Path, backups: Path) -> None:
    with opened(file) as database, database.write("Grow") as session:
        session.add_all(person(f"Person {number}", notes="x" * 2000) for number in range(300))
    big = make_backup(file, backup_folder(backups, file), BackupKind.MANUAL, NOW)
    restore_backup(backup, file, backups=backups, now=NOW)
    before = _people_in(file)
    for limit in (30_000, 600_000, 900_000):
        with full_disk(limit), pytest.raises(Refused) as caught:
            restore_backup(big.path, file, backups=backups, now=NOW)
        assert caught.value.key in {"file.disk_full", "file.io", "file.too_big"}
        assert _people_in(file) == before
    assert check_file(file) == []


def test_a_business_file_may_be_restored_from_any_copy(file: Path, backup: Path, backups: Path, tmp_path: Path) -> None:
    copy = tmp_path / "from the stick.crm"
    copy.write_bytes(backup.read_bytes())
    restore_backup(copy, file, backups=backups, now=NOW)
    assert _people_in(file) == ["Ana"]
    open_file(copy).close()


@POSIX
def test_behind_a_link_the_file_itself_is_restored(file: Path, backup: Path, backups: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.crm"
    link.symlink_to(file)
    file.write_bytes(file.read_bytes()[:5000])
    assert restore_backup(backup, link, backups=backups, now=NOW) is None
    assert link.is_symlink()
    assert _people_in(file) == ["Ana"]
    assert any(name.startswith(f"{file.stem} damaged") for name in names(file.parent))


def test_two_damaged_files_of_one_second_are_both_kept(file: Path, backup: Path, backups: Path) -> None:
    for content in (b"", file.read_bytes()[:5000]):
        file.write_bytes(content)
        restore_backup(backup, file, backups=backups, now=NOW)
    kept = [path.stat().st_size for path in file.parent.iterdir() if " damaged " in path.name]
    assert sorted(kept) == [0, 5000]
