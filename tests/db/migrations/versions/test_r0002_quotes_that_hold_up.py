"""A file of version 1, with quotes in every state, comes through the second revision whole and chained."""

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from crm_desktop.db.check import check_file
from crm_desktop.db.connection import APPLICATION_ID
from crm_desktop.db.migrations.frozen import statements
from crm_desktop.db.migrations.runner import migrate_copy
from crm_desktop.domain.quote_chain import Facts, first_link
from tests.db.contents import contents, fill_from, fill_old_index, filled_file

NEW_TABLES = {
    "interaction", "price_break", "quote_acceptance", "quote_invoice", "quote_payment", "quote_receipt", "template",
}  # fmt: skip
QUOTES = "SELECT id, number, title, total, created_at FROM quote ORDER BY id"


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """The rows of a filled file as version 1 kept them, with two issued quotes."""
    path, filled = tmp_path / "old.crm", filled_file(tmp_path, "filled.crm")
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in statements():
            connection.execute(statement)
        fill_from(connection, filled)
        connection.execute(
            "INSERT INTO quote_issue SELECT 2, 2, '2026/0002', series, year, 2, issued_at, '{\"a\":1}', pdf, sha256 "
            "FROM main.quote_issue"
        )
        fill_old_index(connection)
        connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
        connection.execute("PRAGMA user_version=1")
    return path


def test_every_row_comes_through_and_new_columns_say_nothing(old: Path) -> None:
    with closing(sqlite3.connect(old)) as connection:
        quotes = connection.execute(QUOTES).fetchall()
    before = contents(old)
    migrate_copy(old)
    after = contents(old)
    assert after.keys() - before.keys() == NEW_TABLES
    assert {name: len(rows) for name, rows in before.items() if name != "gesture"} == {
        name: len(after[name]) for name in before if name != "gesture"
    }
    with closing(sqlite3.connect(old)) as connection:
        assert connection.execute(QUOTES).fetchall() == quotes
        assert connection.execute("SELECT DISTINCT revision, revision_of_id, cash_rounding FROM quote").fetchall() == [
            (1, None, 0)
        ]
        assert connection.execute("SELECT DISTINCT hide_prices, tax_category FROM quote_line").fetchall() == [(0, "")]


def test_quotes_issued_before_are_chained_in_the_order_they_were_issued(old: Path) -> None:
    migrate_copy(old)
    previous = ""
    with closing(sqlite3.connect(old)) as connection:
        rows = connection.execute("SELECT number, issued_at, snapshot, sha256, chain FROM quote_issue ORDER BY id")
        for number, issued_at, snapshot, sha256, chain in rows.fetchall():
            assert chain == first_link(previous, Facts(number, "", 0, 0, issued_at, snapshot, sha256))
            previous = chain
    assert len(previous) == len(hashlib.sha256().hexdigest())


def test_what_was_issued_is_guarded_and_the_file_sound(old: Path) -> None:
    migrate_copy(old)
    with closing(sqlite3.connect(old)) as connection:
        for change in ("UPDATE quote SET revision = 2 WHERE id = 1", "UPDATE quote_issue SET chain = ''"):
            with pytest.raises(sqlite3.IntegrityError, match="issued quote"):
                connection.execute(change)
    assert [problem.key for problem in check_file(old) if problem.key != "check.issued"] == []


def test_a_quote_that_is_sent_keeps_the_day_it_went_out(old: Path) -> None:
    with closing(sqlite3.connect(old)) as connection:
        connection.execute("UPDATE quote SET status = 'issued'")
        connection.execute("UPDATE quote SET status = 'sent', status_at = '2026-11-10T00:09:39+00:00' WHERE id = 1")
        connection.execute("UPDATE quote SET status = 'sent', status_at = 'noon' WHERE id = 2")
        connection.commit()
    migrate_copy(old)
    with closing(sqlite3.connect(old)) as connection:
        days = dict(connection.execute("SELECT id, sent_on FROM quote").fetchall())
    assert days.pop(1) == "2026-11-10"
    assert set(days.values()) == {None}
    assert days
