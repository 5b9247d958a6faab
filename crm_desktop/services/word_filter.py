"""Filter as you type for lists whose records belong to a contact: each word in the record or in the contact's name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, func, or_, text
from sqlalchemy.orm import Session

from crm_desktop.db.contact_search import MOST_CHARACTERS
from crm_desktop.db.models.contacts import Contact
from crm_desktop.db.search import MOST_WORDS, matching_ids
from crm_desktop.domain.text import clean_line, fold


def each_word(session: Session, kind: str, table: str, typed: str) -> Iterator[ColumnElement[bool]]:
    """A condition for each word typed: it begins a word of the record, or is part of its contact's name.

    Words without a letter or digit are passed over. Needs `Contact` joined (outer).

    Args:
        session: any session.
        kind: the kind of record (`domain.changes`).
        table: the table it is selected from.
        typed: what the user typed.
    """
    for number, word in enumerate(clean_line(typed[:MOST_CHARACTERS]).split()[:MOST_WORDS]):
        found = matching_ids(session, kind, word)
        if found is None:
            continue
        sql, values = found
        renamed: dict[str, Any] = {f"{name}_{number}": value for name, value in values.items()}
        for name in values:
            sql = sql.replace(f":{name}", f":{name}_{number}")
        in_record = text(f"{table}.id IN ({sql})").bindparams(**renamed)
        yield or_(in_record, func.instr(func.coalesce(Contact.sort_name, ""), fold(word)) > 0)
