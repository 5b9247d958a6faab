"""Photos of contacts: bytes kept once each under their hash, named by the contact."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm_desktop.db.history import set_subject
from crm_desktop.db.models.business import Blob
from crm_desktop.db.models.contacts import Contact
from crm_desktop.services.editing import existing
from crm_desktop.services.settings_picture import picture_type


@dataclass(frozen=True, slots=True)
class ContactPhoto:
    """A picture as it is kept: ``image/jpeg`` and its bytes, as the file or the address book gave them."""

    media_type: str
    content: bytes


def set_photo(session: Session, contact_id: int, content: bytes | None) -> None:
    """Gives a contact a photo, or takes it away (None).

    Raises:
        Refused: ``picture.too_large``, ``picture.unreadable`` with the field ``photo``; ``record.missing``.
    """
    contact = existing(session, Contact, contact_id)
    contact.photo = None if content is None else keep(session, content, picture_type(content, field="photo"))
    session.flush()
    set_subject(session, contact.name)


def photo(session: Session, contact_id: int) -> ContactPhoto | None:
    """The photo of a contact; None without one."""
    statement = select(Blob.media_type, Blob.content).join(Contact, Contact.photo == Blob.sha256)
    found = session.execute(statement.where(Contact.id == contact_id)).first()
    return ContactPhoto(found.media_type, found.content) if found is not None else None


def keep(session: Session, content: bytes, media_type: str) -> str:
    """Keeps bytes once and answers their SHA-256."""
    sha256 = hashlib.sha256(content).hexdigest()
    if session.scalar(select(Blob.sha256).where(Blob.sha256 == sha256)) is None:
        session.add(Blob(sha256=sha256, media_type=media_type, content=content))
        session.flush()
    return sha256
