"""What a quote never prints: what its lines cost and what is earned; and a catalogue price as a quote states it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from crm_desktop.domain.money import PLACES, divide_half_up, minor_digits, round_half_up, to_ten_thousandths
from crm_desktop.domain.quotes import LineKind, LineRole, PriceMode, QuoteTerms, QuoteTotals

_ONE = 10**PLACES
_HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Margin:
    """What is earned: the net of the quote less the cost of its standard lines.

    `amount` and `cost` in minor units; `percent` of the net, whole, None where the net is zero; `unknown` counts the
    standard lines whose cost nobody entered: with any of them the margin is at most this.
    """

    amount: int
    cost: int
    percent: Decimal | None
    unknown: int


def margin(terms: QuoteTerms, totals: QuoteTotals) -> Margin | None:
    """The margin of a quote; None while no standard line has a cost."""
    items = [line for line in terms.lines if line.kind is LineKind.ITEM and line.role is LineRole.STANDARD]
    known = [line for line in items if line.cost is not None]
    if not known:
        return None
    unit = 10 ** minor_digits(terms.currency)
    cost = sum(
        divide_half_up(to_ten_thousandths(line.quantity) * to_ten_thousandths(line.cost or Decimal(0)) * unit, _ONE**2)
        for line in known
    )
    amount = totals.net - cost
    percent = round_half_up(Decimal(amount) * _HUNDRED / totals.net) if totals.net else None
    return Margin(amount, cost, percent, len(items) - len(known))


def price_between_modes(price: Decimal, tax_rate: Decimal, theirs: PriceMode, ours: PriceMode) -> Decimal:
    """A price of a quote of one mode as a quote of another states it, with at most four decimals, rounded half up."""
    if theirs is ours:
        return price
    if theirs is PriceMode.NET:
        return price_in_mode(price, tax_rate, ours)
    return round_half_up(price * _HUNDRED / (_HUNDRED + tax_rate), PLACES)


def price_in_mode(net_price: Decimal, tax_rate: Decimal, mode: PriceMode) -> Decimal:
    """A price without tax as a quote of this price mode states it, with at most four decimals, rounded half up."""
    if mode is PriceMode.NET:
        return net_price
    return round_half_up(net_price * (_HUNDRED + tax_rate) / _HUNDRED, PLACES)
