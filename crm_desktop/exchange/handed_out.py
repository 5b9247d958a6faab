"""Files for other programs to open: each under its own name in a folder of its own, and removed when it is old."""

from __future__ import annotations

import datetime as dt
import re
import secrets
import shutil
from contextlib import suppress
from pathlib import Path

from crm_desktop.domain.errors import Refused
from crm_desktop.exchange.files import write_atomically

KEPT = dt.timedelta(days=2)
"""So long another program may still come back to what it opened."""
_OWN = re.compile(r"[0-9a-f]{16}")


def hand_out(folder: Path, name: str, content: bytes) -> Path:
    """Writes a file where only its owner looks; answers its place.

    Raises:
        Refused: ``file.not_written``.
    """
    place = folder / secrets.token_hex(8)
    try:
        place.mkdir(mode=0o700, parents=True)
    except OSError as error:
        raise Refused("file.not_written", path=str(place), reason=error.strerror or str(error)) from error
    write_atomically(place / name, content)
    return place / name


def sweep(folder: Path, now: dt.datetime) -> None:
    """Removes what was handed out longer than `KEPT` ago; what is still in use stays for the next time."""
    with suppress(OSError):
        for entry in folder.iterdir():
            if _OWN.fullmatch(entry.name) and now.timestamp() - entry.stat().st_mtime > KEPT.total_seconds():
                shutil.rmtree(entry, ignore_errors=True)
