"""The schema version a file says it has, read from its header as another program would."""

from __future__ import annotations

from pathlib import Path

from crm_desktop.db.connection import APPLICATION_ID

_VERSION, _APPLICATION = slice(60, 64), slice(68, 72)


def version_of(path: Path) -> int:
    """The version in the header of a file of ours; 0 when it is none."""
    header = path.read_bytes()[:100]
    ours = int.from_bytes(header[_APPLICATION], "big") == APPLICATION_ID
    return int.from_bytes(header[_VERSION], "big") if ours else 0
