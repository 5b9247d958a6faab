"""Contacts found while somebody types: tiers from the likeliest to the last resort, each of them cut short.

A tier is asked only while the ones before it left room, so that a key press costs the same at any size: names that
begin so (an ordinary index), words of names, words of anything (full text), ends and beginnings of phone numbers
(indexes of digits). Only when all of them found nothing are names and numbers scanned for the text inside them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from sqlalchemy import text
from sqlalchemy.orm import Session

from crm_desktop.db.connection import TERMS, driver_of
from crm_desktop.db.search import in_title, match_expression, single_term
from crm_desktop.db.search_schema import SLOTS
from crm_desktop.domain.phones import TAIL, digits, looks_like_number
from crm_desktop.domain.text import clean_line, fold

CAP = 1000
"""So many matches are found at most; a person types another letter before looking at more."""
MOST_CHARACTERS = 400
SCANNED = 150_000
"""With more contacts than this the last resort is left out: it must never be felt in typing."""
WALKED = 4_000
"""Of so many places of a term the first contacts are taken; a list that is narrowed to few of them asks otherwise."""
LAST_CHARACTER = "\U0010ffff"
AFTER_DIGITS = ":"

_PHONE = re.compile(r"[+(]?[0-9(][0-9()\-./\s]*")
_SPACELESS = re.compile("[\u0e00-\u0eff\u1000-\u109f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


@dataclass(frozen=True, slots=True)
class Narrowed:
    """A condition on the contact `c` that every match meets, as SQL and its values; at most `cap` matches count."""

    sql: str = "c.deleted_at IS NULL"
    values: Mapping[str, object] = field(default_factory=dict)
    cap: int = CAP


@dataclass(frozen=True, slots=True)
class Matches:
    """Ids in the order of the tiers; `more` when there are others beyond the cap."""

    ids: tuple[int, ...]
    more: bool


def matches(session: Session, typed: str, within: Narrowed) -> Matches:
    """Contacts that what was typed can mean.

    Args:
        session: any session.
        typed: words or a phone number in any format.
        within: what else the contacts must be.
    """
    typed = clean_line(typed[:MOST_CHARACTERS])
    found: dict[int, None] = {}
    for tier in _tiers(session, typed, within):
        found.update(dict.fromkeys(tier))
        if len(found) > within.cap:
            break
    if not found:
        found.update(dict.fromkeys(_inside(session, typed, within)))
    return Matches(tuple(found)[: within.cap], len(found) > within.cap)


def _tiers(session: Session, typed: str, within: Narrowed) -> Iterator[list[int]]:
    dialled = _dialled(typed)
    is_number = bool(dialled) and (typed.lstrip().startswith("+") or looks_like_number(typed))
    if is_number:
        ending = _phones_ending(session, typed, within)
        yield ending
        if ending and len(dialled) >= TAIL:
            return
        yield _phones_beginning(session, dialled, within)
    yield _names_beginning(session, typed, within)
    expression = match_expression(typed)
    if expression:
        yield _words(session, in_title(expression), within)
        yield _anywhere(session, typed, expression, within)
    if dialled and not is_number:
        yield _phones_beginning(session, dialled, within)


def _inside(session: Session, typed: str, within: Narrowed) -> list[int]:
    """The last resort: digits anywhere in a number, or text anywhere in a name."""
    if len(_dialled(typed)) > 3:
        return _phones_containing(session, _dialled(typed), within)
    part = fold(typed)
    if not _SPACELESS.search(part) and (len(part) < 3 or _is_large(session)):
        return []
    return _asked(
        session,
        f"SELECT c.id FROM contact c WHERE instr(c.sort_name, :part) > 0 AND {within.sql}"
        " ORDER BY c.sort_name LIMIT :cap",
        within,
        part=part,
    )


def _is_large(session: Session) -> bool:
    """Whether looking into every name would be felt in typing; scripts without spaces have no other way."""
    return (session.scalar(text("SELECT max(id) FROM contact")) or 0) > SCANNED


def _names_beginning(session: Session, typed: str, within: Narrowed) -> list[int]:
    start = fold(typed)
    if not start:
        return []
    return _asked(
        session,
        f"SELECT c.id FROM contact c WHERE {within.sql} AND c.sort_name >= :start AND c.sort_name < :end"
        " ORDER BY c.sort_name, c.id LIMIT :cap",
        within,
        start=start,
        end=start + LAST_CHARACTER,
    )


def _anywhere(session: Session, typed: str, expression: str, within: Narrowed) -> list[int]:
    """Words of anything. Of one word the index's own list of terms is walked until there are enough.

    The full text collects every contact for a beginning before it hands out the first: 8 ms where 100,000 have one.
    """
    word = single_term(typed)
    if not word:
        return _words(session, expression, within)
    found = _asked(
        session,
        "WITH first AS MATERIALIZED (SELECT DISTINCT c.id AS id, c.sort_name AS name FROM (SELECT doc FROM"
        f" {TERMS} WHERE term >= :start AND term <= :end LIMIT {WALKED}) v CROSS JOIN contact c"
        f" ON c.id = v.doc / {SLOTS} WHERE {within.sql} LIMIT :cap)"
        " SELECT id FROM first ORDER BY name, id",
        within,
        start=word,
        end=word + LAST_CHARACTER,
    )
    return found if len(found) > within.cap else _words(session, expression, within)


def _words(session: Session, expression: str, within: Narrowed) -> list[int]:
    """The first matches of the full text, in the order of their names."""
    return _asked(
        session,
        # Materialized, or SQLite would sort every match before it cuts.
        "WITH first AS MATERIALIZED (SELECT c.id AS id, c.sort_name AS name FROM search s CROSS JOIN contact c"
        f" ON c.id = s.rowid / {SLOTS} WHERE s.search MATCH :match AND {within.sql}"
        " LIMIT :cap) SELECT id FROM first ORDER BY name, id",
        within,
        match=expression,
    )


def _dialled(typed: str) -> str:
    """The digits of a text that may be (the beginning of) a phone number, without trunk zeros; else ''."""
    found = digits(typed).lstrip("0") if _PHONE.fullmatch(typed.strip()) else ""
    return found if len(found) >= 3 else ""


def _phones_ending(session: Session, typed: str, within: Narrowed) -> list[int]:
    """Numbers whose end is the end of what was typed, and whose rest does not contradict it."""
    reversed_digits = digits(typed).lstrip("0")[::-1]
    return _asked(
        session,
        "SELECT DISTINCT c.id FROM channel h CROSS JOIN contact c ON c.id = h.contact_id"
        " WHERE h.digits >= :start AND h.digits < :end"
        " AND (substr(h.digits, 1, length(:whole)) = :whole OR substr(:whole, 1, length(h.digits)) = h.digits)"
        f" AND {within.sql} LIMIT :cap",
        within,
        start=reversed_digits[:TAIL],
        end=reversed_digits[:TAIL] + AFTER_DIGITS,
        whole=reversed_digits,
    )


def _phones_beginning(session: Session, dialled: str, within: Narrowed) -> list[int]:
    """Numbers that begin so: the national digits, or those behind a calling code of one to three digits."""
    found: list[int] = []
    for length in range(4):
        start, whole = dialled[length:], "+" + dialled if length else ""
        if start:
            found += _national_beginning(session, start, whole, within)
    return found


def _national_beginning(session: Session, start: str, whole: str, within: Narrowed) -> list[int]:
    return _asked(
        session,
        "SELECT DISTINCT c.id FROM channel h CROSS JOIN contact c ON c.id = h.contact_id"
        " WHERE h.kind = 'phone' AND h.folded >= :start AND h.folded < :end"
        f" AND substr(h.e164, 1, length(:whole)) = :whole AND {within.sql} LIMIT :cap",
        within,
        start=start,
        end=start + AFTER_DIGITS,
        whole=whole,
    )


def _phones_containing(session: Session, dialled: str, within: Narrowed) -> list[int]:
    return _asked(
        session,
        "SELECT DISTINCT c.id FROM channel h CROSS JOIN contact c ON c.id = h.contact_id"
        f" WHERE h.kind = 'phone' AND instr(h.folded, :part) > 0 AND {within.sql} LIMIT :cap",
        within,
        part=dialled,
    )


def _asked(session: Session, statement: str, within: Narrowed, **values: object) -> list[int]:
    """One id more than the cap, so that the end is known."""
    # By the driver: a key press asks several of these, and of a thousand rows SQLAlchemy would make an object each.
    found = driver_of(session).execute(statement, {**within.values, **values, "cap": within.cap + 1})
    return [row[0] for row in found]
