"""Changing the lines of a draft: one edited, some added, moved or taken away, or all of them put at once.

Each verb says what the user meant, not what the whole table looked like, so that two editors of one quote get into
each other's way only where they change the same value. Places have room between them: a line that is put between two
others changes nobody's place but its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm_desktop.db.models.quotes import QuoteLine
from crm_desktop.domain.catalogue import UNIT_LIMIT
from crm_desktop.domain.errors import Refused, Stale
from crm_desktop.domain.quote_arithmetic import check_line_count, compute_totals
from crm_desktop.domain.quotes import Line, LineKind, QuoteTerms, TaxCategory
from crm_desktop.domain.text import clean_line, clean_text, excerpt
from crm_desktop.services.catalogue_prices import with_price_for
from crm_desktop.services.editing import existing
from crm_desktop.services.quote_records import draft, name_gesture, recompute
from crm_desktop.services.quote_terms import DraftLine, draft_lines, store_line

AT_END = 0
"""In the place of a line's id: after the last one. A line that is gone means the same."""
ROOM = 1 << 16
"""Between the places of two lines that were put at once."""


def edit_line(
    session: Session, quote_id: int, line_id: int, values: Mapping[str, Any], seen: Mapping[str, Any] | None = None
) -> DraftLine:
    """Changes values of one line; a new quantity brings its price with it where the catalogue has prices by quantity.

    Answers the line as it is stored now: its price need not be the one that was shown.

    Args:
        session: the writing session.
        quote_id: the draft.
        line_id: its line.
        values: new values, by a field of `Line` or ``item_id``.
        seen: what the editor showed for these fields; a stored value that differs is not overwritten.

    Raises:
        Refused: ``quote.issued``, ``record.missing`` when the line is gone, and all that the engine refuses.
        Stale: a value was changed elsewhere.
    """
    quote = draft(session, quote_id)
    row = _line(session, quote_id, line_id)
    lines = list(draft_lines(session, quote_id))
    at = next(at for at, line in enumerate(lines) if line.id == line_id)
    stored = lines[at]
    for field, shown in (seen or {}).items():
        now = _field(stored, field)
        if now not in (shown, values.get(field, shown)):
            raise Stale(field, theirs=now, yours=values.get(field))
    changed = _changed(stored, values)
    priced = with_price_for(session, stored.line, changed.line, changed.item_id, quote.price_mode)
    lines[at] = clean(replace(changed, line=priced), quote.currency)
    store_line(row, lines[at])
    recompute(session, quote, lines)
    return lines[at]


def add_lines(
    session: Session, quote_id: int, lines: Iterable[DraftLine], after: int | None = AT_END
) -> tuple[int, ...]:
    """Puts new lines behind the line `after` (None: before the first); answers their ids.

    Raises:
        Refused: ``quote.issued``, and all that the engine refuses.
    """
    quote, new = draft(session, quote_id), list(lines)
    check_line_count(len(new))
    cleaned = [clean(line, quote.currency) for line in new]
    rows = []
    for line, place in zip(cleaned, _free_places(session, quote_id, after, len(cleaned)), strict=True):
        row = QuoteLine(position=place)
        row.quote_id = quote_id
        store_line(row, line)
        session.add(row)
        rows.append(row)
    session.flush()
    recompute(session, quote)
    return tuple(row.id for row in rows)


def remove_lines(session: Session, quote_id: int, line_ids: Iterable[int]) -> None:
    """Takes lines away; what is gone already is passed over.

    Raises:
        Refused: ``quote.issued``; ``quote.discount_too_large`` and the like when the rest no longer bears it.
    """
    quote = draft(session, quote_id)
    for line_id in line_ids:
        row = session.get(QuoteLine, line_id)
        if row is not None and row.quote_id == quote_id:
            session.delete(row)
    session.flush()
    recompute(session, quote)


def move_line(session: Session, quote_id: int, line_id: int, after: int | None) -> None:
    """Puts a line behind the line `after` (None: before the first).

    Raises:
        Refused: ``quote.issued``, ``record.missing``.
    """
    move_lines(session, quote_id, [line_id], after)


def move_lines(session: Session, quote_id: int, line_ids: Sequence[int], after: int | None) -> None:
    """Puts lines, in the order given, behind the line `after` (None: before the first).

    Raises:
        Refused: ``quote.issued``, ``record.missing``.
    """
    quote = draft(session, quote_id)
    rows = [_line(session, quote_id, line_id) for line_id in line_ids]
    places = _free_places(session, quote_id, after, len(rows), moving=frozenset(line_ids))
    for row, place in zip(rows, places, strict=True):
        row.position = place
    # An order changes no sum.
    name_gesture(session, quote)


