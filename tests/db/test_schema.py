"""Tests of what the file itself enforces, whoever writes to it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from crm_desktop.db.connection import connect
from crm_desktop.db.models.every import METADATA
from crm_desktop.db.schema import TABLES
from crm_desktop.domain.changes import KINDS
from tests.db.contents import contents, filled_file


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    """A file in which quote 1 is issued and quote 2 is a draft."""
    return filled_file(tmp_path)


@pytest.fixture
def connection(filled: Path) -> Iterator[sqlite3.Connection]:
    """Any program's connection: the guards do not depend on ours."""
    with closing(sqlite3.connect(filled, isolation_level=None)) as found:
        yield found


def test_the_tables_a_file_must_have_are_those_of_the_models() -> None:
    assert set(METADATA.tables) == TABLES


def test_every_table_is_strict_and_never_uses_an_id_twice(connection: sqlite3.Connection) -> None:
    rows = connection.execute("SELECT name, strict FROM pragma_table_list WHERE schema = 'main' AND type = 'table'")
    strict = dict(rows.fetchall())
    assert {name: strict[name] for name in METADATA.tables} == dict.fromkeys(METADATA.tables, 1)
    for name in METADATA.tables.keys() - {"blob", "gesture", "gesture_row", "gesture_batch"}:
        (sql,) = connection.execute("SELECT sql FROM sqlite_master WHERE name = ?", (name,)).fetchone()
        assert "AUTOINCREMENT" in sql


def test_no_column_holds_a_float(connection: sqlite3.Connection) -> None:
    for table in METADATA.tables:
        kinds = {kind for _cid, _name, kind, *_rest in connection.execute(f'PRAGMA table_info("{table}")')}
        assert kinds <= {"INTEGER", "TEXT", "BLOB"}


def test_a_wrong_type_is_refused_by_the_file(connection: sqlite3.Connection) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="cannot store"):
        connection.execute("UPDATE deal SET value = 'a lot'")
    with pytest.raises(sqlite3.IntegrityError, match="cannot store"):
        connection.execute("UPDATE deal SET value = 10.5")


def test_an_unknown_word_is_refused_by_the_file(connection: sqlite3.Connection) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="CHECK"):
        connection.execute("UPDATE contact SET lifecycle = 'lead'")


def test_every_table_says_what_it_changes_and_whose_it_is() -> None:
    for table in METADATA.tables.values():
        assert table.info["kind"] in ("", *KINDS)
        assert all(owner in table.c or table.name == "blob" for owner in table.info["owners"])
        assert isinstance(table.info["recorded"], bool)
        if table.info["recorded"]:
            assert table.info["kind"]


def test_the_parts_of_a_record_are_found_by_an_index(connection: sqlite3.Connection) -> None:
    for table in METADATA.tables.values():
        indexed = {
            connection.execute(f'PRAGMA index_info("{name}")').fetchone()[2]
            for _seq, name, *_rest in connection.execute(f'PRAGMA index_list("{table.name}")').fetchall()
        }
        assert set(table.info["owners"]) - {"id"} <= indexed, table.name


ISSUE = (
    "INSERT OR REPLACE INTO quote_issue SELECT {}, series, year, 9, issued_at, snapshot, pdf, 'x', 'x' FROM quote_issue"
)
LINE = (
    "INSERT OR REPLACE INTO quote_line SELECT {}, position, kind, description, quantity, unit, unit_price, "
    "discount_kind, discount, tax_rate, tax_reason, role, cost, item_id, tax_category, "
    "hide_prices FROM quote_line WHERE id = 2"
)
CHANGES = [
    "UPDATE quote_issue SET sha256 = 'x'",
    "UPDATE quote_issue SET pdf = x'00'",
    "DELETE FROM quote_issue",
    ISSUE.format("id, 2, 'X'"),
    ISSUE.format("9, 1, 'X'"),
    ISSUE.format("9, 2, number"),
    "REPLACE INTO quote_issue SELECT * FROM quote_issue",
    "UPDATE quote SET total = total + 1 WHERE id = 1",
    "UPDATE quote SET number = '2026/0002' WHERE id = 1",
    "UPDATE quote SET date = '2027-01-01', notes = 'x' WHERE id = 1",
    "UPDATE OR REPLACE quote SET id = 1 WHERE id = 2",
    "UPDATE quote SET id = 9 WHERE id = 1",
    "DELETE FROM quote WHERE id = 1",
    "INSERT OR REPLACE INTO quote SELECT * FROM quote WHERE id = 1",
    "UPDATE quote_line SET unit_price = 1 WHERE quote_id = 1",
    "UPDATE quote_line SET quote_id = 1 WHERE quote_id = 2",
    "UPDATE quote_line SET quote_id = 2 WHERE quote_id = 1",
    "UPDATE OR REPLACE quote_line SET id = 1 WHERE id = 2",
    "DELETE FROM quote_line WHERE quote_id = 1",
    LINE.format("99, 1"),
    LINE.format("1, 2"),
    "INSERT INTO quote_payment VALUES (9, 1, 0, 'x', 'percent', 1, NULL)",
    "UPDATE quote_payment SET share = 1 WHERE quote_id = 1",
    "UPDATE quote_payment SET quote_id = 1 WHERE quote_id = 2",
    "UPDATE OR REPLACE quote_payment SET id = 1 WHERE id = 2",
    "DELETE FROM quote_payment WHERE quote_id = 1",
    "UPDATE quote SET design = 'x' WHERE id = 1",
    "UPDATE quote SET revision_of_id = 2 WHERE id = 1",
    "UPDATE quote SET cash_rounding = 5 WHERE id = 1",
    "UPDATE quote_issue SET chain = 'x'",
    "UPDATE blob SET content = x'00'",
    "INSERT OR REPLACE INTO blob SELECT sha256, media_type, x'00' FROM blob",
]


@pytest.mark.parametrize("statement", CHANGES)
@pytest.mark.parametrize("foreign_keys", [0, 1])
def test_what_was_issued_cannot_be_changed_by_any_statement(
    filled: Path, connection: sqlite3.Connection, statement: str, foreign_keys: int
) -> None:
    before = contents(filled)
    connection.execute(f"PRAGMA foreign_keys={foreign_keys}")
    with pytest.raises(sqlite3.IntegrityError, match="issued quote"):
        connection.execute(statement)
    assert contents(filled) == before


@pytest.mark.parametrize(
    ("statement", "rows"),
    [
        ("UPDATE quote SET status = 'sent', status_note = 'by e-mail', notes = 'x' WHERE id = 1", 1),
        ("UPDATE quote SET contact_id = 1, deal_id = NULL WHERE id = 1", 1),
        ("UPDATE quote SET total = 1, number = '' WHERE id = 2", 1),
        ("UPDATE quote_line SET unit_price = 1 WHERE quote_id = 2", 2),
        ("DELETE FROM quote_line WHERE quote_id = 2", 2),
        ("INSERT OR IGNORE INTO blob SELECT sha256, media_type, content FROM blob", 0),
        ("DELETE FROM blob", 1),
    ],
)
def test_what_still_moves_can_be_changed(filled: Path, statement: str, rows: int) -> None:
    before = contents(filled)
    with closing(connect(filled)) as ours:
        assert ours.execute(statement).rowcount == rows
    assert (contents(filled) != before) is bool(rows)
