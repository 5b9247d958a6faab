"""A file of version 3 comes through the fourth revision whole: everything is found where it is looked for now."""

from __future__ import annotations

import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest

from crm_desktop.db import search
from crm_desktop.db.check import check_file
from crm_desktop.db.connection import APPLICATION_ID
from crm_desktop.db.files import open_file
from crm_desktop.db.migrations.chain import revisions
from crm_desktop.db.migrations.runner import migrate_copy
from crm_desktop.db.search_schema import KIND_NUMBERS
from crm_desktop.domain.errors import Refused
from crm_desktop.sentences import sentence
from tests.db.contents import contents, fill_from, fill_old_index, filled_file
from tests.db.processes import full_disk


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """The rows of a filled file as version 3 kept them, all found in one index but for the timeline."""
    path, filled = tmp_path / "old.crm", filled_file(tmp_path, "filled.crm")
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
    migrate_copy(path, chain=revisions()[:3])
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("DELETE FROM gesture")
        fill_from(connection, filled)
        fill_old_index(connection)
        connection.execute("DELETE FROM search_stale")
    return path


def test_every_row_comes_through_and_the_file_is_sound(old: Path) -> None:
    before = contents(old)
    migrate_copy(old)
    after = contents(old)
    assert {name: rows for name, rows in after.items() if name != "gesture"} == {
        name: rows for name, rows in before.items() if name != "gesture"
    }
    assert [str(problem) for problem in check_file(old)] == []


def test_contacts_stay_in_their_index_and_the_rest_leaves_it(old: Path) -> None:
    migrate_copy(old)
    with closing(sqlite3.connect(old)) as connection:
        assert {row % 8 for (row,) in connection.execute("SELECT rowid FROM search")} == {KIND_NUMBERS["contact"]}
        others = {row % 8 for (row,) in connection.execute("SELECT rowid FROM search_others")}
    assert others == set(KIND_NUMBERS.values()) - {KIND_NUMBERS["contact"]}


def test_what_passed_before_is_found_and_what_changes_is_found_anew(old: Path) -> None:
    with closing(open_file(old)) as store:
        with store.read() as session:
            (found,) = search.full_text(session, "quote", ["interaction"], 5)
        store.publish_everything()
        with store.write("Change") as session:
            session.connection().exec_driver_sql("UPDATE interaction SET title = 'Chimney' WHERE id = ?", (found[1],))
        with store.read() as session:
            assert search.full_text(session, "chimney", ["interaction"], 5) == [found]
            assert search.full_text(session, "quote", ["interaction"], 5) == []


def test_an_older_file_is_checked_by_what_opening_makes_of_it_and_stays_as_it_is(old: Path) -> None:
    before = old.read_bytes()
    assert check_file(old) == []
    assert old.read_bytes() == before
    with closing(sqlite3.connect(old)) as connection:
        connection.execute("PRAGMA foreign_keys=OFF")
        connection.execute("DELETE FROM contact WHERE id = 1")
        connection.commit()
    assert "check.reference" in {problem.key for problem in check_file(old)}


@pytest.mark.skipif(sys.platform == "win32", reason="no file can be kept small there")
@pytest.mark.parametrize("room", [0, 1])
def test_an_older_file_that_there_is_no_room_to_check_is_not_called_damaged(old: Path, room: int) -> None:
    before = old.read_bytes()
    with full_disk(len(before) * room), pytest.raises(Refused) as refused:
        check_file(old)
    assert refused.value.key == "check.no_copy"
    assert str(old) in sentence(refused.value)
    assert old.read_bytes() == before


def test_an_older_file_that_cannot_be_brought_up_to_date_is_named_itself(old: Path) -> None:
    with closing(sqlite3.connect(old)) as connection:
        connection.execute("CREATE TABLE search_others (id INTEGER)")
    (problem,) = check_file(old)
    assert (problem.key, problem.values["path"]) == ("file.migration_failed", str(old))
