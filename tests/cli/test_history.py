"""Undo, redo and history by script."""

from __future__ import annotations

from pathlib import Path

import pytest

from crm_desktop.db.files import open_file
from crm_desktop.services import contacts
from crm_desktop.services.contacts import ContactDraft
from tests.cli.commands import Script
from tests.factories import NOW


@pytest.fixture
def edited(script: Script, tmp_path: Path) -> Script:
    """A contact that was created and renamed."""
    script.new()
    store = open_file(script.file)
    with store.write("New contact") as session:
        ana = contacts.create(session, ContactDraft(name="Ana"), NOW)
    with store.write("Edit contact") as session:
        contacts.edit(session, ana, {"name": "Ana Lima", "given": "Ana", "family": "Lima"})
    store.close()
    return script


def test_gestures_are_undone_and_done_again(edited: Script) -> None:
    assert edited.json("undo") == {"label": "Edit contact", "subject": "Ana Lima"}
    assert [row["name"] for row in edited.json("contacts")] == ["Ana"]
    assert edited.run("redo").out == "Done again: Edit contact “Ana Lima”\n"
    assert edited.run("undo").out == "Undone: Edit contact “Ana Lima”\n"
    assert [row["name"] for row in edited.json("contacts")] == ["Ana"]


def test_where_there_is_nothing_to_do_again_it_is_refused(edited: Script) -> None:
    said = edited.run("redo", "--json")

    assert (said.status, said.out, said.err) == (1, "", "There is nothing to redo.\n")


def test_the_history_of_the_file_stands_newest_first(edited: Script) -> None:
    edited.json("undo")
    newest, created, *_rest = edited.json("history")

    assert (newest["label"], newest["subject"], newest["state"], newest["changes"]) == (
        "Edit contact",
        "Ana Lima",
        "undone",
        [],
    )
    assert (created["label"], created["state"]) == ("New contact", "done")
    assert len(edited.json("history", "--limit", "1")) == 1
    assert "Edit contact “Ana Lima” (undone)" in edited.run("history").out


@pytest.mark.parametrize("record", ["contact:1", "1"])
def test_the_history_of_a_record_has_its_values(edited: Script, record: str) -> None:
    newest, _created = edited.json("history", record)

    assert newest["changes"] == [{"field": "Name", "before": "Ana", "after": "Ana Lima"}]
    assert "    Name: Ana -> Ana Lima" in edited.run("history", record).out.splitlines()
    assert "    Name: - -> Ana" in edited.run("history", record).out.splitlines()


@pytest.mark.parametrize("record", ["robot:1", "contact:", "contact:x", "x", "contact:-1", "9" * 30])
def test_what_is_no_record_is_refused(edited: Script, record: str) -> None:
    said = edited.run("history", record)

    assert (said.status, said.out) == (1, "")
    assert "is not a record with a history" in said.err


def test_a_record_without_a_past_has_an_empty_history(edited: Script) -> None:
    assert edited.json("history", "deal:77") == []
