"""Finding anything by a few words, for Ctrl+K and scripts: contacts, deals, quotes, jobs, the catalogue, the timeline.

Contacts are found as in their list (phone numbers in any format), everything else by its words: those that have them
in their title first, newer ones before older ones.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import cycle
from typing import Any

from sqlalchemy import TextualSelect, text
from sqlalchemy.orm import Session

from crm_desktop.db.contact_search import MOST_CHARACTERS, Narrowed, matches
from crm_desktop.db.search import full_text
from crm_desktop.db.types import Day, Moment, intact
from crm_desktop.domain.changes import CATALOGUE, CONTACT, DEAL, INTERACTION, JOB, QUOTE
from crm_desktop.domain.text import clean_line, fold

KINDS = (CONTACT, DEAL, QUOTE, JOB, CATALOGUE, INTERACTION)

LONGEST_TITLE = 120
"""So many characters of what was said stand for an entry without a title."""


@dataclass(frozen=True, slots=True)
class Found:
    """A record that was found: `kind` is one of `KINDS`, `detail` what tells it from others with the same title.

    `day` is that of a job or an entry of the timeline, `contact_id` who an entry of the timeline is about.
    """

    kind: str
    id: int
    title: str
    detail: str
    day: dt.date | None = None
    contact_id: int | None = None


def find(session: Session, typed: str, limit: int = 20) -> list[Found]:
    """Records that what was typed can mean, kind by kind, at most `limit`. Takes any text and never fails.

    Places are dealt out in turn, so that no kind crowds out the others; contacts get two at a time.
    """
    words = clean_line(typed[:MOST_CHARACTERS])
    if not fold(words) or limit <= 0:
        return []
    ids = _others(session, words, limit)
    ids[CONTACT] = list(matches(session, words, Narrowed(cap=limit)).ids)
    shared = _shared(ids, limit)
    return [found for kind in KINDS if shared[kind] for found in _described(session, kind, shared[kind])]


def _others(session: Session, words: str, limit: int) -> dict[str, list[int]]:
    """Everything but contacts, by kind."""
    found: dict[str, list[int]] = {kind: [] for kind in KINDS}
    for kind, record_id in full_text(session, words, KINDS[1:], limit * 4):
        found[kind].append(record_id)
    return found


def _shared(ids: dict[str, list[int]], limit: int) -> dict[str, list[int]]:
    """At most `limit` ids in all, dealt out in turn: two to contacts, one to every other kind that has more."""
    taken = dict.fromkeys(KINDS, 0)
    wanted = min(limit, sum(map(len, ids.values())))
    turns = cycle((CONTACT, *KINDS))
    while sum(taken.values()) < wanted:
        kind = next(turns)
        if taken[kind] < len(ids[kind]):
            taken[kind] += 1
    return {kind: ids[kind][: taken[kind]] for kind in KINDS}


def _described(session: Session, kind: str, ids: Sequence[int]) -> Iterable[Found]:
    """The records with their titles, in the order of the ids; one that is gone meanwhile is left out."""
    rows = {row.id: row for row in session.execute(_TITLES[kind], {"ids": f"[{','.join(map(str, ids))}]"})}
    return (
        Found(kind, row.id, row.title, row.detail or "", _local_day(row), row.contact_id)
        for wanted in ids
        if (row := rows.get(wanted)) is not None
    )


def _local_day(row: Any) -> dt.date | None:
    """The day of a record, that of a moment as the clock here shows it; None when its cell is damaged."""
    moment = intact(row.moment)
    return moment.astimezone().date() if moment is not None else intact(row.day)


def _titles(
    title: str, detail: str, source: str, *, day: str = "NULL", moment: str = "NULL", contact: str = "NULL"
) -> TextualSelect:
    statement = text(
        f"SELECT r.id AS id, {title} AS title, {detail} AS detail, {day} AS day, {moment} AS moment,"
        f" {contact} AS contact_id FROM {source} WHERE r.id IN (SELECT value FROM json_each(:ids))"
    )
    return statement.columns(day=Day, moment=Moment)


_CUSTOMER = "LEFT JOIN contact c ON c.id = r.contact_id"
_REACHED_BY = (
    "coalesce(nullif((SELECT trim(e.role || CASE WHEN e.role = '' THEN '' ELSE ', ' END || f.name) FROM employment e"
    " CROSS JOIN contact f ON f.id = e.company_id WHERE e.person_id = r.id AND f.deleted_at IS NULL"
    " ORDER BY e.position LIMIT 1), ''), (SELECT coalesce(nullif(h.city, ''), h.value) FROM channel h"
    " WHERE h.contact_id = r.id ORDER BY h.kind <> 'address', h.is_primary DESC, h.position LIMIT 1))"
)
_TITLES = {
    CONTACT: _titles("r.name", _REACHED_BY, "contact r"),
    DEAL: _titles("r.title", "c.name", f"deal r {_CUSTOMER}"),
    QUOTE: _titles(
        "CASE WHEN r.number = '' THEN r.title ELSE r.number END",
        "CASE WHEN r.number = '' OR r.title = '' THEN c.name ELSE r.title || coalesce(', ' || c.name, '') END",
        f"quote r {_CUSTOMER}",
    ),
    JOB: _titles(
        "CASE WHEN r.title = '' THEN r.problem ELSE r.title END",
        "c.name",
        f"job r {_CUSTOMER}",
        day="r.date",
    ),
    CATALOGUE: _titles("r.name", "r.code", "catalogue_item r"),
    INTERACTION: _titles(
        f"CASE WHEN r.title = '' THEN substr(r.text, 1, {LONGEST_TITLE}) ELSE r.title END",
        "c.name",
        f"interaction r {_CUSTOMER}",
        moment="r.at",
        contact="r.contact_id",
    ),
}
