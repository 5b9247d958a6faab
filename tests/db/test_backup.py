"""Tests of backups: only a verified one counts."""

from __future__ import annotations

import hashlib
import sqlite3
import sys
import threading
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from crm_desktop.db import backup as backup_module
from crm_desktop.db.backup import (
    BackupInfo,
    BackupKind,
    backup_folder,
    backup_info,
    list_backups,
    make_backup,
    save_copy,
    verify_backup,
)
from crm_desktop.db.database import Database
from crm_desktop.db.models.contacts import Contact
from crm_desktop.domain.errors import Refused
from crm_desktop.sentences import sentence
from tests.db.processes import (
    StoppedError,
    as_nobody,
    full_disk,
    holding,
    killed_after,
    names,
    open_folder,
)
from tests.factories import NOW, new_file, opened, person

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="needs fork or POSIX rights")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the backups go; it does not exist yet."""
    return tmp_path / "backups" / "business"


@pytest.fixture
def filled(file: Path) -> Path:
    with opened(file) as database, database.write("Add") as session:
        session.add_all(person(f"Person {number}") for number in range(200))
    return file


def _make(path: Path, folder: Path, now: datetime = NOW) -> BackupInfo:
    return make_backup(path, folder, BackupKind.DAILY, now)


def test_a_backup_is_the_business_complete_in_one_file(filled: Path, folder: Path) -> None:
    info = _make(filled, folder)
    assert names(folder) == [info.path.name]
    with opened(info.path) as database, database.read() as session:
        assert len(session.scalars(select(Contact)).all()) == 200


def test_its_name_says_what_when_why_and_how_its_content_hashes(filled: Path, folder: Path) -> None:
    info = _make(filled, folder)
    hashed = hashlib.sha256(info.path.read_bytes()).hexdigest()
    assert info.path.name == f"business-20261121T091200Z-daily-{hashed[:16]}.crm"
    assert info == BackupInfo(info.path, NOW, BackupKind.DAILY, hashed[:16], info.path.stat().st_size)


def test_making_one_changes_nothing_in_the_file(filled: Path, folder: Path) -> None:
    before = filled.read_bytes()
    _make(filled, folder)
    assert filled.read_bytes() == before
    assert names(filled.parent) == ["backups", filled.name]


def test_a_file_in_the_middle_of_a_write_is_backed_up_as_it_was_saved_last(
    database: Database, filled: Path, folder: Path
) -> None:
    with database.write("Add") as session:
        session.add(person("Not saved yet"))
        session.flush()
        info = _make(filled, folder)  # on the same connection this would never return
    with opened(info.path) as copy, copy.read() as session:
        assert len(session.scalars(select(Contact)).all()) == 200


def test_saves_go_on_while_it_is_made(filled: Path, folder: Path) -> None:
    done = threading.Event()
    faults: list[BaseException] = []

    def save() -> None:
        try:
            with opened(filled) as database:
                while not done.is_set():
                    with database.write("Add") as session:
                        session.add(person("Another"))
        except BaseException as fault:  # noqa: BLE001
            faults.append(fault)

    saver = threading.Thread(target=save)
    saver.start()
    try:
        made = [_make(filled, folder, NOW + timedelta(seconds=number)) for number in range(5)]
    finally:
        done.set()
        saver.join()
    assert faults == []
    for info in made:
        assert verify_backup(info.path) == info


def test_the_same_content_in_the_same_second_is_one_backup(filled: Path, folder: Path) -> None:
    assert _make(filled, folder) == _make(filled, folder)
    assert len(names(folder)) == 1


def test_backups_are_listed_newest_first_and_other_files_are_left_out(filled: Path, folder: Path) -> None:
    first = _make(filled, folder)
    second = _make(filled, folder, NOW + timedelta(days=1))
    for other in ("notes.txt", "business-20269921T091200Z-daily-0123456789abcdef.crm", ".business.crm.1234.part"):
        (folder / other).touch()
    assert list_backups(folder) == [second, first]
    assert list_backups(folder / "missing") == []


def test_two_files_of_one_name_have_folders_of_their_own(tmp_path: Path) -> None:
    one, two = tmp_path / "a" / "business.crm", tmp_path / "b" / "business.crm"
    folders = {backup_folder(tmp_path, path) for path in (one, two)}
    assert len(folders) == 2
    assert all(found.name.startswith("business-") for found in folders)
    assert backup_folder(tmp_path, one) == backup_folder(tmp_path, one)


def test_one_flipped_bit_is_found_wherever_it_is(filled: Path, folder: Path) -> None:
    content = bytearray(_make(filled, folder).path.read_bytes())
    info = list_backups(folder)[0]
    for position in range(0, len(content), len(content) // 40):
        content[position] ^= 1
        info.path.write_bytes(content)
        content[position] ^= 1
        with pytest.raises(Refused):
            verify_backup(info.path)
    info.path.write_bytes(content)
    assert verify_backup(info.path) == info


def test_a_backup_the_user_renamed_is_checked_by_what_it_holds(filled: Path, folder: Path) -> None:
    renamed = _make(filled, folder).path.rename(folder / "before the holidays.crm")
    assert backup_info(renamed) is None
    assert verify_backup(renamed) is None
    with renamed.open("r+b") as content:
        content.seek(4096 * 3)
        content.write(b"\xff" * 4096)
    with pytest.raises(Refused, match=r"backup\.damaged"):
        verify_backup(renamed)


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (None, "backup.missing"),
        (b"", "backup.damaged"),
        (b"SQLite format 3\0", "backup.damaged"),
        (b"x", "file.foreign"),
    ],
)
def test_what_is_no_backup_is_refused_with_a_sentence(tmp_path: Path, content: bytes | None, key: str) -> None:
    path = tmp_path / "backup.crm"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(Refused) as caught:
        verify_backup(path)
    assert caught.value.key == key
    assert str(path) in sentence(caught.value)


def test_a_backup_that_is_open_itself_is_not_read_otherwise(filled: Path, folder: Path) -> None:
    info = _make(filled, folder)
    with opened(info.path), pytest.raises(Refused, match=r"backup\.open"):
        verify_backup(info.path)


def test_a_copy_that_lacks_a_row_does_not_count_though_it_is_sound(
    filled: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = backup_module._copy

    def losing(path: Path, new: Path, named: Path) -> object:
        facts = real(path, new, named)
        with closing(sqlite3.connect(new)) as connection:
            connection.execute("DELETE FROM contact WHERE id = 7")
            connection.commit()
            assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return facts

    monkeypatch.setattr(backup_module, "_copy", losing)
    with pytest.raises(Refused, match=r"backup\.not_verified"):
        _make(filled, folder)
    assert names(folder) == []


def test_the_trap_an_empty_copy_passes_the_integrity_check_but_not_the_comparison(
    filled: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = backup_module._copy

    def emptied(path: Path, new: Path, named: Path) -> object:
        facts = real(path, new, named)
        new.write_bytes(b"")
        with closing(sqlite3.connect(new)) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return facts

    monkeypatch.setattr(backup_module, "_copy", emptied)
    with pytest.raises(Refused, match=r"backup\.not_verified"):
        _make(filled, folder)
    assert names(folder) == []


def test_a_damaged_file_makes_no_backup(filled: Path, folder: Path) -> None:
    with closing(sqlite3.connect(filled)) as connection:
        (page,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'ix_contact_uid'").fetchone()
    with filled.open("r+b") as content:
        content.seek((page - 1) * 4096 + 8)
        content.write(b"\xff" * 400)
    with pytest.raises(Refused, match=r"backup\.not_verified|file\.damaged"):
        _make(filled, folder)
    assert names(folder) == []


@POSIX
def test_a_program_killed_at_any_point_leaves_no_backup_or_a_good_one(filled: Path, folder: Path) -> None:
    first = _make(filled, folder)
    calls = 1
    while killed_after(calls, lambda: _make(filled, folder, NOW + timedelta(hours=1))):
        calls += 16
        for info in list_backups(folder):
            assert verify_backup(info.path) == info
    assert calls > 100
    assert len(list_backups(folder)) == 2
    assert list_backups(folder)[1] == first


@POSIX
def test_a_full_disk_makes_no_backup_and_harms_no_other(filled: Path, folder: Path) -> None:
    first = _make(filled, folder)
    with full_disk(50_000), pytest.raises(Refused) as caught:
        _make(filled, folder, NOW + timedelta(days=1))
    assert caught.value.key in {"file.disk_full", "file.io", "file.too_big"}
    assert names(folder) == [first.path.name]
    assert verify_backup(first.path) == first


@POSIX
def test_a_folder_that_cannot_be_written_gets_a_sentence() -> None:
    with open_folder() as place:
        path = new_file(place)
        (place / "backups").mkdir(mode=0o555)
        with as_nobody(), pytest.raises(Refused, match=r"file\.no_permission") as caught:
            _make(path, place / "backups")
        assert str(place / "backups") in sentence(caught.value)
        assert names(place / "backups") == []


def test_a_folder_whose_name_is_a_file_gets_a_sentence(filled: Path, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a letter")
    with pytest.raises(Refused, match=r"file\."):
        _make(filled, tmp_path / "taken")
    assert (tmp_path / "taken").read_text() == "a letter"


def test_a_locked_file_makes_no_backup_after_the_wait(
    filled: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backup_module, "BUSY_MILLISECONDS", 50)
    with holding(filled), pytest.raises(Refused, match=r"file\.locked"):
        _make(filled, folder)
    assert names(folder) == []


def test_progress_comes_to_its_end_and_stopping_leaves_nothing(filled: Path, folder: Path) -> None:
    told: list[tuple[int, int]] = []
    make_backup(filled, folder, BackupKind.MANUAL, NOW, lambda done, total: told.append((done, total)))
    assert told == sorted(told)
    assert told[-1][0] == told[-1][1]

    for stop_at in range(len(told) - 1):
        left = iter(range(stop_at))

        def stop(_done: int, _total: int, left: object = left) -> None:
            if next(left, None) is None:  # type: ignore[call-overload]
                raise StoppedError

        with pytest.raises(StoppedError):
            make_backup(filled, folder, BackupKind.DAILY, NOW, stop)
        assert len(names(folder)) == 1


def test_a_copy_has_the_name_the_user_chose_and_never_replaces_a_file(filled: Path, tmp_path: Path) -> None:
    target = tmp_path / "stick" / "Meu negócio.crm"
    save_copy(filled, target)
    assert names(target.parent) == [target.name]
    with opened(target) as database, database.read() as session:
        assert len(session.scalars(select(Contact)).all()) == 200
    before = target.read_bytes()
    with pytest.raises(Refused, match=r"file\.exists"):
        save_copy(filled, target)
    assert target.read_bytes() == before


def test_times_are_kept_in_utc(filled: Path, folder: Path) -> None:
    lisbon = datetime.fromisoformat("2026-06-21T00:30:00+01:00")
    info = _make(filled, folder, lisbon)
    assert (info.taken_at, info.taken_at.tzinfo) == (lisbon, UTC)


@POSIX
def test_a_folder_of_backups_that_may_not_be_read_gets_a_sentence() -> None:
    with open_folder() as base:
        folder = base / "closed" / "business-1"
        folder.mkdir(parents=True)
        for closed in (folder, folder.parent):
            closed.chmod(0o000)
            with as_nobody(), pytest.raises(Refused, match=r"file\.cannot_open") as caught:
                list_backups(folder)
            assert str(folder) in sentence(caught.value)
        folder.parent.chmod(0o755)
