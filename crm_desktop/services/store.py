"""The open business file as services and screens see it: two ways to a session, undo, and what changed."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

from sqlalchemy.orm import Session


class Store(Protocol):
    """One open file. The only implementation is `crm_desktop.db.database.Database`."""

    path: Path
    read_only: bool

    def read(self) -> AbstractContextManager[Session]:
        """A short read transaction; rows that leave it must be frozen dataclasses."""
        ...

    def write(
        self, label: str, *, subject: str = "", initiator: object = None, barrier: str = ""
    ) -> AbstractContextManager[Session]:
        """One user gesture = one transaction: commits at the end, rolls back on any exception.

        Args:
            label: the gesture's msgid as undo shows it, marked with `N_`: ``N_("Edit contact")``.
            subject: the name of the record, kept beside the label: ``"Ana Sousa"``.
            initiator: who makes the change; handed on with the news so that an editor can ignore its own echo.
            barrier: a sentence key when Ctrl+Z must stop here (issue, accept, restore); '' for undoable gestures.
        """
        ...
