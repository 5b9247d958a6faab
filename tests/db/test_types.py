"""Tests of the column types: exact for what is right, tolerant of what is damaged."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.dialects.sqlite import dialect

from crm_desktop.db.connection import connect
from crm_desktop.db.database import Database
from crm_desktop.db.models.contacts import Contact
from crm_desktop.db.models.deals import Deal
from crm_desktop.db.types import (
    DamagedDay,
    DamagedText,
    DamagedWord,
    Day,
    Flag,
    Json,
    Moment,
    Word,
    intact,
    is_damaged,
)
from crm_desktop.domain.contacts import Lifecycle
from crm_desktop.domain.errors import Refused
from tests.factories import NOW, deal, opened, person, pipeline, stage

SQLITE = dialect()


@pytest.mark.parametrize(
    ("kind", "value", "cell"),
    [
        (Day(), date(2026, 11, 21), "2026-11-21"),
        (Day(), date(1, 1, 1), "0001-01-01"),
        (Moment(), datetime(2026, 11, 21, 9, 12, tzinfo=UTC), "2026-11-21T09:12:00+00:00"),
        (Word(Lifecycle), Lifecycle.PROSPECT, "prospect"),
        (Flag(), True, 1),
        (Flag(), False, 0),
        (Json(list), ["X-A:ç", 1], '["X-A:ç",1]'),
        (Json(dict), {"b": 1, "a": None}, '{"a":null,"b":1}'),
    ],
)
def test_a_value_is_kept_as_readable_text_and_comes_back(kind: Any, value: object, cell: object) -> None:
    assert kind.process_bind_param(value, SQLITE) == cell
    assert kind.process_result_value(cell, SQLITE) == value


@pytest.mark.parametrize("kind", [Day(), Moment(), Word(Lifecycle), Flag(), Json()])
def test_nothing_stays_nothing(kind: Any) -> None:
    assert kind.process_bind_param(None, SQLITE) is None
    assert kind.process_result_value(None, SQLITE) is None


def test_a_moment_is_kept_in_utc_so_that_text_order_is_the_order_of_time() -> None:
    earlier = datetime(2026, 11, 21, 12, 0, tzinfo=timezone(timedelta(hours=3)))
    later = datetime(2026, 11, 21, 10, 0, tzinfo=UTC)
    cells = [Moment().process_bind_param(moment, SQLITE) for moment in (earlier, later)]
    assert earlier < later
    assert cells == sorted(map(str, cells))


def test_a_moment_without_a_zone_is_a_bug_and_says_so() -> None:
    with pytest.raises(ValueError, match="time zone"):
        Moment().process_bind_param(datetime(2026, 11, 21), SQLITE)  # noqa: DTZ001


def test_a_stored_moment_without_a_zone_can_still_be_compared() -> None:
    assert Moment().process_result_value("2026-11-21T09:12:00", SQLITE) == NOW


def test_of_a_datetime_a_day_column_keeps_the_day_only() -> None:
    assert Day().process_bind_param(NOW, SQLITE) == "2026-11-21"


@pytest.mark.parametrize(
    ("kind", "cell", "works"),
    [
        (Day(), "2026-02-30", lambda day: day - timedelta(days=365) < date(2026, 1, 1)),
        (Day(), "soon", lambda day: day.strftime("%d/%m/%Y")),
        (Day(), 20261121, lambda day: day.isoformat()),
        (Moment(), "yesterday", lambda moment: moment < NOW and moment.astimezone(timezone(timedelta(hours=-12)))),
        (Moment(), "", lambda moment: (moment - NOW).days),
        (Word(Lifecycle), "lead", lambda word: word.upper() == "LEAD"),
        (Word(Lifecycle), "", lambda word: word == ""),
        (Json(dict), "{broken", lambda value: value.get("a") is None),
        (Json(dict), "[1]", lambda value: dict(value) == {}),
        (Json(list), '{"a": 1}', lambda value: list(value) == []),
        (Json(list), "[" * 100_000, lambda value: len(value) == 0),
    ],
)
def test_a_damaged_cell_reads_as_a_marked_stand_in_one_can_work_with(
    kind: Any, cell: object, works: Callable[[Any], object]
) -> None:
    read = kind.process_result_value(cell, SQLITE)
    assert is_damaged(1, read)
    assert intact(read) is None
    assert read.raw == cell
    assert works(read)


@pytest.mark.parametrize("kind", [Day(), Moment(), Word(Lifecycle), Json()])
def test_a_stand_in_is_never_written_over_what_the_cell_holds(kind: Any) -> None:
    with pytest.raises(Refused, match=r"record\.damaged"):
        kind.process_bind_param(kind.process_result_value("?", SQLITE), SQLITE)


def _damage(path: Path, *statements: str) -> None:
    with closing(connect(path)) as connection:
        connection.execute("PRAGMA ignore_check_constraints=ON")
        for statement in statements:
            connection.execute(statement)


def test_one_damaged_cell_leaves_the_whole_list_readable_and_its_row_marked(file: Path) -> None:
    with opened(file) as database, database.write("Add") as session:
        session.add_all([person("Ana"), person("Bento"), person("Carla"), person("Dora")])
    _damage(
        file,
        "UPDATE contact SET lifecycle = 'lead' WHERE name = 'Ana'",
        "UPDATE contact SET name = CAST(x'42c3' AS TEXT) WHERE name = 'Bento'",
        "UPDATE contact SET extra = '{broken' WHERE name = 'Carla'",
    )
    with opened(file) as database, database.read() as session:
        rows = session.scalars(select(Contact).order_by(Contact.id)).all()
        damaged = [is_damaged(row.name, row.lifecycle, row.extra) for row in rows]
    assert damaged == [True, True, True, False]
    assert isinstance(rows[0].lifecycle, DamagedWord)
    assert isinstance(rows[1].name, DamagedText)
    assert (rows[1].name, rows[1].name.cell) == ("B\ufffd", b"B\xc3")
    assert rows[3].name == "Dora"


def test_a_damaged_date_can_be_mended_and_the_mending_undone(file: Path) -> None:
    with opened(file) as database, database.write("Add") as session:
        session.add(sales := pipeline())
        session.flush()
        session.add(first := stage(sales))
        session.flush()
        session.add(deal(first, expected_close=date(2026, 12, 1)))
    _damage(file, "UPDATE deal SET expected_close = '2026-13-01'")
    with opened(file) as database:
        with database.write("Edit") as session:
            found = session.get_one(Deal, 1)
            assert isinstance(found.expected_close, DamagedDay)
            found.expected_close = date(2027, 1, 1)
        database.undo()
        assert _cell(file, "SELECT expected_close FROM deal") == "2026-13-01"
        database.redo()
        assert _cell(file, "SELECT expected_close FROM deal") == "2027-01-01"


def _cell(path: Path, statement: str) -> object:
    with closing(connect(path)) as connection:
        return connection.execute(statement).fetchone()[0]


def test_saving_another_field_leaves_the_damaged_cell_as_it_is(file: Path) -> None:
    with opened(file) as database, database.write("Add") as session:
        session.add(person("Ana"))
    _damage(file, "UPDATE contact SET lifecycle = 'lead'")
    with opened(file) as database, database.write("Edit") as session:
        session.get_one(Contact, 1).notes = "Prefers mornings"
    assert _cell(file, "SELECT lifecycle || notes FROM contact") == "leadPrefers mornings"


def test_copying_a_damaged_value_is_refused_with_a_sentence(database: Database) -> None:
    damaged: Any = Word(Lifecycle).process_result_value("lead", SQLITE)
    with pytest.raises(Refused, match=r"record\.damaged"), database.write("Copy") as session:
        session.add(person("Ana", lifecycle=damaged))
    with database.read() as session:
        assert session.scalars(select(Contact)).all() == []


@pytest.mark.parametrize(
    ("values", "key"),
    [({"name": "half \ud800 a character"}, "text.not_unicode"), ({"position": 2**63}, "value.too_large")],
)
def test_what_no_cell_can_hold_is_refused_with_a_sentence(database: Database, values: Any, key: str) -> None:
    with pytest.raises(Refused) as caught, database.write("Add") as session:
        session.add(pipeline(**values))
    assert caught.value.key == key
