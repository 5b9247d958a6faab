"""What undo and redo would step over next, for the words of their commands."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from crm_desktop.db import undo
from crm_desktop.db.models.history import Gesture


@dataclass(frozen=True, slots=True)
class Step:
    """A gesture as menus name it: `label` is a msgid, `subject` the name of the record."""

    label: str
    subject: str


def next_undo(session: Session) -> Step | None:
    """What undo would take back; None when there is nothing."""
    return _step(undo.next_undo(session))


def next_redo(session: Session) -> Step | None:
    """What redo would do again; None when there is nothing."""
    return _step(undo.next_redo(session))


def _step(gesture: Gesture | None) -> Step | None:
    return None if gesture is None else Step(gesture.label, gesture.subject)
