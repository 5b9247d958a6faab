"""A phone number is found in whatever way it is written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.domain.phones import digits, looks_like_number, reversed_tail, same_number


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("+351 912 345 678", "351912345678"),
        ("00351-912.345/678", "351912345678"),
        ("(21) 234 56 78", "212345678"),
        ("+44 (0)20 7946 0958", "442079460958"),
        ("0044 ( 0 ) 20 7946 0958", "442079460958"),
        ("(0) 20 7946 0958", "02079460958"),
        ("tel:+351912345678", "351912345678"),
        ("912 345 678 ext. 12", "912345678"),
        ("+55 11 91234-5678 ramal 9", "5511912345678"),
        ("912345678;ext=4", "912345678"),
        ("912345678 x4", "912345678"),
        ("912345678#4", "912345678"),
        ("٩١٢٣٤٥٦٧٨", "912345678"),
        ("９１２‐345", "912345"),
        ("no number", ""),
        ("", ""),
    ],
)
def test_the_digits_to_call_are_what_counts(text: str, expected: str) -> None:
    assert digits(text) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("+351 912 345 678", "912345678"),
        ("+44 (0)20 7946 0958", "020 7946 0958"),
        ("0049 30 1234567", "030/1234567"),
        ("+39 06 1234567", "06 1234567"),
        ("(11) 91234-5678", "+55 11 912345678"),
    ],
)
def test_a_number_is_the_same_with_and_without_its_country(one: str, other: str) -> None:
    assert same_number(one, other)
    assert same_number(other, one)
    assert reversed_tail(one)[:7] == reversed_tail(other)[:7]


def test_different_numbers_are_not_the_same() -> None:
    assert not same_number("912345678", "912345679")
    assert not same_number("112", "+351 912 345 112")
    assert not same_number("45678", "+351 912 345 678")
    assert not same_number("", "")


@pytest.mark.parametrize(
    "text", ["912345678", "+351 912 345 678", "(11) 91234-5678", "030/1234567", "tel:+351912345678", "21 234 x7"]
)
def test_a_search_for_a_number_is_seen(text: str) -> None:
    assert looks_like_number(text)


@pytest.mark.parametrize(
    "text", ["", "Ana", "Ana 912345678", "1234", "21/11/2026", "2026-11-21", "1.234,56", "1" * 30, "12.5 %", "+"]
)
def test_a_search_for_anything_else_is_seen_too(text: str) -> None:
    assert not looks_like_number(text)


@given(st.text())
def test_no_text_breaks_it(text: str) -> None:
    assert set(digits(text)) <= set("0123456789")
    assert looks_like_number(text) in {True, False}


@given(st.integers(10**8, 10**9 - 1), st.sampled_from(["", "+351 ", "00351", "0"]))
def test_a_stored_number_is_found_by_the_end_of_a_typed_one(number: int, prefix: str) -> None:
    stored, typed = f"{prefix}{number}", f"{number:,}".replace(",", " ")
    assert digits(stored)[::-1].startswith(reversed_tail(typed))
    assert same_number(stored, typed)
