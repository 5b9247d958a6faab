"""Tags: words a contact is marked with, the same word however it is written."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import text
from sqlalchemy.orm import Session

from crm_desktop.db.history import set_subject
from crm_desktop.db.models.contacts import Contact, ContactTag
from crm_desktop.domain.text import clean_line, fold
from crm_desktop.services.editing import existing

TAG_LIMIT = 80


@dataclass(frozen=True, slots=True)
class TagCount:
    """A tag as it is written most often, and how many contacts outside the bin have it."""

    name: str
    count: int


def set_tags(session: Session, contact_id: int, names: Iterable[str]) -> None:
    """Makes these the tags of a contact; those it had already keep their rows.

    Raises:
        Refused: ``text.too_long`` with the field ``tags``; ``record.missing``.
    """
    contact = existing(session, Contact, contact_id)
    wanted = {fold(name): name for name in tag_names(names)}
    for tag in list(contact.tags):
        if wanted.get(tag.folded) == tag.name:
            del wanted[tag.folded]
        elif tag.folded in wanted:
            tag.name = wanted.pop(tag.folded)
        else:
            contact.tags.remove(tag)
    contact.tags.extend(ContactTag(name=name, folded=folded) for folded, name in wanted.items())
    session.flush()
    set_subject(session, contact.name)


def all_tags(session: Session) -> list[TagCount]:
    """Every tag in use, in alphabetical order."""
    statement = text(
        "SELECT t.name, count(*) FROM contact_tag t CROSS JOIN contact c ON c.id = t.contact_id"
        " WHERE c.deleted_at IS NULL GROUP BY t.folded ORDER BY t.folded"
    )
    return [TagCount(name, count) for name, count in session.execute(statement)]


def tag_names(names: Iterable[str]) -> list[str]:
    """Clean names, each word once.

    Raises:
        Refused: ``text.too_long`` with the field ``tags``.
    """
    clean = (clean_line(name, field="tags", limit=TAG_LIMIT) for name in names)
    by_word: dict[str, str] = {}
    for name in clean:
        if fold(name):
            by_word.setdefault(fold(name), name)
    return list(by_word.values())
