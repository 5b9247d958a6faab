"""Contacts that may be the one somebody is about to create: a hint, never a decision."""

from __future__ import annotations

from sqlalchemy import ColumnElement, select, text
from sqlalchemy.orm import Session

from crm_desktop.db.models.contacts import Channel, Contact
from crm_desktop.domain.contacts import ChannelKind
from crm_desktop.domain.phones import reversed_tail
from crm_desktop.domain.text import fold
from crm_desktop.services.contacts import ContactDraft

SHORTEST = 7
"""With fewer digits a number is an extension or an emergency call, and many share it."""
MOST = 20


def alike(session: Session, draft: ContactDraft) -> list[int]:
    """Contacts outside the bin with an e-mail, a phone number or the tax id of the draft, at most `MOST`."""
    found: dict[int, None] = {}
    for channel in draft.all_channels():
        if channel.kind is ChannelKind.EMAIL:
            found.update(_having(session, Channel.kind == ChannelKind.EMAIL, Channel.folded == fold(channel.value)))
        elif channel.kind is ChannelKind.PHONE:
            tail = reversed_tail(channel.value)
            if len(tail) >= SHORTEST:
                found.update(_having(session, Channel.digits >= tail, Channel.digits < tail + ":"))
    found.update(_with_tax_id(session, draft.tax_id))
    return list(found)[:MOST]


def _having(session: Session, *conditions: ColumnElement[bool]) -> dict[int, None]:
    statement = (
        select(Channel.contact_id)
        .join(Contact, Contact.id == Channel.contact_id)
        .where(*conditions, Contact.deleted_at.is_(None))
        .limit(MOST)
    )
    return dict.fromkeys(session.scalars(statement))


def _with_tax_id(session: Session, tax_id: str) -> dict[int, None]:
    """However it is grouped: only contacts with a tax id are looked at, by an index of theirs."""
    wanted = _bare(tax_id)
    if len(wanted) < SHORTEST:
        return {}
    statement = text("SELECT id, tax_id FROM contact WHERE tax_id <> '' AND deleted_at IS NULL")
    return {row.id: None for row in session.execute(statement) if _bare(row.tax_id) == wanted}


def _bare(tax_id: str) -> str:
    return "".join(character for character in tax_id.upper() if character.isalnum())
