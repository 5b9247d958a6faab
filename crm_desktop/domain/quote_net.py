"""A quote's amounts without tax, line by line: what formats ask that know no prices with tax included.

Where prices are net these are the amounts of the totals themselves. Where tax is included, EN 16931 still wants lines
without it: each tax group has its net from the engine, and that net is shared out over the group's lines by largest
remainder, so that lines less discount come to exactly the net, tax and total the quote shows everywhere else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from crm_desktop.domain.money import divide_half_up, minor_digits, to_ten_thousandths
from crm_desktop.domain.quote_arithmetic import split_by_largest_remainder
from crm_desktop.domain.quotes import Line, LineKind, LineRole, PriceMode, QuoteTerms, QuoteTotals, TaxGroup

_ONE = 10**4
_WHOLE = 100 * _ONE


@dataclass(frozen=True, slots=True)
class NetGroup:
    """One (rate, reason) group: the net of its lines, what the document discount takes of it, and what is left.

    `lines` - `discount` = `base`. Integers: minor units.
    """

    rate: Decimal
    reason: str
    category: str
    lines: int
    discount: int
    base: int
    tax: int


@dataclass(frozen=True, slots=True)
class NetQuote:
    """One entry per line of the terms in `lines`, `before`, `prices`; None for lines that are no items.

    `lines`: the net amount; `before`: the same before the line's own discount; `prices`: the price of one unit
    without tax, None where it is not exact (tax included) and only `before` for the whole quantity is.
    `groups` are those of the totals, in their order. `lines_sum` - `discount` = the net of the totals.
    """

    lines: tuple[int | None, ...]
    before: tuple[int | None, ...]
    prices: tuple[Decimal | None, ...]
    groups: tuple[NetGroup, ...]
    lines_sum: int
    discount: int


def net_quote(terms: QuoteTerms, totals: QuoteTotals) -> NetQuote:
    """The amounts of `terms` without tax; they agree with `totals` to the cent."""
    gross = terms.price_mode is PriceMode.GROSS
    nets: list[int | None] = list(totals.lines)
    if gross:
        for place, line, amount in _items(terms, totals):
            nets[place] = _without_tax(amount, line.tax_rate)
    groups = []
    for group, parts, discount in _groups(terms, totals):
        amounts = [totals.lines[place] or 0 for place in parts]
        whole = _without_tax(sum(amounts), group.rate) if gross else sum(amounts)
        for place, net in zip(parts, split_by_largest_remainder(whole, amounts), strict=True):
            nets[place] = net
        taken = whole - group.base if gross else discount
        category = category_of(terms.lines[place] for place in parts)
        groups.append(NetGroup(group.rate, group.reason, category, whole, taken, group.base, group.tax))
    return NetQuote(
        lines=tuple(nets),
        before=tuple(_before(line, net, terms) for line, net in zip(terms.lines, nets, strict=True)),
        prices=tuple(
            None if gross or net is None else line.unit_price for line, net in zip(terms.lines, nets, strict=True)
        ),
        groups=tuple(groups),
        lines_sum=sum(group.lines for group in groups),
        discount=sum(group.discount for group in groups),
    )


def category_of(lines: Iterable[Line]) -> str:
    """The tax category (UNCL5305) that lines of one rate and reason say; '' where none of them says any."""
    return next((line.tax_category for line in lines if line.tax_category), "")


def _items(terms: QuoteTerms, totals: QuoteTotals) -> Iterator[tuple[int, Line, int]]:
    """Place, line and amount of every item."""
    for place, (line, amount) in enumerate(zip(terms.lines, totals.lines, strict=True)):
        if line.kind is LineKind.ITEM and amount is not None:
            yield place, line, amount


def _groups(terms: QuoteTerms, totals: QuoteTotals) -> Iterator[tuple[TaxGroup, list[int], int]]:
    """The tax groups of the totals with the places of their lines and their part of the document discount."""
    places: dict[tuple[Decimal, str], list[int]] = {}
    for place, line, _amount in _items(terms, totals):
        if line.role is LineRole.STANDARD:
            places.setdefault((line.tax_rate, line.tax_reason), []).append(place)
    parts = [places[group.rate, group.reason] for group in totals.taxes]
    weights = [sum(totals.lines[place] or 0 for place in part) for part in parts]
    shares = split_by_largest_remainder(totals.discount, weights)
    yield from zip(totals.taxes, parts, shares, strict=True)


def _before(line: Line, net: int | None, terms: QuoteTerms) -> int | None:
    """What the line comes to before its own discount: never less than what is left of it."""
    if net is None or line.discount is None:
        return net
    unit = 10 ** minor_digits(terms.currency)
    exact = to_ten_thousandths(line.quantity) * to_ten_thousandths(line.unit_price) * unit
    whole = divide_half_up(exact, _ONE * _ONE)
    return max(net, _without_tax(whole, line.tax_rate) if terms.price_mode is PriceMode.GROSS else whole)


def _without_tax(gross: int, rate: Decimal) -> int:
    """A gross amount less the tax in it, rounded once."""
    return divide_half_up(gross * _WHOLE, _WHOLE + to_ten_thousandths(rate))
