"""One contact beside the list: every field edited in place, two versions shown, business and what comes next."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QPushButton
from pytestqt.qtbot import QtBot

from crm_desktop.domain.contacts import Lifecycle
from crm_desktop.services import contacts, deals, sales
from crm_desktop.services.contacts import ContactDraft
from crm_desktop.services.deals import NewDeal
from crm_desktop.services.sales import NewSale
from crm_desktop.ui.contacts.detail import DetailView
from crm_desktop.ui.kit.buttons import LinkButton
from crm_desktop.ui.kit.chip import Chip
from tests.factories import NOW, TODAY
from tests.ui.contacts.office import Office, pick, write
from tests.ui.hands import CTRL, child, click, press, seen, type_text


def _detail(office: Office) -> DetailView:
    return office.page.pane.detail


def test_the_name_is_edited_in_place_and_its_parts_follow(office: Office) -> None:
    write(_detail(office).head.name, "Ana Maria de Sousa")
    stored = office.stored(office.ids[0])
    assert (stored.given, stored.middle, stored.family) == ("Ana", "Maria", "de Sousa")
    assert _detail(office).sections.details.form.field("family").value == "de Sousa"
    assert office.listed()[0] == "Ana Maria de Sousa"


def test_an_empty_name_is_refused_beside_it(office: Office) -> None:
    write(_detail(office).head.name, "")
    assert _detail(office).head.name.trouble
    assert office.stored(office.ids[0]).name == "Ana Sousa"


@pytest.mark.parametrize(
    ("field", "typed", "stored"),
    [
        ("prefix", "Dr.", "Dr."),
        ("nickname", "Aninhas", "Aninhas"),
        ("source", "Feira 2026 & Co", "Feira 2026 & Co"),
        ("country", "portugal", "PT"),
        ("country", "es", "ES"),
        ("birthday", "22/03/1980", "1980-03-22"),
        ("birthday", "22/3", "--03-22"),
    ],
)
def test_a_field_is_saved_when_it_is_left(office: Office, field: str, typed: str, stored: str) -> None:
    write(_detail(office).sections.details.form.field(field), typed)
    assert getattr(office.stored(office.ids[0]), field) == stored


def test_choices_are_saved_at_once(office: Office) -> None:
    form = _detail(office).sections.details.form
    for name, at, stored in (("lifecycle", 4, "former"), ("language", 1, "pt_PT")):
        combo = form.field(name).editor
        assert isinstance(combo, QComboBox)
        combo.setCurrentIndex(at)
        combo.activated.emit(at)
        assert getattr(office.stored(office.ids[0]), name) == stored


def test_somebody_who_works_somewhere_cannot_become_a_company_and_is_told_so(office: Office) -> None:
    field = _detail(office).sections.details.form.field("kind")
    combo = field.editor
    assert isinstance(combo, QComboBox)
    combo.setCurrentIndex(1)
    combo.activated.emit(1)
    assert field.trouble


def test_an_impossible_birthday_stays_with_its_sentence(office: Office) -> None:
    field = _detail(office).sections.details.form.field("birthday")
    write(field, "31/02")
    assert "31/02" in field.trouble
    assert office.stored(office.ids[0]).birthday == ""


def test_the_life_cycle_changes_from_its_chip(office: Office) -> None:
    chip = _detail(office).head.lifecycle
    assert chip.text() == "Customer"
    pick(chip.make_menu(), "Former")
    assert office.stored(office.ids[0]).lifecycle == Lifecycle.FORMER
    assert chip.text() == "Former"


def test_tags_are_added_and_taken_away_in_place(office: Office) -> None:
    line = _detail(office).head.tags.editor
    type_text(line, "Porto")
    press(line, Qt.Key.Key_Return)
    assert office.stored(office.ids[0]).tags == ("Porto", "wood")
    child(_detail(office).head, Chip, "wood").removed.emit("wood")
    assert office.stored(office.ids[0]).tags == ("Porto",)


def test_a_tax_id_has_its_check_mark_or_a_warning(office: Office) -> None:
    tax = _detail(office).tax
    write(tax.field, "501964843")
    assert tax.field.editor.text() == "501 964 843"
    assert tax.field.editor.suffix == "✓"
    assert tax.label.text() == "NIF"
    assert office.stored(office.ids[0]).tax_id == "501964843"
    write(tax.field, "501964842")
    assert not tax.warning.isHidden()
    assert tax.field.editor.suffix == ""


def test_a_tax_id_that_another_has_is_told(office: Office) -> None:
    other = office.add(ContactDraft(name="Other Lda", tax_id="501 964 843"))
    write(_detail(office).tax.field, "PT501964843")
    assert not _detail(office).alike.isVisible()
    write(_detail(office).tax.field, "501964843")
    click(_detail(office).alike.links[0])
    assert _detail(office).contact_id == other


def test_both_versions_are_shown_when_another_window_was_quicker(office: Office) -> None:
    field = _detail(office).sections.details.form.field("source")
    field.editor.setFocus()
    type_text(field.editor, "mine")
    with office.store.write("Edit contact") as session:
        contacts.edit(session, office.ids[0], {"source": "theirs"})
    press(field.editor, Qt.Key.Key_Return)
    assert "theirs" in field.trouble
    assert "mine" in field.trouble
    assert office.stored(office.ids[0]).source == "theirs"
    click(child(field, LinkButton, "Keep mine"))
    assert office.stored(office.ids[0]).source == "mine"


def test_what_is_typed_is_saved_before_another_contact_is_shown(office: Office) -> None:
    type_text(_detail(office).sections.details.form.field("source").editor, "Fair")
    office.page.list.selectRow(2)
    assert office.stored(office.ids[0]).source == "Fair"
    assert _detail(office).sections.details.form.field("source").value == ""


def test_notes_are_kept(office: Office) -> None:
    _detail(office).sections.choose("notes")
    notes = _detail(office).sections.notes.editor
    notes.insertPlainText("Wants oak.\nNot pine <b>.")
    press(notes, Qt.Key.Key_Return, CTRL)
    assert office.stored(office.ids[0]).notes == "Wants oak.\nNot pine <b>."


def test_business_says_what_was_sold_what_is_open_and_what_comes_next(office: Office) -> None:
    with office.store.write("Sell") as session:
        sales.record(session, NewSale(1248000, "EUR", date(2026, 9, 1), contact_id=office.ids[0]), now=NOW)
        deal = NewDeal("Kitchen", office.ids[0], value=240000, next_step="Call back", next_step_date=TODAY)
        deals.create(session, deal, today=TODAY, now=NOW)
    words = seen(_detail(office).business)
    assert "€\u00a012,480 in 1 sale" in words
    assert "1 deal, €\u00a02,400" in words
    click(child(_detail(office).business, LinkButton, "Call back"))
    assert office.other_page("pipeline").noted[-1] == 1
    item = office.page.listing.model.item_at(0)
    assert (item.detail, item.amount) == ("Today · Call back", "€\u00a012,480")


def test_the_figures_of_a_company_say_that_they_take_in_its_people(office: Office) -> None:
    with office.store.write("Sell") as session:
        sales.record(session, NewSale(1248000, "EUR", date(2026, 9, 1), contact_id=office.ids[0]), now=NOW)
    note = "Including what was done with its people"
    assert note not in seen(_detail(office).business)
    click(_detail(office).head.role.company)
    assert {note, "€\u00a012,480 in 1 sale"} <= set(seen(_detail(office).business))


def test_the_role_line_leads_to_the_company(office: Office) -> None:
    role = _detail(office).head.role
    assert role.before.text() == "Owner at"
    click(role.company)
    assert _detail(office).head.name.editor.text() == "Padaria Central, Lda"
    assert "1 person" in role.after.text()


def test_a_narrow_detail_keeps_everything_in_sections(office: Office, qtbot: QtBot) -> None:
    office.window.resize(960, 600)
    qtbot.waitUntil(lambda: _detail(office).sections.tabs.isTabVisible(0))
    assert _detail(office).left.parentWidget() is _detail(office).sections.overview
    assert "Reach" in seen(_detail(office).sections.overview)
    office.window.resize(1280, 720)
    qtbot.waitUntil(lambda: not _detail(office).sections.tabs.isTabVisible(0))
    assert _detail(office).left.isVisibleTo(office.page)
    assert child(_detail(office).head, QPushButton, "Summary PDF").isVisible()


def test_every_input_and_button_has_a_name(office: Office) -> None:
    nameless = [
        widget
        for widget in [*office.page.findChildren(QPushButton), *office.page.findChildren(QComboBox)]
        if not (widget.accessibleName() or getattr(widget, "text", str)())
    ]
    assert not nameless
