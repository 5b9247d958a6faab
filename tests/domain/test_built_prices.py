"""A price built from hours, material and markup, against exact fractions; and prices by quantity."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.domain.built_prices import Break, BuiltPrice, built_price, own_cost, parts_of, price_at

PARTS = st.decimals(min_value=0, max_value=9999, places=4)


def built(hours: str, rate: str, material: str, markup: str, currency: str = "EUR") -> Decimal:
    return built_price(BuiltPrice(*(Decimal(value) for value in (hours, rate, material, markup))), currency)


@pytest.mark.parametrize(
    ("parts", "price"),
    [
        (("2.5", "40", "35", "0"), "135.00"),
        (("2.5", "40", "35", "20"), "162.00"),
        (("0", "0", "19.99", "33.3333"), "26.65"),
        (("0.3333", "1", "0", "0"), "0.33"),
        (("0", "99", "0", "50"), "0.00"),
    ],
)
def test_hours_and_material_are_raised_by_the_markup_and_rounded_once(parts: tuple[str, ...], price: str) -> None:
    assert str(built(*parts)) == price


def test_a_currency_without_cents_gives_whole_prices() -> None:
    assert str(built("1.5", "3001", "0", "0", "JPY")) == "4502"


@given(PARTS, PARTS, PARTS, st.decimals(min_value=0, max_value=1000, places=4))
def test_a_built_price_is_the_exact_one_to_the_cent(
    hours: Decimal, rate: Decimal, material: Decimal, markup: Decimal
) -> None:
    exact = (Fraction(hours) * Fraction(rate) + Fraction(material)) * (1 + Fraction(markup) / 100)
    price = Fraction(built_price(BuiltPrice(hours, rate, material, markup), "EUR"))
    assert abs(price - exact) <= Fraction(1, 200)
    assert (price * 100).denominator == 1
    assert Fraction(own_cost(BuiltPrice(hours, rate, material, markup), "EUR")) <= price


def test_the_highest_quantity_reached_sets_the_price() -> None:
    breaks = (Break(Decimal(100), Decimal(7)), Break(Decimal(10), Decimal("8.50")))
    prices = {
        quantity: price_at(Decimal(9), breaks, Decimal(quantity)) for quantity in ("1", "9.9999", "10", "99", "100")
    }
    assert [str(price) for price in prices.values()] == ["9", "9", "8.50", "8.50", "7"]


def test_parts_come_back_from_what_is_stored() -> None:
    assert parts_of(25000, 400000, 350000, 200000) == BuiltPrice(Decimal("2.5"), Decimal(40), Decimal(35), Decimal(20))
