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
    temporary = place.with_name(f".{place.name[:40]}.{secrets.token_hex(6)}.part") if place.name else place
    try:
        with temporary.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if place.exists():
            temporary.chmod(place.stat().st_mode & 0o777)
        temporary.replace(place)
    except (OSError, ValueError) as error:
        _remove(temporary)
        raise Refused("file.not_written", path=str(path), reason=_reason(error)) from error
    _sync_folder(place.parent)


def _remove(temporary: Path) -> None:
    """Takes a half-written file away; where even that fails, the first failure is the one to tell."""
    if temporary.suffix == ".part":
        with suppress(OSError, ValueError):
            temporary.unlink()


def _sync_folder(folder: Path) -> None:
    """Makes the new name last through a power cut, where the system knows how (Windows does it by itself)."""
    if os.name == "nt":
        return
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        # Some network folders cannot; the file itself is safe.
        with suppress(OSError):
            os.fsync(handle)
    finally:
        os.close(handle)


def _reason(error: Exception) -> str:
    """What the system says, without its number and the path."""
    return (error.strerror if isinstance(error, OSError) else None) or str(error)
