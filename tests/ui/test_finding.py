"""Ctrl+K over an open file: what is found says what it is, and leads to where it stands."""

from __future__ import annotations

import datetime as dt

import pytest

from crm_desktop.ui.contacts.page import ContactsPage
from crm_desktop.ui.finder import Entry, Finder
from crm_desktop.ui.service.page import ServicePage
from tests.factories import NOW, interaction, job, person
from tests.ui.hands import type_text
from tests.ui.running import Running


@pytest.fixture
def window(running: Running) -> Running:
    """A customer who called and for whom something is to be done."""
    context = running.open()
    with context.store.write("Fill") as session:
        session.add(ana := person("Ana Sousa"))
        session.add(person("Bruno Reis"))
        session.flush()
        session.add(interaction(ana, title="Asked about the chimney", at=NOW))
        session.add(job(ana, title="Sweep the chimney", date=dt.date(2026, 3, 9)))
    return running


def found(running: Running, typed: str) -> dict[str, Entry]:
    """What the finder shows, by what kind it is of."""
    running.run("go.find")
    finder = running.dialog(Finder)
    type_text(finder.field, typed)
    return {entry.section: entry for entry in finder.entries()}


def test_jobs_and_entries_of_the_timeline_say_their_day_as_the_screens_do(window: Running) -> None:
    said = {kind: (entry.title, entry.detail) for kind, entry in found(window, "chimney").items()}
    assert said == {
        "Job": ("Sweep the chimney", "09/03/2026, Ana Sousa"),
        "Timeline": ("Asked about the chimney", "21/11/2026, Ana Sousa"),
    }


def test_an_entry_of_the_timeline_leads_to_whom_it_is_about(window: Running) -> None:
    window.window.go("contacts", 2)
    found(window, "chimney")["Timeline"].run()
    page = window.window.page
    assert isinstance(page, ContactsPage)
    assert page.pane.shown_id == 1
    sections = page.pane.detail.sections
    assert sections.tabs.current == "timeline"
    assert len(sections.timeline.records.list.keeper.selected) == 1


def test_a_job_leads_to_itself(window: Running) -> None:
    found(window, "chimney")["Job"].run()
    assert isinstance(window.window.page, ServicePage)
