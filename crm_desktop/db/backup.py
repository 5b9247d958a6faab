"""Backups that count: written under another name, opened again, compared with the original, hashed, then named.

A backup's name says when it was made, why, and how the SHA-256 of its content begins:
``business-20261121T091200Z-daily-1a2b3c4d5e6f7a8b.crm``. So a single rename makes it valid, and a changed one is known.
"""

from __future__ import annotations

import hashlib
import os
import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from crm_desktop.db.connection import BUSY_MILLISECONDS, is_open_here, open_raw, refusal
from crm_desktop.db.durable import refusing, rename_new, sha256, sync_file, temporary
from crm_desktop.db.header import FileState, identify
from crm_desktop.domain.errors import Refused
from crm_desktop.paths import FILE_SUFFIX

Progress = Callable[[int, int], None]
"""Told (done, total); what it raises stops the work, and everything is as it was."""

HASH_LENGTH = 16
STAMP = "%Y%m%dT%H%M%SZ"
INSTRUCTIONS = 50_000
"""So many steps of SQLite's machine between two questions whether to stop: some milliseconds."""


class BackupKind(StrEnum):
    """Why a backup was made."""

    DAILY = "daily"
    MANUAL = "manual"
    MIGRATION = "migration"
    RESTORE = "restore"


NAME = re.compile(
    rf"(?P<stem>.+)-(?P<at>\d{{8}}T\d{{6}}Z)-(?P<kind>{'|'.join(BackupKind)})-(?P<hash>[0-9a-f]{{{HASH_LENGTH}}})"
    + re.escape(FILE_SUFFIX)
)


@dataclass(frozen=True, slots=True)
class BackupInfo:
    """One backup: when (UTC) and why it was made, how its SHA-256 begins, its size in bytes."""

    path: Path
    taken_at: datetime
    kind: BackupKind
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Facts:
    """What must be the same in a file and its backup: stamps, schema, and the number of rows of every table."""

    application: int
    version: int
    schema: tuple[tuple[str, str], ...]
    rows: tuple[tuple[str, int], ...]


def backup_folder(backups: Path, path: Path) -> Path:
    """The folder below `backups` that belongs to one business file, wherever two files share a name."""
    place = hashlib.sha256(os.fsencode(os.path.normcase(path.absolute()))).hexdigest()[:8]
    return backups / f"{path.stem}-{place}"


def list_backups(folder: Path) -> list[BackupInfo]:
    """The finished backups in a folder, newest first; none when there is no such folder.

    Raises:
        Refused: ``file.cannot_open`` when the folder may not be read.
    """
    try:
        paths = list(folder.iterdir())
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as error:
        raise Refused("file.cannot_open", path=str(folder)) from error
    found = [info for path in paths if (info := backup_info(path)) is not None]
    return sorted(found, key=lambda info: (info.taken_at, info.path.name), reverse=True)


def backup_info(path: Path) -> BackupInfo | None:
    """What a backup's name says; None when it is not named like one."""
    match = NAME.fullmatch(path.name)
    if match is None:
        return None
    try:
        taken_at = datetime.strptime(match["at"], STAMP).replace(tzinfo=UTC)
        size = path.stat().st_size
    except (ValueError, OSError):
        return None
    return BackupInfo(path, taken_at, BackupKind(match["kind"]), match["hash"], size)


def make_backup(
    path: Path, folder: Path, kind: BackupKind, now: datetime, progress: Progress | None = None
) -> BackupInfo:
    """Makes a verified backup of a business file, which may be open and in use.

    Args:
        path: the business file.
        folder: where the backup goes; made when it is missing.
        kind: why it is made.
        now: the moment, aware.
        progress: told (done, total) in bytes.

    Raises:
        Refused: ``file.*``, ``backup.not_verified``; there is no new backup then, and all others are as they were.
    """
    _look_at(path)
    with refusing(folder):
        folder.mkdir(parents=True, exist_ok=True)
        with temporary(folder / path.name) as new:
            found = _verified_copy(path, new, folder, progress)
            stamp = now.astimezone(UTC).strftime(STAMP)
            target = folder / f"{path.stem}-{stamp}-{kind}-{found[:HASH_LENGTH]}{FILE_SUFFIX}"
            if not target.exists():  # the same content in the same second
                rename_new(new, target)
    info = backup_info(target)
    assert info is not None
    return info


def save_copy(path: Path, target: Path, progress: Progress | None = None) -> None:
    """Saves a verified copy of a business file under a name the user chose.

    Raises:
        Refused: ``file.exists`` when that name is taken; otherwise as `make_backup`.
    """
    _look_at(path)
    with refusing(target):
        if target.exists():
            raise Refused("file.exists", path=str(target))
        target.parent.mkdir(parents=True, exist_ok=True)
        with temporary(target) as new:
            _verified_copy(path, new, target, progress)
            rename_new(new, target)


