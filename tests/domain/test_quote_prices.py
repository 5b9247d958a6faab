"""The margin of a quote, and prices of the catalogue in quotes with and without tax."""

from __future__ import annotations

from decimal import Decimal

import pytest

from crm_desktop.domain.quote_arithmetic import compute_totals
from crm_desktop.domain.quote_prices import Margin, margin, price_in_mode
from crm_desktop.domain.quotes import Line, LineKind, LineRole, PriceMode, QuoteTerms, Share, ShareKind


def margin_of(*lines: Line, discount: Share | None = None, mode: PriceMode = PriceMode.NET) -> Margin | None:
    terms = QuoteTerms("EUR", lines, mode, discount)
    return margin(terms, compute_totals(terms))


def item(price: str, cost: str | None, quantity: str = "1", **more: object) -> Line:
    own = None if cost is None else Decimal(cost)
    return Line(quantity=Decimal(quantity), unit_price=Decimal(price), cost=own, **more)  # type: ignore[arg-type]


def test_the_margin_is_the_net_less_the_cost() -> None:
    assert margin_of(item("145", "80", "6"), item("42", "26.369", "6.5")) == Margin(49160, 65140, Decimal(43), 0)


def test_a_discount_takes_from_the_margin() -> None:
    ten = Share(ShareKind.PERCENT, Decimal(10))
    assert margin_of(item("100", "60"), discount=ten) == Margin(3000, 6000, Decimal(33), 0)


def test_lines_without_a_cost_are_counted_and_options_and_words_are_not() -> None:
    lines = (
        item("100", "60"),
        item("50", None),
        item("900", "1", role=LineRole.OPTIONAL),
        Line(kind=LineKind.SECTION, description="Kitchen"),
    )
    assert margin_of(*lines) == Margin(9000, 6000, Decimal(60), 1)


def test_prices_with_tax_earn_their_net() -> None:
    assert margin_of(item("123", "60", tax_rate=Decimal(23)), mode=PriceMode.GROSS) == Margin(
        4000, 6000, Decimal(40), 0
    )


def test_a_loss_is_told_and_nothing_sold_has_no_percentage() -> None:
    assert margin_of(item("10", "15")) == Margin(-500, 1500, Decimal(-50), 0)
    assert margin_of(item("0", "15")) == Margin(-1500, 1500, None, 0)


def test_without_any_cost_there_is_no_margin() -> None:
    assert margin_of(item("10", None)) is None
    assert margin_of() is None


@pytest.mark.parametrize(
    ("price", "rate", "expected"), [("100", "23", "123"), ("3.3333", "6", "3.5333"), ("0.0001", "23", "0.0001")]
)
def test_a_net_price_is_stated_with_its_tax_where_the_quote_says_so(price: str, rate: str, expected: str) -> None:
    assert price_in_mode(Decimal(price), Decimal(rate), PriceMode.GROSS) == Decimal(expected)
    assert price_in_mode(Decimal(price), Decimal(rate), PriceMode.NET) == Decimal(price)
