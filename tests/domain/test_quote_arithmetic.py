"""The engine against worked cases, against an independent exact model, and against what it must refuse."""

from __future__ import annotations

import random
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.domain.errors import Refused
from crm_desktop.domain.quote_arithmetic import compute_totals, split_by_largest_remainder
from crm_desktop.domain.quotes import (
    Line,
    LineKind,
    LineRole,
    PlannedPayment,
    PriceMode,
    QuoteTerms,
    QuoteTotals,
    Share,
    ShareKind,
)
from crm_desktop.sentences import sentence
from tests.domain.exact_quotes import DIGITS, expected, random_terms

DOCUMENTS_A_RUN = 12_000


def percent(value: str) -> Share:
    return Share(ShareKind.PERCENT, Decimal(value))


def amount(value: str) -> Share:
    return Share(ShareKind.AMOUNT, Decimal(value))


def item(quantity: str, price: str, rate: str = "0", discount: Share | None = None, reason: str = "") -> Line:
    return Line(
        quantity=Decimal(quantity),
        unit_price=Decimal(price),
        tax_rate=Decimal(rate),
        discount=discount,
        tax_reason=reason,
    )


def net(*lines: Line, discount: Share | None = None) -> QuoteTotals:
    return compute_totals(QuoteTerms("EUR", lines, discount=discount))


def gross(*lines: Line, discount: Share | None = None) -> QuoteTotals:
    return compute_totals(QuoteTerms("EUR", lines, PriceMode.GROSS, discount=discount))


def summary(totals: QuoteTotals) -> tuple[int, int, int]:
    return totals.net, totals.tax, totals.total


def test_a_rate_with_three_decimals_taxes_exactly() -> None:
    assert summary(net(item("1", "8180.00", "9.975"))) == (818000, 81596, 899596)


def test_tax_is_rounded_once_for_the_group_and_not_for_each_line() -> None:
    priced = {"880": "5.79", "120": "4.36", "28": "2.88", "68": "11.09", "35": "5.20", "35.0": "5.32"}
    assert summary(net(*(item(quantity, price, "7") for quantity, price in priced.items()))) == (682136, 47750, 729886)
    assert summary(net(*[item("1", "0.33", "23")] * 39)) == (1287, 296, 1583)


def test_a_line_with_discount_is_rounded_once() -> None:
    totals = net(item("16", "348.35", "22", percent("4")))
    assert totals.lines == (535066,)
    assert summary(totals) == (535066, 117715, 652781)


def test_a_line_given_away_costs_nothing_and_keeps_its_tax_group() -> None:
    totals = net(item("2.25", "64.22", "23", percent("100")))
    assert totals.lines == (0,)
    assert [(group.rate, group.base, group.tax) for group in totals.taxes] == [(Decimal(23), 0, 0)]


@pytest.mark.parametrize(
    ("prices", "rate", "result"),
    [
        (("340.00", "13.90"), "19", (29739, 5651, 35390)),
        (("8.01",), "20", (668, 133, 801)),
        (("69.99",), "20", (5833, 1166, 6999)),
    ],
)
def test_tax_inclusive_prices_keep_their_sum(prices: tuple[str, ...], rate: str, result: tuple[int, int, int]) -> None:
    totals = gross(*(item("1", price, rate) for price in prices))
    assert summary(totals) == result
    assert totals.lines_sum == totals.total == totals.taxes[0].gross


def test_equal_remainders_of_a_discount_go_to_the_higher_rates() -> None:
    totals = net(item("1", "3.35", "6"), item("1", "3.35", "23"), item("1", "3.35", "13"), discount=percent("10"))
    assert totals.discount == 101
    assert [(int(group.rate), 335 - group.base) for group in totals.taxes] == [(23, 34), (13, 34), (6, 33)]
    assert totals.total == 1030


def test_groups_are_told_apart_by_rate_and_reason() -> None:
    totals = net(item("1", "1"), item("1", "2", "0.0", reason="M07"), item("1", "4", "0", reason="M07"))
    assert [(group.reason, group.base) for group in totals.taxes] == [("", 100), ("M07", 600)]


def test_the_order_of_the_lines_changes_no_total() -> None:
    lines = [item("1", "0.05", rate, reason=reason) for rate in ("23", "6") for reason in ("b", "a")]
    forward, backward = net(*lines, discount=percent("50")), net(*reversed(lines), discount=percent("50"))
    assert forward.taxes == backward.taxes


def test_optional_and_alternative_lines_are_priced_outside_the_totals() -> None:
    lines = (
        item("1", "10", "23"),
        replace(item("2", "5", "6"), role=LineRole.OPTIONAL),
        replace(item("3", "5", "13"), role=LineRole.ALTERNATIVE),
    )
    totals = net(*lines)
    assert totals.lines == (1000, 1000, 1500)
    assert [group.rate for group in totals.taxes] == [23]
    assert totals.net == totals.lines_sum == 1000


