"""Short lists the user orders and names himself (pipelines, stages, reasons): unique names, places without gaps."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crm_desktop.db.models.deals import LostReason, Pipeline, Stage
from crm_desktop.domain.errors import Refused
from crm_desktop.domain.text import clean_line, fold

NAME_LIMIT = 80
Placed = TypeVar("Placed", Pipeline, Stage, LostReason)


def unique_name(text: str, taken: Sequence[str]) -> str:
    """A clean name that no other of the list has, case and accents aside.

    Raises:
        Refused: ``name.empty``, ``name.taken``, ``text.too_long`` with the field ``name``.
    """
    name = clean_line(text, field="name", limit=NAME_LIMIT)
    if not fold(name):
        raise Refused("name.empty", field="name")
    if fold(name) in {fold(other) for other in taken}:
        raise Refused("name.taken", field="name", name=name)
    return name


def next_position(session: Session, model: type[Pipeline | LostReason]) -> int:
    """The place behind all others."""
    last = session.scalar(select(func.max(model.position)))
    return 0 if last is None else last + 1


def reorder(rows: Sequence[Placed], moved: Placed, index: int) -> None:
    """Gives every row its place, with `moved` at `index` (0 is first)."""
    others = [row for row in rows if row is not moved]
    others.insert(max(index, 0), moved)
    for position, row in enumerate(others):
        row.position = position
