"""What a gesture changed, row by row, written in its own transaction; and undo, redo and the history of a record."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime
from typing import Any

from sqlalchemy import event, text
from sqlalchemy.engine import Connection
from sqlalchemy.orm import Session, object_session

from crm_desktop.db.connection import driver_of
from crm_desktop.db.models.base import Base
from crm_desktop.db.rows import (
    Row,
    changes_unseen,
    differences,
    has_unseen,
    key_of,
    merged,
    owner_ids,
    raw,
    stored_values,
    table_of,
    values_of,
)
from crm_desktop.db.types import Json, Moment
from crm_desktop.domain.changes import Changes

RECORDER = "recorder"
JSON = Json(dict)
MOMENT = Moment()
# A new gesture overtakes what was undone: that stays in the history but cannot be redone.
DROP_REDO = "UPDATE gesture SET state = 'dropped' WHERE state = 'undone'"
INSERT_GESTURE = "INSERT INTO gesture (label, subject, at, barrier, state) VALUES (?, ?, ?, ?, 'done')"
INSERT_ROW = (
    "INSERT INTO gesture_row (gesture_id, table_name, row_id, kind, record_id, before, after)"
    " VALUES (?, ?, ?, ?, ?, ?, ?)"
)
INSERT_BATCH = "INSERT INTO gesture_batch (gesture_id, table_name, first_id, last_id) VALUES (?, ?, ?, ?)"


class Recorder:
    """Gathers the before and after of every row written, and the kinds and ids that changed."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.subject = ""
        self.rows: dict[tuple[str, int], tuple[Row, Row]] = {}
        self.unseen: dict[tuple[str, int], dict[str, Any]] = {}
        self.batches: list[tuple[str, int, int]] = []
        self.ids: defaultdict[str, set[int]] = defaultdict(set)
        self.everything = False
        session.info[RECORDER] = self

    def note_ids(self, instance: object) -> None:
        """Takes note of the records a row that changes belongs to."""
        kind = table_of(instance).info["kind"]
        if kind:
            self.ids[kind].update(owner_ids(instance))

    def note_row(self, instance: object, before: Row, after: Row) -> None:
        """Takes note of a row that was made (`before` None), changed or destroyed (`after` None)."""
        key = key_of(instance)
        self.rows[key] = merged(self.rows.get(key), before, after)

    def note_update(self, instance: object) -> dict[str, Any]:
        """Takes note of what changed in a row; answers its new cells by column, none when it stayed as it was."""
        before, after = differences(instance, self.unseen_of(instance))
        if after:
            self.note_ids(instance)
            self.note_row(instance, before, after)
        return after

    def fetch_unseen(self, instance: object, connection: Connection) -> None:
        """Fetches what the session never loaded (a deferred or expired column) while the file still holds it."""
        table, row = key_of(instance)
        found = connection.execute(text(f'SELECT * FROM "{table}" WHERE id = :id'), {"id": row})
        self.unseen[table, row] = dict(found.mappings().one())

    def unseen_of(self, instance: object) -> dict[str, Any]:
        """What `fetch_unseen` found."""
        return self.unseen.get(key_of(instance), {}) if self.unseen else {}

    def changes(self) -> Changes:
        """The kinds and ids that changed."""
        found = {kind: frozenset(ids) for kind, ids in self.ids.items()}
        return Changes(found, everything=self.everything)

    def store(self, label: str, subject: str, barrier: str, now: datetime) -> None:
        """Writes the gesture beside what it changed; nothing when it changed nothing.

        Every save pays for this, so it goes past SQLAlchemy: a tenth of the time.
        """
        kept = {key: row for key, row in self.rows.items() if row[0] != row[1]}
        if not kept and not self.batches and not barrier:
            return
        driver = driver_of(self.session)
        driver.execute(DROP_REDO)
        at = raw(MOMENT, now)
        gesture = driver.execute(INSERT_GESTURE, (label, subject or self.subject, at, barrier)).lastrowid
        for key, row in kept.items():
            driver.execute(INSERT_ROW, (gesture, *self._as_stored(key, *row)))
        for batch in self.batches:
            driver.execute(INSERT_BATCH, (gesture, *batch))

    def _as_stored(self, key: tuple[str, int], before: Row, after: Row) -> tuple[Any, ...]:
        table, row = key
        kind = Base.metadata.tables[table].info["kind"]
        record = _record_id(self.session, table, row, before, after)
        return (table, row, kind, record, raw(JSON, before), raw(JSON, after))


