"""What every verb that edits begins with: the record, and whether it still is as the editor showed it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from sqlalchemy.orm import Session

from crm_desktop.db.models.base import Base
from crm_desktop.db.models.contacts import Contact
from crm_desktop.domain.errors import Refused, Stale

Record = TypeVar("Record", bound=Base)


def existing(session: Session, model: type[Record], record_id: int, *, field: str | None = None) -> Record:
    """The record with an id, in the bin or not.

    Raises:
        Refused: ``record.missing``.
    """
    record = session.get(model, record_id)
    if record is None:
        raise Refused("record.missing", field=field)
    return record


def live_contact(session: Session, contact_id: int | None, *, field: str = "contact_id") -> Contact | None:
    """The contact a record is to be for: there and not in the bin; None for None.

    Raises:
        Refused: ``record.missing``.
    """
    if contact_id is None:
        return None
    contact = session.get(Contact, contact_id)
    if contact is None or contact.deleted_at is not None:
        raise Refused("record.missing", field=field)
    return contact


def still_there(session: Session, contact_id: int | None) -> int | None:
    """The contact a quote is for, None when it went to the bin meanwhile: what happens is kept with the quote alone."""
    contact = session.get(Contact, contact_id) if contact_id is not None else None
    return contact.id if contact is not None and contact.deleted_at is None else None


def check_seen(record: Base, seen: Mapping[str, Any] | None, values: Mapping[str, Any]) -> None:
    """Refuses to overwrite what was changed since the editor read it.

    Args:
        record: the stored record.
        seen: what the editor showed, by field; None when nobody looked.
        values: what is to be stored.

    Raises:
        Stale: a stored value is neither the one seen nor the one to be stored.
    """
    for field, shown in (seen or {}).items():
        stored = getattr(record, field)
        if stored != shown and stored != values.get(field, shown):
            raise Stale(field, stored, values.get(field))
