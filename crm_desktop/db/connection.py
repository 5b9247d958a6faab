"""How the file is opened: the pragmas that make one file always the whole business, and sentences for what goes wrong.

TRUNCATE + FULL because saves acknowledged under WAL + NORMAL were lost in replayed power cuts, and a WAL leaves the
business in two files. The driver's own transaction handling is switched off (`isolation_level=None`): it neither rolls
back DDL nor honours `foreign_keys`.
"""

from __future__ import annotations

import sqlite3
import sys
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import Engine, Pool, QueuePool, create_engine, event
from sqlalchemy.engine import Connection

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
}
READ_ONLY_PRAGMAS = ("foreign_keys", "trusted_schema", "busy_timeout", "temp_store", "cache_size")


def uri(path: Path, mode: str) -> str:
    """An SQLite URI for a path; `mode` rw makes a missing file an error instead of a new empty one."""
    return f"file:{quote(path.absolute().as_posix())}?mode={mode}"


def connect(path: Path, *, read_only: bool = False) -> sqlite3.Connection:
    """A connection with every pragma set, read back and asserted.

    Raises:
        sqlite3.Error: when the file cannot be opened.
        RuntimeError: when SQLite did not take a pragma.
    """
    connection = sqlite3.connect(
        uri(path, "ro" if read_only else "rw"), uri=True, isolation_level=None, check_same_thread=False
    )
    try:
        connection.text_factory = _text
        _set_pragmas(connection, read_only=read_only)
    except BaseException:
        connection.close()
        raise
    return connection


def _text(raw: bytes) -> str:
    """Text as UTF-8; a damaged byte shows as the replacement character instead of failing the whole list."""
    return raw.decode("utf-8", "replace")


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
        connection.exec_driver_sql(begin)

    event.listen(engine, "begin", on_begin)
    return engine


FAILURES = {
    "SQLITE_BUSY": "file.locked",
    "SQLITE_LOCKED": "file.locked",
    "SQLITE_FULL": "file.disk_full",
    "SQLITE_READONLY_DBMOVED": "file.moved",
    "SQLITE_READONLY": "file.read_only",
    "SQLITE_CORRUPT": "file.damaged",
    "SQLITE_NOTADB": "file.damaged",
    "SQLITE_CANTOPEN": "file.cannot_open",
    "SQLITE_IOERR": "file.io",
    "SQLITE_PERM": "file.read_only",
    "SQLITE_TOOBIG": "file.too_big",
}


def refusal(error: BaseException, path: Path) -> Refused | None:
    """The sentence for a failure of the file (full disk, lock, damage ...); None when the error is a bug of ours."""
    original = getattr(error, "orig", None) or error
    name = getattr(original, "sqlite_errorname", None) or ""
    for known in sorted(FAILURES, key=len, reverse=True):
        if name == known or name.startswith(known + "_"):
            return Refused(FAILURES[known], path=str(path))
    return None