def recorder_of(session: Session) -> Recorder | None:
    """The recorder of a writing session, None for a reading one."""
    return session.info.get(RECORDER)


def set_subject(session: Session, subject: str) -> None:
    """Names the record the running gesture is about, as undo will show it (``"Ana Sousa"``)."""
    recorder = recorder_of(session)
    if recorder is not None:
        recorder.subject = subject


def report_batch(session: Session, table: str, first_id: int, last_id: int) -> None:
    """Tells history and screens of rows a bulk statement made, which the session cannot see.

    Args:
        session: the writing session.
        table: a table with a `deleted_at` column.
        first_id: the first new id.
        last_id: the last one; the ids in between must all be new.
    """
    recorder = recorder_of(session)
    if recorder is not None and last_id >= first_id:
        recorder.batches.append((table, first_id, last_id))
        recorder.everything = True


def _recorder_for(instance: object) -> Recorder | None:
    session = object_session(instance)
    return recorder_of(session) if session is not None else None


def _is_recorded(instance: object) -> bool:
    return bool(table_of(instance).info["recorded"])


def _about_to_update(_mapper: object, connection: Connection, instance: object) -> None:
    recorder = _recorder_for(instance)
    if recorder is not None and _is_recorded(instance) and changes_unseen(instance):
        recorder.fetch_unseen(instance, connection)


def _about_to_delete(_mapper: object, connection: Connection, instance: object) -> None:
    recorder = _recorder_for(instance)
    if recorder is not None and _is_recorded(instance) and has_unseen(instance):
        recorder.fetch_unseen(instance, connection)


def _inserted(_mapper: object, _connection: object, instance: object) -> None:
    recorder = _recorder_for(instance)
    if recorder is not None:
        recorder.note_ids(instance)
        if _is_recorded(instance):
            recorder.note_row(instance, None, values_of(instance))


def _updated(_mapper: object, _connection: object, instance: object) -> None:
    recorder = _recorder_for(instance)
    if recorder is None:
        return
    if _is_recorded(instance):
        recorder.note_update(instance)
    else:
        recorder.note_ids(instance)


def _deleted(_mapper: object, _connection: object, instance: object) -> None:
    recorder = _recorder_for(instance)
    if recorder is not None:
        recorder.note_ids(instance)
        if _is_recorded(instance):
            recorder.note_row(instance, stored_values(instance, recorder.unseen_of(instance)), None)


# Mapper events rather than after_flush: `session.deleted` does not name the orphans a cascade destroys.
event.listen(Base, "before_update", _about_to_update, propagate=True)
event.listen(Base, "before_delete", _about_to_delete, propagate=True)
event.listen(Base, "after_insert", _inserted, propagate=True)
event.listen(Base, "after_update", _updated, propagate=True)
event.listen(Base, "after_delete", _deleted, propagate=True)


def _record_id(session: Session, table: str, row: int, before: Row, after: Row) -> int:
    """The record in whose history the change is shown: the first owner of the row."""
    owner = Base.metadata.tables[table].info["owners"][0]
    if owner == "id":
        return row
    for values in (after, before):
        if values and values.get(owner) is not None:
            return int(values[owner])
    return int(session.execute(text(f'SELECT "{owner}" FROM "{table}" WHERE id = :id'), {"id": row}).scalar() or 0)
