"""Who works in a company."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from crm_desktop.ui.contacts.people import People
from tests.ui.contacts.office import Office, make, write
from tests.ui.hands import click


def _people(office: Office) -> People:
    office.page.open_record(office.ids[2])
    return office.page.pane.detail.sections.details.people


def test_a_person_is_added_by_typing_and_given_a_role(office: Office, qtbot: QtBot) -> None:
    people = _people(office)
    make(people.adder, "Rui <Novo>", qtbot)
    assert [row.person.name for row in people.rows] == ["Rui <Novo>"]
    assert people.adder.editor.text() == ""
    write(people.rows[0].role, "Manager")
    assert office.stored(office.ids[2]).people[0].role == "Manager"


def test_somebody_who_is_there_is_not_made_again(office: Office) -> None:
    write(_people(office).adder, "joão fé")
    assert office.names("joao") == ["João Fé"]
    assert office.stored(office.ids[1]).employments[0].company_id == office.ids[2]


def test_a_name_leads_to_the_person(office: Office) -> None:
    people = _people(office)
    write(people.adder, "João Fé")
    click(people.rows[0].name)
    assert office.page.pane.detail.contact_id == office.ids[1]


def test_removing_leaves_the_person_and_can_be_taken_back(office: Office) -> None:
    people = _people(office)
    write(people.adder, "João Fé")
    click(people.rows[0].remove)
    assert people.rows == []
    assert office.names("joao") == ["João Fé"]
    office.press_undo()
    assert [row.person.name for row in people.rows] == ["João Fé"]
