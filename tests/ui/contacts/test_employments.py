"""Where a person works."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from crm_desktop.domain.contacts import ContactKind
from crm_desktop.ui.contacts.employments import Employments
from tests.ui.contacts.office import Office, make, write
from tests.ui.hands import click, press


def _work(office: Office, at: int = 0) -> Employments:
    office.page.open_record(office.ids[at])
    return office.page.pane.detail.sections.details.employments


def test_role_and_department_are_edited_in_place(office: Office) -> None:
    card = _work(office).cards[0]
    write(card.form.field("role"), "Director")
    write(card.form.field("department"), "Sales")
    employed = office.stored(office.ids[0]).employments[0]
    assert (employed.role, employed.department) == ("Director", "Sales")
    assert office.page.pane.detail.head.role.before.text() == "Director at"


def test_a_company_nobody_has_heard_of_is_made_by_typing_it(office: Office, qtbot: QtBot) -> None:
    work = _work(office, 1)
    click(work.add_button)
    make(work.cards[0].company, "Nova & Filhos", qtbot)
    assert office.stored(office.ids[1]).employments[0].company == "Nova & Filhos"
    assert office.names("nova", "companies") == ["Nova & Filhos"]
    assert work.cards[0].employment_id is not None


def test_a_company_that_is_there_is_taken_however_it_is_written(office: Office) -> None:
    work = _work(office, 1)
    click(work.add_button)
    write(work.cards[0].company, "grande hotel")
    assert office.stored(office.ids[1]).employments[0].company_id == office.ids[2]


def test_the_same_company_twice_is_refused(office: Office) -> None:
    work = _work(office)
    click(work.add_button)
    write(work.cards[1].company, "Padaria Central, Lda")
    assert work.cards[1].company.trouble
    assert len(office.stored(office.ids[0]).employments) == 1


def test_whom_somebody_reports_to_is_chosen_among_people(office: Office) -> None:
    field = _work(office).cards[0].form.field("reports_to_id")
    write(field, "João Fé")
    assert office.stored(office.ids[0]).employments[0].reports_to == "João Fé"
    write(field, "Grande Hotel")
    assert field.trouble


def test_the_second_company_can_become_the_main_one(office: Office) -> None:
    work = _work(office)
    click(work.add_button)
    write(work.cards[1].company, "Grande Hotel")
    click(work.cards[1].first)
    assert [each.company for each in office.stored(office.ids[0]).employments] == [
        "Grande Hotel", "Padaria Central, Lda",
    ]  # fmt: skip
    assert work.cards[0].first.isHidden()


def test_removing_can_be_taken_back(office: Office) -> None:
    click(_work(office).cards[0].remove)
    assert office.stored(office.ids[0]).employments == ()
    office.press_undo()
    assert office.stored(office.ids[0]).employments[0].role == "Owner"


def test_a_card_left_empty_goes(office: Office) -> None:
    work = _work(office, 1)
    click(work.add_button)
    assert office.page.leave()
    assert work.cards == []


def test_the_company_is_a_click_away(office: Office) -> None:
    click(_work(office).cards[0].open)
    shown = office.page.pane.detail.detail
    assert shown is not None
    assert shown.kind is ContactKind.COMPANY


def test_tab_leads_from_field_to_field(office: Office) -> None:
    card = _work(office).cards[0]
    card.company.editor.setFocus()
    press(card.company.editor, Qt.Key.Key_Tab)
    assert card.form.field("role").editor.hasFocus()
