"""Dates are read only where they can mean one day."""

from __future__ import annotations

from datetime import date

import pytest

from crm_desktop.exchange.dates import is_birthday, read_date, tidy_birthday


@pytest.mark.parametrize("text", ["2016-03-01", "20160301", "2016/3/1", "2016-03-01T10:00:00Z", " 2016.03.01 "])
def test_a_year_in_front_is_one_day(text: str) -> None:
    assert read_date(text) == date(2016, 3, 1)


@pytest.mark.parametrize("text", ["31/12/2016", "12/31/2016", "31.12.2016", "31-12-2016 08:00"])
def test_a_day_above_twelve_is_no_month(text: str) -> None:
    assert read_date(text) == date(2016, 12, 31)


def test_two_meanings_need_to_be_told() -> None:
    assert read_date("03/04/2016") is None
    assert read_date("03/04/2016", day_first=True) == date(2016, 4, 3)
    assert read_date("03/04/2016", day_first=False) == date(2016, 3, 4)
    assert read_date("04/04/2016") == date(2016, 4, 4)


@pytest.mark.parametrize("text", ["", "soon", "2016-02-30", "32/13/2016", "0000-00-00", "1" * 1_000_000])
def test_what_is_no_day_is_none(text: str) -> None:
    assert read_date(text, day_first=True) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("19800322", "1980-03-22"),
        ("--0322", "--03-22"),
        ("--03-22", "--03-22"),
        ("1604-03-22", "--03-22"),
        ("--1399", "--1399"),
        ("in spring", "in spring"),
        ("3/4/1980", "3/4/1980"),
    ],
)
def test_a_birthday_is_tidied_or_left_as_it_is(text: str, expected: str) -> None:
    assert tidy_birthday(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1980-03-22", True),
        ("--02-29", True),
        ("1980-02-30", False),
        ("--13-01", False),
        ("19800322", False),
        ("", False),
    ],
)
def test_a_birthday_is_a_day_there_is(text: str, expected: bool) -> None:
    assert is_birthday(text) is expected
