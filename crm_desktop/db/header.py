"""What a file is, told from its first hundred bytes, before SQLite may write a single one.

A mere ``PRAGMA journal_mode`` changes a file, so nothing else is done to one that may be foreign, newer or damaged.
"""

from __future__ import annotations

import os
import sqlite3
import struct
from contextlib import closing
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from crm_desktop.db.connection import APPLICATION_ID, is_open_here, open_raw
from crm_desktop.db.durable import is_regular
from crm_desktop.db.schema import VERSION

MAGIC = b"SQLite format 3\0"
LENGTH = 100


class FileState(StrEnum):
    """What stands at a path: only OLDER and CURRENT are files this program may open."""

    MISSING = "missing"
    EMPTY = "empty"
    FOREIGN = "foreign"
    NEWER = "newer"
    OLDER = "older"
    CURRENT = "current"
    DAMAGED = "damaged"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Header:
    """The header of an SQLite file: sizes in bytes and pages, as the file itself states them."""

    page_size: int
    pages: int
    pages_known: bool
    version: int
    application: int


def identify(path: Path) -> FileState:
    """What stands at `path`, by its header only; nothing is written and nothing locked."""
    try:
        if not is_regular(path):
            return FileState.UNREADABLE
        return _identify_open(path) if is_open_here(path) else _identify_bytes(path)
    except (FileNotFoundError, NotADirectoryError):
        return FileState.MISSING
    except (OSError, ValueError):  # ValueError: a NUL in the name
        return FileState.UNREADABLE


def has_hot_journal(path: Path) -> bool:
    """Whether a write was cut off (or is under way in another window): its journal still holds something."""
    try:
        # SQLite keeps it beside the file itself, not beside a link to it.
        file = Path(os.path.realpath(path))
        return file.with_name(file.name + "-journal").stat().st_size > 0
    except OSError:
        return False


def _header(path: Path) -> Header | None:
    with path.open("rb") as file:
        raw = file.read(LENGTH)
    if len(raw) < LENGTH or not raw.startswith(MAGIC):
        return None
    (page_size,) = struct.unpack_from(">H", raw, 16)
    changes, pages = struct.unpack_from(">II", raw, 24)
    (version,) = struct.unpack_from(">i", raw, 60)
    (application,) = struct.unpack_from(">I", raw, 68)
    (valid_for,) = struct.unpack_from(">I", raw, 92)
    return Header(65536 if page_size == 1 else page_size, pages, changes == valid_for, version, application)


def _identify_bytes(path: Path) -> FileState:
    size = path.stat().st_size
    if size == 0:
        return FileState.EMPTY
    header = _header(path)
    if header is None:
        with path.open("rb") as file:
            begins = file.read(len(MAGIC))
        return FileState.DAMAGED if size < LENGTH and MAGIC.startswith(begins) else FileState.FOREIGN
    if header.application != APPLICATION_ID:
        return FileState.FOREIGN
    if _is_cut_short(header, size) and not has_hot_journal(path):
        return FileState.DAMAGED
    return _by_version(header.version)


def _is_cut_short(header: Header, size: int) -> bool:
    return header.pages_known and size < header.pages * header.page_size


def _by_version(version: int) -> FileState:
    if version < 1:
        return FileState.DAMAGED
    if version == VERSION:
        return FileState.CURRENT
    return FileState.NEWER if version > VERSION else FileState.OLDER


def _identify_open(path: Path) -> FileState:
    """A file this process has open is asked through SQLite: closing a plain handle would drop the locks on it."""
    try:
        with closing(open_raw(path, read_only=True)) as connection:
            (application,) = connection.execute("PRAGMA application_id").fetchone()
            (version,) = connection.execute("PRAGMA user_version").fetchone()
    except sqlite3.Error:
        return FileState.UNREADABLE
    return _by_version(version) if application == APPLICATION_ID else FileState.FOREIGN
