"""A file of version 2 comes through the third revision whole, and knows what its accepted quotes have to be paid."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.db.check import check_file
from crm_desktop.db.connection import APPLICATION_ID
from crm_desktop.db.files import open_file
from crm_desktop.db.migrations.chain import revisions
from crm_desktop.db.migrations.runner import migrate_copy
from crm_desktop.db.migrations.versions.r0003_payable import payable
from crm_desktop.domain.quote_arithmetic import MOST_CASH_ROUNDING, compute_totals
from crm_desktop.domain.quotes import Line, QuoteTerms
from crm_desktop.services import quote_list, quote_money
from tests.db.contents import contents, fill_from, fill_old_index, filled_file
from tests.factories import TODAY


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """The rows of a filled file as version 2 kept them; its first quote is accepted, with an option, and issued."""
    path, filled = tmp_path / "old.crm", filled_file(tmp_path, "filled.crm")
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
    migrate_copy(path, chain=revisions()[:2])
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("DELETE FROM gesture")
        fill_from(connection, filled)
        connection.execute("UPDATE quote SET status = 'accepted' WHERE id = 1")
        fill_old_index(connection)
    return path


def kept(path: Path) -> dict[int, int | None]:
    with closing(sqlite3.connect(path)) as connection:
        return dict(connection.execute("SELECT id, payable FROM quote").fetchall())


def meddle(path: Path, *statements: str) -> None:
    """Changes an old file past its guards, which come back."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        guards = connection.execute("SELECT name, sql FROM sqlite_master WHERE name LIKE 'frozen_%'").fetchall()
        for name, _sql in guards:
            connection.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            connection.execute(statement)
        for _name, sql in guards:
            connection.execute(sql)


def test_every_row_comes_through_and_the_file_is_sound(old: Path) -> None:
    before = contents(old)
    migrate_copy(old)
    after = contents(old)
    for name in before.keys() - {"gesture", "quote"}:
        assert after[name] == before[name]
    assert [row[:-1] for row in after["quote"]] == before["quote"]
    assert [str(problem) for problem in check_file(old)] == []


def test_an_accepted_quote_keeps_what_is_payable_of_what_was_accepted(old: Path) -> None:
    meddle(old, "UPDATE quote SET withholding = 250000, cash_rounding = 5 WHERE id = 1")
    migrate_copy(old)
    # Of 100.00 net and 123.00 in all 25 % of the net are withheld.
    assert kept(old) == {1: 9800, 2: None}


def test_what_was_accepted_before_acceptances_were_kept_is_paid_by_its_own_sums(old: Path) -> None:
    meddle(old, "DELETE FROM quote_acceptance", "UPDATE quote SET net = 1000, total = 1232, cash_rounding = 5")
    migrate_copy(old)
    assert kept(old) == {1: 1230, 2: None}


def test_what_is_superseded_since_can_come_back_with_what_was_payable(old: Path) -> None:
    meddle(old, "UPDATE quote SET status = 'superseded' WHERE id = 1")
    migrate_copy(old)
    assert kept(old)[1] == 12300


def test_the_file_opens_with_its_unpaid_quotes(old: Path) -> None:
    with closing(open_file(old)) as store, store.read() as session:
        query = quote_list.QuoteQuery(view="unpaid", today=TODAY)
        assert quote_list.ids(session, query, 0, 10) == [1]
        assert quote_money.money(session, 1).balance.received == 5000


@given(
    price=st.integers(0, 10**9),
    rate=st.integers(0, 1_000_000),
    withholding=st.integers(0, 1_000_000),
    step=st.integers(0, MOST_CASH_ROUNDING),
)
def test_what_this_revision_computes_is_what_the_engine_computes(
    price: int, rate: int, withholding: int, step: int
) -> None:
    line = Line(unit_price=Decimal(price) / 100, tax_rate=Decimal(rate) / 10_000)
    terms = QuoteTerms("EUR", (line,), withholding=Decimal(withholding) / 10_000, cash_rounding=step)
    totals = compute_totals(terms)
    assert payable(totals.net, totals.total, withholding, step) == totals.payable
