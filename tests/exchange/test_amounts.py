"""Amounts in either decimal style are read where they mean one sum, and refused where they could mean two."""

from __future__ import annotations

from decimal import Decimal
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.domain.errors import Refused
from crm_desktop.exchange.amounts import bare, decimal_mark, read_amount
from tests.exchange.refusals import refusal_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12", "12"),
        ("12.5", "12.5"),
        ("12,50", "12.50"),
        ("1.234,56", "1234.56"),
        ("1,234.56", "1234.56"),
        ("1.234.567", "1234567"),
        ("1 234,5", "1234.5"),
        ("0.125", "0.125"),
        ("1234,567", "1234.567"),
        ("€ 12,50", "12.50"),
        ("12,50 EUR", "12.50"),
        ("R$ 1.234,56", "1234.56"),
        ("23 %", "23"),
        ("23%", "23"),
    ],
)
def test_what_can_mean_one_sum_is_read(text: str, expected: str) -> None:
    assert read_amount(text, field="price") == Decimal(expected)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("1.234", "amount.ambiguous"),
        ("1,234", "amount.ambiguous"),
        ("-5", "amount.too_small"),
        ("twelve", "amount.not_a_number"),
        ("", "amount.not_a_number"),
        ("1.2.3", "amount.not_a_number"),
        ("0.12345", "amount.too_precise"),
        ("9" * 40, "amount.too_large"),
        ("1" * 100_000, "amount.too_large"),
    ],
)
def test_what_is_unclear_is_refused(text: str, key: str) -> None:
    assert refusal_of(lambda: read_amount(text, field="price")) == key


def test_a_column_decides_what_a_cell_leaves_open() -> None:
    assert read_amount("1.234", ",", field="price") == Decimal(1234)
    assert read_amount("1.234", ".", field="price") == Decimal("1.234")
    assert read_amount("1,234", ".", field="price") == Decimal(1234)
    assert read_amount("12,5", ".", field="price") == Decimal("12.5")
    assert read_amount("1.234.567", ".", field="price") == Decimal(1234567)


@pytest.mark.parametrize(
    ("texts", "mark"),
    [
        (["12", "1.234", "5,50"], ","),
        (["1.234", "5.5 €"], "."),
        (["1.234", "1,234"], ""),
        (["1.5", "1,5"], ""),
        (["1.234.567"], ","),
        (["1.234,5"], ","),
        ([], ""),
    ],
)
def test_the_mark_of_a_column_is_what_its_cells_show(texts: list[str], mark: str) -> None:
    assert decimal_mark(texts) == mark


@given(st.text(max_size=20))
def test_any_text_is_an_amount_or_refused(text: str) -> None:
    for mark in ("", ".", ","):
        assert refusal_of(partial(read_amount, text, mark, field="x"))[:7] in ("", "amount.")
    assert isinstance(bare(text), str)


@given(st.decimals(min_value=0, max_value=10**9, places=2), st.sampled_from([",", "."]))
def test_an_amount_written_in_either_style_reads_back(value: Decimal, mark: str) -> None:
    written = f"{value:,.2f}".translate({ord(","): "." if mark == "," else ",", ord("."): mark})
    assert read_amount(written, field="x") == value


def test_the_refusal_stands_beside_its_field() -> None:
    with pytest.raises(Refused) as refused:
        read_amount("x", field="cost")
    assert refused.value.field == "cost"
