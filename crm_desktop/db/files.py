"""A new business file, and opening one that is there: looked at before it is touched, and never harmed by it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from sqlalchemy import NullPool, create_engine, event
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DBAPIError

from crm_desktop.db import schema
from crm_desktop.db.connection import connect, open_raw, refusal
from crm_desktop.db.database import Database
from crm_desktop.db.durable import is_writable, refusing, rename_new, set_aside, sync_file, temporary
from crm_desktop.db.header import FileState, has_hot_journal, identify
from crm_desktop.domain.errors import Refused

Progress = Callable[[int, int], None]
"""Told of long work: (done, total) in any unit."""

REFUSALS = {
    FileState.MISSING: "file.missing",
    FileState.EMPTY: "file.empty",
    FileState.FOREIGN: "file.foreign",
    FileState.NEWER: "file.newer",
    FileState.DAMAGED: "file.damaged",
    FileState.UNREADABLE: "file.cannot_open",
}


def create_file(path: Path) -> None:
    """Makes a new, empty business file; its folder is made when it is missing.

    Raises:
        Refused: ``file.exists`` when something has that name, ``file.*`` when it cannot be written. Nothing is
            left behind then.
    """
    with refusing(path):
        check_free(path)
        with temporary(path) as new:
            new.touch(exist_ok=False)
            _fill(new)
            sync_file(new)
            set_aside(path)
            rename_new(new, path)


def check_free(path: Path) -> None:
    """Makes the folder of a file to come when it is missing.

    Raises:
        Refused: ``file.exists`` when something has the name of the file.
        OSError: when the folder cannot be made or read.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists() or path.is_symlink():
        raise Refused("file.exists", path=str(path))


def _fill(path: Path) -> None:
    """Makes the schema. Without syncing: nobody sees the file before it is complete."""
    engine = create_engine("sqlite+pysqlite://", creator=lambda: _unsynced(path), poolclass=NullPool)

    @event.listens_for(engine, "begin")
    def on_begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    try:
        with engine.begin() as connection:
            schema.create(connection)
    except DBAPIError as error:
        raise refusal(error, path) or error from error
    finally:
        engine.dispose()


def _unsynced(path: Path) -> sqlite3.Connection:
    connection = open_raw(path)
    for pragma in ("journal_mode=MEMORY", "synchronous=OFF", "foreign_keys=ON", "trusted_schema=OFF"):
        connection.execute(f"PRAGMA {pragma}")
    return connection


def open_file(path: Path, *, backups: Path | None = None, progress: Progress | None = None) -> Database:
    """Opens a business file, for reading only where it cannot be written, and brings an older one up to date.

    Args:
        path: the file.
        backups: the folder of all backups; an older file is backed up there before it is migrated. None: beside it.
        progress: told of a migration, which is the only long work here.

    Raises:
        Refused: ``file.*``; the file is as it was, byte for byte.
    """
    state = acceptable(path)
    read_only = not is_writable(path)
    if has_hot_journal(path):
        finish_cut_off_write(path, read_only=read_only)
        state = acceptable(path)
    if state is FileState.OLDER:
        _migrate(path, backups, progress, read_only=read_only)
    return _opened(path, read_only=read_only)


def acceptable(path: Path) -> FileState:
    """What stands at `path` when this program may open it.

    Raises:
        Refused: ``file.*`` when it may not.
    """
    state = identify(path)
    if state in REFUSALS:
        raise Refused(REFUSALS[state], path=str(path))
    return state


def finish_cut_off_write(path: Path, *, read_only: bool) -> None:
    """Lets SQLite roll back what a killed program had begun; what was saved before is then there again.

    Raises:
        Refused: ``file.unfinished`` when the file cannot be written, ``file.damaged``.
    """
    if read_only:
        raise Refused("file.unfinished", path=str(path))
    try:
        with closing(connect(path)) as connection:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.Error as error:
        raise refusal(error, path) or error from error


def _migrate(path: Path, backups: Path | None, progress: Progress | None, *, read_only: bool) -> None:
    if read_only:
        raise Refused("file.older_read_only", path=str(path))
    # Only for a file that is behind: alembic costs 60 ms.
    from crm_desktop.db.migrations.runner import migrate

    migrate(path, backups=backups, progress=progress)


def _opened(path: Path, *, read_only: bool) -> Database:
    database = Database(path, read_only=read_only)
    try:
        if not database.table_names() >= schema.TABLES:
            raise Refused("file.damaged", path=str(path))
    except BaseException:
        database.close()
        raise
    return database
