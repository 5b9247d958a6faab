"""The one engine that computes a quote's money, by the rules of EN 16931; all that shows money shows its result.

All arithmetic is on integers: prices, quantities and percents as ten-thousandths, amounts in minor units. Each line
is rounded once, half up; totals sum the rounded lines; a document discount is rounded once and split over the tax
groups by largest remainder; tax is rounded once per group. The rule is part of every stored quote: changing it here
would change quotes already written.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache

from crm_desktop.domain.errors import Refused
from crm_desktop.domain.money import (
    check_minor,
    divide_half_up,
    from_ten_thousandths,
    minor_digits,
    shortest,
    to_ten_thousandths,
)
from crm_desktop.domain.quotes import (
    Line,
    LineKind,
    LineRole,
    PriceMode,
    QuoteTerms,
    QuoteTotals,
    Share,
    ShareKind,
    TaxGroup,
)
from crm_desktop.domain.text import excerpt

_ONE = 10**4
"""One, as ten-thousandths."""
_WHOLE = 100 * _ONE
"""100 %, as ten-thousandths of a percent."""

MOST_CASH_ROUNDING = 10_000
"""The coarsest step of cash rounding, in minor units."""
MOST_LINES = 10_000
"""The most lines of a quote: a thousand pages."""
MOST_PAYMENTS = 36
"""The most instalments of a payment schedule."""

# A key press computes the whole quote again; of a long one all values but one were read before.
_stored = lru_cache(maxsize=1 << 15)(to_ten_thousandths)
_rate = lru_cache(maxsize=256)(from_ten_thousandths)


def compute_totals(terms: QuoteTerms) -> QuoteTotals:
    """The totals of `terms`, exact to the minor unit.

    Raises:
        Refused: an amount that may not be (negative price, quantity not above zero, percent outside 0 to 100,
            discount above what it is taken from, deposit above what is payable, more than four decimals, too large,
            too many lines, unknown currency). `field` is the input's name; values hold ``quote_line``, counted from 1,
            for a line's.
    """
    check_line_count(len(terms.lines))
    unit = 10 ** minor_digits(terms.currency)
    amounts: list[int | None] = []
    sums: dict[tuple[int, str], int] = {}
    for number, line in enumerate(terms.lines, 1):
        if line.kind is not LineKind.ITEM:
            amounts.append(None)
            continue
        try:
            amount, rate = _line_amount(line, unit)
        except Refused as refused:
            raise Refused(refused.key, field=refused.field, quote_line=number, **refused.values) from None
        amounts.append(amount)
        if line.role is LineRole.STANDARD:
            group = (-rate, line.tax_reason)
            sums[group] = sums.get(group, 0) + amount
    lines_sum = check_minor(sum(sums.values()), "lines")
    discount = _share_of(terms.discount, lines_sum, unit, "discount")
    taxes = _tax_groups(sums, discount, terms.price_mode)
    return _totals(terms, tuple(amounts), lines_sum, discount, taxes)


def check_line_count(count: int) -> None:
    """Refuses more lines than a quote may have, before anybody works on them for minutes.

    Raises:
        Refused: ``quote.too_many_lines``.
    """
    if count > MOST_LINES:
        raise Refused("quote.too_many_lines", field="lines", limit=MOST_LINES)


def split_by_largest_remainder(amount: int, weights: Sequence[int]) -> list[int]:
    """`amount` in whole parts as near to `weights` as can be, with the sum of exactly `amount`.

    Nobody gets more than his weight while `amount` is not more than their sum. What is left over goes to the
    largest remainders; of equal ones to the first. Amount and weights are not negative; weights of nothing
    get nothing.
    """
    whole = sum(weights)
    if not whole:
        return [0] * len(weights)
    parts = [amount * weight // whole for weight in weights]
    by_remainder = sorted(range(len(weights)), key=lambda index: -(amount * weights[index] % whole))
    for index in by_remainder[: amount - sum(parts)]:
        parts[index] += 1
    return parts


def _line_amount(line: Line, unit: int) -> tuple[int, int]:
    """A line's amount in minor units, rounded once, and its tax rate in ten-thousandths of a percent."""
    quantity = _scaled(line.quantity, "quantity")
    if quantity <= 0:
        raise Refused("quote.quantity_not_positive", field="quantity", text=_written(line.quantity))
    price = _not_negative(line.unit_price, "unit_price")
    rate = _percent(line.tax_rate, "tax_rate")
    exact, places = quantity * price, _ONE * _ONE
    if line.discount is not None:
        if line.discount.kind is ShareKind.PERCENT:
            exact, places = exact * (_WHOLE - _percent(line.discount.value, "discount")), places * _WHOLE
        else:
            taken = _not_negative(line.discount.value, "discount") * _ONE
            if taken > exact:
                whole = from_ten_thousandths(exact // _ONE)
                raise _too_large("discount", line.discount, shortest(whole))
            exact -= taken
    return check_minor(divide_half_up(exact * unit, places), "unit_price"), rate


def _tax_groups(sums: dict[tuple[int, str], int], discount: int, mode: PriceMode) -> tuple[TaxGroup, ...]:
    """The tax of each (rate, reason), highest rate first, `discount` split over them."""
    groups = sorted(sums)
    parts = split_by_largest_remainder(discount, [sums[group] for group in groups])
    taxes = []
    for (negative_rate, reason), part in zip(groups, parts, strict=True):
        rate, amount = -negative_rate, sums[negative_rate, reason] - part
        if mode is PriceMode.GROSS:
            base, gross = divide_half_up(amount * _WHOLE, _WHOLE + rate), amount
        else:
            base, gross = amount, amount + divide_half_up(amount * rate, _WHOLE)
        taxes.append(TaxGroup(_rate(rate), reason, base, gross - base, gross))
    return tuple(taxes)


def _totals(
    terms: QuoteTerms, amounts: tuple[int | None, ...], lines_sum: int, discount: int, taxes: tuple[TaxGroup, ...]
) -> QuoteTotals:
    """The sums over the groups, and what follows from them."""
    net = sum(group.base for group in taxes)
    tax = sum(group.tax for group in taxes)
    total = check_minor(net + tax, "lines")
    percent = _percent(terms.withholding, "withholding") if terms.withholding is not None else 0
    withholding = divide_half_up(net * percent, _WHOLE)
    rounding = _cash_rounding(total - withholding, terms.cash_rounding)
    payable = total - withholding + rounding
    if terms.deposit is not None and terms.payments:
        raise Refused("quote.deposit_and_payments", field="deposit")
    payments = _payments(terms, payable)
    return QuoteTotals(
        currency=terms.currency,
        price_mode=terms.price_mode,
        lines=amounts,
        lines_sum=lines_sum,
        discount=discount,
        net=net,
        taxes=taxes,
        tax=tax,
        total=total,
        withholding=withholding,
        payable=payable,
        deposit=_share_of(terms.deposit, payable, 10 ** minor_digits(terms.currency), "deposit"),
        rounding=rounding,
        payments=payments,
        payments_rest=payable - sum(payments) if payments else 0,
    )


def _cash_rounding(amount: int, step: int) -> int:
    """What is added to `amount` (not negative) to make it a multiple of `step`, half up; 0 for a step of 0."""
    if not 0 <= step <= MOST_CASH_ROUNDING:
        raise Refused("quote.cash_rounding_range", field="cash_rounding", text=str(step), limit=MOST_CASH_ROUNDING)
    return divide_half_up(amount, step) * step - amount if step else 0


def _payments(terms: QuoteTerms, payable: int) -> tuple[int, ...]:
    """The amounts of the schedule. Percents of exactly 100 in all share out every cent, by largest remainder."""
    if len(terms.payments) > MOST_PAYMENTS:
        raise Refused("quote.too_many_payments", field="payments", limit=MOST_PAYMENTS)
    shares = [payment.share for payment in terms.payments]
    unit = 10 ** minor_digits(terms.currency)
    if shares and all(share.kind is ShareKind.PERCENT for share in shares):
        percents = [_percent(share.value, "payments") for share in shares]
        if sum(percents) == _WHOLE:
            return tuple(split_by_largest_remainder(payable, percents))
    amounts = tuple(_share_of(share, payable, unit, "payments") for share in shares)
    if sum(amounts) > payable:
        whole = shortest(Decimal(payable) / unit)
        raise Refused(
            "quote.payments_too_large", field="payments", text=shortest(Decimal(sum(amounts)) / unit), whole=whole
        )
    return amounts


def _share_of(share: Share | None, whole: int, unit: int, field: str) -> int:
    """A document's discount or deposit in minor units, rounded once; never more than the `whole` it is a share of."""
    if share is None:
        return 0
    if share.kind is ShareKind.PERCENT:
        return divide_half_up(whole * _percent(share.value, field), _WHOLE)
    exact = _not_negative(share.value, field) * unit
    if exact > whole * _ONE:
        raise _too_large(field, share, shortest(Decimal(whole) / unit))
    return divide_half_up(exact, _ONE)


def _scaled(value: Decimal, field: str) -> int:
    """`value` as ten-thousandths; refusals name `field`."""
    try:
        return _stored(value)
    except Refused as refused:
        raise Refused(refused.key, field=field, **refused.values) from None


def _not_negative(value: Decimal, field: str) -> int:
    """A price or amount of zero or more, as ten-thousandths."""
    scaled = _scaled(value, field)
    if scaled < 0:
        raise Refused("quote.amount_negative", field=field, text=_written(value))
    return scaled


def _percent(value: Decimal, field: str) -> int:
    """A percent from 0 to 100, as ten-thousandths of a percent."""
    scaled = _scaled(value, field)
    if not 0 <= scaled <= _WHOLE:
        raise Refused("quote.percent_range", field=field, text=_written(value))
    return scaled


def _too_large(field: str, share: Share, whole: str) -> Refused:
    """The refusal of a `share` above the `whole` it is taken from."""
    return Refused(f"quote.{field}_too_large", field=field, text=_written(share.value), whole=whole)


def _written(value: Decimal) -> str:
    """A value as the sentence of a refusal quotes it."""
    return excerpt(shortest(value))