def test_lines_that_are_no_items_carry_no_amount() -> None:
    nonsense = Line(quantity=Decimal(-1), unit_price=Decimal("NaN"))
    others = [replace(nonsense, kind=kind) for kind in LineKind if kind is not LineKind.ITEM]
    assert net(*others, item("1", "1")).lines == (None,) * len(others) + (100,)


def test_a_quote_without_lines_is_all_zero() -> None:
    totals = compute_totals(QuoteTerms("EUR", (), discount=percent("5"), withholding=Decimal(25), deposit=amount("0")))
    assert (totals.lines_sum, totals.discount, totals.taxes, totals.payable, totals.deposit) == (0, 0, (), 0, 0)


def test_withholding_is_taken_from_the_net_and_the_deposit_from_what_is_payable() -> None:
    terms = QuoteTerms(
        "EUR",
        (item("1", "1000", "23"),),
        discount=amount("100"),
        withholding=Decimal(23),
        deposit=percent("30"),
    )
    totals = compute_totals(terms)
    assert (totals.discount, totals.net, totals.tax, totals.total) == (10000, 90000, 20700, 110700)
    assert (totals.withholding, totals.payable, totals.deposit) == (20700, 90000, 27000)
    assert compute_totals(replace(terms, deposit=amount("900"))).deposit == 90000


@pytest.mark.parametrize(("currency", "result"), [("JPY", 1), ("EUR", 150), ("TND", 1500), ("CLF", 15000)])
def test_amounts_are_in_the_minor_units_of_the_currency(currency: str, result: int) -> None:
    lines = (item("1", "1.4999"),) if currency == "JPY" else (item("1", "1.5"),)
    assert compute_totals(QuoteTerms(currency, lines)).total == result


def test_halves_go_up() -> None:
    assert compute_totals(QuoteTerms("JPY", (item("0.5", "1", "50"), item("1.5", "1", "50")))).lines == (1, 2)


