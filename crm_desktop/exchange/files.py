"""Files written whole or not at all, and read with a sentence for what can go wrong."""

from __future__ import annotations

import os
import secrets
import stat
from contextlib import suppress
from pathlib import Path
from typing import IO

from crm_desktop.domain.errors import Refused
from crm_desktop.paths import FILE_SUFFIX

MOST_BYTES = 1_000_000_000
"""The largest file that is read in one piece."""
CHUNK = 1 << 20
BUSINESS = b"SQLite format 3\0"
SIDE_FILES = ("-journal", "-wal", "-shm")


def read_bytes(path: str | os.PathLike[str], most: int | None = None) -> bytes:
    """The whole of a file of at most so many bytes; `MOST_BYTES` unless it is said.

    A pipe is read to its end, so that a script can hand over what another program says; one that nobody writes to is
    empty.

    Raises:
        Refused: ``file.not_read`` with what the system says; ``file.too_large`` above `most`;
            ``file.no_plain_file`` for a device, which may have no end.
    """
    most = MOST_BYTES if most is None else most
    try:
        with open(path, "rb", opener=_without_waiting) as file:
            about = os.fstat(file.fileno())
            if stat.S_ISFIFO(about.st_mode):
                return _read_pipe(file, path, most)
            if not stat.S_ISREG(about.st_mode):
                raise Refused("file.no_plain_file", path=str(path))
            if about.st_size > most:
                raise _too_large(path, most)
            return file.read()
    except (OSError, ValueError) as error:
        raise Refused("file.not_read", path=str(path), reason=_reason(error)) from error


def _without_waiting(path: str, flags: int) -> int:
    """Opens a pipe that nobody writes to as an empty one, instead of waiting for a writer for ever."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _read_pipe(file: IO[bytes], path: str | os.PathLike[str], most: int) -> bytes:
    os.set_blocking(file.fileno(), True)
    found = bytearray()
    while part := os.read(file.fileno(), CHUNK):
        found += part
        if len(found) > most:
            raise _too_large(path, most)
    return bytes(found)


def _too_large(path: str | os.PathLike[str], most: int) -> Refused:
    return Refused("file.too_large", path=str(path), megabytes=most // 1_000_000)


def write_atomically(path: str | os.PathLike[str], data: bytes) -> None:
    """Puts a file in place that is complete and on the disk; whatever fails leaves the old one as it was.

    Behind a symbolic link the file it leads to is written. A business file is never written over.

    Raises:
        Refused: ``file.not_written`` with what the system says (no such folder, no right, disk full);
            ``file.no_plain_file`` where a device or pipe stands, ``file.exists`` where a business file does.
    """
    place = Path(path)
    try:
        place = Path(os.path.realpath(path))
        _check_replaceable(place, path)
        temporary = place.with_name(f".{place.name[:40]}.{secrets.token_hex(6)}.part")
        try:
            _write_through(temporary, data)
            if place.exists():
                temporary.chmod(place.stat().st_mode & 0o777)
            temporary.replace(place)
        except BaseException:
            with suppress(OSError, ValueError):
                temporary.unlink()
            raise
    except (OSError, ValueError) as error:
        raise Refused("file.not_written", path=str(path), reason=_reason(error)) from error
    # The name lasts through a power cut too, where the system lets a folder be synced (Windows does it by itself).
    with suppress(OSError):
        _sync_folder(place.parent)


def _check_replaceable(place: Path, path: str | os.PathLike[str]) -> None:
    """A mistaken name must not cost the business, nor make a file of what is a device to all programs."""
    beside_business = tuple(FILE_SUFFIX + ending for ending in SIDE_FILES)
    if place.name.endswith(beside_business):
        raise Refused("file.exists", path=str(path))
    try:
        mode = os.stat(path).st_mode  # noqa: PTH116  (of what is behind a link to an open pipe, which has no path)
    except FileNotFoundError:
        return
    if stat.S_ISDIR(mode):
        return
    if not stat.S_ISREG(mode):
        raise Refused("file.no_plain_file", path=str(path))
    # By its name where that says it: opening and closing a file that is in use here lets go of the locks on it.
    if place.name.endswith(FILE_SUFFIX) or _begins_like_business(place):
        raise Refused("file.exists", path=str(path))


def _begins_like_business(place: Path) -> bool:
    try:
        with place.open("rb") as file:
            return file.read(len(BUSINESS)) == BUSINESS
    except PermissionError:
        # It may be replaced though it may not be read.
        return False


def _write_through(place: Path, data: bytes) -> None:
    """A new file whose bytes are on the disk."""
    with place.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _reason(error: Exception) -> str:
    """What the system says, without its number and the path."""
    return (error.strerror if isinstance(error, OSError) else None) or str(error)
