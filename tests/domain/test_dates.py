"""Days are read strictly, and counting on stays within reason."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.domain.dates import check_date, days_after, parse_date
from crm_desktop.domain.errors import Refused
from crm_desktop.sentences import sentence


@given(st.dates(dt.date(1900, 1, 1), dt.date(2199, 12, 31)))
def test_a_written_day_is_read_again(day: dt.date) -> None:
    assert parse_date(day.isoformat(), field=None) == day


@pytest.mark.parametrize(
    "text",
    ["", "2026-02-30", "2026-13-01", "2026-00-10", "20261121", "2026-W01-1", "2026-11-21T10:00", " 2026-11-21",
     "21/11/2026", "1899-12-31", "2200-01-01", "0000-00-00", "٢٠٢٦-١١-٢١", "{0}", "x" * 10_000],
)  # fmt: skip
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(Refused) as caught:
        parse_date(text, field="date")
    assert (caught.value.key, caught.value.field) == ("date.not_a_date", "date")
    assert sentence(caught.value)


def test_days_are_counted_on() -> None:
    assert days_after(dt.date(2026, 1, 15), 30) == dt.date(2026, 2, 14)
    assert check_date(dt.date(2026, 1, 15), field=None) == dt.date(2026, 1, 15)


@pytest.mark.parametrize("days", [100_000, 10**8, -(10**12)])
def test_counting_out_of_the_calendar_is_refused(days: int) -> None:
    with pytest.raises(Refused) as caught:
        days_after(dt.date(2026, 1, 15), days, field="valid_until")
    assert caught.value.field == "valid_until"
    assert sentence(caught.value)
