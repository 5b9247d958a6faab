"""A day is understood as people type it, and never guessed wrong silently."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.domain.errors import Refused
from crm_desktop.ui.kit.typed_dates import read_day

TODAY = date(2026, 11, 21)


def _read(text: str, *, month_first: bool = False) -> date | None:
    return read_day(text, TODAY, month_first=month_first, example="21/11/2026", field="due")


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("21/11/2026", TODAY),
        (" 1/2/2027 ", date(2027, 2, 1)),
        ("1.2.27", date(2027, 2, 1)),
        ("1-2-27", date(2027, 2, 1)),
        ("1 2 2027", date(2027, 2, 1)),
        ("31/12", date(2026, 12, 31)),
        ("5", date(2026, 11, 5)),
        ("2026-02-28", date(2026, 2, 28)),
        ("01/01/99", date(1999, 1, 1)),
        ("01/01/75", date(2075, 1, 1)),
        ("+7", date(2026, 11, 28)),
        ("+2w", date(2026, 12, 5)),
        ("-1d", date(2026, 11, 20)),
        ("today", TODAY),
        ("Amanhã", date(2026, 11, 22)),
        ("ONTEM", date(2026, 11, 20)),
    ],
)
def test_days_are_read_in_the_usual_ways(typed: str, day: date) -> None:
    assert _read(typed) == day


def test_an_empty_text_is_no_day() -> None:
    assert _read("  ") is None


def test_a_language_may_write_the_month_first() -> None:
    assert _read("11/21/2026", month_first=True) == TODAY


@pytest.mark.parametrize(
    "typed",
    ["31/02/2026", "32/1", "0", "13/13/2026", "21/11/202", "tomorow", "1/1/0001", "+99999", "+5y", "१/२", "99999"],
)
def test_what_is_no_day_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(Refused) as refused:
        _read(typed)
    assert (refused.value.key, refused.value.field) == ("field.date", "due")
    assert refused.value.values["example"] == "21/11/2026"


@given(st.dates(date(1950, 1, 1), date(2150, 12, 31)))
def test_what_the_program_writes_it_reads_again(day: date) -> None:
    assert _read(f"{day:%d/%m/%Y}") == day
    assert _read(day.isoformat()) == day


@given(st.text())
def test_no_text_does_more_than_be_refused(text: str) -> None:
    with suppress(Refused):
        day = _read(text)
        assert day is None or 1900 <= day.year <= 2199
