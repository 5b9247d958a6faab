"""A model's instance as the row the file holds: raw values before and after a change, and whose row it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, TypeAlias

from sqlalchemy import LargeBinary, Table
from sqlalchemy.orm import InstanceState, LoaderCallableStatus, Mapper
from sqlalchemy.orm.base import instance_state

Row: TypeAlias = dict[str, Any] | None
"""Raw values by column; None: there is no such row."""

UNKNOWN = LoaderCallableStatus.NO_VALUE
"""Stands for a value the session never loaded."""


def table_of(instance: object) -> Table:
    """The table a model's instance lives in."""
    table: Table = _state(instance).mapper.local_table  # type: ignore[assignment]
    return table


def row_id(instance: object) -> int:
    """The id of its row, also while it is being inserted."""
    state = _state(instance)
    identity = state.identity or state.mapper.primary_key_from_instance(instance)
    return int(identity[0])


def key_of(instance: object) -> tuple[str, int]:
    """(table, id), by which a row is known."""
    return table_of(instance).name, row_id(instance)


def owner_ids(instance: object) -> Iterator[int]:
    """The records a row belongs to: both of them when it moved from one to another."""
    for column in table_of(instance).info["owners"]:
        for value in _all_values(instance, column):
            if value is not None:
                yield int(value)


def values_of(instance: object) -> dict[str, Any]:
    """Every recorded column of a row that was just inserted."""
    return {column: raw(kind, getattr(instance, key)) for key, column, kind in _columns(instance)}


def stored_values(instance: object, unseen: dict[str, Any]) -> dict[str, Any]:
    """What the file held of a row that is gone: unsaved changes do not count.

    Args:
        instance: the deleted one.
        unseen: raw values of columns the session never loaded.
    """
    state = _state(instance)
    found = {}
    for key, column, kind in _columns(instance):
        committed = _committed(state, key)
        found[column] = unseen[column] if committed is UNKNOWN else raw(kind, committed)
    return found


def differences(instance: object, unseen: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The changed columns before and after; `unseen` as in `stored_values`."""
    state = _state(instance)
    before: dict[str, Any] = {}
    after: dict[str, Any] = {}
    for key, column, kind in _columns(instance):
        if key not in state.committed_state:
            continue
        committed = state.committed_state[key]
        was = unseen[column] if committed is UNKNOWN else raw(kind, committed)
        now = raw(kind, state.dict.get(key))
        if was != now:
            before[column], after[column] = was, now
    return before, after


def changes_unseen(instance: object) -> bool:
    """Whether a column is about to change whose stored value the session never loaded."""
    committed = _state(instance).committed_state
    return UNKNOWN in committed.values() and any(
        committed.get(key) is UNKNOWN for key, _column, _kind in _columns(instance)
    )


def has_unseen(instance: object) -> bool:
    """Whether there is any column whose stored value the session never loaded."""
    state = _state(instance)
    return any(_committed(state, key) is UNKNOWN for key, _column, _kind in _columns(instance))


def raw(kind: Any, value: Any) -> Any:
    """The value as its cell holds it, a damaged one included."""
    damaged = getattr(value, "raw", None)
    if damaged is not None:
        return damaged
    bind = getattr(kind, "process_bind_param", None)
    return bind(value, None) if bind is not None else value


def merged(earlier: tuple[Row, Row] | None, before: Row, after: Row) -> tuple[Row, Row]:
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
    return _without_equal({**(before or {}), **first}, {**second, **after})


def _without_equal(before: dict[str, Any], after: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """A value changed there and back again in one gesture has not changed."""
    changed = [column for column in after if before[column] != after[column]]
    return {column: before[column] for column in changed}, {column: after[column] for column in changed}


def _state(instance: object) -> InstanceState[Any]:
    # `inspect` does the same four times as slowly, and every save asks a dozen times.
    state: InstanceState[Any] = instance_state(instance)
    return state


def _committed(state: InstanceState[Any], key: str) -> Any:
    return state.committed_state.get(key, state.dict.get(key, UNKNOWN))


def _all_values(instance: object, name: str) -> Iterable[Any]:
    if name == "id":
        return (row_id(instance),)
    history = _state(instance).attrs[name].history
    return (*history.unchanged, *(history.added or ()), *(history.deleted or ()))


def _columns(instance: object) -> tuple[tuple[str, str, Any], ...]:
    return _columns_of(_state(instance).mapper)


@cache
def _columns_of(mapper: Mapper[Any]) -> tuple[tuple[str, str, Any], ...]:
    """(attribute, column, type) of every column but the id and bytes."""
    named = ((attribute.key, attribute.columns[0]) for attribute in mapper.column_attrs)
    return tuple(
        (key, column.name, column.type)
        for key, column in named
        if not column.primary_key and not isinstance(column.type, LargeBinary)
    )
