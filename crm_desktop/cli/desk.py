"""What every command works at: the places, the file opened when first asked for, and today's date."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from crm_desktop.db.database import Database
from crm_desktop.db.files import open_file
from crm_desktop.paths import Places


@dataclass(slots=True)
class Desk:
    """One run of the command line.

    `file` is the business file that was named, or the default one. Services are told the time by it; only what
    the file itself stamps (gestures, the bin of an undone import, a migration) is stamped below.
    """

    places: Places
    file: Path
    _store: Database | None = field(default=None, repr=False)

    @property
    def store(self) -> Database:
        """The open file.

        Raises:
            Refused: ``file.*`` when it cannot be opened.
        """
        if self._store is None:
            self._store = open_file(self.file, backups=self.places.backups)
        return self._store

    @property
    def now(self) -> datetime:
        """The moment, in UTC."""
        return datetime.now(UTC)

    @property
    def today(self) -> date:
        """The user's own calendar day."""
        return datetime.now().astimezone().date()

    def close(self) -> None:
        """Lets the file go."""
        if self._store is not None:
            self._store.close()


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command found or did.

    `data` is for ``--json`` (None: it has said all itself), `lines` for a person, `warnings` for stderr.
    `status` is the exit status; 1 for an answer that is bad news (a damaged file).
    """

    data: Any
    lines: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    status: int = 0
