"""Finding records by words: the index brought up to date, and queries that are fast at any size and safe for any input.

Tiers (measured: ranking every match of a short prefix is a hundred times dearer): names that begin with what was typed,
by an ordinary index; then at most `CANDIDATES` full-text matches, ranked; then, for words the index cannot cut
(CJK, the middle of a word), a scan of names.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import text
from sqlalchemy.orm import Session

from crm_desktop.db import search_schema
from crm_desktop.db.search_schema import KIND_NUMBERS, SLOTS
from crm_desktop.domain.text import fold

CANDIDATES = 1000
MOST_WORDS = 32
KINDS_BY_NUMBER = {number: kind for kind, number in KIND_NUMBERS.items()}
LAST_CHARACTER = "\U0010ffff"


def refresh(session: Session) -> None:
    """Takes again what the running transaction made stale. Called by `Database.write` before it commits."""
    numbers = session.scalars(text(f"SELECT DISTINCT id % {SLOTS} FROM search_stale")).all()
    for number in numbers:
        for statement in search_schema.refresh_statements(KINDS_BY_NUMBER[number]):
            session.execute(text(statement))
    if numbers:
        session.execute(text("DELETE FROM search_stale"))


def suspend(session: Session) -> None:
    """Takes the triggers away for a bulk import, inside its transaction; `resume` brings them and the index back."""
    for name in search_schema.triggers():
        session.execute(text(f"DROP TRIGGER {name}"))


def resume(session: Session, *kinds: str) -> None:
    """Puts the triggers back and builds the index of `kinds` anew."""
    for statement in search_schema.rebuild_statements(*kinds):
        session.execute(text(statement))
    for statement in search_schema.triggers().values():
        session.execute(text(statement))


def match_expression(typed: str) -> str:
    """What the user typed as an FTS5 expression that never fails: every word quoted, all of them as prefixes.

    '' when there is no word. At most `MOST_WORDS` words count.
    """
    words = typed.split()[:MOST_WORDS]
    return " ".join(found for found in map(_word, words) if found)


def _word(word: str) -> str:
    forms = dict.fromkeys(form for form in (word.casefold().replace("ß", "ss"), fold(word)) if _has_token(form))
    quoted = ['"' + form.replace('"', '""').replace("\0", "") + '"*' for form in forms]
    return f"({' OR '.join(quoted)})" if len(quoted) > 1 else "".join(quoted)


def _has_token(word: str) -> bool:
    return any(character.isalnum() for character in word)


def full_text(session: Session, typed: str, kinds: Iterable[str], limit: int) -> list[tuple[str, int]]:
    """(kind, id) of records whose words begin with all the words typed, best first."""
    expression = match_expression(typed)
    if not expression:
        return []
    numbers = ", ".join(str(KIND_NUMBERS[kind]) for kind in kinds)
    statement = (
        "SELECT id FROM (SELECT rowid AS id, rank FROM search WHERE rowid IN "
        f"(SELECT rowid FROM search WHERE search MATCH :match AND rowid % {SLOTS} IN ({numbers}) LIMIT {CANDIDATES}) "
        "AND search MATCH :match ORDER BY bm25(search, 10.0, 1.0)) LIMIT :limit"
    )
    found = session.scalars(text(statement), {"match": expression, "limit": limit}).all()
    return [(KINDS_BY_NUMBER[row % SLOTS], row // SLOTS) for row in found]


def matching_ids(session: Session, kind: str, typed: str) -> tuple[str, dict[str, object]] | None:
    """A subquery (SQL, parameters) of the ids of a kind that match, for use in a list's filter; None: no word typed."""
    expression = match_expression(typed)
    if not expression:
        return None
    number = KIND_NUMBERS[kind]
    sql = f"SELECT rowid / {SLOTS} FROM search WHERE search MATCH :match AND rowid % {SLOTS} = {number}"
    return sql, {"match": expression}


def names_beginning(session: Session, typed: str, limit: int) -> list[int]:
    """Contacts whose folded name begins with what was typed, in the list's order."""
    start = fold(typed)
    if not start:
        return []
    statement = (
        "SELECT id FROM contact WHERE deleted_at IS NULL AND sort_name >= :start AND sort_name < :end "
        "ORDER BY sort_name, id LIMIT :limit"
    )
    values = {"start": start, "end": start + LAST_CHARACTER, "limit": limit}
    return list(session.scalars(text(statement), values))


def names_containing(session: Session, typed: str, limit: int) -> list[int]:
    """Contacts whose folded name contains what was typed anywhere: the last tier, a scan of one index."""
    part = fold(typed)
    if not part:
        return []
    statement = (
        "SELECT id FROM contact WHERE deleted_at IS NULL AND instr(sort_name, :part) > 0 "
        "ORDER BY sort_name LIMIT :limit"
    )
    return list(session.scalars(text(statement), {"part": part, "limit": limit}))


def by_phone(session: Session, reversed_digits: str, limit: int) -> list[int]:
    """Contacts with a phone number that ends in these digits (given reversed, as the index keeps them)."""
    statement = (
        "SELECT DISTINCT h.contact_id FROM channel h JOIN contact c ON c.id = h.contact_id AND c.deleted_at IS NULL "
        "WHERE h.digits >= :start AND h.digits < :end LIMIT :limit"
    )
    values = {"start": reversed_digits, "end": reversed_digits + ":", "limit": limit}
    return list(session.scalars(text(statement), values))


def in_order(found: Sequence[int], *more: Sequence[int]) -> list[int]:
    """Several tiers as one list, each id once, earlier tiers first."""
    return list(dict.fromkeys(record for tier in (found, *more) for record in tier))
