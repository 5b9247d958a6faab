"""Lines on the clipboard, exactly between quotes and as a table for spreadsheets."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.domain.quotes import Line, LineKind, LineRole, Share, ShareKind
from crm_desktop.services.quote_terms import DraftLine
from crm_desktop.ui.quotes.cells import Known
from crm_desktop.ui.quotes.clipboard import as_json, as_table, from_json, from_table

NEW = Line(tax_rate=Decimal(23))
EUROS = Known("EUR")
amounts = st.integers(0, 10**12).map(lambda value: Decimal(value).scaleb(-4))


@given(
    st.builds(
        Line,
        kind=st.sampled_from(LineKind),
        description=st.text(),
        quantity=amounts,
        unit=st.text(max_size=5),
        unit_price=amounts,
        discount=st.none() | st.builds(Share, st.sampled_from(ShareKind), amounts),
        tax_rate=amounts,
        role=st.sampled_from(LineRole),
        cost=st.none() | amounts,
    )
)
def test_every_line_comes_back_as_it_was_copied(line: Line) -> None:
    assert from_json(as_json([DraftLine(line, 7, 3)])) == (DraftLine(line, None, 3),)


@pytest.mark.parametrize("text", ["", "null", "[1]", "{}", '[{"kind": "item"}]', "x" * 1000, "[[[["])
def test_what_is_no_copy_of_ours_gives_no_lines(text: str) -> None:
    assert from_json(text) == ()


def test_a_table_is_what_the_screen_shows() -> None:
    line = Line(
        description="Oak\noiled", quantity=Decimal(6), unit="pcs", unit_price=Decimal(145), tax_rate=Decimal(23)
    )
    assert as_table([line], "EUR") == "Oak oiled\t6\tpcs\t145.00\t\t23\u00a0%\n"


def test_a_table_without_headings_is_read_in_the_order_of_the_screen() -> None:
    (draft,) = from_table("Oak\t6\tpcs\t145\t10 %\t13\n", NEW, EUROS)
    line = draft.line
    assert (line.description, line.quantity, line.unit, line.unit_price) == ("Oak", Decimal(6), "pcs", Decimal(145))
    assert (line.discount, line.tax_rate) == (Share(ShareKind.PERCENT, Decimal(10)), Decimal(13))


def test_headings_say_which_column_is_which() -> None:
    (draft,) = from_table("Qty\tName\tRemark\tPrice\n2\tOak\tsoon\t61.50\n", NEW, EUROS)
    assert (draft.line.description, draft.line.quantity, draft.line.unit_price) == ("Oak", Decimal(2), Decimal("61.5"))


def test_a_cell_with_line_ends_stays_one_line() -> None:
    (draft,) = from_table('"Oak\noiled"\t2\n', NEW, EUROS)
    assert draft.line.description == "Oak\noiled"


def test_a_row_that_cannot_be_read_loses_no_word() -> None:
    (draft,) = from_table("Oak\tmany\tpcs\t145\n", NEW, EUROS)
    assert draft.line == Line(description="Oak many pcs 145", tax_rate=Decimal(23))


def test_plain_text_becomes_a_line_for_each_of_its_lines() -> None:
    drafts = from_table("First thing\n\n  Second thing  \n", NEW, EUROS)
    assert [draft.line.description for draft in drafts] == ["First thing", "Second thing"]


def test_nothing_gives_nothing() -> None:
    assert from_table("", NEW, EUROS) == ()
    assert from_table("\n \t \n", NEW, EUROS) == ()
