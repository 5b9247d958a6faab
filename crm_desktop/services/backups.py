"""Backups of the open business file: once a day by themselves, and whenever the user asks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from crm_desktop.db import backup, restore, rotation
from crm_desktop.paths import Places

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class BackupRow:
    """A backup in the list: `size` in bytes; `kind` is daily, manual, migration or restore."""

    path: Path
    taken_at: dt.datetime
    kind: str
    size: int


def folder_of(file: Path, places: Places) -> Path:
    """The folder with the backups of one business file."""
    return backup.backup_folder(places.backups, file)


def listed(file: Path, places: Places) -> list[BackupRow]:
    """The backups of a file, newest first."""
    return [_row(info) for info in backup.list_backups(folder_of(file, places))]


def daily(file: Path, places: Places, now: dt.datetime, progress: Progress | None = None) -> BackupRow | None:
    """Today's verified backup, and the old ones rotated away; None when there already is one.

    Raises:
        Refused: ``file.*``, ``backup.*``; no old backup is given up for one that failed.
    """
    made = rotation.make_daily(file, places.backups, now, progress)
    return None if made is None else _row(made)


def make(file: Path, places: Places, now: dt.datetime, progress: Progress | None = None) -> BackupRow:
    """A backup because the user asked for one.

    Raises:
        Refused: ``file.*``, ``backup.*``.
    """
    return _row(backup.make_backup(file, folder_of(file, places), backup.BackupKind.MANUAL, now, progress))


def copy_to(file: Path, target: Path, progress: Progress | None = None) -> None:
    """A verified copy of the file under another name.

    Raises:
        Refused: ``file.*``, ``backup.*``.
    """
    backup.save_copy(file, target, progress)


def restore_to(chosen: Path, file: Path, places: Places, now: dt.datetime, progress: Progress | None = None) -> None:
    """Makes the file what a backup holds; what it holds now is backed up first.

    Raises:
        Refused: ``file.*``, ``backup.*``; the file is then as it was.
    """
    restore.restore_backup(chosen, file, backups=places.backups, now=now, progress=progress)


def _row(info: backup.BackupInfo) -> BackupRow:
    return BackupRow(info.path, info.taken_at, str(info.kind), info.size)
