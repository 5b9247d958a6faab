"""The open business file: `read()` and `write()` are the only two ways to a session."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from sqlite3 import Error as SqliteError
from typing import TYPE_CHECKING

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError, IntegrityError, StatementError
from sqlalchemy.orm import Session

from crm_desktop.db import search
from crm_desktop.db.connection import BUSY_MILLISECONDS, driver_of, make_engine, refusal
from crm_desktop.db.history import RECORDER, Recorder
from crm_desktop.db.writing import WritingSession
from crm_desktop.domain.changes import Changes
from crm_desktop.domain.errors import Refused

if TYPE_CHECKING:
    from crm_desktop.db.models.history import Gesture

Listener = Callable[[Changes, object], None]
# The last two come from values SQLite cannot hold: half characters, integers beyond 64 bits.
FAULTS = (StatementError, SqliteError, UnicodeEncodeError, OverflowError)


@contextmanager
def _refusing_orphans() -> Iterator[None]:
    """Undo checks references at its end: taking back a record that others still belong to cannot be done."""
    try:
        yield
    except IntegrityError as error:
        if getattr(error.orig, "sqlite_errorname", "") == "SQLITE_CONSTRAINT_FOREIGNKEY":
            raise Refused("undo.in_use") from error
        raise


class Database:
    """One business file, opened for writing or, when it cannot be written, for reading.

    The file must be one of ours with a current schema: `db.files.open_file` sees to that.
    """

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        self.path = path
        self.read_only = read_only
        self._readers: Engine = make_engine(path, read_only=read_only)
        self._writer: Engine = make_engine(path, read_only=read_only, writer=True)
        self._writing = threading.Lock()
        self._listeners: list[Listener] = []
        self._version: int | None = None

    def close(self) -> None:
        """Closes every connection; the file is then free for others, and alone in its folder again."""
        if not self.read_only:
            with suppress(DBAPIError), self._writer.connect() as connection:
                # The empty journal goes: the business is one file. SQLite does not while another window writes.
                driver_of(connection).execute("PRAGMA journal_mode=DELETE")
        self._readers.dispose()
        self._writer.dispose()

    def table_names(self) -> set[str]:
        """The names of the tables the file holds; asking opens the file.

        Raises:
            Refused: ``file.*`` when it cannot be read.
        """
        with self._translated(), self._writer.connect() as connection:
            driver = driver_of(connection)
            self._version = driver.execute("PRAGMA data_version").fetchone()[0]
            return {name for (name,) in driver.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}

    def on_change(self, listener: Listener) -> None:
        """Calls `listener(changes, initiator)` after every commit, in the thread that committed."""
        self._listeners.append(listener)

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A short read transaction, rolled back at the end.

        Raises:
            Refused: ``file.*`` when the file cannot be read.
        """
        with self._translated(), Session(self._readers, expire_on_commit=False) as session:
            yield session

    @contextmanager
    def write(self, label: str, *, subject: str = "", initiator: object = None, barrier: str = "") -> Iterator[Session]:
        """One gesture = one transaction (see `services.store.Store.write`).

        Raises:
            Refused: ``file.*`` when nothing could be saved.
        """
        with self._writer_session() as (session, recorder):
            yield session
            session.flush()
            changes = recorder.changes()
            recorder.store(label, subject, barrier, datetime.now(UTC))
            search.refresh(session)
            session.commit()
        self._publish(changes, initiator)

    def undo(self, initiator: object = None) -> tuple[str, str]:
        """Takes the newest gesture back; answers its label and subject.

        Raises:
            Refused: ``undo.*``, or the gesture's barrier.
        """
        from crm_desktop.db import undo  # brings models along; a start that only reads needs none of them

        return self._swing(undo.undo, initiator)

    def redo(self, initiator: object = None) -> tuple[str, str]:
        """Does the last undone gesture again; answers its label and subject.

        Raises:
            Refused: ``redo.*``, ``undo.changed_since``.
        """
        from crm_desktop.db import undo  # see above

        return self._swing(undo.redo, initiator)

    def _swing(self, step: Callable[[Session], tuple[Gesture, Changes]], initiator: object) -> tuple[str, str]:
        with self._writer_session(recording=False) as (session, _recorder), _refusing_orphans():
            gesture, changes = step(session)
            named = gesture.label, gesture.subject
            search.refresh(session)
            session.commit()
        self._publish(changes, initiator)
        return named

    def changed_elsewhere(self) -> bool:
        """True once after another process has written the file. Never waits: False while a write is running."""
        if not self._writing.acquire(blocking=False):
            return False
        try:
            # Only others' commits move data_version as the one writing connection sees it.
            with self._translated(), self._writer.connect() as connection:
                version = driver_of(connection).execute("PRAGMA data_version").fetchone()[0]
            changed = self._version is not None and version != self._version
            self._version = version
            return changed
        finally:
            self._writing.release()

    def publish_everything(self) -> None:
        """Tells every listener that any record may have changed."""
        self._publish(Changes(everything=True), None)

    @contextmanager
    def _writer_session(self, *, recording: bool = True) -> Iterator[tuple[Session, Recorder]]:
        if self.read_only:
            raise Refused("file.read_only", path=str(self.path))
        # What is written is sorted by what refers to what, so every table must be known; what is only read need not.
        from crm_desktop.db.models import every as _every  # noqa: F401

        if not self._writing.acquire(timeout=BUSY_MILLISECONDS / 1000):
            raise Refused("file.busy")
        try:
            with self._translated(), WritingSession(self._writer, expire_on_commit=False) as session:
                recorder = Recorder(session)
                if not recording:
                    del session.info[RECORDER]
                driver = driver_of(session)  # BEGIN IMMEDIATE, so that nothing read from here on can be overtaken
                try:
                    yield session, recorder
                finally:
                    # After a commit that failed (a reader held the file) SQLAlchemy believes the transaction to be
                    # over and gives the connection back with it; from then on nobody could read.
                    if driver.in_transaction:
                        driver.rollback()
        finally:
            self._writing.release()

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except FAULTS as error:
            known = refusal(error, self.path)
            if known is None:
                raise
            raise known from error

    def _publish(self, changes: Changes, initiator: object) -> None:
        if changes:
            for listener in tuple(self._listeners):
                listener(changes, initiator)
