"""An independent, slow and exact model of a quote's totals, in fractions, and random quotes to compare with it."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from crm_desktop.domain.quotes import Line, LineKind, LineRole, PlannedPayment, PriceMode, QuoteTerms, Share, ShareKind

DIGITS = {"EUR": 2, "JPY": 0, "TND": 3, "BRL": 2, "CLF": 4}


@dataclass
class Expected:
    """What the model computes; amounts are fractions in major units."""

    lines: list[Fraction | None]
    groups: dict[tuple[Fraction, str], tuple[Fraction, Fraction]]
    discount: Fraction
    net: Fraction
    tax: Fraction
    withholding: Fraction
    payable: Fraction
    deposit: Fraction
    rounding: Fraction
    payments: list[Fraction]


def to_cent(value: Fraction, digits: int) -> Fraction:
    """`value`, not negative, to the minor unit, halves up."""
    scaled = value * 10**digits
    below = scaled.numerator // scaled.denominator
    return Fraction(below + (scaled - below >= Fraction(1, 2)), 10**digits)


def less(value: Fraction, share: Share | None) -> Fraction:
    """What `share` takes from `value`."""
    if share is None:
        return Fraction(0)
    return value * Fraction(share.value) / 100 if share.kind is ShareKind.PERCENT else Fraction(share.value)


def shared_out(
    discount: Fraction, groups: dict[tuple[Fraction, str], Fraction], digits: int
) -> dict[tuple[Fraction, str], Fraction]:
    """The discount of each group: cents given one at a time to whoever lacks most, of equals to the higher rate."""
    cent = Fraction(1, 10**digits)
    whole = sum(groups.values())
    if not whole:
        return dict.fromkeys(groups, Fraction(0))
    wanted = {key: discount * value / whole for key, value in groups.items()}
    given = {key: value // cent * cent for key, value in wanted.items()}
    while sum(given.values()) < discount:
        key = min(groups, key=lambda key: (given[key] - wanted[key], -key[0], key[1]))
        given[key] += cent
    return given


def expected(terms: QuoteTerms) -> Expected:
    """The totals of `terms` by the words of the rule."""
    digits = DIGITS[terms.currency]
    lines: list[Fraction | None] = []
    sums: dict[tuple[Fraction, str], Fraction] = {}
    for line in terms.lines:
        if line.kind is not LineKind.ITEM:
            lines.append(None)
            continue
        priced = Fraction(line.quantity) * Fraction(line.unit_price)
        amount = to_cent(priced - less(priced, line.discount), digits)
        lines.append(amount)
        if line.role is LineRole.STANDARD:
            key = Fraction(line.tax_rate), line.tax_reason
            sums[key] = sums.get(key, Fraction(0)) + amount
    whole = sum(sums.values(), Fraction(0))
    discount = to_cent(less(whole, terms.discount), digits)
    parts = shared_out(discount, sums, digits)
    groups = {}
    for key, value in sums.items():
        left, factor = value - parts[key], key[0] / 100
        base = to_cent(left / (1 + factor), digits) if terms.price_mode is PriceMode.GROSS else left
        groups[key] = base, left - base if terms.price_mode is PriceMode.GROSS else to_cent(left * factor, digits)
    net = sum((base for base, _ in groups.values()), Fraction(0))
    tax = sum((tax for _, tax in groups.values()), Fraction(0))
    withholding = to_cent(net * Fraction(terms.withholding or 0) / 100, digits)
    unrounded = net + tax - withholding
    payable = to_step(unrounded, Fraction(terms.cash_rounding, 10**digits))
    deposit = to_cent(less(payable, terms.deposit), digits)
    payments = planned(terms.payments, payable, digits)
    return Expected(lines, groups, discount, net, tax, withholding, payable, deposit, payable - unrounded, payments)


def to_step(value: Fraction, step: Fraction) -> Fraction:
    """`value` to the nearest multiple of `step`, halves up; unchanged without a step."""
    if not step:
        return value
    below = value // step * step
    return below + step if value - below >= step / 2 else below


def planned(payments: tuple[PlannedPayment, ...], payable: Fraction, digits: int) -> list[Fraction]:
    """What each payment comes to: percents that make 100 share out all, cent by cent, to whoever lacks most."""
    shares = [payment.share for payment in payments]
    percents = [Fraction(share.value) for share in shares if share.kind is ShareKind.PERCENT]
    if not shares or len(percents) < len(shares) or sum(percents) != 100:
        return [to_cent(less(payable, share), digits) for share in shares]
    cent = Fraction(1, 10**digits)
    wanted = [payable * percent / 100 for percent in percents]
    given = [value // cent * cent for value in wanted]
    while sum(given) < payable:
        first = min(range(len(given)), key=lambda place: (given[place] - wanted[place], place))
        given[first] += cent
    return given


def _decimal(source: random.Random, most: int) -> Decimal:
    """A value from 0 to `most` with up to four decimals, often short, as people write."""
    places = source.choice((0, 0, 1, 2, 2, 2, 3, 4))
    return Decimal(source.randint(0, most * 10**places)).scaleb(-places)


def _percent(source: random.Random) -> Decimal:
    return source.choice((Decimal(0), Decimal(100), Decimal("7.5"), Decimal("33.3333"), _decimal(source, 100)))


def _line(source: random.Random) -> Line:
    """One line: mostly items, with every kind of discount."""
    if source.random() < 0.1:
        return Line(kind=source.choice([kind for kind in LineKind if kind is not LineKind.ITEM]), description="x")
    quantity = source.choice((Decimal(1), Decimal("0.3333"), _decimal(source, 50) + Decimal("0.0001")))
    price = source.choice((Decimal("0.33"), Decimal("3.35"), _decimal(source, 10), _decimal(source, 20_000)))
    discount = None
    if source.random() < 0.4:
        discount = Share(ShareKind.PERCENT, _percent(source))
    elif source.random() < 0.3:
        most = quantity * price
        part = (most * Decimal(source.randint(0, 100)) / 100).quantize(Decimal("0.0001"), rounding="ROUND_DOWN")
        discount = Share(ShareKind.AMOUNT, part)
    rate = source.choice((Decimal(23), Decimal(13), Decimal("6.0"), Decimal(0), Decimal("9.975"), _percent(source)))
    return Line(
        quantity=quantity,
        unit_price=price,
        discount=discount,
        tax_rate=rate,
        tax_reason="" if rate else source.choice(("", "M07", "M10")),
        role=source.choices(list(LineRole), (8, 1, 1))[0],
    )


def random_terms(source: random.Random) -> QuoteTerms:
    """A quote of 0 to 9 lines that the engine must accept."""
    lines = tuple(_line(source) for _ in range(source.randint(0, 9)))
    terms = QuoteTerms(
        currency=source.choice(list(DIGITS)),
        lines=lines,
        price_mode=source.choice(list(PriceMode)),
        withholding=source.choice((None, None, Decimal(25), _percent(source))),
    )
    whole = expected(terms)
    standard = sum(
        (amount for amount, line in zip(whole.lines, lines, strict=True) if amount and line.role is LineRole.STANDARD),
        Fraction(0),
    )
    discount = source.choice((None, Share(ShareKind.PERCENT, _percent(source)), _part(source, standard)))
    terms = QuoteTerms(terms.currency, lines, terms.price_mode, discount, terms.withholding)
    step = source.choice((0, 0, 1, 5, 10, 25, 100))
    terms = replace(terms, cash_rounding=step)
    payable = expected(terms).payable
    if source.random() < 0.4:
        return replace(terms, payments=_payments(source, payable))
    return replace(
        terms, deposit=source.choice((None, Share(ShareKind.PERCENT, _percent(source)), _part(source, payable)))
    )


def _payments(source: random.Random, payable: Fraction) -> tuple[PlannedPayment, ...]:
    """A schedule that fits: percents of 100 in all, or less than all, or an amount and a percent of half."""
    cuts = sorted(source.randint(0, 100) for _ in range(source.randint(0, 4)))
    percents = [high - low for low, high in zip([0, *cuts], [*cuts, 100], strict=True)]
    if source.random() < 0.4:
        percents = [percent // 2 for percent in percents]
    shares = [Share(ShareKind.PERCENT, Decimal(percent)) for percent in percents]
    if source.random() < 0.3:
        shares = [_part(source, payable / 2), Share(ShareKind.PERCENT, Decimal(49))]
    while sum((to_cent(less(payable, share), 0) for share in shares), Fraction(0)) > payable and len(shares) > 1:
        # In cents or whole yen, halves that all go up can come to more than there is.
        shares.pop()
    return _labelled(shares)


def _labelled(shares: list[Share]) -> tuple[PlannedPayment, ...]:
    return tuple(PlannedPayment(f"Part {number}", share) for number, share in enumerate(shares, 1))


def _part(source: random.Random, whole: Fraction) -> Share:
    """An amount from nothing to all of `whole`, with up to four decimals."""
    most = int(whole * 10_000)
    return Share(ShareKind.AMOUNT, Decimal(source.choice((0, most, source.randint(0, most)))).scaleb(-4))
