"""Putting a backup back: checked first, the present file kept as a backup, and at once or not at all.

A file that is sound is overwritten through SQLite in one transaction of its own: it stays the same file, so that other
windows notice and none writes into a file that is gone; killed half-way, its journal brings it back. One that is
missing or damaged is replaced, with its journals set aside, lest they be rolled back into the new one.
"""

from __future__ import annotations

import os
import secrets
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path

from crm_desktop.db.backup import BackupInfo, BackupKind, Progress, backup_folder, make_backup, verify_backup
from crm_desktop.db.connection import BUSY_MILLISECONDS, connect, open_raw, refusal
from crm_desktop.db.durable import (
    is_writable,
    refusing,
    rename_new,
    set_aside,
    side_files,
    sync_file,
    sync_folder,
    temporary,
)
from crm_desktop.db.files import finish_cut_off_write
from crm_desktop.db.header import FileState, has_hot_journal, identify
from crm_desktop.db.history import DROP_REDO, INSERT_GESTURE
from crm_desktop.db.rows import raw
from crm_desktop.db.types import Moment
from crm_desktop.domain.errors import Refused
from crm_desktop.words import N_

PAGES_A_STEP = 2_000
BUSY = (5, 6)
"""SQLITE_BUSY and SQLITE_LOCKED, as a step of the copy reports them."""

LABEL = N_("Restore backup")
DAMAGE = ("backup.not_verified", "file.damaged")
SOUND = (FileState.CURRENT, FileState.OLDER, FileState.NEWER)


def restore_backup(
    backup: Path, target: Path, *, backups: Path, now: datetime, progress: Progress | None = None
) -> BackupInfo | None:
    """Makes `target` what `backup` holds.

    Other windows on the file may stay open; `Database.publish_everything` tells those of this process.

    Args:
        backup: the backup, or any business file; left as it is.
        target: the business file.
        backups: the folder of all backups; what `target` holds now is kept there.
        now: the moment, aware.
        progress: told (done, total); what it raises stops the work, and `target` is as it was.

    Returns:
        The backup of what `target` held before; None when it was missing or damaged (a damaged file is kept under
        another name beside it).

    Raises:
        Refused: ``backup.*``, ``file.*``; `target` is as it was.
    """
    verify_backup(backup, progress)
    target = Path(os.path.realpath(target))
    state = identify(target)
    if state in (FileState.FOREIGN, FileState.UNREADABLE):
        raise Refused("file.foreign" if state is FileState.FOREIGN else "file.cannot_open", path=str(target))
    with refusing(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        with temporary(target) as new:
            _prepare(backup, new, target, now)
            before = None
            if state in SOUND:
                before = _kept(target, backup_folder(backups, target), now, progress)
            if before is None:
                _put_in_place(new, target, now)
            else:
                _overwrite(new, target, progress)
            return before


def _kept(target: Path, folder: Path, now: datetime, progress: Progress | None) -> BackupInfo | None:
    """A backup of what is about to be overwritten; None when it turns out to be damaged."""
    try:
        if has_hot_journal(target):
            finish_cut_off_write(target, read_only=not is_writable(target))
        return make_backup(target, folder, BackupKind.RESTORE, now, progress)
    except Refused as refused:
        if refused.key in DAMAGE:
            return None
        raise


def _prepare(backup: Path, new: Path, target: Path, now: datetime) -> None:
    """A copy of the backup, up to date, whose history says that undo ends here."""
    new.touch(exist_ok=False)
    try:
        with closing(open_raw(backup, read_only=True)) as source, closing(open_raw(new)) as copy:
            copy.execute("PRAGMA synchronous=OFF")
            source.backup(copy, pages=-1, progress=_patience(backup, None), sleep=0.02)
        if identify(new) is FileState.OLDER:
            # Only for a backup that is behind: alembic costs 60 ms.
            from crm_desktop.db.migrations.runner import migrate_copy

            migrate_copy(new)
        if identify(new) is not FileState.CURRENT:
            raise Refused("file.newer", path=str(backup))
        with closing(connect(new)) as copy:
            copy.execute("BEGIN IMMEDIATE")
            copy.execute(DROP_REDO)
            copy.execute(INSERT_GESTURE, (LABEL, "", raw(Moment(), now), "undo.restored"))
            copy.execute("COMMIT")
            copy.execute("PRAGMA journal_mode=DELETE")
    except sqlite3.Error as error:
        raise refusal(error, target) or error from error
    sync_file(new)


def _overwrite(new: Path, target: Path, progress: Progress | None) -> None:
    try:
        with closing(open_raw(new, read_only=True)) as source, closing(connect(target)) as live:
            source.backup(live, pages=PAGES_A_STEP, progress=_patience(target, progress), sleep=0.02)
            live.execute("PRAGMA journal_mode=DELETE")
    except sqlite3.Error as error:
        raise refusal(error, target) or error from error


def _patience(target: Path, progress: Progress | None) -> Callable[[int, int, int], None]:
    """Ends the copy when another window holds the file for too long: by itself it would wait for ever."""
    deadline = time.monotonic() + BUSY_MILLISECONDS / 1000

    def told(status: int, remaining: int, total: int) -> None:
        if status in BUSY and time.monotonic() > deadline:
            raise Refused("file.locked", path=str(target))
        if progress is not None:
            progress(total - remaining, max(total, 1))

    return told


def _put_in_place(new: Path, target: Path, now: datetime) -> None:
    if target.exists():
        _keep_damaged(target, now)
    set_aside(target)
    rename_new(new, target)


def _keep_damaged(target: Path, now: datetime) -> None:
    """Gives a damaged file and its journals another name, together."""
    _refuse_if_held(target)
    kept = target.with_name(f"{target.stem} damaged {now:%Y-%m-%d %H.%M.%S}{target.suffix}")
    if kept.exists():
        kept = kept.with_stem(f"{kept.stem} {secrets.token_hex(4)}")
    for left, named in zip(side_files(target), side_files(kept), strict=True):
        if left.exists():
            left.rename(named)
    target.rename(kept)
    sync_folder(target.parent)


def _refuse_if_held(target: Path) -> None:
    """No other program may be at work on the file that is about to get another name."""
    try:
        # Read-only, so that no journal is rolled back into what is kept as it is.
        with closing(open_raw(target, read_only=True)) as connection:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.Error as error:
        refused = refusal(error, target)
        if refused is not None and refused.key == "file.locked":
            raise refused from error
