"""What a unit costs: a price built from hours, material and a markup, and prices that fall with the quantity."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from crm_desktop.domain.money import (
    PLACES,
    check_minor,
    decimal_from_minor,
    divide_half_up,
    from_ten_thousandths,
    minor_digits,
    to_ten_thousandths,
)

MOST_BREAKS = 50
"""The most price breaks of an item."""
MOST_MARKUP = Decimal(1000)
"""The highest markup, in percent."""

_ONE = 10**PLACES


@dataclass(frozen=True, slots=True)
class BuiltPrice:
    """What a price is made of: `hours` at `hour_rate`, and `material`, in major units; `markup` percent upon both."""

    hours: Decimal = Decimal(0)
    hour_rate: Decimal = Decimal(0)
    material: Decimal = Decimal(0)
    markup: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class Break:
    """A unit costs `price` (major units, without tax) from `quantity` on."""

    quantity: Decimal
    price: Decimal


def built_price(parts: BuiltPrice, currency: str) -> Decimal:
    """(hours x rate + material) x (1 + markup %), rounded once, half up, to the currency's minor units.

    Raises:
        Refused: ``amount.*``; ``currency.unknown``.
    """
    hours, rate, material, markup = (
        to_ten_thousandths(value, field=field)
        for field, value in (
            ("hours", parts.hours),
            ("hour_rate", parts.hour_rate),
            ("material", parts.material),
            ("markup", parts.markup),
        )
    )
    unit: int = 10 ** minor_digits(currency)
    exact = (hours * rate + material * _ONE) * (100 * _ONE + markup)
    minor = check_minor(divide_half_up(exact * unit, _ONE * _ONE * 100 * _ONE), "price")
    return decimal_from_minor(minor, currency)


def own_cost(parts: BuiltPrice, currency: str) -> Decimal:
    """What the unit costs oneself: the same without the markup."""
    return built_price(BuiltPrice(parts.hours, parts.hour_rate, parts.material), currency)


def price_at(price: Decimal, breaks: Iterable[Break], quantity: Decimal) -> Decimal:
    """What a unit costs when `quantity` of it are bought: of the breaks reached, the highest; else `price`."""
    reached = [each for each in breaks if each.quantity <= quantity]
    return max(reached, key=lambda each: each.quantity).price if reached else price


def parts_of(hours: int, hour_rate: int, material: int, markup: int) -> BuiltPrice:
    """The parts from their stored ten-thousandths."""
    return BuiltPrice(*(from_ten_thousandths(value) for value in (hours, hour_rate, material, markup)))
