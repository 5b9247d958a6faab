"""The undoable past: gestures, the rows they changed, and the batches they made."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from crm_desktop.db.models.base import Base, Id, one_of, table_options
from crm_desktop.db.types import Json, Moment, Word


class GestureState(StrEnum):
    """Done can be undone, undone can be redone, dropped was undone and then overtaken by a new gesture."""

    DONE = "done"
    UNDONE = "undone"
    DROPPED = "dropped"


class Gesture(Id, Base, kw_only=True):
    """One undoable change: what the user did, in the words undo shows (`label` is a msgid, `subject` a name)."""

    __tablename__ = "gesture"
    __table_args__ = (
        one_of("state", GestureState),
        # Only of those that can be done again: what can be undone is found from the end, and no save touches this.
        Index("ix_gesture_undone", "id", sqlite_where=text("state = 'undone'")),
        table_options("", recorded=False, counted=False),
    )

    label: Mapped[str]
    subject: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime] = mapped_column(Moment)
    barrier: Mapped[str] = mapped_column(default="")
    state: Mapped[GestureState] = mapped_column(Word(GestureState), default=GestureState.DONE)


class GestureRow(Id, Base, kw_only=True):
    """One row before and after a gesture, as raw column values; `before` None: it was made, `after` None: destroyed."""

    __tablename__ = "gesture_row"
    __table_args__ = (
        Index("ix_gesture_row_gesture_id", "gesture_id"),
        Index("ix_gesture_row_record", "kind", "record_id"),
        table_options("", recorded=False, counted=False),
    )

    gesture_id: Mapped[int] = mapped_column(ForeignKey("gesture.id"))
    table_name: Mapped[str]
    row_id: Mapped[int]
    kind: Mapped[str]
    record_id: Mapped[int]
    before: Mapped[dict[str, Any] | None] = mapped_column(Json, default=None)
    after: Mapped[dict[str, Any] | None] = mapped_column(Json, default=None)


class GestureBatch(Id, Base, kw_only=True):
    """A run of ids a bulk gesture made in one table: undo puts them in the bin, redo takes them back.

    `binned_at` is the moment undo gave to those it put there, by which redo knows them from what the user binned.
    """

    __tablename__ = "gesture_batch"
    __table_args__ = (
        Index("ix_gesture_batch_gesture_id", "gesture_id"),
        table_options("", recorded=False, counted=False),
    )

    gesture_id: Mapped[int] = mapped_column(ForeignKey("gesture.id"))
    table_name: Mapped[str]
    first_id: Mapped[int]
    last_id: Mapped[int]
    binned_at: Mapped[datetime | None] = mapped_column(Moment, default=None)
