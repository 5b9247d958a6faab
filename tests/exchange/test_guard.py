"""No cell that leaves the program is run by a spreadsheet, and each comes back as it was."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.exchange.guard import guard, unguard


@pytest.mark.parametrize("cell", ["=1+1", "+351 912", "-5", "@SUM(A1)", "\t=1", "\r=1", "'=1"])
def test_a_cell_that_could_run_gets_an_apostrophe(cell: str) -> None:
    assert guard(cell) == "'" + cell


@pytest.mark.parametrize("cell", ["", "Ana", "'s-Hertogenbosch", "1-2", "a=b", "'"])
def test_a_plain_cell_stays(cell: str) -> None:
    assert guard(cell) == cell
    assert unguard(cell) == cell


@given(st.text(st.sampled_from("'=+-@\t\rab")))
def test_every_cell_comes_back(cell: str) -> None:
    assert unguard(guard(cell)) == cell
    assert not guard(cell).startswith(("=", "+", "-", "@", "\t", "\r"))
