"""Deals, quotes, jobs and history of one contact."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from crm_desktop.services import deals_list, jobs_list, quote_list
from crm_desktop.services.deals_filter import DealQuery
from crm_desktop.services.jobs_list import JobQuery
from crm_desktop.services.quote_list import QuoteQuery
from tests.factories import TODAY
from tests.ui.contacts.office import Office, write
from tests.ui.hands import click, press, seen


@pytest.mark.parametrize("key", ["pipeline", "quotes", "service"])
def test_each_section_makes_a_record_of_this_contact_and_opens_it(office: Office, key: str) -> None:
    sections = office.page.pane.detail.sections
    sections.choose(key)
    click(sections.lists[key].new_button)
    with office.store.read() as session:
        made = {
            "pipeline": deals_list.ids(session, DealQuery(contact_id=office.ids[0], today=TODAY), 0, 9),
            "quotes": quote_list.ids(session, QuoteQuery(contact_id=office.ids[0], today=TODAY), 0, 9),
            "service": jobs_list.ids(session, JobQuery(contact_id=office.ids[0], today=TODAY), 0, 9),
        }
    assert len(made[key]) == 1
    assert office.other_page(key).noted[-1] == made[key][0]
    office.window.show_page("contacts")
    titles = {"pipeline": "Deals 1", "quotes": "Quotes 1", "service": "Service 1"}
    assert titles[key] in [sections.tabs.tabText(at) for at in range(sections.tabs.count())]


def test_a_record_is_opened_by_click_and_by_enter(office: Office) -> None:
    office.page.commands.new_job(office.ids[0])
    office.window.show_page("contacts")
    jobs = office.page.pane.detail.sections.lists["service"]
    office.page.pane.detail.sections.choose("service")
    jobs.list.clicked.emit(jobs.model.index(0, 0))
    assert office.other_page("service").noted[-1] == 1
    office.window.show_page("contacts")
    opened = office.other_page("service").noted.count(1)
    jobs.list.keeper.choose_first()
    press(jobs.list, Qt.Key.Key_Return)
    assert office.other_page("service").noted.count(1) == opened + 1


def test_an_empty_section_says_what_it_is_for(office: Office) -> None:
    office.page.pane.detail.sections.choose("pipeline")
    assert any("No deals yet" in words for words in seen(office.page.pane.detail.sections))


def test_the_history_says_what_changed(office: Office) -> None:
    write(office.page.pane.detail.sections.details.form.field("source"), "Fair & Co")
    press(office.window, Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier)
    words = seen(office.page.pane.detail.sections.history)
    assert "Edit contact" in words
    assert "Source: Fair & Co" in words
    write(office.page.pane.detail.head.name, "Ana Rocha")
    assert "Name: Ana Sousa → Ana Rocha" in seen(office.page.pane.detail.sections.history)
