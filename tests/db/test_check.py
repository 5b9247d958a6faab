"""Tests of the thorough look at a file."""

from __future__ import annotations

import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from crm_desktop.db.check import check_file
from crm_desktop.db.connection import connect
from crm_desktop.domain.errors import Refused
from crm_desktop.sentences import sentence
from tests import factories as make
from tests.db.processes import StoppedError, as_nobody, open_folder


def _fill(session: Session) -> None:
    ana, bakery = make.person(channels=[make.phone()], tags=[make.tag()]), make.company()
    session.add_all([ana, bakery, make.blob(), make.catalogue_item()])
    session.flush()
    ana.employments.append(make.employment(bakery))
    offer = make.quote(ana, lines=[make.quote_line()])
    session.add(offer)
    session.flush()
    session.add(make.quote_issue(offer))


@pytest.fixture
def filled(file: Path) -> Path:
    with make.opened(file) as database, database.write("Fill") as session:
        _fill(session)
    return file


def _meddle(path: Path, *statements: str) -> None:
    """What another program, or a bad disk, may do to the file."""
    with closing(connect(path)) as connection:
        connection.execute("PRAGMA foreign_keys=OFF")
        connection.execute("PRAGMA ignore_check_constraints=ON")
        for statement in statements:
            connection.execute(statement)


def _problems(path: Path) -> list[tuple[str, dict[str, object]]]:
    found = check_file(path)
    assert all(sentence(problem) for problem in found)
    return [(problem.key, problem.values) for problem in found]


def test_a_sound_file_has_no_problems_and_is_not_changed(filled: Path) -> None:
    before = filled.read_bytes()
    steps: list[tuple[int, int]] = []
    assert check_file(filled, lambda done, total: steps.append((done, total))) == []
    assert filled.read_bytes() == before
    assert steps == [(step, len(steps) - 1) for step in range(len(steps))]


def test_a_row_without_its_owner_is_told(filled: Path) -> None:
    _meddle(filled, "UPDATE channel SET contact_id = 99")
    assert ("check.reference", {"table": "channel", "row": 1, "other": "contact"}) in _problems(filled)


def test_damaged_cells_are_told_with_their_place(filled: Path) -> None:
    _meddle(
        filled, "UPDATE quote SET status_at = 'noon'", "UPDATE contact SET notes = CAST(x'c3' AS TEXT) WHERE id = 2"
    )
    cells = [values for key, values in _problems(filled) if key == "check.cell"]
    assert cells == [
        {"table": "contact", "row": 2, "column": "notes", "text": "\ufffd"},
        {"table": "quote", "row": 1, "column": "status_at", "text": "noon"},
    ]


def test_a_pdf_that_is_not_the_issued_one_is_told(filled: Path) -> None:
    with closing(connect(filled)) as connection:
        (guard,) = connection.execute("SELECT sql FROM sqlite_master WHERE name='frozen_quote_issue_update'").fetchone()
    _meddle(filled, "DROP TRIGGER frozen_quote_issue_update", "UPDATE quote_issue SET pdf = x'00'", guard)
    assert _problems(filled) == [("check.issued", {"number": "2026/0001"})]


def test_a_broken_chain_of_issued_quotes_is_told(filled: Path) -> None:
    with closing(connect(filled)) as connection:
        (guard,) = connection.execute("SELECT sql FROM sqlite_master WHERE name='frozen_quote_issue_update'").fetchone()
    _meddle(filled, "DROP TRIGGER frozen_quote_issue_update", "UPDATE quote_issue SET snapshot = '{ }'", guard)
    assert _problems(filled) == [("check.chain_first", {"number": "2026/0001", "before": ""})]


@pytest.mark.parametrize("body", ["", "{", "[]", "[" * 100_000, '{"document": {}, "items": [], "days": null}'])
def test_a_template_that_cannot_be_read_is_told(filled: Path, body: str) -> None:
    with make.opened(filled) as database, database.write("Save template") as session:
        session.add(make.template())
    assert _problems(filled) == []
    _meddle(filled, f"UPDATE template SET body = '{body}'")
    assert _problems(filled) == [("check.template", {"name": "Oven service"})]


def test_a_picture_under_the_wrong_hash_is_told(filled: Path) -> None:
    _meddle(filled, "INSERT INTO blob VALUES ('abc', 'image/png', x'00')")
    assert _problems(filled) == [("check.blob", {"name": "abc"})]


def test_a_guard_that_was_taken_away_is_told(filled: Path) -> None:
    _meddle(filled, "DROP TRIGGER frozen_quote_line_update", "CREATE INDEX mine ON contact (notes)")
    assert _problems(filled) == [
        ("check.schema", {"name": "mine"}),
        ("check.schema", {"name": "frozen_quote_line_update"}),
    ]


def test_a_record_the_search_index_misses_or_misplaces_is_told(filled: Path) -> None:
    _meddle(filled, "DELETE FROM search WHERE rowid = 8")
    assert _problems(filled) == [("check.index", {"kind": "contact", "count": 1})]
    _meddle(filled, "INSERT INTO search(rowid, title, body) VALUES (8, 'somebody', 'else'), (800, 'no', 'body')")
    assert _problems(filled) == [("check.index", {"kind": "contact", "count": 2})]


def test_damage_inside_the_search_index_is_told_though_integrity_check_sees_none(filled: Path) -> None:
    _meddle(filled, "UPDATE search_data SET block = zeroblob(length(block)) WHERE id > 100")
    with closing(sqlite3.connect(filled)) as connection:
        if sqlite3.sqlite_version_info < (3, 44):
            assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert ("check.index_damaged", {}) in _problems(filled)


def test_damage_inside_a_table_is_told_and_the_other_checks_go_on(filled: Path) -> None:
    with closing(connect(filled)) as connection:
        (page,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'setting'").fetchone()
    with filled.open("r+b") as content:
        content.seek((page - 1) * 4096)
        content.write(b"\xff" * 200)
    keys = [key for key, _values in _problems(filled)]
    assert "check.structure" in keys


def test_thousands_of_problems_of_one_sort_are_cut_short(filled: Path) -> None:
    many = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 500)"
    _meddle(filled, f"{many} INSERT INTO contact_tag (contact_id, name, folded) SELECT 1000 + i, 'x', 'x' FROM n")
    keys = [key for key, _values in _problems(filled)]
    assert keys.count("check.reference") == 100
    assert keys.count("check.more") == 1


def test_what_is_no_business_file_is_refused_as_when_opening(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"file\.missing"):
        check_file(tmp_path / "missing.crm")


@pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX rights")
def test_a_write_protected_file_is_checked_too() -> None:
    with open_folder() as folder:
        path = make.new_file(folder)
        path.chmod(0o444)
        with as_nobody():
            assert check_file(path) == []


def test_the_check_ends_when_the_user_stops_it(filled: Path) -> None:
    def stop(done: int, _total: int) -> None:
        if done == 2:
            raise StoppedError

    with pytest.raises(StoppedError):
        check_file(filled, stop)
