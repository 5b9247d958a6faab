"""Ids and rows are fetched a page at a time, when they are looked at, and a vanished record hurts nobody."""

from __future__ import annotations

from crm_desktop.ui.kit.paged_rows import MOST_ROWS, PAGE, PagedRows
from tests.ui.kit.people import LocatedPeople, People, people


def test_looking_at_the_first_rows_fetches_one_page_only() -> None:
    source = People(people(1000))
    rows = PagedRows(source)
    assert [rows.row_at(place).name for place in range(3)] == ["Person 00000", "Person 00001", "Person 00002"]  # type: ignore[union-attr]
    assert (rows.count, source.asked.counts) == (1000, 1)
    assert source.asked.ids == [(0, PAGE)]
    assert source.asked.rows == PAGE


def test_places_outside_the_query_are_empty() -> None:
    rows = PagedRows(People(people(3)))
    assert [rows.id_at(place) for place in (-1, 2, 3, 10_000)] == [None, 102, None, None]
    assert rows.row_at(3) is None
    assert PagedRows(People({})).row_at(0) is None


def test_a_record_that_went_meanwhile_is_an_empty_row() -> None:
    source = People(people(3))
    rows = PagedRows(source)
    assert rows.id_at(1) == 101
    del source.people[101]
    assert rows.row_at(1) is None
    assert rows.row_at(2) is not None


def test_forgetting_asks_again() -> None:
    source = People(people(3))
    rows = PagedRows(source)
    assert rows.count == 3
    source.people |= people(5)
    assert rows.count == 3
    rows.forget()
    assert rows.count == 5


def test_a_record_near_by_is_found_without_listing_all() -> None:
    source = People(people(1000))
    rows = PagedRows(source)
    assert rows.find(100 + 70, near=10) == 70
    assert sum(limit for _first, limit in source.asked.ids) <= 2 * PAGE


def test_a_record_far_away_is_found_by_listing_all_ids_once() -> None:
    source = People(people(1000))
    rows = PagedRows(source)
    assert rows.find(1099, near=0) == 999
    asked = len(source.asked.ids)
    assert rows.find(1000, near=900) == 900
    assert len(source.asked.ids) == asked
    assert rows.find(5, near=0) is None


def test_a_record_far_away_is_left_alone_when_that_would_be_slow() -> None:
    assert PagedRows(People(people(1000))).find(1099, everywhere=False) is None


def test_a_source_that_knows_places_is_asked_for_them() -> None:
    source = LocatedPeople(people(1000))
    rows = PagedRows(source)
    assert rows.find(1099, everywhere=False) == 999
    assert rows.find(7) is None
    assert all(limit == PAGE for _first, limit in source.asked.ids)


def test_memory_does_not_grow_with_what_was_looked_at() -> None:
    rows = PagedRows(People(people(MOST_ROWS + 10 * PAGE)))
    for place in range(0, MOST_ROWS + 10 * PAGE, PAGE):
        rows.row_at(place)
    assert len(rows._rows) <= MOST_ROWS
    assert rows.row_at(0) is not None


def test_what_is_in_sight_is_one_page_wherever_it_begins() -> None:
    source = People(people(1000))
    rows = PagedRows(source)
    names = [row.name for place in range(490, 540) if (row := rows.row_at(place))]
    assert names == [f"Person {place:05}" for place in range(490, 540)]
    assert source.asked.ids == [(490, PAGE)]
    assert source.asked.rows == PAGE


def test_scrolling_upwards_fetches_the_page_before() -> None:
    source = People(people(1000))
    rows = PagedRows(source)
    rows.row_at(490)
    assert [row.name for place in (489, 488) if (row := rows.row_at(place))] == ["Person 00489", "Person 00488"]
    assert source.asked.ids == [(490, PAGE), (490 - PAGE, PAGE)]
    assert source.asked.rows == 2 * PAGE


def test_nothing_is_fetched_twice_at_the_end_of_the_query() -> None:
    source = People(people(100))
    rows = PagedRows(source)
    assert rows.row_at(98) is not None
    assert rows.row_at(90) is not None
    assert source.asked.ids == [(98, 2), (98 - PAGE, PAGE)]


def test_as_many_are_fetched_as_are_said_to_be_in_sight() -> None:
    source = People(people(1000))
    rows = PagedRows(source)
    rows.size = 20
    rows.row_at(0)
    assert rows.of(source).size == 20
    assert source.asked.ids == [(0, 20)]