def put_lines(
    session: Session, quote_id: int, lines: Sequence[DraftLine], seen: Sequence[DraftLine] | None = None
) -> tuple[DraftLine, ...]:
    """Makes the lines of a draft these, in this order; answers them as stored, with their ids.

    Raises:
        Refused: ``quote.issued``, and all that the engine refuses.
        Stale: the stored lines are no longer those `seen`.
    """
    quote = draft(session, quote_id)
    check_line_count(len(lines))
    stored = draft_lines(session, quote_id)
    if seen is not None and stored != tuple(seen):
        raise Stale("lines", theirs=_described(stored), yours=_described(lines))
    known = {line.id: line for line in stored}
    places = _places(session, quote_id)
    for line_id in places.keys() - {line.id for line in lines}:
        session.delete(existing(session, QuoteLine, line_id))
    for at, line in enumerate(lines):
        cleaned = clean(line, quote.currency)
        if line.id is None or cleaned != known.get(line.id) or places[line.id] != at * ROOM:
            _put(session, quote_id, cleaned, at * ROOM)
    session.flush()
    recompute(session, quote)
    return draft_lines(session, quote_id)


def _put(session: Session, quote_id: int, line: DraftLine, place: int) -> None:
    row = session.get(QuoteLine, line.id) if line.id is not None else None
    if row is None or row.quote_id != quote_id:
        row = QuoteLine()
        row.quote_id = quote_id
        session.add(row)
    row.position = place
    store_line(row, line)


def clean(draft_line: DraftLine, currency: str) -> DraftLine:
    """A line with its texts made safe to keep, and its amounts allowed.

    Raises:
        Refused: ``text.too_long``, and what the engine refuses of a line, with the field.
    """
    line = draft_line.line
    cleaned = replace(
        line,
        description=clean_text(line.description, field="description"),
        unit=clean_line(line.unit, field="unit", limit=UNIT_LIMIT),
        tax_reason=clean_line(line.tax_reason, field="tax_reason"),
        hide_prices=line.hide_prices and line.kind is LineKind.SECTION,
    )
    if cleaned.tax_category and cleaned.tax_category not in set(TaxCategory):
        raise Refused("quote.tax_category", field="tax_category", text=excerpt(cleaned.tax_category))
    check_line(cleaned, currency)
    return replace(draft_line, line=cleaned)


def check_line(line: Line, currency: str) -> None:
    """Refuses a line that the engine would refuse; the sentence does not say which line, because it stands beside it.

    Raises:
        Refused: what the engine refuses of a line, with the field.
    """
    try:
        compute_totals(QuoteTerms(currency, (line,)))
    except Refused as refused:
        values = {name: value for name, value in refused.values.items() if name != "quote_line"}
        raise Refused(refused.key, field=refused.field, **values) from None


def _line(session: Session, quote_id: int, line_id: int) -> QuoteLine:
    row = existing(session, QuoteLine, line_id)
    if row.quote_id != quote_id:
        raise Refused("record.missing")
    return row


def _field(draft_line: DraftLine, field: str) -> Any:
    return draft_line.item_id if field == "item_id" else getattr(draft_line.line, field)


def _changed(draft_line: DraftLine, values: Mapping[str, Any]) -> DraftLine:
    of_line = {field: value for field, value in values.items() if field != "item_id"}
    return replace(
        draft_line, line=replace(draft_line.line, **of_line), item_id=values.get("item_id", draft_line.item_id)
    )


def _free_places(
    session: Session, quote_id: int, after: int | None, count: int, moving: frozenset[int] = frozenset()
) -> list[int]:
    """Places for `count` lines behind the line `after`; where there is no room, all others move apart."""
    places = _places(session, quote_id)
    for line_id in moving:
        places.pop(line_id, None)
    ids = list(places)
    at = 0 if after is None else ids.index(after) + 1 if after in places else len(ids)
    low = places[ids[at - 1]] if at else None
    high = places[ids[at]] if at < len(ids) else None
    if low is None:
        first = 0 if high is None else high - ROOM * count
        return [first + step * ROOM for step in range(count)]
    if high is None:
        return [low + (step + 1) * ROOM for step in range(count)]
    if high - low > count:
        return [low + (high - low) * (step + 1) // (count + 1) for step in range(count)]
    for place, line_id in enumerate(ids):
        existing(session, QuoteLine, line_id).position = (place + (count if place >= at else 0)) * ROOM
    return [(at + step) * ROOM for step in range(count)]


def _places(session: Session, quote_id: int) -> dict[int, int]:
    """The place of every line by its id, in order."""
    statement = select(QuoteLine.id, QuoteLine.position).where(QuoteLine.quote_id == quote_id)
    return {row.id: row.position for row in session.execute(statement.order_by(QuoteLine.position, QuoteLine.id))}


def _described(lines: Sequence[DraftLine]) -> str:
    return "; ".join(draft_line.line.description for draft_line in lines)
