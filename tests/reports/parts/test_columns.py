"""Columns: as wide as their words, the running text taking the rest, nothing over the edge."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.reports.parts.columns import GAP, NARROWEST_TEXT, Column, lay_out

COLUMNS = (Column(right=True), Column(takes_rest=True), Column(right=True), Column())


def test_each_column_is_as_wide_as_its_words_and_the_text_takes_the_rest() -> None:
    grid = lay_out(COLUMNS, (10, 0, 40, 30), 100, 500)
    assert [place.width for place in grid.places] == [10, 400 - 80 - 3 * GAP, 40, 30]
    assert grid.places[-1].right == pytest.approx(500)
    assert grid.text is grid.places[1]


def test_figures_are_ranged_right_and_words_left() -> None:
    grid = lay_out(COLUMNS, (10, 0, 40, 30), 100, 500)
    assert grid.places[2].x(15) == grid.places[2].right - 15
    assert grid.places[3].x(15) == grid.places[3].left


@given(st.lists(st.floats(0, 2_000), min_size=4, max_size=4))
def test_however_wide_the_figures_the_text_keeps_its_room_and_nothing_leaves_the_page(widths: list[float]) -> None:
    grid = lay_out(COLUMNS, widths, 100, 500)
    assert grid.text.width >= NARROWEST_TEXT - 0.001
    assert grid.places[-1].right <= 500.001
    assert 0 < grid.scale <= 1
    for place, width in zip(grid.places, widths, strict=True):
        if place is not grid.text:
            assert place.width == pytest.approx(width * grid.scale, abs=0.001)
