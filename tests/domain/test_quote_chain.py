"""The links of issued quotes: what they hold, that the first ones still hold, and what is said where they do not."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import pytest

from crm_desktop.domain.quote_chain import START, Facts, Place, end_fault, fault, first_link, holds, link

FACTS = Facts("Q-2026-0001", "Q", 2026, 1, "2026-11-21T09:00:00+00:00", "{}", "ab" * 32)
SECOND = replace(FACTS, number="Q-2026-0002", sequence=2)


@pytest.mark.parametrize(
    "change",
    [
        {"number": "Q-2026-0003"},
        {"series": "R"},
        {"year": 2027},
        {"sequence": 2},
        {"issued_at": "2026-11-21T09:00:01+00:00"},
        {"snapshot": "{ }"},
        {"pdf_sha256": "cd" * 32},
    ],
)
def test_every_fact_of_an_issue_is_held(change: dict[str, str | int]) -> None:
    noted = link("", FACTS)
    assert holds(noted, "", FACTS)
    assert not holds(noted, "", replace(FACTS, **change))  # type: ignore[arg-type]
    assert not holds(noted, "2:other", FACTS)


def test_facts_that_run_into_each_other_make_another_link() -> None:
    assert link("", replace(FACTS, number="1", series="2Q")) != link("", replace(FACTS, number="12", series="Q"))
    assert link("", replace(FACTS, number="1\n2", series="3")) != link("", replace(FACTS, number="1", series="2\n3"))


def test_a_link_says_its_version_and_is_a_hash() -> None:
    version, _, noted = link("", FACTS).partition(":")
    assert version == "2"
    assert len(bytes.fromhex(noted)) == hashlib.sha256().digest_size


def test_the_first_links_are_what_they_were_and_still_hold() -> None:
    """Computed once by hand: they stand in files."""
    said = "\n".join(("", FACTS.number, FACTS.issued_at, hashlib.sha256(b"{}").hexdigest(), FACTS.pdf_sha256))
    assert first_link("", FACTS) == hashlib.sha256(said.encode()).hexdigest()
    first = first_link("", FACTS)
    assert holds(first, "", FACTS)
    assert holds(first_link(first, SECOND), first, SECOND)
    assert not holds(first, "", SECOND)


def test_a_link_of_today_follows_a_first_one_and_never_the_other_way_round() -> None:
    first = first_link("", FACTS)
    today = link(first, SECOND)
    assert holds(today, first, SECOND)
    third = replace(FACTS, number="Q-2026-0003", sequence=3)
    assert holds(link(today, third), today, third)
    assert not holds(first_link(today, third), today, third)


def test_what_is_wrong_is_told_with_the_quotes_on_both_sides() -> None:
    one, two = link("", FACTS), link(link("", FACTS), SECOND)
    before = Place(1, FACTS.number, one)
    assert fault(START, before, FACTS) is None
    assert fault(before, Place(2, SECOND.number, two), SECOND) is None
    found = [
        fault(START, Place(1, FACTS.number, "a"), FACTS),
        fault(START, Place(2, SECOND.number, two), SECOND),
        fault(before, Place(2, SECOND.number, "a"), SECOND),
        fault(before, Place(3, SECOND.number, "a"), SECOND),
    ]
    assert [(one.key, one.values["number"], one.values["before"]) for one in found if one is not None] == [
        ("check.chain_first", "Q-2026-0001", ""),
        ("check.chain_beginning", "Q-2026-0002", ""),
        ("check.chain", "Q-2026-0002", "Q-2026-0001"),
        ("check.chain_gap", "Q-2026-0002", "Q-2026-0001"),
    ]


def test_the_missing_end_is_told_with_the_number_where_it_is_missing() -> None:
    assert (end_fault("Q-1").key, end_fault("Q-1").values) == ("check.chain_end", {"number": "Q-1"})
    assert end_fault("").key == "check.chain_gone"
