"""The first start: three questions, four ways to begin, and the way back."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QComboBox

from crm_desktop.services import contact_list, settings
from crm_desktop.services.contact_list import ContactQuery
from crm_desktop.ui.banner import Banner
from crm_desktop.ui.contacts.page import ContactsPage
from crm_desktop.ui.imports.contacts import ContactsImport
from crm_desktop.ui.kit.buttons import Button, LinkButton, SecondaryButton
from crm_desktop.ui.start.welcome import Welcome
from tests.ui.hands import child, type_text
from tests.ui.running import Running, any_of

SAMPLE = "Look around in a sample business"
IMPORT = "Start with your contacts from a file …"
OPEN = "Open a business file …"


def welcome(running: Running) -> Welcome:
    shown = running.window.stack.currentWidget()
    assert isinstance(shown, Welcome)
    return shown


@pytest.fixture
def asked(running: Running) -> Welcome:
    running.program.welcome()
    return welcome(running)


def choose(combo: QComboBox, words: str) -> None:
    combo.setCurrentIndex(combo.findText(words))


def contacts(running: Running) -> int:
    with running.context().store.read() as session:
        return contact_list.count(session, ContactQuery())


def test_an_empty_file_is_made_as_it_was_asked_for(running: Running, asked: Welcome) -> None:
    choose(asked.country, "Brazil")
    type_text(asked.name, "Padaria Sol & Mar")
    asked.start_button.click()
    with running.context().store.read() as session:
        assert settings.get(session, "business.name") == "Padaria Sol & Mar"
        assert settings.get(session, "currency") == "BRL"
    assert running.file.exists()
    assert contacts(running) == 0


def test_the_part_of_the_country_is_asked_where_one_has_taxes_of_its_own(running: Running, asked: Welcome) -> None:
    choose(asked.country, "Brazil")
    assert not asked.region.isVisible()
    assert not asked.region_label.isVisible()
    choose(asked.country, "Portugal")
    assert asked.region.isVisible()
    assert asked.region.currentText() == "Mainland"
    choose(asked.region, "Madeira")
    choose(asked.language, "Português (Portugal)")
    again = welcome(running)
    assert again.region.currentText() == "Madeira"
    type_text(again.name, "Padaria Sol & Mar")
    again.start_button.click()
    with running.context().store.read() as session:
        assert settings.get(session, "country.region") == "PT-30"
        assert settings.get(session, "tax.default") == "22"


def test_a_new_file_opens_on_the_first_tab_wherever_another_was_left(running: Running, asked: Welcome) -> None:
    assert running.window.state.text("window/page") == "service"
    type_text(asked.name, "Padaria Sol & Mar")
    asked.start_button.click()
    assert running.window.page is not None
    assert isinstance(running.window.page, ContactsPage)


@pytest.mark.parametrize("way", [SAMPLE, IMPORT, OPEN, "Start with an empty file"])
def test_the_language_that_was_proposed_is_kept_once_it_is_accepted(running: Running, asked: Welcome, way: str) -> None:
    state = running.window.state
    assert state.text("screen/language") == ""
    type_text(asked.name, "Padaria Sol & Mar")
    running.answer()
    child(asked, Button, way).click()
    assert state.text("screen/language") == "en"


def test_without_a_name_it_says_what_is_missing(running: Running, asked: Welcome) -> None:
    asked.start_button.click()
    assert asked.fault.isVisible()
    assert asked.name.hasFocus()
    assert not running.file.exists()


def test_the_sample_needs_no_name_and_is_removed_in_one_click(running: Running, asked: Welcome) -> None:
    child(asked, SecondaryButton, SAMPLE).click()
    assert contacts(running) > 10
    banner = running.window.findChild(Banner)
    assert banner is not None
    assert any_of(running.seen(banner), "sample business")
    child(banner, LinkButton, "Remove the sample").click()
    assert contacts(running) == 0
    assert any_of(running.told(), "in the bin")
    button = running.toast().action_button
    assert button is not None
    button.click()
    assert contacts(running) > 10


def test_the_sample_can_be_removed_later_from_the_menu(running: Running, asked: Welcome) -> None:
    child(asked, SecondaryButton, SAMPLE).click()
    running.run("file.remove_sample")
    assert contacts(running) == 0
    running.window.registry.update()
    assert not running.window.registry.qt_action("file.remove_sample").isEnabled()


def test_contacts_from_a_file_are_the_third_way(running: Running, asked: Welcome) -> None:
    cards = running.folder / "people.csv"
    cards.write_text("Name;Phone\nAna Sousa;912345678\n", encoding="utf-8")
    running.answer(cards)
    type_text(asked.name, "Padaria")
    child(asked, SecondaryButton, IMPORT).click()
    dialog = running.dialog(ContactsImport)
    running.qtbot.waitUntil(lambda: "1 new" in dialog.summary.text())
    dialog.close()


def test_an_existing_file_is_the_fourth_way(running: Running, asked: Welcome) -> None:
    other = running.put_file(running.folder / "Other.crm")
    running.answer(other)
    child(asked, SecondaryButton, OPEN).click()
    assert running.open_name() == "Other"


def test_another_language_is_spoken_at_once_and_nothing_typed_is_lost(running: Running, asked: Welcome) -> None:
    type_text(asked.name, "Padaria")
    choose(asked.country, "Brazil")
    choose(asked.language, "Português (Portugal)")
    running.qtbot.waitUntil(lambda: running.window.stack.currentWidget() is not asked)
    again = welcome(running)
    assert again.name.text() == "Padaria"
    assert again.country.currentData() == "BR"
    assert again.language.currentData() == "pt_PT"
    assert running.window.state.text("screen/language") == "pt_PT"


def test_a_file_that_is_there_already_is_never_written_over(running: Running, asked: Welcome) -> None:
    before = running.put_file().read_bytes()
    type_text(asked.name, "Padaria")
    asked.start_button.click()
    assert running.file.read_bytes() == before
    assert running.program.file.name == "Forno 2.crm"


def test_a_new_file_beside_the_open_one_can_be_given_up(running: Running) -> None:
    running.open()
    running.answer(running.folder / "New.crm")
    running.run("file.new")
    child(welcome(running), SecondaryButton, SAMPLE)
    next(each for each in running.seen() if each == "Back to Forno.crm")
    welcome(running).back_pressed.emit()
    assert running.open_name() == "Forno"
    assert not (running.folder / "New.crm").exists()
