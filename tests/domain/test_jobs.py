"""Time and cost of jobs."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.domain.errors import Refused
from crm_desktop.domain.jobs import (
    MOST_MINUTES,
    Part,
    check_minutes,
    format_minutes,
    labour_cost,
    parse_minutes,
    part_cost,
    total_cost,
)
from crm_desktop.sentences import sentence


def test_each_part_is_rounded_once_and_then_summed() -> None:
    third = Part(Decimal("0.3333"), Decimal("1.00"))
    assert part_cost(third, "EUR") == 33
    assert total_cost(1250, [third, third, third], "EUR") == 1250 + 99
    assert part_cost(Part(Decimal("0.5"), Decimal("0.01")), "EUR") == 1
    assert part_cost(Part(Decimal(1), Decimal(0)), "JPY") == 0


def test_time_costs_by_the_hour() -> None:
    assert labour_cost(90, Decimal("35.50"), "EUR") == 5325
    assert labour_cost(1, Decimal("0.30"), "EUR") == 1
    assert labour_cost(90, Decimal(1000), "JPY") == 1500


@pytest.mark.parametrize(
    ("part", "key"),
    [
        (Part(Decimal(0), Decimal(1)), "job.quantity_not_positive"),
        (Part(Decimal(1), Decimal(-1)), "job.amount_negative"),
        (Part(Decimal("0.00001"), Decimal(1)), "amount.too_precise"),
        (Part(Decimal(10**13), Decimal(10**13)), "amount.too_large"),
    ],
)
def test_a_part_that_may_not_be_is_refused(part: Part, key: str) -> None:
    with pytest.raises(Refused) as caught:
        total_cost(0, [part], "EUR")
    assert caught.value.key == key
    assert sentence(caught.value)


def test_negative_labour_and_rates_are_refused() -> None:
    with pytest.raises(Refused, match="negative"):
        total_cost(-1, [], "EUR")
    with pytest.raises(Refused, match="negative"):
        labour_cost(1, Decimal(-1), "EUR")


@pytest.mark.parametrize("minutes", [-1, MOST_MINUTES + 1])
def test_an_impossible_time_is_refused(minutes: int) -> None:
    with pytest.raises(Refused) as caught:
        check_minutes(minutes)
    assert sentence(caught.value)


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [
        ("", 0),
        ("90", 90),
        ("45 min", 45),
        ("45m", 45),
        ("1:30", 90),
        ("1,5 h", 90),
        ("0.25h", 15),
        ("1h30", 90),
        ("1 h 5 min", 65),
        ("2 H", 120),
    ],
)
def test_a_time_is_read_as_people_write_it(typed: str, minutes: int) -> None:
    assert parse_minutes(f" {typed} ") == minutes


@pytest.mark.parametrize("typed", ["1:5", "1:75", "-3", "1,5", "h30", "soon", "9" * 30, "999999999", "٣"])
def test_what_is_no_time_is_refused(typed: str) -> None:
    with pytest.raises(Refused) as caught:
        parse_minutes(typed, field="time")
    assert (caught.value.key, caught.value.field) == ("job.minutes", "time")


@given(st.integers(0, MOST_MINUTES))
def test_a_written_time_is_read_again(minutes: int) -> None:
    assert parse_minutes(format_minutes(minutes)) == minutes
