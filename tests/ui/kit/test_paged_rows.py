"""Ids and rows are fetched a page at a time, when they are looked at, and a vanished record hurts nobody."""

from __future__ import annotations

from crm_desktop.ui.kit.paged_rows import MOST_PAGES, PAGE, PagedRows
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
    rows = PagedRows(People(people(PAGE * (MOST_PAGES + 10))))
    for page in range(MOST_PAGES + 10):
        rows.row_at(page * PAGE)
    assert len(rows._rows) == MOST_PAGES
    assert rows.row_at(0) is not None
