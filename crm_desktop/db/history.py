"""What a gesture changed, row by row, written in its own transaction; and undo, redo and the history of a record."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Table, event, inspect, text
from sqlalchemy.orm import InstanceState, Session, object_session

from crm_desktop.db.models.base import Base
from crm_desktop.db.models.history import Gesture, GestureBatch, GestureRow
from crm_desktop.domain.changes import Changes

RECORDER = "recorder"


class Recorder:
    """Gathers the before and after of every row written, and the kinds and ids that changed."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.subject = ""
        self.rows: dict[tuple[str, int], tuple[dict[str, Any] | None, dict[str, Any] | None]] = {}
        self.batches: list[tuple[str, int, int]] = []
        self.ids: defaultdict[str, set[int]] = defaultdict(set)
        self.everything = False
        session.info[RECORDER] = self

    def note(self, instance: object, before: dict[str, Any] | None, after: dict[str, Any] | None) -> None:
        """Takes note of a row that was made (`before` None), changed or destroyed (`after` None)."""
        table = table_of(instance)
        kind = table.info.get("kind", "")
        if kind:
            self.ids[kind].update(_owners(table, instance))
        if not table.info.get("recorded"):
            return
        key = (table.name, _row_id(instance))
        self.rows[key] = _merged(self.rows.get(key), before, after)

    def changes(self) -> Changes:
        """The kinds and ids that changed."""
        found = {kind: frozenset(ids) for kind, ids in self.ids.items()}
        return Changes(found, everything=self.everything)

    def store(self, label: str, subject: str, barrier: str) -> None:
        """Writes the gesture beside what it changed; nothing when it changed nothing."""
        kept = {key: row for key, row in self.rows.items() if row != (None, None)}
        if not kept and not self.batches and not barrier:
            return
        drop_redo(self.session)
        gesture = Gesture(label=label, subject=subject or self.subject, at=datetime.now(UTC), barrier=barrier)
        self.session.add(gesture)
        self.session.flush()
        self._store_rows(gesture.id, kept)
        for table_name, first, last in self.batches:
            self.session.add(GestureBatch(gesture_id=gesture.id, table_name=table_name, first_id=first, last_id=last))
        self.session.flush()

    def _store_rows(self, gesture_id: int, rows: dict[tuple[str, int], Any]) -> None:
        if not rows:
            return
        self.session.execute(
            GestureRow.__table__.insert(),  # type: ignore[attr-defined]
            [
                {
                    "gesture_id": gesture_id,
                    "table_name": table_name,
                    "row_id": row_id,
                    "kind": Base.metadata.tables[table_name].info["kind"],
                    "record_id": _record_id(self.session, table_name, row_id, before, after),
                    "before": before,
                    "after": after,
                }
                for (table_name, row_id), (before, after) in rows.items()
            ],
        )


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


def drop_redo(session: Session) -> None:
    """A new gesture overtakes what was undone: it stays in the history but cannot be redone."""
    session.execute(text("UPDATE gesture SET state = 'dropped' WHERE state = 'undone'"))


def _recorder_for(instance: object) -> Recorder | None:
    session = object_session(instance)
    return recorder_of(session) if session is not None else None


def _inserted(_mapper: object, _connection: object, instance: object) -> None:
    recorder = _recorder_for(instance)
    if recorder is not None:
        recorder.note(instance, None, _values(instance))


def _updated(_mapper: object, _connection: object, instance: object) -> None:
    recorder = _recorder_for(instance)
    if recorder is not None:
        before, after = _differences(instance)
        if after:
            recorder.note(instance, before, after)


def _deleted(_mapper: object, _connection: object, instance: object) -> None:
    recorder = _recorder_for(instance)
    if recorder is not None:
        recorder.note(instance, _values(instance, stored=True), None)


# Mapper events rather than after_flush: `session.deleted` does not name the orphans a cascade destroys.
event.listen(Base, "after_insert", _inserted, propagate=True)
event.listen(Base, "after_update", _updated, propagate=True)
event.listen(Base, "after_delete", _deleted, propagate=True)


def table_of(instance: object) -> Table:
    """The table a model's instance lives in."""
    table: Table = inspect(instance, raiseerr=True).mapper.local_table
    return table


def _row_id(instance: object) -> int:
    state: InstanceState[Any] = inspect(instance)
    identity = state.identity or state.mapper.primary_key_from_instance(instance)
    return int(identity[0])


def _owners(table: Table, instance: object) -> Iterator[int]:
    for column in table.info["owners"]:
        for value in _all_values(instance, column):
            if value is not None:
                yield int(value)


def _all_values(instance: object, name: str) -> Iterable[Any]:
    """What an attribute is and, if it changed, what it was: both owners learn of a row that moved."""
    state: InstanceState[Any] = inspect(instance)
    if name == "id":
        return (_row_id(instance),)
    history = state.attrs[name].history
    return (*history.unchanged, *(history.added or ()), *(history.deleted or ()))


def _columns(instance: object) -> Iterator[tuple[str, str, Any]]:
    """(attribute, column, type) of every column but the id and bytes."""
    mapper = inspect(instance, raiseerr=True).mapper
    for attribute in mapper.column_attrs:
        column = attribute.columns[0]
        if not column.primary_key and "BLOB" not in str(column.type):
            yield attribute.key, column.name, column.type


def _raw(kind: Any, value: Any) -> Any:
    """The value as its cell holds it."""
    bind = getattr(kind, "process_bind_param", None)
    damaged = getattr(value, "raw", None)
    if damaged is not None:
        return damaged
    return bind(value, None) if bind is not None else value


def _values(instance: object, *, stored: bool = False) -> dict[str, Any]:
    state: InstanceState[Any] = inspect(instance)
    values = {}
    for key, column, kind in _columns(instance):
        history = state.attrs[key].history
        value = history.deleted[0] if stored and history.deleted else getattr(instance, key)
        values[column] = _raw(kind, value)
    return values


def _differences(instance: object) -> tuple[dict[str, Any], dict[str, Any]]:
    state: InstanceState[Any] = inspect(instance)
    before: dict[str, Any] = {}
    after: dict[str, Any] = {}
    for key, column, kind in _columns(instance):
        history = state.attrs[key].history
        if history.has_changes():
            was = _raw(kind, history.deleted[0]) if history.deleted else None
            now = _raw(kind, history.added[0]) if history.added else None
            if was != now:
                before[column], after[column] = was, now
    return before, after


def _merged(
    earlier: tuple[dict[str, Any] | None, dict[str, Any] | None] | None,
    before: dict[str, Any] | None,
    after: dict[str, Any] | None,
) -> tuple[dict[str, Any] | None, dict[str, Any] | None]:
    """One before and after out of two flushes of the same row in one gesture."""
    if earlier is None:
        return before, after
    first, second = earlier
    if first is None:  # made in this gesture
        return None, None if after is None else {**(second or {}), **after}
    if after is None:  # destroyed after a change
        return {**(before or {}), **first}, None
    if second is None:  # destroyed and made again
        return first, after
    return {**(before or {}), **first}, {**second, **after}


def _record_id(
    session: Session, table_name: str, row_id: int, before: dict[str, Any] | None, after: dict[str, Any] | None
) -> int:
    owner = Base.metadata.tables[table_name].info["owners"][0]
    if owner == "id":
        return row_id
    for values in (after, before):
        if values and values.get(owner) is not None:
            return int(values[owner])
    found = session.execute(text(f'SELECT "{owner}" FROM "{table_name}" WHERE id = :id'), {"id": row_id}).scalar()
    return int(found or 0)
