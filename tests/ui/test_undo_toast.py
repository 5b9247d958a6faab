"""A message takes back what it tells of, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from crm_desktop.services import contacts
from crm_desktop.ui.steps import Steps
from crm_desktop.ui.undo_toast import tell_done
from tests.ui.contacts.conftest import ANA
from tests.ui.contacts.office import Office


@pytest.fixture
def office(qtbot: QtBot, tmp_path: Path) -> Iterator[Office]:
    office = Office(tmp_path, drafts=(ANA,))
    qtbot.addWidget(office.window)
    yield office
    office.close()


def _rename(office: Office, label: str, source: str) -> None:
    with office.store.write(label) as session:
        contacts.edit(session, office.ids[0], {"source": source})


def test_undo_takes_the_gesture_back(office: Office) -> None:
    _rename(office, "Edit contact", "Fair")
    tell_done(office.context, "Changed.")
    office.press_undo()
    assert office.stored(office.ids[0]).source == ""


def test_undo_leaves_what_was_done_since(office: Office) -> None:
    _rename(office, "Edit contact", "Fair")
    tell_done(office.context, "Changed.")
    _rename(office, "Edit source", "Website")
    office.press_undo()
    assert office.stored(office.ids[0]).source == "Website"


def test_what_was_undone_by_keys_is_told_no_more(office: Office) -> None:
    _rename(office, "Edit contact", "Fair")
    tell_done(office.context, "Changed first.")
    _rename(office, "Edit source", "Website")
    tell_done(office.context, "Changed then.")
    Steps(office.context).undo()
    told = [toast.text for toast in office.context.toasts.shown()]
    assert told == ["Changed first.", "Undone: Edit source, Ana Sousa"]
