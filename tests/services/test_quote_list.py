"""Quotes in lists: views, words, orders, and rows that survive a damaged cell."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from sqlalchemy import text

from crm_desktop.db.database import Database
from crm_desktop.domain.quotes import QuoteStatus
from crm_desktop.services import quote_list
from crm_desktop.services.quote_list import QuoteQuery
from tests.factories import TODAY, person, quote, quote_line

YESTERDAY = TODAY - dt.timedelta(days=1)


@pytest.fixture
def filled(store: Database) -> Database:
    """Four quotes of two customers."""
    with store.write("Fill") as session:
        ana, bruno = person("Ana Sousa"), person("Bruno Matos")
        session.add_all([ana, bruno])
        session.flush()
        session.add_all(
            [
                quote(ana, title="Kitchen", date=dt.date(2026, 11, 1), total=300, lines=[quote_line("Armário")]),
                quote(bruno, title="Door", date=dt.date(2026, 11, 2), total=100, status=QuoteStatus.SENT),
                quote(ana, title="Late", date=dt.date(2026, 11, 3), valid_until=YESTERDAY, status=QuoteStatus.ISSUED),
                quote(None, title="Won", date=dt.date(2026, 11, 4), total=200, status=QuoteStatus.ACCEPTED),
            ]
        )
    return store


def titles(store: Database, query: QuoteQuery) -> list[str]:
    """The titles a query finds, in its order; the count must agree."""
    with store.read() as session:
        wanted = quote_list.ids(session, query, 0, 100)
        rows = quote_list.rows(session, wanted, TODAY)
        assert quote_list.count(session, query) == len(wanted)
    return [rows[quote_id].title for quote_id in wanted]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (QuoteQuery(today=TODAY), ["Won", "Late", "Door", "Kitchen"]),
        (QuoteQuery(sort="total", descending=False, today=TODAY), ["Late", "Door", "Won", "Kitchen"]),
        (QuoteQuery(sort="contact", descending=True, today=TODAY), ["Door", "Late", "Kitchen", "Won"]),
        (QuoteQuery(view="draft", today=TODAY), ["Kitchen"]),
        (QuoteQuery(view="open", today=TODAY), ["Door"]),
        (QuoteQuery(view="expired", today=TODAY), ["Late"]),
        (QuoteQuery(view="accepted", today=TODAY), ["Won"]),
        (QuoteQuery(text="ana", today=TODAY), ["Late", "Kitchen"]),
        (QuoteQuery(text="armario", today=TODAY), ["Kitchen"]),
        (QuoteQuery(text="bruno door", today=TODAY), ["Door"]),
        (QuoteQuery(text="bruno kitchen", today=TODAY), []),
        (QuoteQuery(text="\"'*", today=TODAY), ["Won", "Late", "Door", "Kitchen"]),
        (QuoteQuery(contact_id=1, today=TODAY), ["Late", "Kitchen"]),
    ],
)
def test_a_query_finds_its_quotes_in_order(filled: Database, query: QuoteQuery, expected: list[str]) -> None:
    assert titles(filled, query) == expected


def test_an_expired_quote_says_so(filled: Database) -> None:
    with filled.read() as session:
        rows = quote_list.rows(session, [3], TODAY)
    assert rows[3].status == "expired"


def test_a_damaged_cell_marks_its_row_and_leaves_the_others(filled: Database, tmp_path: Path) -> None:
    with filled.write("Damage") as session:
        session.execute(text("UPDATE quote SET valid_until = 'soon' WHERE id = 1"))
    with filled.read() as session:
        rows = quote_list.rows(session, [1, 2], TODAY)
    assert (rows[1].damaged, rows[2].damaged) == (True, False)
    assert rows[1].title == "Kitchen"


def test_what_is_found_is_added_up_by_currency_the_largest_first(filled: Database) -> None:
    with filled.write("Fill") as session:
        session.add(quote(None, total=900, currency="USD"))
    with filled.read() as session:
        assert quote_list.sums(session, QuoteQuery(today=TODAY)) == (("USD", 900), ("EUR", 600))
        assert quote_list.sums(session, QuoteQuery(text="ana", today=TODAY)) == (("EUR", 300),)
