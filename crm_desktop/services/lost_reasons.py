"""Why deals are lost: the reasons on offer, in an order of the user's own."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from crm_desktop.db.history import set_subject
from crm_desktop.db.models.deals import Deal, LostReason
from crm_desktop.domain.errors import Refused
from crm_desktop.services.editing import existing
from crm_desktop.services.ordering import next_position, reorder, unique_name


@dataclass(frozen=True, slots=True)
class ReasonRow:
    """Why deals are lost; `archived` ones are no longer offered."""

    id: int
    name: str
    archived: bool


def lost_reasons(session: Session, *, archived: bool = False) -> tuple[ReasonRow, ...]:
    """The reasons on offer in order; with `archived` all of them."""
    rows = session.scalars(select(LostReason).order_by(LostReason.position, LostReason.id))
    return tuple(ReasonRow(row.id, row.name, row.archived) for row in rows if archived or not row.archived)


def add_lost_reason(session: Session, name: str) -> int:
    """A new reason behind the others; answers its id.

    Raises:
        Refused: ``name.empty``, ``name.taken``.
    """
    taken = session.scalars(select(LostReason.name)).all()
    row = LostReason(name=unique_name(name, taken), position=next_position(session, LostReason))
    session.add(row)
    set_subject(session, row.name)
    session.flush()
    return row.id


def edit_lost_reason(
    session: Session, reason_id: int, *, name: str | None = None, archived: bool | None = None
) -> None:
    """Renames a reason, or takes it off the offer without forgetting it.

    Raises:
        Refused: ``name.*``, ``record.missing``.
    """
    row = existing(session, LostReason, reason_id)
    if name is not None:
        row.name = unique_name(name, session.scalars(select(LostReason.name).where(LostReason.id != reason_id)).all())
    if archived is not None:
        row.archived = archived
    set_subject(session, row.name)
    session.flush()


def move_lost_reason(session: Session, reason_id: int, index: int) -> None:
    """Puts a reason at another place (0 is first)."""
    row = existing(session, LostReason, reason_id)
    reorder(session.scalars(select(LostReason).order_by(LostReason.position, LostReason.id)).all(), row, index)
    set_subject(session, row.name)
    session.flush()


def remove_lost_reason(session: Session, reason_id: int) -> None:
    """Removes a reason no deal was lost for; others can be archived.

    Raises:
        Refused: ``lost_reason.in_use``, ``record.missing``.
    """
    row = existing(session, LostReason, reason_id)
    if session.scalar(select(exists().where(Deal.lost_reason_id == reason_id))):
        raise Refused("lost_reason.in_use", name=row.name)
    session.delete(row)
    set_subject(session, row.name)
    session.flush()
