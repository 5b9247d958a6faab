"""The session that writes: to get one record and to change its fields, as most saves do, it goes a short way.

SQLAlchemy's unit of work is made for nets of objects; for one field it costs more than the commit does on a quick disk.
Whatever else there is to do, rows that come or go and rows that change their place in a net, is left to it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import LargeBinary, inspect
from sqlalchemy.orm import Mapper, Session, make_transient_to_detached
from sqlalchemy.orm.base import instance_state
from sqlalchemy.orm.exc import StaleDataError

from crm_desktop.db.connection import driver_of
from crm_desktop.db.history import Recorder, recorder_of
from crm_desktop.db.rows import changes_unseen, key_of, table_of


@dataclass(frozen=True, slots=True)
class _Fields:
    """The columns of a model, by attribute: `select` reads a row by its id, `values` makes values of some cells.

    `written` are those a short way may write: all but the id.
    """

    mapper: Mapper[Any]
    select: str
    keys: tuple[str, ...]
    values: tuple[tuple[int, Callable[[Any, Any], Any]], ...]
    written: frozenset[str]


class WritingSession(Session):
    """A session as any other, but for the time that `get` and `flush` take."""

    def get(self, entity: Any, ident: Any, **how: Any) -> Any:
        """The record with an id, or None; see `Session.get`, which is asked unless it is to be read plainly."""
        fields = _fields(entity) if type(ident) is int and not any(how.values()) else None
        if fields is None or fields.mapper.identity_key_from_primary_key((ident,)) in self.identity_map:
            return super().get(entity, ident, **how)
        row = driver_of(self).execute(fields.select, (ident,)).fetchone()
        return None if row is None else self._loaded(fields, row)

    def _loaded(self, fields: _Fields, row: Sequence[Any]) -> Any:
        values = dict(zip(fields.keys, row, strict=True))
        for place, value_of in fields.values:
            values[fields.keys[place]] = value_of(row[place], None)
        record = fields.mapper.class_manager.new_instance()
        vars(record).update(values)
        make_transient_to_detached(record)
        self.add(record)
        return record

    def flush(self, objects: Sequence[Any] | None = None) -> None:
        """Writes what changed; see `Session.flush`, which is asked unless only fields of records changed."""
        recorder = recorder_of(self)
        changed = [] if recorder is None or self.new or self.deleted else list(self.dirty)
        if recorder is None or not changed or not all(map(_changed_in_fields_only, changed)):
            super().flush()
            return
        for record in sorted(changed, key=key_of):
            self._write_fields(record, recorder)

    def _write_fields(self, record: Any, recorder: Recorder) -> None:
        if changes_unseen(record):
            recorder.fetch_unseen(record, self.connection())
        after = recorder.note_update(record)
        if after:
            table, row = key_of(record)
            cells = ", ".join(f'"{column}" = ?' for column in after)
            done = driver_of(self).execute(f'UPDATE "{table}" SET {cells} WHERE id = ?', (*after.values(), row))
            if done.rowcount != 1:
                raise StaleDataError(f"{table} {row} is no longer there")
        state = instance_state(record)
        # What SQLAlchemy ends a flush with; there is no public name for it.
        state._commit_all(state.dict, self.identity_map)


def _changed_in_fields_only(record: Any) -> bool:
    fields = _fields(record.__class__)
    if fields is None or not table_of(record).info["recorded"]:
        return False
    return fields.written.issuperset(instance_state(record).committed_state)


@cache
def _fields(entity: Any) -> _Fields | None:
    """None where rows have another key than an id, or columns that are read only when they are asked for."""
    mapper: Mapper[Any] = inspect(entity)
    columns = [(attribute.key, attribute.columns[0]) for attribute in mapper.column_attrs]
    if mapper.primary_key[0].name != "id" or any(isinstance(column.type, LargeBinary) for _key, column in columns):
        return None
    names = ", ".join(f'"{column.name}"' for _key, column in columns)
    values = ((place, getattr(column.type, "process_result_value", None)) for place, (_, column) in enumerate(columns))
    return _Fields(
        mapper=mapper,
        select=f'SELECT {names} FROM "{mapper.local_table}" WHERE id = ?',
        keys=tuple(key for key, _column in columns),
        values=tuple((place, value_of) for place, value_of in values if value_of is not None),
        written=frozenset(key for key, column in columns if not column.primary_key),
    )
