"""Pages of contacts in the orders of their list, each read from an index that has that order.

Two orders have no index of their own and are put together from runs that have one: the life cycle in its own order
(one run for each step), and sales (those who bought, by sum; then everybody else by name).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from sqlalchemy import text
from sqlalchemy.orm import Session

from crm_desktop.db.connection import driver_of
from crm_desktop.db.contact_search import CAP, LAST_CHARACTER, MOST_CHARACTERS, Matches, Narrowed
from crm_desktop.domain.contacts import ContactKind, Lifecycle
from crm_desktop.domain.text import clean_line, fold

SORTS = ("name", "lifecycle", "created", "sales")
TAG = "tag:"
BIN = "bin"
KINDS = {"people": ContactKind.PERSON, "companies": ContactKind.COMPANY}
FEW = 2_000
"""With fewer contacts to a tag it is quicker to sort them than to walk the names of all."""


@dataclass(frozen=True, slots=True)
class Run:
    """A part of a list that one statement reads in order: SQL behind FROM, and the order."""

    source: str
    order: str
    values: Mapping[str, object] = field(default_factory=dict)


def narrowed(view: str) -> Narrowed:
    """The condition of a view: all, bin, people, companies, a word of the life cycle, or ``tag:`` and a tag."""
    alive = "c.deleted_at IS NULL"
    if view == BIN:
        return Narrowed("c.deleted_at IS NOT NULL")
    if view in KINDS:
        return Narrowed(f"{alive} AND c.kind = :kind", {"kind": str(KINDS[view])})
    if view.startswith(TAG):
        tagged = "EXISTS (SELECT 1 FROM contact_tag t WHERE t.folded = :tag AND t.contact_id = c.id)"
        return Narrowed(f"{alive} AND {tagged}", {"tag": fold(view.removeprefix(TAG))})
    if view == "all":
        return Narrowed()
    return Narrowed(f"{alive} AND c.lifecycle = :lifecycle", {"lifecycle": view})


def count(session: Session, view: str) -> int:
    """How many contacts a view has."""
    within = narrowed(view)
    if view.startswith(TAG):
        return _scalar(session, f"SELECT count(*) FROM {_tagged()} WHERE {_ALIVE_TAGGED}", within.values)
    return _scalar(session, f"SELECT count(*) FROM contact c WHERE {within.sql}", within.values)


def page(
    session: Session, view: str, sort: str, *, descending: bool, currency: str, first: int, limit: int
) -> list[int]:
    """The ids at places `first` to `first + limit - 1` of a view, in an order of `SORTS`.

    `currency` is the one sales are compared in; the bin is in the order of going there, newest first.
    """
    found: list[int] = []
    for run in _runs(session, view, sort, descending=descending, currency=currency):
        if len(found) == limit:
            break
        part = _read(session, run, first, limit - len(found))
        found += part
        if first and not part:
            first -= _length(session, run)
        else:
            first = 0
    return found


def binned_like(session: Session, typed: str) -> Matches:
    """Contacts in the bin with that text in their names; the full text knows only what is outside."""
    statement = text(
        "SELECT c.id FROM contact c WHERE c.deleted_at IS NOT NULL AND instr(c.sort_name, :part) > 0"
        " ORDER BY c.deleted_at DESC, c.sort_name, c.id LIMIT :cap"
    )
    part = fold(clean_line(typed[:MOST_CHARACTERS]))
    found = session.scalars(statement, {"part": part, "cap": CAP + 1}).all()
    return Matches(tuple(found[:CAP]), len(found) > CAP)


def place_by_name(session: Session, view: str, contact_id: int, *, descending: bool) -> int | None:
    """Where a contact stands in a view by name; None when it is not in it."""
    within = narrowed(view)
    values = {**within.values, "id": contact_id}
    name = session.scalar(text(f"SELECT c.sort_name FROM contact c WHERE c.id = :id AND {within.sql}"), values)
    if name is None:
        return None
    than = ">" if descending else "<"
    before = f"(c.sort_name {than} :name OR (c.sort_name = :name AND c.id {than} :id))"
    statement = f"SELECT count(*) FROM contact c WHERE {within.sql} AND {before}"
    return _scalar(session, statement, {**values, "name": name})


def sorted_ids(session: Session, ids: Sequence[int], sort: str, *, descending: bool, currency: str) -> list[int]:
    """Some contacts (the matches of a search) in an order of `SORTS`."""
    down = " DESC" if descending else ""
    steps = " ".join(f"WHEN '{step}' THEN {place}" for place, step in enumerate(Lifecycle))
    keys = {
        "name": "c.sort_name",
        "created": "c.created_at",
        "lifecycle": f"CASE c.lifecycle {steps} ELSE -1 END",
        "sales": f"(SELECT coalesce(sum(s.amount), 0) FROM sale s WHERE s.contact_id = c.id AND {_SOLD})",
    }
    statement = (
        "SELECT c.id FROM contact c WHERE c.id IN (SELECT value FROM json_each(:ids))"
        f" ORDER BY {keys[sort]}{down}, c.sort_name, c.id"
    )
    return list(session.scalars(text(statement), {"ids": f"[{','.join(map(str, ids))}]", "currency": currency}))


_ALIVE_TAGGED = "t.folded = :tag AND c.deleted_at IS NULL"
_SOLD = "s.deleted_at IS NULL AND s.currency = :currency"


def _tagged() -> str:
    return "contact_tag t CROSS JOIN contact c ON c.id = t.contact_id"


def _runs(session: Session, view: str, sort: str, *, descending: bool, currency: str) -> list[Run]:
    within = narrowed(view)
    down = " DESC" if descending else ""
    by_name = f"c.sort_name{down}, c.id{down}"
    if view == BIN:
        return [Run(f"contact c WHERE {within.sql}", "c.deleted_at DESC, c.sort_name, c.id")]
    if view.startswith(TAG) and sort == "name":
        return [_tag_run(session, view, within, by_name)]
    if sort == "created":
        return [Run(f"contact c WHERE {within.sql}", f"c.created_at{down}, c.id{down}", within.values)]
    if sort == "lifecycle" and "lifecycle" not in within.values:
        return _lifecycle_runs(within, descending=descending)
    if sort == "sales":
        return _sales_runs(within, currency, descending=descending)
    return [Run(f"contact c WHERE {within.sql}", by_name, within.values)]


def _tag_run(session: Session, view: str, within: Narrowed, by_name: str) -> Run:
    """Few contacts are sorted; of many the names are walked until the page is full."""
    if count(session, view) <= FEW:
        return Run(f"{_tagged()} WHERE {_ALIVE_TAGGED}", by_name, within.values)
    return Run(f"contact c INDEXED BY ix_contact_list WHERE {within.sql}", by_name, within.values)


def _lifecycle_runs(within: Narrowed, *, descending: bool) -> list[Run]:
    """One run for each step of the life cycle, and one for words that are none."""
    words = reversed(Lifecycle) if descending else iter(Lifecycle)
    steps = [("c.lifecycle = :step", {"step": str(word)}, "") for word in words]
    # As ranges of the index: none of them holds a row unless the file is damaged.
    edges = ["", *sorted(Lifecycle), LAST_CHARACTER]
    between = "c.lifecycle > :low AND c.lifecycle < :high"
    odd = [(between, {"low": low, "high": high}, "c.lifecycle, ") for low, high in pairwise(edges)]
    return [
        Run(f"contact c WHERE {within.sql} AND {part}", f"{first}c.sort_name, c.id", {**within.values, **values})
        for part, values, first in (*steps, *odd)
    ]


def _sales_runs(within: Narrowed, currency: str, *, descending: bool) -> list[Run]:
    values = {**within.values, "currency": currency}
    sums = f"(SELECT s.contact_id AS id, sum(s.amount) AS total FROM sale s WHERE {_SOLD} GROUP BY s.contact_id) b"
    buyers = Run(
        f"{sums} CROSS JOIN contact c ON c.id = b.id WHERE {within.sql}",
        f"b.total{' DESC' if descending else ''}, c.sort_name, c.id",
        values,
    )
    none = f"NOT EXISTS (SELECT 1 FROM sale s WHERE s.contact_id = c.id AND {_SOLD})"
    others = Run(f"contact c WHERE {within.sql} AND {none}", "c.sort_name, c.id", values)
    return [buyers, others] if descending else [others, buyers]


def _read(session: Session, run: Run, first: int, limit: int) -> list[int]:
    statement = f"SELECT c.id FROM {run.source} ORDER BY {run.order} LIMIT :limit OFFSET :first"
    values = {**run.values, "limit": limit, "first": first}
    return [row[0] for row in driver_of(session).execute(statement, values)]


def _length(session: Session, run: Run) -> int:
    return _scalar(session, f"SELECT count(*) FROM {run.source}", run.values)


def _scalar(session: Session, statement: str, values: Mapping[str, object]) -> int:
    return int(driver_of(session).execute(statement, dict(values)).fetchone()[0] or 0)
