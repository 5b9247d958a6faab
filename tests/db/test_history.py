"""Tests of what a gesture writes down, and what it tells the screens."""

from __future__ import annotations

import json
from typing import Any

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import load_only

from crm_desktop.db.database import Database
from crm_desktop.db.history import recorder_of, report_batch, set_subject
from crm_desktop.db.models.contacts import Channel, Contact
from crm_desktop.db.models.history import Gesture, GestureRow
from crm_desktop.domain.changes import CATALOGUE, CONTACT, QUOTE
from tests import factories as make


def _rows(database: Database) -> list[tuple[Any, ...]]:
    """(table, id, kind, record, before, after) of the newest gesture."""
    with database.read() as session:
        rows = session.execute(
            text(
                "SELECT table_name, row_id, kind, record_id, before, after FROM gesture_row "
                "WHERE gesture_id = (SELECT max(id) FROM gesture) ORDER BY id"
            )
        )
        return [(*row[:4], row[4] and json.loads(row[4]), row[5] and json.loads(row[5])) for row in rows]


@pytest.fixture
def ana(database: Database) -> int:
    """The id of a contact with a phone."""
    with database.write("Add") as session:
        session.add(one := make.person("Ana", notes="x", channels=[make.phone()]))
    return one.id


def test_a_new_row_is_kept_whole(database: Database) -> None:
    with database.write("Add") as session:
        session.add(make.catalogue_item("Oven", description="A & B <Ltd>"))
    ((table, row, kind, record, before, after),) = _rows(database)
    assert (table, row, kind, record, before) == ("catalogue_item", 1, CATALOGUE, 1, None)
    assert after["description"] == "A & B <Ltd>"
    assert after["deleted_at"] is None
    assert "id" not in after


def test_of_a_change_only_what_changed_is_kept_as_the_cells_hold_it(database: Database, ana: int) -> None:
    with database.write("Edit") as session:
        one = session.get_one(Contact, ana)
        one.notes, one.nickname, one.deleted_at, one.extra = "y", "", make.NOW, ["X-A:ç"]
    assert _rows(database) == [
        (
            "contact",
            ana,
            CONTACT,
            ana,
            {"deleted_at": None, "extra": None, "notes": "x"},
            {"deleted_at": "2026-11-21T09:12:00+00:00", "extra": '["X-A:ç"]', "notes": "y"},
        )
    ]


def test_a_part_stands_in_the_history_of_its_record(database: Database, ana: int) -> None:
    with database.write("Edit") as session:
        session.get_one(Channel, 1).label = "shop"
    assert [row[:4] for row in _rows(database)] == [("channel", 1, CONTACT, ana)]


def test_a_part_of_which_only_a_little_was_loaded_does_too(database: Database, ana: int) -> None:
    with database.write("Edit") as session:
        part = session.scalars(select(Channel).options(load_only(Channel.id))).one()
        part.label = "shop"
    assert [row[2:] for row in _rows(database)] == [(CONTACT, ana, {"label": ""}, {"label": "shop"})]


def test_what_a_cascade_destroys_is_kept(database: Database, ana: int) -> None:
    with database.write("Edit") as session:
        one = session.get_one(Contact, ana)
        one.channels.clear()
    ((table, _row, _kind, record, before, after),) = _rows(database)
    assert (table, record, after) == ("channel", ana, None)
    assert (before["value"], before["contact_id"]) == ("+351 912 345 678", ana)


def test_what_issuing_froze_is_told_but_left_alone_by_undo(database: Database) -> None:
    heard: list[Any] = []
    with database.write("Add") as session:
        session.add(offer := make.quote())
    database.on_change(lambda changes, _initiator: heard.append(changes))
    with database.write("Issue", barrier="undo.restored") as session:
        session.add(make.quote_issue(offer))
    assert offer.id in heard[0].ids[QUOTE]
    assert _rows(database) == []


def test_bytes_are_neither_told_nor_kept(database: Database) -> None:
    heard: list[Any] = []
    database.on_change(lambda changes, _initiator: heard.append(changes))
    with database.write("Add") as session:
        session.add(picture := make.blob())
    with database.write("Clear") as session:
        session.delete(session.merge(picture))
    assert heard == []
    with database.read() as session:
        assert session.scalars(select(Gesture)).all() == []


def test_a_reading_session_records_nothing(database: Database) -> None:
    with database.read() as session:
        assert recorder_of(session) is None
        set_subject(session, "Ana")
        report_batch(session, "contact", 1, 2)
        session.add(make.person("Ana"))
        session.flush()
        assert session.scalars(select(GestureRow)).all() == []


def test_an_empty_batch_is_none(database: Database) -> None:
    with database.write("Load") as session:
        report_batch(session, "contact", 1, 0)
    with database.read() as session:
        assert session.scalars(select(Gesture)).all() == []


def test_one_gesture_keeps_its_label_subject_and_time(database: Database) -> None:
    with database.write("Add", subject="Ana") as session:
        session.add(make.person("Ana"))
        set_subject(session, "not this one")
    with database.read() as session:
        gesture = session.scalars(select(Gesture)).one()
    assert (gesture.label, gesture.subject, gesture.barrier) == ("Add", "Ana", "")
    assert gesture.at.tzinfo is not None
