"""The open business file as services and screens see it: two ways to a session, undo, and what changed."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

from sqlalchemy.orm import Session

from crm_desktop.domain.changes import Changes


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

    def undo(self, initiator: object = None) -> tuple[str, str]:
        """Takes the newest gesture back; answers its label (a msgid) and subject.

        Raises:
            Refused: ``undo.*``, or the barrier's sentence.
        """
        ...

    def redo(self, initiator: object = None) -> tuple[str, str]:
        """Does the last undone gesture again; answers its label (a msgid) and subject.

        Raises:
            Refused: ``redo.*``, ``undo.*``.
        """
        ...

    def on_change(self, listener: Callable[[Changes, object], None]) -> None:
        """Calls `listener(changes, initiator)` after every commit, in the thread that committed."""
        ...

    def changed_elsewhere(self) -> bool:
        """True once after another process has written the file. Never waits."""
        ...

    def publish_everything(self) -> None:
        """Tells every listener that any record may have changed."""
        ...

    def close(self) -> None:
        """Closes every connection; the file is then free for others."""
        ...
