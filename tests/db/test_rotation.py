"""Tests of which backups are kept."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from crm_desktop.db.backup import BackupInfo, BackupKind, backup_folder, list_backups, make_backup, verify_backup
from crm_desktop.db.connection import connect
from crm_desktop.db.rotation import daily_due, kept, make_daily, rotate
from crm_desktop.domain.errors import Refused
from tests.db.processes import names
from tests.factories import NOW

LISBON = timezone(timedelta(hours=1))


def _info(at: datetime, kind: BackupKind = BackupKind.DAILY) -> BackupInfo:
    return BackupInfo(Path(f"{at:%Y%m%d%H%M%S}-{kind}"), at, kind, "0" * 16, 1)


def _days_kept(infos: list[BackupInfo], now: datetime = NOW) -> list[str]:
    return sorted((f"{info.taken_at:%Y-%m-%d}" for info in kept(infos, now)), reverse=True)


def test_a_year_of_daily_backups_thins_out_to_the_past() -> None:
    year = [_info(NOW - timedelta(days=number)) for number in range(500)]
    assert _days_kept(year) == [
        *(f"2026-11-{day}" for day in (21, 20, 19, 18, 17, 16, 15)),  # 7 days; the 15th ends its week, too
        "2026-11-08",
        "2026-11-01",
        *("2026-10-31", "2026-09-30", "2026-08-31", "2026-07-31", "2026-06-30", "2026-05-31"),
        *("2026-04-30", "2026-03-31", "2026-02-28", "2026-01-31", "2025-12-31"),
    ]


def test_days_without_work_cost_no_backup() -> None:
    rare = [_info(NOW - timedelta(days=30 * number)) for number in range(7)]
    assert kept(rare, NOW) == set(rare)


def test_of_one_day_the_newest_is_kept_by_the_users_own_calendar() -> None:
    late = _info(datetime(2026, 6, 20, 22, 30, tzinfo=UTC))
    past_midnight = _info(datetime(2026, 6, 20, 23, 30, tzinfo=UTC))
    earlier = _info(datetime(2026, 6, 20, 8, 0, tzinfo=UTC))
    now = datetime(2026, 6, 21, 9, 0, tzinfo=LISBON)
    assert kept([earlier, late, past_midnight], now) == {late, past_midnight}


def test_those_before_a_migration_or_a_restore_have_their_own_count_and_the_users_own_stay() -> None:
    infos = [
        _info(NOW - timedelta(days=days), kind)
        for days in range(20)
        for kind in (BackupKind.MIGRATION, BackupKind.RESTORE, BackupKind.MANUAL)
    ]
    found = [info.kind for info in kept(infos, NOW)]
    assert {kind: found.count(kind) for kind in BackupKind} == {
        BackupKind.DAILY: 0,
        BackupKind.MIGRATION: 5,
        BackupKind.RESTORE: 5,
        BackupKind.MANUAL: 20,
    }


def test_a_clock_that_was_wrong_costs_no_backup() -> None:
    future = [_info(NOW + timedelta(days=400 + number)) for number in range(30)]
    today = _info(NOW)
    assert kept([*future, today], NOW) == {*future, today}


def test_backups_of_a_wrong_clock_take_no_place_from_those_of_the_right_one() -> None:
    wrong = [_info(NOW + timedelta(days=40 * number)) for number in range(1, 30)]
    right = [_info(NOW - timedelta(days=number)) for number in range(7)]
    assert kept([*wrong, *right], NOW) == {*wrong, *right}


def _make(path: Path, folder: Path, days_ago: int, kind: BackupKind = BackupKind.DAILY) -> BackupInfo:
    return make_backup(path, folder, kind, NOW - timedelta(days=days_ago))


def test_what_newer_ones_made_superfluous_is_removed(file: Path, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    made = [_make(file, folder, days) for days in range(0, 60, 5)]
    removed = rotate(folder, NOW)
    assert set(removed) == {info.path for info in made} - {info.path for info in kept(made, NOW)}
    assert removed
    assert {info.path for info in list_backups(folder)} == {info.path for info in kept(made, NOW)}
    assert rotate(folder, NOW) == []


def test_a_good_one_never_goes_for_one_that_is_not(file: Path, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    good = [_make(file, folder, days) for days in range(10, 17)]
    bad = [_make(file, folder, days) for days in range(7)]
    for info in bad:
        with info.path.open("r+b") as content:
            content.seek(5000)
            content.write(b"\xff")
    assert rotate(folder, NOW) == []
    left = list_backups(folder)
    assert set(left) == {*good, *bad}
    for info in good:
        assert verify_backup(info.path) == info


def test_an_unsound_newest_one_is_not_counted(file: Path, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    made = [_make(file, folder, days) for days in range(20)]
    os.truncate(made[0].path, 100)
    rotate(folder, NOW)
    left = {info.path for info in list_backups(folder)}
    assert {info.path for info in made[:8]} <= left


def test_a_backup_that_is_open_here_is_not_read_by_the_way(file: Path, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    made = [_make(file, folder, days) for days in range(20)]
    connection = connect(made[0].path)
    rotate(folder, NOW)
    connection.close()
    assert made[0].path.exists()


def test_what_a_killed_program_left_is_cleared_after_a_day(file: Path, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    _make(file, folder, 0)
    for name in (".business.crm.1234abcd.part", ".business.crm.1234abcd.part-journal"):
        (folder / name).touch()
    now = datetime.now(UTC)
    rotate(folder, now)
    assert len(names(folder)) == 3
    rotate(folder, now + timedelta(days=2))
    assert len(names(folder)) == 1


def test_one_automatic_backup_a_day_is_made_by_the_users_calendar(file: Path, tmp_path: Path) -> None:
    morning = datetime(2026, 6, 21, 0, 30, tzinfo=LISBON)
    folder = backup_folder(tmp_path, file)
    assert daily_due(folder, morning)
    made = make_daily(file, tmp_path, morning)
    assert made is not None
    assert made.path.parent == folder
    assert not daily_due(folder, morning + timedelta(hours=23))
    assert make_daily(file, tmp_path, morning + timedelta(hours=23)) is None
    assert daily_due(folder, morning + timedelta(hours=24))


def test_a_backup_the_user_made_does_not_replace_the_automatic_one(file: Path, tmp_path: Path) -> None:
    folder = backup_folder(tmp_path, file)
    _make(file, folder, 0, BackupKind.MANUAL)
    assert daily_due(folder, NOW)


def test_a_backup_that_fails_removes_no_old_one(tmp_path: Path, file: Path) -> None:
    folder = backup_folder(tmp_path, file)
    made = [_make(file, folder, days) for days in range(1, 20)]
    os.truncate(file, 20_000)
    with pytest.raises(Refused):
        make_daily(file, tmp_path, NOW)
    assert set(list_backups(folder)) == set(made)


def test_a_backup_of_a_day_to_come_does_not_stand_for_today(file: Path, tmp_path: Path) -> None:
    folder = backup_folder(tmp_path, file)
    make_backup(file, folder, BackupKind.DAILY, NOW + timedelta(days=4000))
    assert daily_due(folder, NOW)
