"""Undo and redo: puts rows back as a gesture found or left them, after checking that nobody changed them since."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from crm_desktop.db.bulk import set_binned
from crm_desktop.db.models.base import Base
from crm_desktop.db.models.history import Gesture, GestureBatch, GestureRow, GestureState
from crm_desktop.db.rows import Row
from crm_desktop.domain.changes import Changes
from crm_desktop.domain.errors import Refused


def next_undo(session: Session) -> Gesture | None:
    """The gesture Ctrl+Z would undo."""
    done = select(Gesture).where(Gesture.state == GestureState.DONE)
    return session.scalars(done.order_by(Gesture.id.desc()).limit(1)).first()


def next_redo(session: Session) -> Gesture | None:
    """The gesture Ctrl+Shift+Z would do again."""
    # As text, because an index of some rows only is not used for a value that is bound.
    undone = select(Gesture).where(text("state = 'undone'"))
    return session.scalars(undone.order_by(Gesture.id).limit(1)).first()


def undo(session: Session) -> tuple[Gesture, Changes]:
    """Takes the newest gesture back.

    Raises:
        Refused: ``undo.nothing``; the gesture's own barrier; ``undo.changed_since``.
    """
    gesture = next_undo(session)
    if gesture is None:
        raise Refused("undo.nothing")
    if gesture.barrier:
        raise Refused(gesture.barrier, label=gesture.label, subject=gesture.subject)
    changes = _swing(session, gesture, backwards=True)
    gesture.state = GestureState.UNDONE
    session.flush()
    return gesture, changes


def redo(session: Session) -> tuple[Gesture, Changes]:
    """Does the last undone gesture again.

    Raises:
        Refused: ``redo.nothing``; ``undo.changed_since``.
    """
    gesture = next_redo(session)
    if gesture is None:
        raise Refused("redo.nothing")
    changes = _swing(session, gesture, backwards=False)
    gesture.state = GestureState.DONE
    session.flush()
    return gesture, changes


def _swing(session: Session, gesture: Gesture, *, backwards: bool) -> Changes:
    # Rows name each other in any order; what is consistent at the end is checked at the commit.
    session.execute(text("PRAGMA defer_foreign_keys=ON"))
    ids: defaultdict[str, set[int]] = defaultdict(set)
    rows = session.scalars(select(GestureRow).where(GestureRow.gesture_id == gesture.id).order_by(GestureRow.id)).all()
    for row in reversed(rows) if backwards else rows:
        found, wanted = (row.after, row.before) if backwards else (row.before, row.after)
        _put(session, row.table_name, row.row_id, found, wanted)
        ids[row.kind].update(_owner_ids(row))
    batches = session.scalars(select(GestureBatch).where(GestureBatch.gesture_id == gesture.id)).all()
    for batch in batches:
        _move_batch(session, batch, to_bin=backwards)
    return Changes({kind: frozenset(found) for kind, found in ids.items()}, everything=bool(batches))


def _owner_ids(row: GestureRow) -> Iterator[int]:
    yield row.record_id
    for column in Base.metadata.tables[row.table_name].info["owners"]:
        for values in (row.before, row.after):
            if values and isinstance(values.get(column), int):
                yield values[column]


def _put(session: Session, table: str, row_id: int, found: Row, wanted: Row) -> None:
    """Brings one row from `found` to `wanted`; refuses when it is no longer as found."""
    _check_unchanged(session, table, row_id, found)
    if wanted is None:
        session.execute(text(f'DELETE FROM "{table}" WHERE id = :id'), {"id": row_id})
    elif found is None:
        columns = ["id", *wanted]
        _execute(session, f'INSERT INTO "{table}" ({_listed(columns)}) VALUES ({_marks(columns)})', row_id, wanted)
    elif wanted:
        assignments = ", ".join(f'"{column}" = :{column}' for column in wanted)
        _execute(session, f'UPDATE "{table}" SET {assignments} WHERE id = :id', row_id, wanted)


def _execute(session: Session, statement: str, row_id: int, values: dict[str, Any]) -> None:
    session.execute(text(statement), {"id": row_id, **values})


def _listed(columns: Iterable[str]) -> str:
    return ", ".join(f'"{column}"' for column in columns)


def _marks(columns: Iterable[str]) -> str:
    return ", ".join(f":{column}" for column in columns)


def _check_unchanged(session: Session, table: str, row_id: int, found: Row) -> None:
    columns = list(found) if found else ["id"]
    current = (
        session.execute(text(f'SELECT {_listed(columns)} FROM "{table}" WHERE id = :id'), {"id": row_id})
        .mappings()
        .first()
    )
    if found is None:
        if current is not None:
            raise Refused("undo.changed_since")
        return
    if current is None or any(current[column] != value for column, value in found.items()):
        raise Refused("undo.changed_since")


def _move_batch(session: Session, batch: GestureBatch, *, to_bin: bool) -> None:
    """A batch goes to the bin as a whole, or comes back; what the user had binned himself stays as he left it."""
    if to_bin:
        batch.binned_at = _free_moment(session, batch)
        set_binned(session, batch.table_name, batch.first_id, batch.last_id, before=None, after=batch.binned_at)
    else:
        set_binned(session, batch.table_name, batch.first_id, batch.last_id, before=batch.binned_at, after=None)
        batch.binned_at = None


def _free_moment(session: Session, batch: GestureBatch) -> datetime:
    """A moment at which nothing of the table was binned: what undo bins is known by it."""
    moment = datetime.now(UTC).replace(microsecond=0)
    taken = text(f'SELECT EXISTS (SELECT 1 FROM "{batch.table_name}" WHERE deleted_at = :moment)')
    while session.scalar(taken, {"moment": moment.isoformat(timespec="seconds")}):
        moment += timedelta(seconds=1)
    return moment
