"""The lines on the screen: stored and fresh ones, what is typed and what was refused, through every re-reading."""

from __future__ import annotations

from decimal import Decimal

from crm_desktop.domain.quotes import Line, LineKind
from crm_desktop.services.quote_terms import DraftLine
from crm_desktop.ui.quotes.rows import Rows, Trouble


def stored(*names: str) -> list[DraftLine]:
    """Stored lines whose ids are the letters' places in the alphabet."""
    return [DraftLine(Line(description=name), id=ord(name) - 96) for name in names]


def rows_of(*names: str) -> Rows:
    rows = Rows(Line(tax_rate=Decimal(23)))
    rows.show(stored(*names))
    return rows


def names(rows: Rows) -> list[str]:
    return [row.line.description for row in rows]


def test_a_fresh_line_stays_behind_the_line_it_was_put_behind() -> None:
    rows = rows_of("a", "b", "c")
    rows.insert(2, DraftLine(Line(description="new")))
    rows.show(stored("x", "a", "b", "c"))
    assert names(rows) == ["x", "a", "b", "new", "c"]
    rows.show(stored("a", "c"))
    assert names(rows) == ["a", "c", "new"]


def test_a_fresh_line_at_the_top_stays_there() -> None:
    rows = rows_of("a")
    rows.insert(0, DraftLine(Line(description="new")))
    rows.show(stored("a", "b"))
    assert names(rows) == ["new", "a", "b"]


def test_what_was_refused_stays_with_its_line() -> None:
    rows = rows_of("a", "b")
    row = rows.row(1)
    assert row is not None
    row.troubles["unit_price"] = Trouble("1o5", "is not a number")
    rows.show(stored("b", "a"))
    assert rows.troubled() == (0, "unit_price")
    rows.show(stored("a"))
    assert rows.troubled() is None


def test_what_is_typed_moves_with_its_line_and_goes_with_it() -> None:
    rows = rows_of("a", "b")
    rows.type(1, {"quantity": Decimal(5)})
    rows.show(stored("b", "a"))
    assert [line.quantity for line in rows.lines()] == [Decimal(5), Decimal(1)]
    rows.show(stored("a"))
    assert [line.quantity for line in rows.lines()] == [Decimal(1)]


def test_what_is_typed_into_the_room_counts_as_a_line() -> None:
    rows = rows_of("a")
    rows.type(1, {"description": "new"})
    assert [line.description for line in rows.lines()] == ["a", "new"]
    rows.show(stored("a", "b"))
    assert [line.description for line in rows.lines()] == ["a", "b", "new"]
    rows.stop_typing()
    assert len(rows.lines()) == 2
    assert rows.line(2) is rows.new_line


def test_only_items_are_numbered() -> None:
    rows = Rows(Line())
    kinds = (LineKind.ITEM, LineKind.SECTION, LineKind.ITEM, LineKind.TEXT)
    rows.show([DraftLine(Line(kind=kind), id=at + 1) for at, kind in enumerate(kinds)])
    assert rows.numbers() == [1, 0, 2, 0]


def test_the_stored_line_above_is_found_past_fresh_ones() -> None:
    rows = rows_of("a")
    rows.insert(1, DraftLine(Line()), DraftLine(Line()))
    assert rows.stored_before(3) == 1
    assert rows.stored_before(0) is None
