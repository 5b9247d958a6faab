"""Rows: the price beside the first line, the hairline at the end, and both where they belong when a row splits."""

from __future__ import annotations

from crm_desktop.reports.parts.rows import Row, TableHead
from crm_desktop.reports.quote_rows import TickRow
from crm_desktop.reports.theme import theme_of
from tests.reports.drawing import drawn
from tests.reports.examples import WORKSHOP

THEME = theme_of(WORKSHOP)
LINES = [(f"line {n}", THEME.row) for n in range(10)]
CELLS = [(60.0, "7", THEME.row), (400.0, "12,00", THEME.row)]


def row(kind: type[Row] = Row) -> Row:
    return kind(THEME, 100.0, LINES, CELLS, rule=THEME.line)


def words(block: object) -> list[str]:
    return [word for _, _, word in drawn(block).words]  # type: ignore[arg-type]


def test_a_row_is_drawn_as_it_is_read() -> None:
    assert words(row()) == ["7", "line 0", "12,00", *(f"line {n}" for n in range(1, 10))]


def test_all_of_the_first_line_stands_on_one_base_line_within_the_row() -> None:
    recorder = drawn(row(), 500)
    first = {y for _, y, word in recorder.words if word in {"7", "line 0", "12,00"}}
    assert len(first) == 1
    assert all(500 - row().height < y < 500 for _, y, _ in recorder.words)
    assert recorder.rules == [500 - row().height]


def test_a_row_splits_between_lines_and_keeps_its_price_with_the_first() -> None:
    pieces = row().split(4 * THEME.row.leading + 2 * THEME.row_pad + 1)
    assert pieces is not None
    first, rest = pieces
    assert words(first) == ["7", "line 0", "12,00", "line 1", "line 2", "line 3"]
    assert words(rest) == [f"line {n}" for n in range(4, 10)]
    assert drawn(first).rules == []
    assert len(drawn(rest).rules) == 1


def test_a_row_leaves_two_lines_at_least_on_either_page() -> None:
    assert row().split(THEME.row.leading + 2 * THEME.row_pad + 1) is None
    pieces = row().split(10_000)
    assert pieces is not None
    assert words(pieces[1]) == ["line 8", "line 9"]


def test_a_split_row_has_its_box_to_tick_once() -> None:
    pieces = row(TickRow).split(100)
    assert pieces is not None
    assert [len(drawn(piece).boxes) for piece in pieces] == [1, 0]


def test_a_head_says_what_goes_on_above_its_titles() -> None:
    plain, again = TableHead(THEME, CELLS), TableHead(THEME, CELLS, label="Sales, continued")
    assert words(again) == ["Sales, continued", "7", "12,00"]
    assert again.height > plain.height
    assert drawn(again, 500).rules == [500 - again.height]
