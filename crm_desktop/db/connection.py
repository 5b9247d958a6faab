"""How the file is opened: the pragmas that make one file always the whole business, and sentences for what goes wrong.

TRUNCATE + FULL because saves acknowledged under WAL + NORMAL were lost in replayed power cuts, and a WAL leaves the
business in two files. The driver's own transaction handling is switched off (`isolation_level=None`): it neither rolls
back DDL nor honours `foreign_keys`.
"""

from __future__ import annotations

import os
import sqlite3
import sys
import threading
from collections import Counter
from pathlib import Path
from typing import Any, ClassVar, cast
from urllib.parse import quote_from_bytes

from sqlalchemy import Engine, Pool, QueuePool, create_engine, event
from sqlalchemy.engine import Connection
from sqlalchemy.orm import Session

from crm_desktop.db.types import DamagedText
from crm_desktop.domain.errors import Refused

APPLICATION_ID = 0x43524D31  # "CRM1"
BUSY_MILLISECONDS = 5000
PRAGMAS: dict[str, str | int] = {
    "journal_mode": "truncate",
    "synchronous": 2,
    "foreign_keys": 1,
    "trusted_schema": 0,
    "busy_timeout": BUSY_MILLISECONDS,
    "temp_store": 2,
    "secure_delete": 1,
    "cache_size": -16000,
    # A long write stays in memory until it commits, so that readers need not wait for it. Inside a transaction this
    # pragma answers that it is off and changes nothing.
    "cache_spill": 0,
}
TERMS = "temp.search_terms"
"""The terms of the full text with the records they stand in, in order; every connection has its own view of them."""
READ_ONLY_PRAGMAS = ("foreign_keys", "trusted_schema", "busy_timeout", "temp_store", "cache_size")


class _InUse:
    """The files this process has open through SQLite, by device and inode, and how often.

    POSIX drops *every* lock a process holds on a file as soon as it closes *any* handle of that file: a plain
    `open(path).read()` beside a running transaction would let another window write in the middle of it.
    """

    lock = threading.Lock()
    files: ClassVar[Counter[tuple[int, int]]] = Counter()


class TrackedConnection(sqlite3.Connection):
    """A connection that says which file it holds open (`is_open_here`)."""

    file: tuple[int, int] | None = None

    def holds(self, path: Path) -> None:
        """Notes that this connection has `path` open."""
        found = path.stat()
        self.file = (found.st_dev, found.st_ino)
        with _InUse.lock:
            _InUse.files[self.file] += 1

    def close(self) -> None:
        """Closes the connection and lets go of the file."""
        super().close()
        if self.file is not None:
            with _InUse.lock:
                _InUse.files[self.file] -= 1
            self.file = None


def is_open_here(path: Path) -> bool:
    """Whether this process has the file open, so that it must not be opened by anything but SQLite."""
    found = path.stat()
    with _InUse.lock:
        return _InUse.files[found.st_dev, found.st_ino] > 0


def uri(path: Path, mode: str) -> str:
    """An SQLite URI for a path; `mode` rw makes a missing file an error instead of a new empty one."""
    name = quote_from_bytes(os.fsencode(path.absolute().as_posix()))
    # An empty authority, else two slashes at the beginning (a network path) would be taken for one.
    return f"file://{'' if name.startswith('/') else '/'}{name}?mode={mode}"


def connect(path: Path, *, read_only: bool = False) -> TrackedConnection:
    """A connection with every pragma set, read back and asserted.

    Raises:
        sqlite3.Error: when the file cannot be opened.
        RuntimeError: when SQLite did not take a pragma.
    """
    connection = open_raw(path, read_only=read_only)
    try:
        _set_pragmas(connection, read_only=read_only)
        connection.execute(f"CREATE VIRTUAL TABLE {TERMS} USING fts5vocab('main', 'search', 'instance')")
    except BaseException:
        connection.close()
        raise
    return connection


