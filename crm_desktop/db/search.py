"""Finding records by words: the index brought up to date, and queries that are fast at any size and safe for any input.

Tiers (measured: ranking every match of a short prefix is a hundred times dearer): names that begin with what was typed,
by an ordinary index; then at most `CANDIDATES` full-text matches, those in titles first; then, for words the index
cannot cut (CJK, the middle of a word), a scan of names. Those of contacts are in `db.contact_search`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from sqlalchemy import text
from sqlalchemy.orm import Session

from crm_desktop.db import search_schema
from crm_desktop.db.connection import driver_of
from crm_desktop.db.search_schema import KIND_NUMBERS, SLOTS
from crm_desktop.domain.text import fold

CANDIDATES = 1000
MANY = 5_000
"""So many records at once leave an index that is worth optimizing."""
MOST_WORDS = 32
# Characters that the index takes for the same as `fold` does, so that one form of a word is enough.
_AS_INDEXED = re.compile("[ -~à-åç-ïñ-öù-ýÿ]*")
_ONE_TERM = re.compile(r"[ -/:-@\[-`{-~]*([0-9a-z]+)[ -/:-@\[-`{-~]*")
_TABLES = {source.kind: source.table for source in search_schema.SOURCES}
STALE_KINDS = f"SELECT DISTINCT id % {SLOTS} FROM search_stale"
KINDS_BY_NUMBER = {number: kind for kind, number in KIND_NUMBERS.items()}


def refresh(session: Session) -> None:
    """Takes again what the running transaction made stale. Called by `Database.write` before it commits."""
    # Every save pays for this, so it goes past SQLAlchemy.
    driver = driver_of(session)
    numbers = driver.execute(STALE_KINDS).fetchall()
    for (number,) in numbers:
        for statement in search_schema.refresh_statements(KINDS_BY_NUMBER[number]):
            driver.execute(statement)
    if numbers:
        driver.execute("DELETE FROM search_stale")


@contextmanager
def without_triggers(session: Session, names: Iterable[str]) -> Iterator[None]:
    """Takes triggers away while a bulk statement runs, inside its transaction; who does so brings the index up to date.

    A failure leaves them away: the transaction has to be rolled back then, which brings them back.
    """
    known = search_schema.triggers()
    taken = [name for name in names if name in known]
    for name in taken:
        session.execute(text(f"DROP TRIGGER {name}"))
    yield
    for name in taken:
        session.execute(text(known[name]))


def reindex(session: Session, kind: str, first: int, last: int) -> None:
    """Takes the records with these ids again, whether they are in the index or not."""
    number = KIND_NUMBERS[kind]
    span = {"first": first * SLOTS, "last": last * SLOTS + SLOTS - 1}
    index = search_schema.index_of(kind)
    mine = f"rowid BETWEEN :first AND :last AND rowid % {SLOTS} = {number}"
    session.execute(text(f"DELETE FROM {index} WHERE {mine}"), span)
    session.execute(
        text(
            f"INSERT INTO {index}(rowid, title, body) SELECT id * {SLOTS} + {number}, title, body "
            f"FROM search_{kind} WHERE id BETWEEN :first AND :last"
        ),
        {"first": first, "last": last},
    )
    if last - first >= MANY:
        _optimize(session, index)


def fill_anew(session: Session, kind: str) -> None:
    """Makes the whole index of a kind again: cheaper than taking most of it out."""
    index = search_schema.index_of(kind)
    session.execute(text(f"DROP TABLE {index}"))
    session.execute(text(search_schema.INDEXES[index]))
    others = [other for other in KIND_NUMBERS if search_schema.index_of(other) == index]
    for statement in search_schema.rebuild_statements(*others):
        session.execute(text(statement))
    _optimize(session, index)


def size(session: Session, kind: str) -> int:
    """How many records are in the index of a kind."""
    return int(session.scalar(text(f"SELECT count(*) FROM {search_schema.index_of(kind)}_content")) or 0)


def _optimize(session: Session, index: str) -> None:
    """Makes one segment of a whole index, a tenth of a second for 100,000 contacts.

    A long fill leaves big segments where small ones are merged: one of the next saves would write all of them anew.
    """
    session.execute(text(f"INSERT INTO {index}({index}) VALUES ('optimize')"))


def match_expression(typed: str) -> str:
    """What the user typed as an FTS5 expression that never fails: every word quoted, all of them as prefixes.

    '' when there is no word. At most `MOST_WORDS` words count.
    """
    words = _sayable(typed).split()[:MOST_WORDS]
    # AND by name: words in brackets that merely stand side by side are a syntax error.
    return " AND ".join(found for found in map(_word, words) if found)


def single_term(typed: str) -> str:
    """The one term of the index that what was typed begins; '' when it is several, or none that is sure to be one."""
    found = _ONE_TERM.fullmatch(fold(typed)) if _AS_INDEXED.fullmatch(typed.casefold()) else None
    return found[1] if found else ""


def _word(word: str) -> str:
    plain = word.casefold()
    written = () if _AS_INDEXED.fullmatch(plain) else (plain.replace("ß", "ss"),)
    forms = dict.fromkeys(form for form in (*written, fold(word)) if _has_token(form))
    quoted = ['"' + form.replace('"', '""') + '"*' for form in forms]
    return f"({' OR '.join(quoted)})" if len(quoted) > 1 else "".join(quoted)


def _sayable(typed: str) -> str:
    """Without what SQLite cannot be given: half characters, as a broken clipboard has them, and NUL."""
    return typed.encode("utf-8", "ignore").decode().replace("\0", " ")


def _has_token(word: str) -> bool:
    return any(character.isalnum() for character in word)


def full_text(session: Session, typed: str, kinds: Iterable[str], limit: int) -> list[tuple[str, int]]:
    """(kind, id) of records whose words begin with all the words typed: those that have them in their title first.

    Newest first within each half. Not ranked by frequency: that reads every match of the words before the first
    row comes (seconds for a common beginning at 100,000 contacts), and says little of names.
    """
    expression = match_expression(typed)
    if not expression:
        return []
    wanted = tuple(kinds)
    limit = min(limit, CANDIDATES)
    found = _rows(session, in_title(expression), wanted, limit)
    if len(found) < limit:
        found = in_order(found, _rows(session, expression, wanted, limit))[:limit]
    return [(KINDS_BY_NUMBER[row % SLOTS], row // SLOTS) for row in found]


def _rows(session: Session, expression: str, kinds: Sequence[str], limit: int) -> list[int]:
    """The newest rows of the indexes that match."""
    found: list[int] = []
    for index in search_schema.INDEXES:
        mine = [kind for kind in kinds if search_schema.index_of(kind) == index]
        last = _last_row(session, mine)
        if last:
            numbers = ", ".join(str(KIND_NUMBERS[kind]) for kind in mine)
            statement = text(
                # Few products among many deals have the lower rows: what lies beyond is passed over unread.
                f"SELECT rowid FROM {index} WHERE {index} MATCH :match AND rowid <= :last"
                f" AND rowid % {SLOTS} IN ({numbers}) ORDER BY rowid DESC LIMIT :limit"
            )
            found += session.scalars(statement, {"match": expression, "last": last, "limit": limit})
    return sorted(found, reverse=True)[:limit]


def _last_row(session: Session, kinds: Iterable[str]) -> int:
    """The row of the index behind which no record of these kinds stands; 0 when there is none at all."""
    driver = driver_of(session)
    last = 0
    for kind in kinds:
        (highest,) = driver.execute(f"SELECT max(id) FROM {_TABLES[kind]}").fetchone()
        last = max(last, 0 if highest is None else highest * SLOTS + KIND_NUMBERS[kind])
    return last


def in_title(expression: str) -> str:
    """The expression of `match_expression`, asked of titles (names, numbers) only."""
    return f"title : ({expression})"


def matching_ids(session: Session, kind: str, typed: str) -> tuple[str, dict[str, object]] | None:
    """A subquery (SQL, parameters) of the ids of a kind that match, for use in a list's filter; None: no word typed."""
    expression = match_expression(typed)
    if not expression:
        return None
    number, index = KIND_NUMBERS[kind], search_schema.index_of(kind)
    sql = f"SELECT rowid / {SLOTS} FROM {index} WHERE {index} MATCH :match AND rowid % {SLOTS} = {number}"
    return sql, {"match": expression}


def in_order(found: Sequence[int], *more: Sequence[int]) -> list[int]:
    """Several tiers as one list, each id once, earlier tiers first."""
    return list(dict.fromkeys(record for tier in (found, *more) for record in tier))
