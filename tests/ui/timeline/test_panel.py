"""The timeline beside a contact: noted, read, changed, deleted and taken back, by keys and clicks."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from crm_desktop.services import interactions
from crm_desktop.services.interactions import InteractionQuery, InteractionRow
from crm_desktop.ui.kit.buttons import QuietButton
from crm_desktop.ui.timeline.entry import About, EntryDialog
from crm_desktop.ui.timeline.panel import Timeline
from tests.factories import NOW
from tests.ui.contacts.conftest import ANA, HOTEL
from tests.ui.contacts.office import Office
from tests.ui.hands import CTRL, child, click, press, wait_until_freed
from tests.ui.typing_in import pick, type_over


@pytest.fixture
def office(qtbot: QtBot, tmp_path: Path) -> Iterator[Office]:
    office = Office(tmp_path, drafts=(ANA, HOTEL))
    qtbot.addWidget(office.window)
    yield office
    office.close()


def panel(office: Office) -> Timeline:
    """The timeline of the contact that is shown."""
    return office.page.pane.detail.sections.timeline


def show(office: Office, name: str) -> None:
    """Shows a contact."""
    office.page.listing.bar.field.setText(name)
    office.page.open_record(next(each for each in office.ids if office.stored(each).name == name))


def stored(office: Office) -> list[InteractionRow]:
    """All entries of the file."""
    with office.store.read() as session:
        return list(interactions.listed(session, InteractionQuery()))


def dialog() -> EntryDialog:
    """The form that is open."""
    found = QApplication.activeModalWidget()
    assert isinstance(found, EntryDialog)
    return found


def note(office: Office, title: str, text: str = "") -> None:
    """Notes something about the contact that is shown."""
    press(office.window, Qt.Key.Key_J, CTRL)
    form = dialog()
    type_over(form.form.field("title").editor, title)
    if text:
        type_over(form.form.field("text").editor, text)
    form.try_accept()


def titles(office: Office) -> list[str]:
    """What the timeline lists."""
    model = panel(office).records.model
    return [model.item_at(row).title for row in range(model.rowCount())]


def test_ctrl_j_notes_what_happened_and_the_tab_counts_it(office: Office) -> None:
    show(office, "Ana Sousa")
    note(office, "Asked for oak")
    assert titles(office) == ["Asked for oak"]
    (entry,) = stored(office)
    assert (entry.kind, entry.direction, entry.contact) == ("call", "out", "Ana Sousa")
    tabs = office.page.pane.detail.sections.tabs
    assert "Timeline 1" in [tabs.tabText(at) for at in range(tabs.count())]
    assert office.messages() == ["Noted."]
    office.press_undo()
    assert (titles(office), stored(office)) == ([], [])


def test_what_happened_today_is_noted_while_the_clock_goes_on(office: Office) -> None:
    ticks = itertools.count()
    moving = replace(office.context, now=lambda: NOW + dt.timedelta(microseconds=next(ticks)))
    form = EntryDialog(moving, About(contact_id=office.ids[0]), office.window)
    type_over(form.form.field("title").editor, "Asked for oak")
    form.try_accept()
    assert [entry.title for entry in stored(office)] == ["Asked for oak"]


def test_an_entry_is_opened_changed_and_deleted(office: Office, qtbot: QtBot) -> None:
    show(office, "Ana Sousa")
    note(office, "Asked for oak", "Darker if possible")
    panel(office).records.list.keeper.choose_first()
    press(panel(office).records.list, Qt.Key.Key_Return)
    form = dialog()
    pick(form.form.field("kind"), "Visit")
    pick(form.form.field("direction"), "Incoming")
    type_over(form.form.field("day").editor, "19/11/2026")
    form.try_accept()
    wait_until_freed(qtbot, form)
    (entry,) = stored(office)
    assert (entry.kind, entry.direction, entry.title) == ("visit", "in", "Asked for oak")
    assert entry.at is not None
    assert entry.at.date().isoformat() == "2026-11-19"
    opened = panel(office).open_entry(entry.id)
    click(child(opened, QuietButton, "Delete"))
    assert titles(office) == []
    assert office.messages()[-1] == "1 entry was put in the bin."
    office.press_undo()
    assert titles(office) == ["Asked for oak"]


def test_an_empty_entry_and_one_still_to_come_are_refused_beside_their_fields(office: Office) -> None:
    show(office, "Ana Sousa")
    form = panel(office).add_entry()
    form.try_accept()
    assert "says nothing yet" in form.form.field("title").trouble
    type_over(form.form.field("title").editor, "Will call")
    type_over(form.form.field("day").editor, "30/11/2026")
    form.try_accept()
    assert stored(office) == []
    form.reject()


def test_delete_puts_the_chosen_entry_in_the_bin(office: Office) -> None:
    show(office, "Ana Sousa")
    note(office, "One")
    panel(office).records.list.keeper.choose_first()
    press(panel(office).records.list, Qt.Key.Key_Delete)
    assert titles(office) == []


def test_another_contact_has_another_timeline(office: Office) -> None:
    show(office, "Ana Sousa")
    note(office, "With Ana")
    show(office, "Grande Hotel")
    assert titles(office) == []
    show(office, "Ana Sousa")
    assert titles(office) == ["With Ana"]


def test_a_company_names_whom_of_its_people_it_was_with(office: Office) -> None:
    show(office, "Ana Sousa")
    note(office, "With Ana")
    bakery = office.stored(office.ids[0]).employments[0].company_id
    office.page.open_record(bakery)
    model = panel(office).records.model
    assert "Ana Sousa" in model.item_at(0).detail
    office.page.open_record(office.ids[0])
    assert "Ana Sousa" not in model.item_at(0).detail
