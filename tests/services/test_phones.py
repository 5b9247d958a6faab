"""Phone numbers as they are stored beside what was typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.services.phones import PhoneForms, calling_code, forms, is_mobile, shown

LISBON = PhoneForms("+351912345678", "912345678", "876543219153")


@pytest.mark.parametrize(
    ("value", "region", "expected"),
    [
        ("912 345 678", "PT", LISBON),
        ("+351 912 345 678", "PT", LISBON),
        ("00351912345678", "BR", LISBON),
        ("+351 (0) 912-345-678 ext. 12", "", LISBON),
        ("(11) 98765-4321", "BR", PhoneForms("+5511987654321", "11987654321", "1234567891155")),
        ("011 98765-4321", "BR", PhoneForms("+5511987654321", "11987654321", "1234567891155")),
        ("06 12 34 56 78", "FR", PhoneForms("+33612345678", "612345678", "87654321633")),
        ("1-905-555-1234", "US", PhoneForms("+19055551234", "9055551234", "43215555091")),
        ("905-555-1234", "PT", PhoneForms("", "9055551234", "4321555509")),
        ("912 345 678", "", PhoneForms("", "912345678", "876543219")),
        ("+999 1234", "PT", PhoneForms("", "9991234", "4321999")),
        ("112", "PT", PhoneForms("", "112", "211")),
        ("BusinessPhone", "PT", PhoneForms("", "", "")),
        ("", "", PhoneForms("", "", "")),
    ],
)
def test_a_number_has_the_same_forms_however_it_is_written(value: str, region: str, expected: PhoneForms) -> None:
    assert forms(value, region) == expected


@pytest.mark.parametrize(
    ("value", "e164", "expected"),
    [
        ("912345678", "+351912345678", "+351 912 345 678"),
        ("(11) 98765-4321", "+5511987654321", "+55 11 98765-4321"),
        ("912345678 x12", "+351912345678", "912345678 x12"),
        ("+351 (0) 912345678", "+351912345678", "+351 (0) 912345678"),
        ("100000000", "+351100000000", "100000000"),
        ("BusinessPhone", "", "BusinessPhone"),
        ("12", "+9", "12"),
        ("9", "+9", "9"),
    ],
)
def test_a_valid_number_is_grouped_and_everything_else_stays_as_typed(value: str, e164: str, expected: str) -> None:
    assert shown(value, e164) == expected


def test_mobile_numbers_are_told_from_others() -> None:
    assert is_mobile("+351912345678")
    assert not is_mobile("+351222004120")
    assert not is_mobile("")
    assert not is_mobile("+9")


def test_a_calling_code_is_the_beginning_of_international_digits() -> None:
    assert [calling_code(digits) for digits in ("351912345678", "15551234567", "5511", "999", "")] == [
        "351",
        "1",
        "55",
        "",
        "",
    ]


@given(st.text(max_size=40), st.sampled_from(["", "PT", "BR", "XX", "us"]))
def test_no_text_is_too_odd_for_a_number(value: str, region: str) -> None:
    found = forms(value, region)
    assert found.e164.endswith(found.national) or not found.e164
    assert found.reversed_digits.isdecimal() or not found.reversed_digits
    assert isinstance(shown(value, found.e164), str)
