"""Amounts without tax: they agree with the totals to the cent, whatever the quote."""

from __future__ import annotations

import random
from decimal import Decimal

import pytest

from crm_desktop.domain.quote_arithmetic import compute_totals
from crm_desktop.domain.quote_net import net_quote
from crm_desktop.domain.quotes import Line, LineRole, PriceMode, QuoteTerms, Share, ShareKind
from tests.domain.exact_quotes import random_terms


@pytest.mark.parametrize("seed", range(40))
def test_lines_less_discount_are_the_net_of_every_group(seed: int) -> None:
    source = random.Random(seed)
    for _each in range(25):
        terms = random_terms(source)
        totals = compute_totals(terms)
        net = net_quote(terms, totals)
        assert net.lines_sum - net.discount == totals.net
        assert [group.lines - group.discount for group in net.groups] == [group.base for group in totals.taxes]
        counted = [
            amount or 0
            for line, amount in zip(terms.lines, net.lines, strict=True)
            if line.role is LineRole.STANDARD and amount is not None
        ]
        assert sum(counted) == net.lines_sum
        assert min([0, *counted, *(group.discount for group in net.groups)]) == 0
        assert all((before or 0) >= (amount or 0) for before, amount in zip(net.before, net.lines, strict=True))


def test_net_prices_are_the_quote_itself() -> None:
    terms = QuoteTerms("EUR", (Line(unit_price=Decimal("12.3456"), quantity=Decimal(2), tax_rate=Decimal(23)),))
    net = net_quote(terms, compute_totals(terms))
    assert (net.lines, net.prices) == ((2469,), (Decimal("12.3456"),))


def test_with_tax_included_no_price_of_one_is_claimed_and_the_discount_is_told_before_tax() -> None:
    line = Line(
        unit_price=Decimal("6.15"), quantity=Decimal(2), tax_rate=Decimal(23),
        discount=Share(ShareKind.PERCENT, Decimal(10)),
    )  # fmt: skip
    terms = QuoteTerms("EUR", (line,), PriceMode.GROSS)
    net = net_quote(terms, compute_totals(terms))
    assert (net.lines, net.before, net.prices) == ((900,), (1000,), (None,))