def open_raw(path: Path, *, read_only: bool = False) -> TrackedConnection:
    """A connection without our pragmas (but the driver's own transactions off): for looking and for copying.

    Raises:
        sqlite3.Error: when the file cannot be opened.
    """
    connection = sqlite3.connect(
        uri(path, "ro" if read_only else "rw"),
        uri=True,
        isolation_level=None,
        check_same_thread=False,
        timeout=BUSY_MILLISECONDS / 1000,
        factory=TrackedConnection,
    )
    connection.text_factory = _text
    try:
        connection.holds(path)
    except OSError:
        connection.close()
        raise sqlite3.OperationalError("the file went away") from None
    return connection


def _text(raw: bytes) -> str:
    """Text as UTF-8; a damaged byte shows as the replacement character instead of failing the whole list."""
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return DamagedText.of(raw)


def _set_pragmas(connection: sqlite3.Connection, *, read_only: bool) -> None:
    wanted = {name: PRAGMAS[name] for name in READ_ONLY_PRAGMAS} if read_only else dict(PRAGMAS)
    # busy_timeout first: setting the journal mode may already have to wait for another window.
    for name in sorted(wanted, key=lambda name: name != "busy_timeout"):
        connection.execute(f"PRAGMA {name}={wanted[name]}")
        (got,) = connection.execute(f"PRAGMA {name}").fetchone()
        if got != wanted[name]:
            raise RuntimeError(f"SQLite keeps {name} at {got!r} instead of {wanted[name]!r}")
    if sys.platform == "darwin":
        connection.execute("PRAGMA fullfsync=ON")


def make_engine(path: Path, *, read_only: bool = False, writer: bool = False) -> Engine:
    """An engine over the file; the one for writing has one connection and begins every transaction IMMEDIATE."""
    size: dict[str, Any] = {"pool_size": 1 if writer else 4, "max_overflow": 0 if writer else 8}
    pool: type[Pool] = QueuePool
    engine = create_engine(
        "sqlite+pysqlite://", creator=lambda: connect(path, read_only=read_only), poolclass=pool, **size
    )
    begin = "BEGIN IMMEDIATE" if writer else "BEGIN"

    def on_begin(connection: Connection) -> None:
        driver_of(connection).execute(begin)

    event.listen(engine, "begin", on_begin)
    return engine


def driver_of(connection: Connection | Session) -> sqlite3.Connection:
    """The driver's own connection in the running transaction: for statements too many or too small for SQLAlchemy."""
    within = connection.connection() if isinstance(connection, Session) else connection
    return cast("sqlite3.Connection", within.connection.dbapi_connection)


FAILURES = {
    "SQLITE_BUSY": "file.locked",
    "SQLITE_LOCKED": "file.locked",
    "SQLITE_FULL": "file.disk_full",
    "SQLITE_READONLY_DBMOVED": "file.moved",
    "SQLITE_READONLY_ROLLBACK": "file.unfinished",
    "SQLITE_READONLY": "file.read_only",
    "SQLITE_CORRUPT": "file.damaged",
    "SQLITE_NOTADB": "file.damaged",
    "SQLITE_FORMAT": "file.damaged",
    "SQLITE_CANTOPEN": "file.cannot_open",
    "SQLITE_IOERR": "file.io",
    "SQLITE_PROTOCOL": "file.locked",
    "SQLITE_NOMEM": "file.no_memory",
    "SQLITE_PERM": "file.read_only",
    "SQLITE_AUTH": "file.read_only",
    "SQLITE_TOOBIG": "file.too_big",
    "SQLITE_INTERRUPT": "tasks.cancelled",
    "SQLITE_CONSTRAINT_TRIGGER": "quote.frozen",
}


def refusal(error: BaseException, path: Path) -> Refused | None:
    """The sentence for a failure of the file (full disk, lock, damage ...); None when the error is a bug of ours."""
    original = getattr(error, "orig", None) or error
    if isinstance(original, Refused):  # a column type refused the value
        return original
    if isinstance(original, UnicodeEncodeError):
        return Refused("text.not_unicode")
    if isinstance(original, OverflowError):
        return Refused("value.too_large")
    name = getattr(original, "sqlite_errorname", None) or ""
    for known in sorted(FAILURES, key=len, reverse=True):
        if name == known or name.startswith(known + "_"):
            return Refused(FAILURES[known], path=str(path))
    return None
