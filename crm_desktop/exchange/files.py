"""Files written whole or not at all, and read with a sentence for what can go wrong."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from pathlib import Path

from crm_desktop.domain.errors import Refused

MOST_BYTES = 1_000_000_000
"""The largest file that is read in one piece."""


def read_bytes(path: str | os.PathLike[str]) -> bytes:
    """The whole of a file.

    Raises:
        Refused: ``file.not_read`` with what the system says; ``file.too_large`` above `MOST_BYTES`.
    """
    place = Path(path)
    try:
        if place.stat().st_size > MOST_BYTES:
            raise Refused("file.too_large", path=str(path), megabytes=MOST_BYTES // 1_000_000)
        return place.read_bytes()
    except (OSError, ValueError) as error:
        raise Refused("file.not_read", path=str(path), reason=_reason(error)) from error


def write_atomically(path: str | os.PathLike[str], data: bytes) -> None:
    """Puts a file in place that is complete and on the disk; whatever fails leaves the old one as it was.

    Raises:
        Refused: ``file.not_written`` with what the system says (no such folder, no right, disk full).
    """
    place = Path(path)
    try:
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
