"""Tests of many rows at once."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, text

from crm_desktop.db import bulk, search
from crm_desktop.db.bulk import loading
from crm_desktop.db.check import check_file, fresh_schema, schema_of
from crm_desktop.db.connection import connect
from crm_desktop.db.database import Database
from crm_desktop.db.models.contacts import Channel, Contact, ContactTag, Employment
from crm_desktop.db.models.quotes import Sale
from crm_desktop.domain.changes import CONTACT, Changes
from crm_desktop.domain.contacts import Lifecycle
from tests import factories as make
from tests.db.contents import filled_file
from tests.factories import bulk_insert, opened

AT = "2026-01-01T00:00:00+00:00"


def _person(number: int, **values: Any) -> dict[str, Any]:
    return {"kind": "person", "name": f"Person {number}", "sort_name": f"person {number}", "created_at": AT, **values}


def _people(count: int) -> list[dict[str, Any]]:
    return [_person(number) for number in range(count)]


@pytest.fixture(params=[10, 6000])
def count(request: pytest.FixtureRequest) -> int:
    """A small load and one that builds its indexes afterwards."""
    return int(request.param)


@pytest.fixture(autouse=True)
def _the_file_is_as_a_new_one(database: Database) -> Iterator[None]:
    """Whatever a load took away is there again after every test."""
    yield
    with closing(connect(database.path)) as connection:
        assert schema_of(connection) == fresh_schema()
    assert [str(problem) for problem in check_file(database.path)] == []


def _found(database: Database, typed: str) -> int:
    with database.read() as session:
        return len(search.full_text(session, typed, ["contact"], 1000))


def test_ids_are_in_order_without_gaps_and_go_on_behind_every_id_there_was(database: Database, count: int) -> None:
    with database.write("Add") as session:
        session.add_all([make.person("Ana"), bento := make.person("Bento")])
        session.flush()
        session.delete(bento)
    with database.write("Load") as session:
        ids = bulk_insert(session, Contact, _people(count))
        assert ids == range(3, 3 + count)
    with database.read() as session:
        assert session.scalars(select(Contact.name).where(Contact.id == ids[-1])).one() == f"Person {count - 1}"
    with database.write("Add") as session:
        session.add(carla := make.person("Carla"))
        session.flush()
        assert carla.id == 3 + count


def test_what_is_left_out_has_the_models_defaults_and_what_is_given_is_kept(database: Database) -> None:
    rows = [_person(1, notes="O'Brien :x ?"), _person(2, lifecycle="customer", photo=None), _person(3, extra='["X"]')]
    with database.write("Load") as session:
        bulk_insert(session, Contact, rows)
    with database.read() as session:
        one, two, three = session.scalars(select(Contact).order_by(Contact.id)).all()
    assert (one.notes, one.lifecycle, one.extra, one.deleted_at) == ("O'Brien :x ?", Lifecycle.SUSPECT, None, None)
    assert (two.notes, two.lifecycle, three.extra) == ("", Lifecycle.CUSTOMER, ["X"])


def test_rows_may_come_as_tuples(database: Database) -> None:
    with database.write("Load") as session, loading(session) as load:
        columns = ("kind", "name", "sort_name", "created_at")
        ids = load.insert_tuples(Contact, columns, [("person", "Ana", "ana", AT), ("company", "Forno", "forno", AT)])
    assert ids == range(1, 3)
    assert _found(database, "forno") == 1


def test_nothing_to_load_loads_nothing(database: Database) -> None:
    with database.write("Load") as session:
        assert bulk_insert(session, Contact, []) == range(1, 1)
    with database.read() as session:
        assert session.scalar(text("SELECT count(*) FROM gesture")) == 0


def test_everything_loaded_is_found_by_all_its_words(database: Database, count: int) -> None:
    with database.write("Load") as session, loading(session, expected=count) as load:
        companies = load.insert(Contact, [_person(0, kind="company", name="Forno", sort_name="forno")])
        ids = load.insert(Contact, _people(count))
        load.insert(Channel, [{"contact_id": record, "kind": "web", "value": f"zebra{record}"} for record in ids])
        load.insert(ContactTag, [{"contact_id": record, "name": "Girafa", "folded": "girafa"} for record in ids])
        load.insert(Employment, [{"person_id": ids[0], "company_id": companies[0], "role": "Baker"}])
    assert _found(database, f"zebra{ids[-1]}") == 1
    assert _found(database, "girafa") == min(count, 1000)
    assert _found(database, "forno baker") == 1


def test_several_parts_of_one_load_are_one_batch(database: Database) -> None:
    with database.write("Load") as session, loading(session, expected=6000) as load:
        parts = [load.insert(Contact, _people(20)) for _part in range(3)]
    assert [part.start for part in parts] == [1, 21, 41]
    with database.read() as session:
        batches = session.execute(text("SELECT table_name, first_id, last_id FROM gesture_batch")).all()
    assert batches == [("contact", 1, 60)]


def test_a_load_tells_the_screens_that_everything_may_have_changed(database: Database) -> None:
    heard: list[Changes] = []
    database.on_change(lambda changes, _initiator: heard.append(changes))
    with database.write("Load") as session:
        bulk_insert(session, Contact, _people(3))
    assert [changes.everything for changes in heard] == [True]
    assert heard[0].touches(CONTACT)


def test_records_that_were_there_are_found_by_what_a_load_adds_to_them(database: Database) -> None:
    with database.write("Add") as session:
        session.add_all([make.person("Ana"), make.company("Forno")])
    with database.write("Load") as session, loading(session) as load:
        load.insert(Contact, _people(3))
        load.insert(Employment, [{"person_id": 1, "company_id": 2}])
        load.insert(Channel, [{"contact_id": 1, "kind": "web", "value": "zebra"}])
    assert _found(database, "zebra") == 1
    assert _found(database, "forno") == 2


def test_changes_through_the_session_meanwhile_are_tracked_as_always(database: Database, count: int) -> None:
    with database.write("Add") as session:
        session.add_all([make.person("Ana"), make.person("Bento")])
    with database.write("Load") as session, loading(session, expected=count) as load:
        ids = load.insert(Contact, _people(count))
        session.get_one(Contact, 1).notes = "zebra"
        session.add(make.person("Girafa"))
        session.flush()
        session.get_one(Contact, ids[0]).notes = "zebra"
        session.get_one(Contact, 2).deleted_at = make.NOW
        load.insert(Contact, _people(2))
    assert _found(database, "zebra") == 2
    assert _found(database, "girafa") == 1
    assert _found(database, "bento") == 0
    database.undo()
    assert (_found(database, "zebra"), _found(database, "girafa"), _found(database, "bento")) == (0, 0, 1)


def test_a_load_that_fails_leaves_nothing_and_harms_nothing(database: Database, count: int) -> None:
    with database.write("Add") as session:
        session.add(make.person("Ana"))
    before = database.path.read_bytes() if count == 10 else b""

    def load_and_fail() -> None:
        with database.write("Load") as session, loading(session, expected=count) as load:
            load.insert(Contact, _people(count))
            raise KeyError

    with pytest.raises(KeyError):
        load_and_fail()
    assert before in (b"", database.path.read_bytes())
    assert _found(database, "person") == 0
    with database.write("Edit") as session:
        session.get_one(Contact, 1).notes = "zebra"
    assert _found(database, "zebra") == 1


def test_a_row_without_its_owner_stops_the_load(database: Database) -> None:
    with pytest.raises(Exception, match="FOREIGN KEY"), database.write("Load") as session:
        bulk_insert(session, Channel, [{"contact_id": 99, "kind": "web"}])


def test_a_load_is_taken_back_and_brought_again_with_its_index(database: Database, count: int) -> None:
    with database.write("Load") as session, loading(session, expected=count) as load:
        ids = load.insert(Contact, _people(count))
        load.insert(Channel, [{"contact_id": record, "kind": "web", "value": "zebra"} for record in ids])
    database.undo()
    assert _found(database, "zebra") == 0
    database.redo()
    assert _found(database, "zebra") == min(count, 1000)


def test_what_is_not_searched_is_loaded_and_taken_back_too(database: Database) -> None:
    rows = [{"origin": "import", "date": "2026-01-01", "amount": 100, "currency": "EUR", "created_at": AT}] * 6000
    with database.write("Load") as session:
        bulk_insert(session, Sale, rows)
    database.undo()
    with database.read() as session:
        assert session.scalar(select(Sale.id).where(Sale.deleted_at.is_(None))) is None
    database.redo()
    with database.read() as session:
        assert session.scalar(text("SELECT count(*) FROM sale WHERE deleted_at IS NULL")) == 6000


def _indexes(session: Any, table: str) -> set[str]:
    query = "SELECT name FROM sqlite_master WHERE type = 'index' AND tbl_name = :table"
    return {name for name in session.scalars(text(query), {"table": table}) if not name.startswith("sqlite_")}


def test_indexes_are_built_afterwards_only_when_the_table_at_least_doubles(database: Database) -> None:
    with database.write("Small") as session, loading(session) as load:
        load.insert(Contact, _people(10))
        assert _indexes(session, "contact")
    with database.write("Big") as session, loading(session) as load:
        load.insert(Contact, _people(bulk.MANY))
        assert not _indexes(session, "contact")
    with database.write("Small beside the big") as session, loading(session) as load:
        load.insert(Contact, _people(bulk.MANY - 1))
        assert _indexes(session, "contact")


def test_readers_go_on_during_a_long_load(tmp_path: Path) -> None:
    with opened(filled_file(tmp_path)) as database, database.write("Load") as session:
        session.connection().exec_driver_sql("PRAGMA cache_size=10")
        with loading(session, expected=6000) as load:
            load.insert(Contact, _people(6000))
            with closing(sqlite3.connect(database.path, timeout=0)) as reader:
                assert reader.execute("SELECT count(*) FROM contact").fetchone() == (2,)


def test_the_trap_a_long_write_that_spills_locks_readers_out_whatever_is_set_within_it(database: Database) -> None:
    with closing(connect(database.path)) as writer, closing(sqlite3.connect(database.path, timeout=0)) as reader:
        writer.execute("PRAGMA cache_size=10")
        writer.execute("PRAGMA cache_spill=ON")
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("PRAGMA cache_spill=OFF")
        assert writer.execute("PRAGMA cache_spill").fetchone() == (0,)
        writer.execute("INSERT INTO setting (key, value) VALUES ('a', hex(zeroblob(1000000)))")
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            reader.execute("SELECT count(*) FROM contact").fetchone()