def verify_backup(path: Path, progress: Progress | None = None) -> BackupInfo | None:
    """Reads a backup from beginning to end; answers what its name says, None when the user renamed it.

    Raises:
        Refused: ``backup.missing``, ``backup.changed``, ``backup.damaged``, or ``file.*`` when it is no file of ours.
    """
    state = identify(path)
    if state is FileState.MISSING:
        raise Refused("backup.missing", path=str(path))
    if state in (FileState.EMPTY, FileState.DAMAGED):
        raise Refused("backup.damaged", path=str(path))
    _look_at(path)
    if is_open_here(path):  # reading it otherwise would drop the locks on it
        raise Refused("backup.open", path=str(path))
    info = backup_info(path)
    with refusing(path):
        size = path.stat().st_size
        watch = _Watch(progress, size * 2)
        if info is not None and not sha256(path, watch.add).startswith(info.sha256):
            raise Refused("backup.changed", path=str(path))
    try:
        _check_integrity(path, watch)
    except sqlite3.Error as error:
        raise Refused("backup.damaged", path=str(path)) from error
    watch.finish()
    return info


def _look_at(path: Path) -> None:
    state = identify(path)
    refusals = {
        FileState.MISSING: "file.missing",
        FileState.EMPTY: "file.empty",
        FileState.FOREIGN: "file.foreign",
        FileState.DAMAGED: "file.damaged",
        FileState.UNREADABLE: "file.cannot_open",
    }
    if state in refusals:
        raise Refused(refusals[state], path=str(path))


class _Watch:
    """Counts bytes for a progress that may be None."""

    def __init__(self, progress: Progress | None, total: int) -> None:
        self._progress = progress
        self._total = total
        self._done = 0

    def add(self, size: int) -> None:
        self._done = min(self._done + size, self._total)
        if self._progress is not None:
            self._progress(self._done, self._total)

    def finish(self) -> None:
        self.add(self._total)


def _verified_copy(path: Path, new: Path, named: Path, progress: Progress | None) -> str:
    """Copies, opens the copy, compares and hashes it; answers the SHA-256. `named`: what errors speak of."""
    watch = _Watch(progress, path.stat().st_size * 3)
    watch.add(0)
    try:
        wanted = _copy(path, new, named)
    except sqlite3.Error as error:
        raise refusal(error, path) or error from error
    sync_file(new)
    watch.add(path.stat().st_size)
    try:
        found = _facts_of_copy(new)
        _check_integrity(new, watch)
    except sqlite3.Error as error:
        raise Refused("backup.not_verified", path=str(named)) from error
    if found != wanted:
        raise Refused("backup.not_verified", path=str(named))
    watch.add(path.stat().st_size)
    hashed = sha256(new, watch.add)
    watch.finish()
    return hashed


def _copy(path: Path, new: Path, named: Path) -> Facts:
    """Copies in one step within one read transaction, so that what is counted is what is copied."""
    new.touch(exist_ok=False)
    # A connection of its own: on one with an open write transaction `backup` never returns.
    with closing(open_raw(path, read_only=True)) as source, closing(open_raw(new)) as copy:
        source.execute(f"PRAGMA busy_timeout={BUSY_MILLISECONDS}")
        copy.execute("PRAGMA journal_mode=OFF")
        copy.execute("PRAGMA synchronous=OFF")
        source.execute("BEGIN")
        facts = facts_of(source)
        try:
            # In one step: a paged copy begins anew after every write, for ever.
            source.backup(copy, pages=-1)
        except sqlite3.Error as error:
            raise refusal(error, named) or error from error
        source.execute("ROLLBACK")
        return facts


def _facts_of_copy(new: Path) -> Facts:
    with closing(open_raw(new, read_only=True)) as connection:
        return facts_of(connection)


def facts_of(connection: sqlite3.Connection) -> Facts:
    """What can be compared of a file within milliseconds."""
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    schema = tuple(connection.execute("SELECT name, coalesce(sql, '') FROM sqlite_master ORDER BY type, name"))
    tables = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name"
    ).fetchall()
    rows = tuple((name, connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]) for (name,) in tables)
    return Facts(application, version, schema, rows)


def _check_integrity(path: Path, watch: _Watch) -> None:
    with closing(open_raw(path, read_only=True)) as connection, stoppable(connection, lambda: watch.add(0)):
        found = [line for (line,) in connection.execute("PRAGMA integrity_check(1)")]
    if found != ["ok"]:
        raise sqlite3.DatabaseError(str(found[0]))


@contextmanager
def stoppable(connection: sqlite3.Connection, ask: Callable[[], None]) -> Iterator[None]:
    """Asks every few milliseconds whether to go on; what `ask` raises ends the running statement and comes out here."""
    raised: list[BaseException] = []

    def handler() -> int:
        try:
            ask()
        except BaseException as stop:  # noqa: BLE001  (SQLite would swallow it; it is raised again below)
            raised.append(stop)
        return len(raised)

    connection.set_progress_handler(handler, INSTRUCTIONS)
    try:
        yield
    except sqlite3.OperationalError:
        if raised:
            raise raised[0] from None
        raise
    finally:
        connection.set_progress_handler(None, 0)
