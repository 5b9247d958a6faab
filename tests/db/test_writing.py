"""Tests of the session that writes: its short way saves what SQLAlchemy's long one would."""

from __future__ import annotations

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm.exc import StaleDataError

from crm_desktop.db.database import Database
from crm_desktop.db.models.business import Blob
from crm_desktop.db.models.contacts import Channel, Contact
from crm_desktop.db.models.history import GestureRow
from crm_desktop.db.types import is_damaged
from crm_desktop.domain.contacts import ContactKind
from crm_desktop.domain.errors import Refused
from tests import factories as make


@pytest.fixture
def ana(database: Database) -> int:
    """The id of a contact with a phone."""
    with database.write("Add") as session:
        session.add(ana := make.person("Ana", channels=[make.phone()], extra=["X-A:1"]))
    return ana.id


def test_a_record_has_the_values_and_parts_that_a_query_finds(database: Database, ana: int) -> None:
    with database.write("Look") as session, database.read() as reading:
        got, found = session.get_one(Contact, ana), reading.scalars(select(Contact)).one()
        columns = [attribute.key for attribute in Contact.__mapper__.column_attrs]
        assert [getattr(got, key) for key in columns] == [getattr(found, key) for key in columns]
        assert (got.kind, got.extra, got.created_at.tzinfo) == (ContactKind.PERSON, ["X-A:1"], found.created_at.tzinfo)
        assert [channel.value for channel in got.channels] == [channel.value for channel in found.channels]


def test_a_record_is_one_object_however_it_is_found(database: Database, ana: int) -> None:
    with database.write("Look") as session:
        got = session.get(Contact, ana)
        assert session.scalars(select(Contact)).one() is got
        assert session.get_one(Contact, ana) is got
        assert session.get_one(Channel, 1) is got.channels[0]
        assert not session.dirty


def test_a_record_that_is_not_there_is_none(database: Database) -> None:
    with database.write("Look") as session:
        assert session.get(Contact, 7) is None
        assert session.get(Blob, "no such picture") is None
        with pytest.raises(NoResultFound):
            session.get_one(Contact, 7)


def test_a_change_is_found_by_a_query_before_it_is_committed(database: Database, ana: int) -> None:
    with database.write("Edit") as session:
        session.get_one(Contact, ana).name = "Bela"
        assert session.scalar(select(Contact.id).where(Contact.name == "Bela")) == ana
        assert not session.dirty


def test_the_history_keeps_the_first_and_the_last_value_of_a_gesture(database: Database, ana: int) -> None:
    with database.write("Edit") as session:
        for notes in ("first", "second"):
            session.get_one(Contact, ana).notes = notes
            session.flush()
    with database.read() as session:
        row = session.scalars(select(GestureRow).order_by(GestureRow.id.desc())).first()
        assert row is not None
        assert (row.before, row.after) == ({"notes": ""}, {"notes": "second"})


def test_fields_of_several_records_are_saved_and_undone_together(database: Database, ana: int) -> None:
    with database.write("Edit") as session:
        session.get_one(Contact, ana).notes = "new"
        session.get_one(Channel, 1).label = "shop"
    database.undo()
    with database.read() as session:
        assert (session.get_one(Contact, ana).notes, session.get_one(Channel, 1).label) == ("", "")


def test_fields_and_new_and_lost_parts_are_saved_together(database: Database, ana: int) -> None:
    with database.write("Edit") as session:
        contact = session.get_one(Contact, ana)
        contact.notes = "new"
        contact.channels = [make.email("ana@example.com")]
    with database.read() as session:
        contact = session.get_one(Contact, ana)
        assert (contact.notes, [channel.value for channel in contact.channels]) == ("new", ["ana@example.com"])


def test_a_record_someone_took_away_in_the_same_gesture_is_not_written(database: Database, ana: int) -> None:
    def edit() -> None:
        with database.write("Edit") as session:
            channel = session.get_one(Channel, 1)
            session.execute(text("DELETE FROM channel"))
            channel.label = "shop"

    with pytest.raises(StaleDataError):
        edit()
    with database.read() as session:
        assert session.get_one(Channel, 1).label == ""


def test_a_damaged_cell_is_known_and_kept(database: Database, ana: int) -> None:
    with database.write("Damage") as session:
        session.execute(text("UPDATE contact SET created_at = 'yesterday'"))
    with database.write("Edit") as session:
        contact = session.get_one(Contact, ana)
        assert is_damaged(contact.created_at)
        contact.notes = "new"
    with database.read() as session:
        assert session.execute(text("SELECT created_at, notes FROM contact")).one() == ("yesterday", "new")


def test_what_cannot_be_stored_is_refused_and_nothing_saved(database: Database, ana: int) -> None:
    def edit() -> None:
        with database.write("Edit") as session:
            contact = session.get_one(Contact, ana)
            contact.notes, contact.source = "new", "half a \ud800"

    with pytest.raises(Refused, match=r"text\.not_unicode"):
        edit()
    with database.read() as session:
        assert session.get_one(Contact, ana).notes == ""
