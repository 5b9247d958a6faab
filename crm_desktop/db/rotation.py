"""Which backups are kept: dense for the last days, thin for the last year; and the one that is made every day."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

from crm_desktop.db.backup import (
    BackupInfo,
    BackupKind,
    Progress,
    backup_folder,
    list_backups,
    make_backup,
)
from crm_desktop.db.connection import is_open_here
from crm_desktop.db.durable import SECONDS_A_PART_MAY_TAKE, remove, sha256

DAYS, WEEKS, MONTHS = 7, 4, 12
KEPT_OF_KIND = {BackupKind.MIGRATION: 5, BackupKind.RESTORE: 5}


def daily_due(folder: Path, now: datetime) -> bool:
    """Whether no automatic backup was made yet on the day of `now`, in its time zone."""
    return not any(
        info.kind is BackupKind.DAILY and _day(info, now) == now.date().toordinal() for info in list_backups(folder)
    )


def make_daily(path: Path, backups: Path, now: datetime, progress: Progress | None = None) -> BackupInfo | None:
    """Makes today's backup of a business file below `backups` and lets old ones go; None when there is one already.

    Raises:
        Refused: as `make_backup`; no old backup is removed then.
    """
    folder = backup_folder(backups, path)
    if not daily_due(folder, now):
        return None
    made = make_backup(path, folder, BackupKind.DAILY, now, progress)
    rotate(folder, now)
    return made


def rotate(folder: Path, now: datetime) -> list[Path]:
    """Removes backups that newer ones have made superfluous; answers which.

    Kept are those of the last 7 days that have one, the newest of each of 4 weeks and of 12 months, the last 5 before
    a migration, the last 5 before a restore, and every one the user made. Nothing is removed unless a newer one is
    sound to the last byte; what is not sound is never counted, and never removed either.
    """
    _remove_leftovers(folder, now)
    infos = [info for info in list_backups(folder) if info.kind is not BackupKind.MANUAL]
    superfluous = set(infos) - kept(infos, now)
    if not superfluous:
        return []
    sound = _without_unsound_newest(infos)
    superfluous = set(sound) - kept(sound, now)
    removed = []
    for info in sorted(superfluous, key=lambda info: info.taken_at):
        with suppress(OSError):  # held by another program: the next time, then
            info.path.unlink()
            removed.append(info.path)
    return removed


def _without_unsound_newest(infos: list[BackupInfo]) -> list[BackupInfo]:
    """Without the newest ones until one of them is as it was written."""
    for position, info in enumerate(infos):
        with suppress(OSError):
            if not is_open_here(info.path) and sha256(info.path).startswith(info.sha256):
                return infos[position:]
    return []


def kept(infos: Iterable[BackupInfo], now: datetime) -> set[BackupInfo]:
    """Those of `infos` that the rule keeps."""
    newest_first = sorted(infos, key=lambda info: info.taken_at, reverse=True)
    # A clock that was wrong must not cost anything: what it made is kept, and takes no place from the others.
    future = {info for info in newest_first if info.taken_at > now + timedelta(days=1)}
    newest_first = [info for info in newest_first if info not in future]
    daily = [info for info in newest_first if info.kind is BackupKind.DAILY]
    found = future | {info for info in newest_first if info.kind is BackupKind.MANUAL}
    found.update(_newest_of_each(daily, DAYS, lambda info: _day(info, now)))
    found.update(_newest_of_each(daily, WEEKS, lambda info: _local(info, now).isocalendar()[:2]))
    found.update(_newest_of_each(daily, MONTHS, lambda info: (_local(info, now).year, _local(info, now).month)))
    for kind, count in KEPT_OF_KIND.items():
        found.update([info for info in newest_first if info.kind is kind][:count])
    return found


def _newest_of_each(
    newest_first: list[BackupInfo], count: int, period: Callable[[BackupInfo], Hashable]
) -> Iterator[BackupInfo]:
    seen: set[Hashable] = set()
    for info in newest_first:
        if period(info) not in seen:
            if len(seen) == count:
                return
            seen.add(period(info))
            yield info


def _local(info: BackupInfo, now: datetime) -> datetime:
    return info.taken_at.astimezone(now.tzinfo)


def _day(info: BackupInfo, now: datetime) -> int:
    return _local(info, now).toordinal()


def _remove_leftovers(folder: Path, now: datetime) -> None:
    """What a killed program had begun to write."""
    if folder.is_dir():
        for part in folder.glob(".*.part"):
            with suppress(OSError):
                if now.timestamp() - part.stat().st_mtime > SECONDS_A_PART_MAY_TAKE:
                    remove(part)