@pytest.mark.parametrize("seed", range(12))
def test_every_cent_agrees_with_the_exact_model(seed: int) -> None:
    source = random.Random(seed)
    for _ in range(DOCUMENTS_A_RUN // 12):
        terms = random_terms(source)
        compare(terms)


@given(st.randoms(use_true_random=False))
def test_every_cent_agrees_with_the_exact_model_on_searched_documents(source: random.Random) -> None:
    compare(random_terms(source))


def compare(terms: QuoteTerms) -> None:
    totals, exact = compute_totals(terms), expected(terms)
    unit = 10 ** DIGITS[terms.currency]
    assert [None if line is None else Fraction(line, unit) for line in totals.lines] == exact.lines, terms
    groups = {
        (Fraction(one.rate), one.reason): (Fraction(one.base, unit), Fraction(one.tax, unit)) for one in totals.taxes
    }
    assert groups == exact.groups, terms
    assert [-one.rate for one in totals.taxes] == sorted(-one.rate for one in totals.taxes)
    assert all(one.gross == one.base + one.tax for one in totals.taxes)
    ours = (
        totals.discount,
        totals.net,
        totals.tax,
        totals.withholding,
        totals.payable,
        totals.deposit,
        totals.rounding,
    )
    theirs = (exact.discount, exact.net, exact.tax, exact.withholding, exact.payable, exact.deposit, exact.rounding)
    assert tuple(Fraction(one, unit) for one in ours) == theirs, terms
    assert [Fraction(one, unit) for one in totals.payments] == exact.payments, terms
    assert totals.payments_rest == (totals.payable - sum(totals.payments) if terms.payments else 0)
    assert totals.total == totals.net + totals.tax
    if terms.price_mode is PriceMode.GROSS:
        assert totals.total == totals.lines_sum - totals.discount


@pytest.mark.parametrize(
    ("payable", "step", "rounding"),
    [("10.02", 5, -2), ("10.03", 5, 2), ("10.025", 5, 2), ("0.49", 100, -49), ("0.50", 100, 50), ("7.35", 5, 0)],
)
def test_cash_rounding_goes_to_the_nearest_coin_and_is_told_apart(payable: str, step: int, rounding: int) -> None:
    totals = compute_totals(QuoteTerms("CHF", (item("1", payable),), cash_rounding=step))
    assert (totals.rounding, totals.payable - totals.total) == (rounding, rounding)
    assert totals.payable % step == 0


def test_payments_of_a_hundred_percent_share_out_every_cent() -> None:
    thirds = tuple(PlannedPayment("", percent(value)) for value in ("33.3333", "33.3333", "33.3334"))
    totals = compute_totals(QuoteTerms("EUR", (item("1", "100"),), payments=thirds))
    assert (totals.payments, totals.payments_rest) == ((3333, 3333, 3334), 0)


def test_what_a_schedule_leaves_is_said_and_what_it_takes_too_much_refused() -> None:
    terms = QuoteTerms("EUR", (item("1", "100"),), payments=(PlannedPayment("On order", amount("30")),))
    assert (compute_totals(terms).payments, compute_totals(terms).payments_rest) == ((3000,), 7000)
    for shares in ((amount("100.01"),), (percent("60"), amount("40.01"))):
        payments = tuple(PlannedPayment("", share) for share in shares)
        with pytest.raises(Refused, match=r"quote\.payments_too_large") as refused:
            compute_totals(replace(terms, payments=payments))
        assert refused.value.field == "payments"
    with pytest.raises(Refused, match=r"quote\.deposit_and_payments"):
        compute_totals(replace(terms, deposit=percent("10")))


@given(st.integers(0, 10**15), st.lists(st.integers(0, 10**15), max_size=20))
def test_a_split_is_whole_and_gives_nobody_more_than_his_weight(part: int, weights: list[int]) -> None:
    part = min(part, sum(weights))
    parts = split_by_largest_remainder(part, weights)
    assert sum(parts) == part
    assert all(0 <= given <= weight for given, weight in zip(parts, weights, strict=True))
    assert all(
        abs(given * sum(weights) - part * weight) < sum(weights) or not sum(weights)
        for given, weight in zip(parts, weights, strict=True)
    )


ONE = item("2", "5", "23")


@pytest.mark.parametrize(
    ("line", "key", "field"),
    [
        (replace(ONE, unit_price=Decimal("-0.0001")), "quote.amount_negative", "unit_price"),
        (replace(ONE, quantity=Decimal(0)), "quote.quantity_not_positive", "quantity"),
        (replace(ONE, quantity=Decimal(-1)), "quote.quantity_not_positive", "quantity"),
        (replace(ONE, tax_rate=Decimal("100.0001")), "quote.percent_range", "tax_rate"),
        (replace(ONE, tax_rate=Decimal(-1)), "quote.percent_range", "tax_rate"),
        (replace(ONE, discount=percent("100.01")), "quote.percent_range", "discount"),
        (replace(ONE, discount=percent("-1")), "quote.percent_range", "discount"),
        (replace(ONE, discount=amount("10.0001")), "quote.discount_too_large", "discount"),
        (replace(ONE, discount=amount("-1")), "quote.amount_negative", "discount"),
        (replace(ONE, unit_price=Decimal("0.00001")), "amount.too_precise", "unit_price"),
        (replace(ONE, quantity=Decimal("1.23456")), "amount.too_precise", "quantity"),
        (replace(ONE, tax_rate=Decimal("1E-9999")), "amount.too_precise", "tax_rate"),
        (replace(ONE, unit_price=Decimal("9" * 40)), "amount.too_large", "unit_price"),
        (replace(ONE, unit_price=Decimal(10**13)), "amount.too_large", "unit_price"),
        (replace(ONE, quantity=Decimal("Infinity")), "amount.too_large", "quantity"),
        (replace(ONE, quantity=Decimal("NaN")), "amount.not_a_number", "quantity"),
        (replace(ONE, role=LineRole.OPTIONAL, unit_price=Decimal(-1)), "quote.amount_negative", "unit_price"),
    ],
)
def test_a_line_that_may_not_be_is_refused_at_its_field_and_line(line: Line, key: str, field: str) -> None:
    with pytest.raises(Refused) as caught:
        net(ONE, line)
    assert (caught.value.key, caught.value.field, caught.value.values["quote_line"]) == (key, field, 2)
    assert sentence(caught.value).startswith("Line 2: ")


@pytest.mark.parametrize(
    ("change", "key", "field"),
    [
        ({"discount": amount("10.01")}, "quote.discount_too_large", "discount"),
        ({"discount": percent("101")}, "quote.percent_range", "discount"),
        ({"discount": amount("-1")}, "quote.amount_negative", "discount"),
        ({"withholding": Decimal("100.5")}, "quote.percent_range", "withholding"),
        ({"withholding": Decimal(-1)}, "quote.percent_range", "withholding"),
        ({"deposit": amount("12.31")}, "quote.deposit_too_large", "deposit"),
        ({"deposit": percent("-1")}, "quote.percent_range", "deposit"),
        ({"currency": "EURO"}, "currency.unknown", "currency"),
        ({"lines": (item("1", "9" * 12),) * 20}, "amount.too_large", "lines"),
    ],
)
def test_a_document_that_may_not_be_is_refused_at_its_field(change: dict[str, object], key: str, field: str) -> None:
    with pytest.raises(Refused) as caught:
        compute_totals(replace(QuoteTerms("EUR", (ONE,)), **change))  # type: ignore[arg-type]
    assert (caught.value.key, caught.value.field) == (key, field)
    assert sentence(caught.value)


def test_a_total_that_tax_makes_too_large_is_refused() -> None:
    with pytest.raises(Refused, match="too_large"):
        net(item("1", "9999999999999", "100"))


def test_a_discount_is_compared_with_what_it_is_taken_from_before_rounding() -> None:
    assert net(ONE, discount=amount("10")).total == 0
    with pytest.raises(Refused, match=r"10\.0001"):
        net(ONE, discount=amount("10.0001"))


def test_the_refusal_of_a_discount_says_what_it_was_taken_from() -> None:
    with pytest.raises(Refused) as caught:
        net(replace(ONE, discount=amount("11")))
    assert sentence(caught.value) == (
        "Line 1: The discount of 11 is more than the 10 it comes from. Nothing was saved: lower it."
    )
