"""Money is exact, and numbers are read as written or not at all."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from crm_desktop.domain.errors import Refused
from crm_desktop.domain.money import (
    CURRENCIES,
    MAX_MINOR,
    MAX_VALUE,
    check_minor,
    decimal_from_minor,
    divide_half_up,
    from_ten_thousandths,
    minor_digits,
    minor_from_decimal,
    parse_decimal,
    parse_typed,
    round_half_up,
    shortest,
    to_ten_thousandths,
)
from crm_desktop.sentences import sentence
from crm_desktop.words import FORMATS

DECIMALS = st.decimals(-MAX_VALUE, MAX_VALUE, places=4)


def refusal(call: object, *arguments: object, **named: object) -> Refused:
    assert callable(call)
    with pytest.raises(Refused) as caught:
        call(*arguments, **named)
    assert sentence(caught.value)
    return caught.value


def test_currencies_know_their_minor_digits() -> None:
    digits = {"EUR": 2, "BRL": 2, "AOA": 2, "JPY": 0, "CLP": 0, "ISK": 0, "TND": 3, "KWD": 3, "CLF": 4}
    assert {code: minor_digits(code) for code in digits} == digits
    assert all(len(code) == 3 and code.isupper() for code in CURRENCIES)
    assert len(CURRENCIES) > 150


@pytest.mark.parametrize("code", ["", "XXX", "eur", "€", "EURO", "E" * 10_000])
def test_an_unknown_currency_is_refused(code: str) -> None:
    refused = refusal(minor_digits, code)
    assert (refused.key, refused.field) == ("currency.unknown", "currency")
    assert len(sentence(refused)) < 200


def test_an_amount_keeps_the_decimals_of_its_currency() -> None:
    assert str(decimal_from_minor(140_589, "EUR")) == "1405.89"
    assert str(decimal_from_minor(0, "EUR")) == "0.00"
    assert str(decimal_from_minor(-5, "TND")) == "-0.005"
    assert str(decimal_from_minor(7, "JPY")) == "7"


@given(st.integers(-MAX_MINOR, MAX_MINOR), st.sampled_from(sorted(CURRENCIES)))
def test_minor_units_come_back_unchanged(minor: int, currency: str) -> None:
    assert minor_from_decimal(decimal_from_minor(minor, currency), currency) == minor


@pytest.mark.parametrize(
    ("value", "minor"), [("1.005", 101), ("-1.005", -101), ("1.00499999999999999999999999999999999", 100)]
)
def test_amounts_are_rounded_half_up_exactly(value: str, minor: int) -> None:
    assert minor_from_decimal(Decimal(value), "EUR") == minor


@pytest.mark.parametrize("value", ["1e13", "-10000000000000.01", "1" * 40, "Infinity", "1e999999"])
def test_an_amount_beyond_the_limit_is_refused(value: str) -> None:
    if value == "1e13":
        assert minor_from_decimal(Decimal(value), "EUR") == MAX_MINOR
    else:
        refused = refusal(minor_from_decimal, Decimal(value), "EUR", field="value")
        assert (refused.key, refused.field) == ("amount.too_large", "value")


def test_what_is_no_number_is_no_amount() -> None:
    assert refusal(minor_from_decimal, Decimal("NaN"), "EUR").key == "amount.not_a_number"
    assert refusal(check_minor, -MAX_MINOR - 1).key == "amount.too_large"


@given(st.integers(), st.integers(1))
def test_a_quotient_is_the_nearest_integer_with_halves_away_from_zero(numerator: int, denominator: int) -> None:
    result, exact = divide_half_up(numerator, denominator), Fraction(numerator, denominator)
    assert abs(result - exact) <= Fraction(1, 2)
    if abs(result - exact) == Fraction(1, 2):
        assert abs(result) > abs(exact)


@given(DECIMALS)
def test_rounding_decimals_and_integers_agree(value: Decimal) -> None:
    assert round_half_up(value) == divide_half_up(to_ten_thousandths(value), 10_000)


@given(DECIMALS)
def test_ten_thousandths_come_back_unchanged(value: Decimal) -> None:
    stored = to_ten_thousandths(value)
    assert stored == value * 10_000
    assert from_ten_thousandths(stored) == value
    assert -(2**63) < stored < 2**63


def test_a_stored_value_is_read_without_idle_zeros() -> None:
    assert [str(from_ten_thousandths(stored)) for stored in (57_900, 230_000, 99_750, -5, 0)] == [
        "5.79",
        "23",
        "9.975",
        "-0.0005",
        "0",
    ]


@pytest.mark.parametrize(
    ("value", "key"),
    [
        ("0.00001", "amount.too_precise"),
        ("1E-999999", "amount.too_precise"),
        ("10000000000000.1", "amount.too_large"),
        ("-Infinity", "amount.too_large"),
        ("sNaN", "amount.not_a_number"),
    ],
)
def test_what_ten_thousandths_cannot_hold_is_refused(value: str, key: str) -> None:
    assert refusal(to_ten_thousandths, Decimal(value)).key == key


@pytest.mark.parametrize(
    ("value", "text"), [("23.000", "23"), ("9.9750", "9.975"), ("1E+3", "1000"), ("-0.00", "0"), ("100", "100")]
)
def test_the_shortest_writing_has_no_exponent_and_no_idle_zeros(value: str, text: str) -> None:
    assert shortest(Decimal(value)) == text


@pytest.mark.parametrize("text", ["0", "1234.56", "-3", "0.0001", "007.50", "-0.00"])
def test_programs_write_plain_numbers(text: str) -> None:
    value = parse_decimal(text, field="price")
    assert value == Decimal(text)
    assert not value.is_signed() or value < 0


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("", "amount.not_a_number"),
        (" 1", "amount.not_a_number"),
        ("1e5", "amount.not_a_number"),
        ("NaN", "amount.not_a_number"),
        ("inf", "amount.not_a_number"),
        ("+1", "amount.not_a_number"),
        (".5", "amount.not_a_number"),
        ("5.", "amount.not_a_number"),
        ("1,5", "amount.not_a_number"),
        ("1_000", "amount.not_a_number"),
        ("--1", "amount.not_a_number"),
        ("1.5\n", "amount.not_a_number"),
        ("١٢", "amount.not_a_number"),
        ("0x10", "amount.not_a_number"),
        ("{x}", "amount.not_a_number"),
        ("1.23456", "amount.too_precise"),
        ("1.00000", "amount.too_precise"),
        ("10000000000000.01", "amount.too_large"),
        ("9" * 40, "amount.too_large"),
        ("9" * 5_000, "amount.too_large"),
        ("-" + "9" * 40, "amount.too_large"),
    ],
)
def test_anything_else_is_refused_beside_its_field(text: str, key: str) -> None:
    refused = refusal(parse_decimal, text, field="price")
    assert (refused.key, refused.field) == (key, "price")


def test_limits_and_places_can_be_narrower() -> None:
    low, high = Decimal(1), Decimal("9.5")
    assert parse_decimal("9.5", field=None, places=1, minimum=low, maximum=high) == high
    assert refusal(parse_decimal, "0.99", field="x", minimum=low).values["minimum"] == "1"
    assert refusal(parse_decimal, "9.51", field="x", maximum=high).values["maximum"] == "9.5"
    assert refusal(parse_decimal, "9.51", field="x", places=1).values["places"] == 1


NB = "\u00a0"
LANGUAGES = {"en": (".", ","), "pt_PT": (",", NB), "pt_BR": (",", "."), "fr": (",", "\u202f")}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("1234.56", "1234.56"),
        ("1234,56", "1234.56"),
        ("1.234,56", "1234.56"),
        ("1,234.56", "1234.56"),
        ("1 234,5", "1234.5"),
        (f"1{NB}234,5", "1234.5"),
        ("1\u202f234\u202f567", "1234567"),
        ("1'234.50", "1234.5"),
        ("1\u2019234,50", "1234.5"),
        ("1.234.567", "1234567"),
        ("1,234,567.8912", "1234567.8912"),
        ("0.125", "0.125"),
        ("0,125", "0.125"),
        ("12,3456", "12.3456"),
        ("1234.567", "1234.567"),
        (" 7 ", "7"),
        ("-1.234,5", "-1234.5"),
        ("\u22125", "-5"),
        ("-0", "0"),
    ],
)
def test_what_can_mean_one_thing_only_is_read_in_every_language(language: str, typed: str, value: str) -> None:
    assert parse_typed(typed, *LANGUAGES[language]) == Decimal(value)


@pytest.mark.parametrize(
    ("language", "typed", "fraction"),
    [("pt_PT", "1.234", "1,234"), ("pt_BR", "1.234", "1,234"), ("en", "1,234", "1.234"), ("fr", "12.500", "12,500")],
)
def test_a_lone_foreign_separator_before_three_digits_is_asked_about(language: str, typed: str, fraction: str) -> None:
    decimal, group = LANGUAGES[language]
    refused = refusal(parse_typed, typed, decimal, group, field="price")
    assert (refused.key, refused.field) == ("amount.ambiguous", "price")
    whole = str(refused.values["whole"])
    assert refused.values["fraction"] == fraction
    assert parse_typed(whole, decimal, group) == 1000 * parse_typed(fraction, decimal, group)
    assert whole in sentence(refused)
    assert fraction in sentence(refused)


def test_the_own_decimal_separator_decides() -> None:
    assert parse_typed("1,234", ",", ".") == Decimal("1.234")
    assert parse_typed("1.234", ".", ",") == Decimal("1.234")


def test_the_own_group_separator_decides_where_three_decimals_are_not_allowed() -> None:
    assert parse_typed("1.234", ",", ".", places=2) == 1234
    assert parse_typed("1,234", ".", ",", places=2) == 1234
    assert refusal(parse_typed, "1.234", ",", NB, places=2).key == "amount.ambiguous"
    assert refusal(parse_typed, "1,234", ",", ".", places=2).key == "amount.too_precise"


@pytest.mark.parametrize(
    "typed",
    ["", " ", "-", "abc", "1.2.3", "1,2,3", "1 23", "12 34", "1.234 567", "1,234.567.890", "5.", ",5", "--5", "1e5",
     "€ 5", "١٢", "01.234.567", "1234.567,8", "1..234", "1.234,", "{0}", "NaN", "½"],
)  # fmt: skip
def test_what_is_no_number_is_refused(typed: str) -> None:
    refused = refusal(parse_typed, typed, ",", ".", field="price")
    assert (refused.key, refused.field) == ("amount.not_a_number", "price")


def test_typed_numbers_have_limits_too() -> None:
    assert refusal(parse_typed, "1,23456", ",", ".").key == "amount.too_precise"
    assert refusal(parse_typed, "9" * 40, ",", ".").key == "amount.too_large"
    assert refusal(parse_typed, "-1", ",", ".", minimum=Decimal(0)).key == "amount.too_small"
    assert refusal(parse_typed, "101", ",", ".", maximum=Decimal(100)).key == "amount.over_maximum"


@given(DECIMALS, st.sampled_from(sorted(FORMATS)), st.booleans())
def test_what_the_program_writes_is_read_again(value: Decimal, language: str, grouped: bool) -> None:
    style = FORMATS[language]
    text = shortest(value)
    if grouped:
        text = f"{value:,.4f}"
    typed = text.translate({ord(","): style.group, ord("."): style.decimal})
    assert parse_typed(typed, style.decimal, style.group) == value


@given(st.text("0123456789.,- '"), st.sampled_from(sorted(LANGUAGES)))
def test_a_typed_number_is_refused_or_keeps_its_digits(typed: str, language: str) -> None:
    try:
        value = parse_typed(typed, *LANGUAGES[language])
    except Refused:
        return
    assume(value)
    digits = "".join(one for one in typed if one.isdigit())
    assert shortest(abs(value)).replace(".", "").strip("0") == digits.strip("0")


@given(st.text())
def test_no_text_breaks_the_parsers(text: str) -> None:
    for separators in LANGUAGES.values():
        assert said(text, *separators)


def said(text: str, decimal: str, group: str) -> str:
    """What reading `text` in both ways comes to: the values, or the sentences of the refusals."""
    try:
        return str(parse_typed(text, decimal, group)) + str(parse_decimal(text, field=None))
    except Refused as refused:
        return sentence(refused)
