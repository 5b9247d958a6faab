"""Tests of undo and redo, gesture by gesture; `test_undo_sequences` tries them in any order."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session, load_only

from crm_desktop.db.database import Database
from crm_desktop.db.history import set_subject
from crm_desktop.db.models.business import Setting
from crm_desktop.db.models.contacts import Channel, Contact
from crm_desktop.db.models.history import Gesture, GestureState
from crm_desktop.db.models.quotes import Quote
from crm_desktop.db.undo import next_redo, next_undo
from crm_desktop.domain.errors import Refused
from tests import factories as make
from tests.db.contents import contents, fill
from tests.factories import opened

HISTORY = ("gesture", "gesture_row", "gesture_batch")


def _all(database: Database) -> dict[str, list[tuple[Any, ...]]]:
    return contents(database.path, without=HISTORY)


def _states(database: Database) -> list[tuple[str, str]]:
    with database.read() as session:
        return [(gesture.label, gesture.state) for gesture in session.scalars(select(Gesture).order_by(Gesture.id))]


def _add(database: Database, name: str, **values: Any) -> None:
    with database.write(f"Add {name}", subject=name) as session:
        session.add(make.person(name, **values))


def test_a_gesture_is_taken_back_and_done_again_row_for_row(database: Database) -> None:
    empty = _all(database)
    with database.write("Fill", subject="Everything") as session:
        fill(session)
        session.flush()
        # What is issued cannot be taken back; that is the barrier's business.
        session.connection().exec_driver_sql("DROP TRIGGER frozen_quote_issue_delete")
        session.connection().exec_driver_sql("DELETE FROM quote_issue")
    filled = _all(database)
    assert database.undo() == ("Fill", "Everything")
    left = _all(database)
    assert left.pop("blob")  # bytes are kept once each, and never recorded
    assert left == {name: rows for name, rows in empty.items() if name != "blob"}
    assert database.redo() == ("Fill", "Everything")
    assert _all(database) == filled


def test_undo_and_redo_work_after_the_file_was_opened_again(file: Path) -> None:
    with opened(file) as database:
        _add(database, "Ana")
        before = _all(database)
        with database.write("Edit") as session:
            session.get_one(Contact, 1).name = "Anabela"
        after = _all(database)
    with opened(file) as database:
        database.undo()
        assert _all(database) == before
    with opened(file) as database:
        database.redo()
        assert _all(database) == after


def test_ids_come_back_as_they_were_and_are_never_given_to_others(database: Database) -> None:
    _add(database, "Ana")
    database.undo()
    _add(database, "Bento")
    with database.read() as session:
        assert session.scalars(select(Contact.id)).all() == [2]


def test_the_next_steps_are_known_by_name(database: Database) -> None:
    _add(database, "Ana")
    _add(database, "Bento")
    database.undo()
    with database.read() as session:
        undo, redo = next_undo(session), next_redo(session)
        assert undo is not None
        assert redo is not None
        assert (undo.label, undo.subject, redo.label, redo.subject) == ("Add Ana", "Ana", "Add Bento", "Bento")


def test_a_new_gesture_ends_redo_but_stays_out_of_the_way_of_undo(database: Database) -> None:
    _add(database, "Ana")
    _add(database, "Bento")
    database.undo()
    _add(database, "Carla")
    with pytest.raises(Refused, match=r"redo\.nothing"):
        database.redo()
    assert _states(database) == [("Add Ana", "done"), ("Add Bento", "dropped"), ("Add Carla", "done")]
    assert database.undo()[0] == "Add Carla"
    assert database.undo()[0] == "Add Ana"
    assert database.redo()[0] == "Add Ana"
    assert database.redo()[0] == "Add Carla"
    with pytest.raises(Refused, match=r"redo\.nothing"):
        database.redo()


def test_a_gesture_that_changes_nothing_leaves_redo_alone(database: Database) -> None:
    _add(database, "Ana")
    _add(database, "Bento")
    database.undo()
    with database.write("Look") as session:
        session.get_one(Contact, 1).name = "Ana"
    assert database.redo()[0] == "Add Bento"


def test_there_and_back_in_one_gesture_is_no_change(database: Database) -> None:
    _add(database, "Ana")
    with database.write("Dither") as session:
        ana = session.get_one(Contact, 1)
        ana.name = "Anabela"
        session.flush()
        ana.name = "Ana"
    with database.write("Come and go") as session:
        session.add(bento := make.person("Bento"))
        session.flush()
        session.delete(bento)
    assert _states(database) == [("Add Ana", "done")]


def test_several_flushes_of_one_row_are_one_step(database: Database) -> None:
    _add(database, "Ana", notes="first")
    before = _all(database)
    with database.write("Edit") as session:
        ana = session.get_one(Contact, 1)
        for notes in ("second", "third"):
            ana.notes, ana.nickname = notes, notes
            session.flush()
        ana.channels.append(make.phone())
        session.flush()
        ana.channels[0].label = "shop"
    after = _all(database)
    database.undo()
    assert _all(database) == before
    database.redo()
    assert _all(database) == after


def test_parts_a_cascade_destroys_come_back(database: Database) -> None:
    _add(database, "Ana", channels=[make.phone(), make.email()], tags=[make.tag()])
    before = _all(database)
    with database.write("Destroy") as session:
        session.delete(session.get_one(Contact, 1))
    assert not _all(database)["channel"]
    database.undo()
    assert _all(database) == before


def test_an_orphan_that_was_changed_in_the_same_gesture_comes_back_as_it_was(database: Database) -> None:
    _add(database, "Ana", channels=[make.phone("912"), make.email()])
    before = _all(database)
    with database.write("Remove") as session:
        ana = session.get_one(Contact, 1)
        ana.channels[0].value = "never stored"
        del ana.channels[0]
    database.undo()
    assert _all(database) == before


def test_columns_the_session_never_loaded_are_put_back_too(database: Database) -> None:
    _add(database, "Ana", notes="Prefers mornings", nickname="Anita")
    before = _all(database)
    with database.write("Edit") as session:
        ana = session.scalars(select(Contact).options(load_only(Contact.name))).one()
        ana.notes = "Prefers evenings"
        session.flush()
        session.expire(ana)
        ana.nickname = "Nita"
    with database.write("Destroy") as session:
        ana = session.scalars(select(Contact).options(load_only(Contact.name))).one()
        session.delete(ana)
    database.undo()
    database.undo()
    assert _all(database) == before


def test_a_value_that_was_nothing_becomes_nothing_again(database: Database) -> None:
    _add(database, "Ana")
    before = _all(database)
    with database.write("Edit") as session:
        session.get_one(Contact, 1).extra = ["X-A:1"]
    database.undo()
    assert _all(database) == before
    database.redo()
    with database.read() as session:
        assert session.get_one(Contact, 1).extra == ["X-A:1"]


def test_text_of_every_sort_comes_back_exactly(database: Database) -> None:
    nasty = 'O’Brien "quoted" \\ \n {"a": 1} 文字 🙂 \u202e null'
    _add(database, nasty, notes=nasty)
    before = _all(database)
    with database.write("Edit") as session:
        ana = session.get_one(Contact, 1)
        ana.name = ana.notes = ""
    database.undo()
    assert _all(database) == before


def test_records_that_name_each_other_are_destroyed_and_come_back_in_any_order(database: Database) -> None:
    with database.write("Add") as session:
        session.add_all([first := make.quote(), second := make.quote()])
        session.flush()
        first.copied_from_id, second.copied_from_id = second.id, first.id
    after = _all(database)
    database.undo()
    assert not _all(database)["quote"]
    database.redo()
    assert _all(database) == after


def test_a_row_that_took_anothers_place_leaves_before_that_one_comes_back(database: Database) -> None:
    with database.write("Set") as session:
        session.add(make.setting("country", "PT"))
    before = _all(database)
    with database.write("Set anew") as session:
        session.delete(session.scalars(select(Setting)).one())
        session.flush()
        session.add(make.setting("country", "BR"))
    after = _all(database)
    database.undo()
    assert _all(database) == before
    database.redo()
    assert _all(database) == after


def test_the_subject_may_be_named_while_the_gesture_runs(database: Database) -> None:
    with database.write("Add") as session:
        session.add(make.person("Ana"))
        set_subject(session, "Ana")
    assert database.undo() == ("Add", "Ana")


def test_history_names_bytes_and_never_holds_them(database: Database) -> None:
    picture = make.blob(b"\x89PNG" * 1000)
    with database.write("Photo") as session:
        session.add(make.person("Ana"))
        session.add(picture)
        session.flush()
        session.get_one(Contact, 1).photo = picture.sha256
    with database.read() as session:
        told = session.scalars(text("SELECT coalesce(before, '') || coalesce(after, '') FROM gesture_row")).all()
    assert sum(map(len, told)) < 2000
    database.undo()
    database.redo()
    with database.read() as session:
        assert session.get_one(Contact, 1).photo == picture.sha256


def test_each_record_has_its_own_history(database: Database) -> None:
    with database.write("Fill") as session:
        fill(session)
    with database.write("Edit") as session:
        session.get_one(Channel, 2).value = "+351 900 000 000"
    with database.read() as session:
        rows = session.execute(
            text("SELECT kind, record_id, table_name, before, after FROM gesture_row WHERE gesture_id = 2")
        ).all()
    assert rows == [
        ("contact", 2, "channel", '{"value":"+351 912 345 678"}', '{"value":"+351 900 000 000"}'),
    ]


def test_an_undone_gesture_is_not_recorded_as_a_gesture(database: Database) -> None:
    _add(database, "Ana")
    database.undo()
    database.redo()
    assert _states(database) == [("Add Ana", GestureState.DONE)]


def test_settings_and_quotes_lines_come_back(database: Database) -> None:
    with database.write("Set") as session:
        session.add(make.setting())
        session.add(make.quote(lines=[make.quote_line("One"), make.quote_line("Two", position=1)]))
    before = _all(database)
    with database.write("Edit") as session:
        session.scalars(select(Setting)).one().value = "Another name"
        _rewrite_lines(session)
    after = _all(database)
    database.undo()
    assert _all(database) == before
    database.redo()
    assert _all(database) == after


def _rewrite_lines(session: Session) -> None:
    offer = session.get_one(Quote, 1)
    offer.lines = [make.quote_line("Three"), offer.lines[1]]
    offer.lines[1].position = 0
