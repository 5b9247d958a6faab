"""Numbers are made as the pattern says, never twice, and what is missing is known."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.domain.errors import Refused
from crm_desktop.domain.numbering import (
    MOST,
    NumberRule,
    beside,
    check_rule,
    client_part,
    counter_year,
    format_number,
    gaps,
    next_sequence,
    revision_number,
)
from crm_desktop.sentences import sentence

DAY = dt.date(2026, 3, 9)


@pytest.mark.parametrize(
    ("pattern", "number"),
    [
        ("Q-{year}-{seq:4}", "Q-2026-0007"),
        ("ORC {yy}{month}/{seq}", "ORC 2603/7"),
        ("{series}.{client}.{year}.{seq:2}", "A.SAOJOAOLDA.2026.07"),
        ("Nº {seq:3}-{year}", "Nº 007-2026"),
    ],
)
def test_a_number_is_made_of_text_and_fields(pattern: str, number: str) -> None:
    rule = NumberRule(pattern, series="A")
    assert format_number(check_rule(rule), DAY, 7, client="São João, Lda") == number


def test_a_sequence_longer_than_its_width_is_written_whole() -> None:
    assert format_number(NumberRule("{year}-{seq:2}"), DAY, 12345) == "2026-12345"


def test_a_client_is_written_in_plain_capitals_of_limited_length() -> None:
    assert client_part("Łódź & Söhne GmbH KG") == "LODZSOHNEGMB"


@pytest.mark.parametrize(
    ("rule", "key", "field"),
    [
        (NumberRule(""), "number.characters", "pattern"),
        (NumberRule(" {year}{seq}"), "number.characters", "pattern"),
        (NumberRule("{year}\n{seq}"), "number.characters", "pattern"),
        (NumberRule("x" * 100 + "{year}{seq}"), "text.too_long", "pattern"),
        (NumberRule("{year}-{number}"), "number.field", "pattern"),
        (NumberRule("{year}-{seq:0}"), "number.field", "pattern"),
        (NumberRule("{year:4}-{seq}"), "number.field", "pattern"),
        (NumberRule("{year}-{seq}}"), "number.field", "pattern"),
        (NumberRule("Q-{year}"), "number.one_sequence", "pattern"),
        (NumberRule("{seq}-{year}-{seq}"), "number.one_sequence", "pattern"),
        (NumberRule("Q-{seq}"), "number.no_year", "pattern"),
        (NumberRule("{year}-{client}{seq}"), "number.run_together", "pattern"),
        (NumberRule("{series}{year}{seq}"), "number.run_together", "pattern"),
        (NumberRule("{year}-{client}A{seq}"), "number.run_together", "pattern"),
        (NumberRule(series="A-1"), "number.series", "series"),
        (NumberRule(series="A" * 13), "number.series", "series"),
        (NumberRule(start=0), "number.start", "start"),
        (NumberRule(start=MOST + 1), "number.start", "start"),
    ],
)
def test_a_rule_that_could_give_a_number_twice_or_none_is_refused(rule: NumberRule, key: str, field: str) -> None:
    with pytest.raises(Refused) as caught:
        check_rule(rule)
    assert (caught.value.key, caught.value.field) == (key, field)
    assert sentence(caught.value)


def test_a_counter_that_never_begins_again_needs_no_year() -> None:
    rule = check_rule(NumberRule("Q{seq:5}", yearly=False, start=100, start_year=1999))
    assert counter_year(rule, DAY) == 0
    assert next_sequence(rule, DAY, []) == 100


def test_the_counter_follows_the_highest_number_given_out() -> None:
    rule = NumberRule(start=40)
    assert counter_year(rule, DAY) == 2026
    assert [next_sequence(rule, DAY, given) for given in ([], [3], [40, 41], [90, 2])] == [40, 40, 42, 91]


def test_the_start_of_one_year_is_not_that_of_the_others() -> None:
    rule = NumberRule(start=87, start_year=2026)
    assert next_sequence(rule, DAY, []) == 87
    assert next_sequence(rule, dt.date(2027, 1, 1), []) == 1


def test_after_the_last_number_none_is_given() -> None:
    with pytest.raises(Refused) as caught:
        next_sequence(NumberRule(), DAY, [MOST])
    assert str(MOST) in sentence(caught.value)


def test_gaps_are_reported_as_stretches() -> None:
    assert gaps([]) == ()
    assert gaps([7, 3, 4, 8, 12, 3]) == ((5, 6), (9, 11))
    assert gaps([3, 5], first=1) == ((1, 2), (4, 4))
    assert gaps([3, 6], first=5) == ((5, 5),)
    assert gaps([1, 10**9]) == ((2, 10**9 - 1),)


@given(st.sets(st.integers(1, 60)))
def test_gaps_and_numbers_together_are_all_numbers(given_out: set[int]) -> None:
    missing = {number for first, last in gaps(given_out, first=1) for number in range(first, last + 1)}
    assert not missing & given_out
    assert missing | given_out == set(range(1, max(given_out, default=0) + 1))


def test_a_revision_has_the_number_of_the_first_with_a_suffix() -> None:
    assert [revision_number("Q-2026-0001", revision) for revision in (2, 10)] == ["Q-2026-0001-R2", "Q-2026-0001-R10"]


def test_a_missing_number_is_written_like_the_one_beside_it() -> None:
    assert beside("Q-2026-0007", 7, 12) == "Q-2026-0012"
    assert beside("7/2026", 7, 8) == "8/2026"
    assert beside("2026-2026", 2026, 2027) == "2026-2027"
    assert beside("Q-0009", 9, 12345) == "Q-12345"
    assert beside("SILVA", 4, 5) == "5"


FIELDS = st.sampled_from(["{year}", "{yy}", "{month}", "{seq}", "{seq:3}", "{client}", "{series}", "-", "/", "A", "1"])
DOCUMENTS = st.tuples(st.dates(dt.date(2000, 1, 1), dt.date(2099, 12, 31)), st.sampled_from(["", "1", "A", "A1", "11"]))


@given(st.lists(FIELDS, min_size=2, max_size=7), st.lists(DOCUMENTS, max_size=30), st.booleans())
def test_no_number_is_given_twice(parts: list[str], documents: list[tuple[dt.date, str]], yearly: bool) -> None:
    rule = NumberRule("".join(parts), yearly=yearly, series="7")
    try:
        check_rule(rule)
    except Refused:
        return
    counters: dict[int, list[int]] = {}
    numbers = []
    for day, client in documents:
        taken = counters.setdefault(counter_year(rule, day), [])
        taken.append(next_sequence(rule, day, taken))
        numbers.append(format_number(rule, day, taken[-1], client=client))
    assert len(set(numbers)) == len(numbers)
