"""The Contacts tab as a person uses it: find, make, edit, delete, restore."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from crm_desktop.domain.contacts import ContactKind
from crm_desktop.services.contacts import ContactDraft
from crm_desktop.ui.actions import Action
from crm_desktop.ui.contacts import page as page_module
from tests.ui.contacts.office import Office, pick, write
from tests.ui.hands import ALT, CTRL, child, click, press, seen, type_text


def _find(office: Office, qtbot: QtBot, text: str) -> None:
    office.page.listing.bar.field.clear()
    type_text(office.page.listing.bar.field, text)


def test_the_list_has_everybody_by_name_and_shows_the_first(office: Office) -> None:
    assert office.listed() == ["Ana Sousa", "Grande Hotel", "João Fé", "Padaria Central, Lda"]
    assert office.page.listing.bar.field.placeholderText() == "Filter 4 contacts"
    assert office.page.pane.detail.head.name.editor.text() == "Ana Sousa"
    item = office.page.listing.model.item_at(0)
    assert (item.detail, item.chip, item.amount) == ("Owner, Padaria Central, Lda", "Customer", "–")


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("joao", ["João Fé"]),
        ("JOÃO FÉ", ["João Fé"]),
        ("912345678", ["Ana Sousa"]),
        ("+351 912 345", ["Ana Sousa"]),
        ("222-004-120", ["João Fé"]),
        ("ana@example.com", ["Ana Sousa"]),
        ("nobody at all", []),
    ],
)
def test_the_filter_finds_without_accents_case_and_in_any_phone_format(
    office: Office, qtbot: QtBot, typed: str, found: list[str]
) -> None:
    _find(office, qtbot, typed)
    assert office.listed() == found
    if not found:
        assert "Nothing matches “nobody at all”." in seen(office.page)


def test_the_one_who_is_shown_follows_the_filter_when_it_rests(office: Office, qtbot: QtBot) -> None:
    _find(office, qtbot, "hotel")
    qtbot.waitUntil(lambda: office.page.pane.detail.head.name.editor.text() == "Grande Hotel")
    assert "1 contact found" in seen(office.page)
    press(office.page.listing.bar.field, Qt.Key.Key_Escape)
    assert len(office.listed()) == 4


def test_views_narrow_the_list(office: Office) -> None:
    office.page.listing.bar.choose_view("companies")
    assert office.listed() == ["Grande Hotel", "Padaria Central, Lda"]
    office.page.listing.bar.choose_view("customer")
    assert office.listed() == ["Ana Sousa"]
    office.page.listing.bar.choose_view("bin")
    assert office.listed() == []


def test_a_new_person_is_made_from_the_keyboard(office: Office) -> None:
    press(office.window, Qt.Key.Key_N, CTRL)
    form = office.page.pane.new.form
    assert QApplication.focusWidget() is form.field("name").editor
    type_text(form.field("name").editor, "Rita d'Ávila <b>")
    type_text(form.field("email").editor, "rita@example.com")
    press(form.field("email").editor, Qt.Key.Key_Return)
    assert office.names("rita") == ["Rita d'Ávila <b>"]
    assert office.page.pane.detail.head.name.editor.text() == "Rita d'Ávila <b>"
    assert office.page.list.keeper.current == office.page.pane.detail.contact_id


def test_enter_waits_once_where_somebody_has_the_same_already(office: Office) -> None:
    press(office.window, Qt.Key.Key_N, CTRL)
    new = office.page.pane.new
    phone = new.form.field("phone").editor
    before = office.names()
    type_text(new.form.field("name").editor, "Rui")
    type_text(phone, "912345678")
    press(phone, Qt.Key.Key_Return)
    assert new.alike.isVisible()
    assert office.names() == before
    press(phone, Qt.Key.Key_Return)
    assert len(office.names()) == len(before) + 1


def test_a_new_company_has_its_own_command(office: Office) -> None:
    press(office.window, Qt.Key.Key_N, CTRL | ALT)
    assert "New company" in seen(office.page.pane.new)
    type_text(office.page.pane.new.form.field("name").editor, "Oliveira & Filhos")
    click(office.page.pane.new.create_button)
    assert office.names(view="companies").count("Oliveira & Filhos") == 1


def test_the_new_button_asks_whether_person_or_company(office: Office) -> None:
    for kind in (ContactKind.COMPANY, ContactKind.PERSON):
        pick(office.page.listing.make_new_menu(), kind.capitalize())
        assert office.page.pane.new.kind is kind


def test_an_untouched_new_contact_leaves_nothing_behind(office: Office) -> None:
    before = office.names()
    press(office.window, Qt.Key.Key_N, CTRL)
    office.window.show_page("pipeline")
    office.window.show_page("contacts")
    press(office.window, Qt.Key.Key_N, CTRL)
    press(office.page.pane.new.form.field("name").editor, Qt.Key.Key_Escape)
    assert office.page.pane.shown is not None
    assert office.names() == before


def test_a_new_contact_with_a_name_is_kept_when_another_is_chosen(office: Office) -> None:
    press(office.window, Qt.Key.Key_N, CTRL)
    type_text(office.page.pane.new.form.field("name").editor, "Rita")
    office.page.list.selectRow(1)
    assert office.names("rita") == ["Rita"]
    assert office.page.pane.shown_id == office.page.list.keeper.current == office.ids[2]


def test_a_new_contact_without_a_name_is_asked_for_one_and_nothing_is_lost(office: Office) -> None:
    press(office.window, Qt.Key.Key_N, CTRL)
    type_text(office.page.pane.new.form.field("phone").editor, "930 000 111")
    office.window.show_page("pipeline")
    assert office.window.page is office.page
    assert office.page.pane.shows_new
    assert office.page.pane.new.form.field("name").trouble
    assert office.page.pane.new.form.values()["phone"] == "930 000 111"


def test_a_bad_email_is_said_beside_its_field(office: Office) -> None:
    press(office.window, Qt.Key.Key_N, CTRL)
    type_text(office.page.pane.new.form.field("name").editor, "Rita")
    type_text(office.page.pane.new.form.field("email").editor, "not an address")
    click(office.page.pane.new.create_button)
    assert "not an address" in office.page.pane.new.form.field("email").trouble
    assert office.names("rita") == []


def test_a_number_that_somebody_has_is_told_with_a_link_to_them(office: Office) -> None:
    press(office.window, Qt.Key.Key_N, CTRL)
    write(office.page.pane.new.form.field("phone"), "00351 912 345 678")
    link = office.page.pane.new.alike.links[0]
    assert link.words() == "Ana Sousa"
    click(link)
    assert office.page.pane.shown is not None
    assert office.page.pane.detail.head.name.editor.text() == "Ana Sousa"


def test_deleting_puts_in_the_bin_and_the_message_takes_it_back(office: Office) -> None:
    office.page.open_record(office.ids[1])
    press(office.window, Qt.Key.Key_Delete, CTRL)
    assert "João Fé" not in office.listed()
    assert office.messages() == ["1 contact was put in the bin."]
    office.press_undo()
    assert "João Fé" in office.listed()


def test_the_bin_shows_who_was_deleted_locked_and_restores_them(office: Office) -> None:
    office.page.open_record(office.ids[1])
    office.page.delete_chosen()
    office.page.listing.bar.choose_view("bin")
    office.page.list.keeper.choose_first()
    assert office.listed() == ["João Fé"]
    assert office.page.pane.detail.head.name.editor.isReadOnly()
    click(child(office.page.pane.detail.head, QPushButton, "Restore"))
    assert office.listed() == []
    office.page.listing.bar.choose_view("all")
    assert "João Fé" in office.listed()


def test_several_are_deleted_at_once(office: Office) -> None:
    office.page.list.selectAll()
    press(office.page.list, Qt.Key.Key_Delete)
    assert office.names() == []
    assert office.messages() == ["4 contacts were put in the bin."]


def test_opening_somebody_the_filter_hides_clears_the_filter(office: Office, qtbot: QtBot) -> None:
    _find(office, qtbot, "hotel")
    office.window.go("contacts", office.ids[0])
    assert office.page.pane.detail.head.name.editor.text() == "Ana Sousa"
    assert office.page.listing.bar.field.text() == ""


def test_what_another_window_changes_is_seen_at_once(office: Office) -> None:
    office.add(ContactDraft(name="Beatriz"))
    assert "Beatriz" in office.listed()
    assert office.page.pane.detail.head.name.editor.text() == "Ana Sousa"


def test_an_empty_file_says_what_the_page_is_for(empty_office: Office) -> None:
    office = empty_office
    asked: list[str] = []
    office.window.registry.add([Action("file.import_contacts", "Import", lambda: asked.append("import"))])
    assert "No contacts yet" in seen(office.page)
    click(child(office.page.listing.empty, QPushButton, "Import contacts …"))
    assert asked == ["import"]
    click(child(office.page.listing.empty, QPushButton, "New contact"))
    type_text(office.page.pane.new.form.field("name").editor, "First")
    press(office.page.pane.new.form.field("name").editor, Qt.Key.Key_Return)
    press(office.page.pane.new.form.field("name").editor, Qt.Key.Key_Return)
    assert office.listed() == ["First"]


def test_reading_only_locks_every_field_and_command(office: Office) -> None:
    office.page.set_editable(False)
    office.page.delete_chosen()
    assert len(office.listed()) == 4
    assert office.page.pane.detail.head.name.editor.isReadOnly()
    assert not office.page.pane.detail.reach.add_button.isEnabled()
    assert all(
        row.value.editor.isReadOnly() for row in office.page.pane.detail.reach.rows if hasattr(row.value, "editor")
    )
    assert not office.page.pane.detail.head.quote.isEnabled()


def test_dropped_contact_files_are_imported(office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[list[Path]] = []
    monkeypatch.setattr(
        "crm_desktop.ui.imports.contacts.import_contacts", lambda _context, _window, paths: given.append(paths)
    )
    mime = QMimeData()
    files = [tmp_path / "a.vcf", tmp_path / "b.CSV", tmp_path / "photo.raw"]
    mime.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    event = QDropEvent(
        QPointF(QPoint(40, 40)), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    office.page.dropEvent(event)
    assert given == [files[:2]]
    assert event.isAccepted()


def test_hostile_names_are_shown_as_they_are(office: Office) -> None:
    for name in ("<img src=x> & <b>Co</b>", "🦊" * 50, "W" * 1_000):
        contact_id = office.add(ContactDraft(name=name))
        office.page.open_record(contact_id)
        assert office.page.pane.detail.head.name.editor.text() == name
        assert not office.window.grab().isNull()
    assert office.window.width() == 1280


def test_a_word_of_ten_thousand_letters_is_refused_beside_the_name_and_kept_there(office: Office, qtbot: QtBot) -> None:
    name = office.page.pane.detail.head.name
    name.editor.setText("W" * 9_999)
    type_text(name.editor, "W")
    press(name.editor, Qt.Key.Key_Return)
    assert name.trouble
    office.page.list.selectRow(2)
    assert name.editor.text() == "W" * 10_000
    qtbot.waitUntil(lambda: office.page.list.keeper.current == office.ids[0])
    press(name.editor, Qt.Key.Key_Escape)
    assert name.editor.text() == "Ana Sousa"


def test_the_commands_have_free_shortcuts(office: Office) -> None:
    shortcuts = [keys for action in office.page.page_actions() for keys in action.shortcuts]
    assert len(shortcuts) == len(set(shortcuts))
    assert not {"Ctrl+Shift+N", "Ctrl+Shift+P", "Ctrl+K", "Ctrl+I"} & set(shortcuts)
    assert page_module.ENDINGS
