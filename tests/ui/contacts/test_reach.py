"""Channels: added, edited in place, made the main one, copied and removed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from crm_desktop.domain.contacts import ChannelKind
from crm_desktop.services import channels
from crm_desktop.services.channels import ChannelDraft
from crm_desktop.ui.contacts.address_field import AddressField
from crm_desktop.ui.contacts.channel_field import ChannelField
from crm_desktop.ui.contacts.channel_row import ChannelRow
from crm_desktop.ui.contacts.label_dialog import LabelDialog
from crm_desktop.ui.contacts.reach import Reach
from tests.ui.contacts.office import Office, pick, write
from tests.ui.hands import click, press, type_text


def _reach(office: Office) -> Reach:
    return office.page.pane.detail.reach


def _lines(office: Office) -> list[tuple[str, str]]:
    return [(row.label.text(), _value(row)) for row in _reach(office).rows]


def _value(row: ChannelRow) -> str:
    return row.value.text.text() if isinstance(row.value, AddressField) else row.value.editor.text()


def _line(row: ChannelRow) -> ChannelField:
    assert isinstance(row.value, ChannelField)
    return row.value


def _address(row: ChannelRow) -> AddressField:
    assert isinstance(row.value, AddressField)
    return row.value


def test_numbers_are_grouped_and_named_by_their_use(office: Office) -> None:
    assert _lines(office) == [("Mobile", "+351 912 345 678"), ("E-mail", "ana@example.com")]
    assert office.stored(office.ids[0]).channels[0].value == "912 345 678"


def test_reading_a_number_does_not_change_it(office: Office) -> None:
    field = _line(_reach(office).rows[0])
    field.editor.setFocus()
    type_text(field.editor, "9")
    press(field.editor, Qt.Key.Key_Backspace)
    press(field.editor, Qt.Key.Key_Return)
    assert office.stored(office.ids[0]).channels[0].value == "912 345 678"


def test_a_channel_is_added_from_the_menu_and_saved_when_it_is_left(office: Office) -> None:
    pick(_reach(office).make_menu(), "Phone")
    row = _reach(office).rows[-1]
    assert QApplication.focusWidget() is _line(row).editor
    type_text(_line(row).editor, "222004120")
    press(_line(row).editor, Qt.Key.Key_Return)
    assert ("Phone", "+351 22 200 4120") in _lines(office)
    assert row in _reach(office).rows
    # João has the same number.
    assert [link.words() for link in office.page.pane.detail.alike.links] == ["João Fé"]


def test_a_new_channel_left_empty_is_not_kept(office: Office) -> None:
    pick(_reach(office).make_menu(), "Website")
    assert len(_reach(office).rows) == 3
    assert office.page.leave()
    assert len(_reach(office).rows) == 2


def test_what_can_never_be_right_is_refused_in_place(office: Office) -> None:
    pick(_reach(office).make_menu(), "E-mail")
    row = _reach(office).rows[-1]
    write(_line(row), "not an address")
    assert "not an address" in _line(row).trouble
    assert not office.page.leave()
    write(_line(row), "second@example.com")
    assert office.page.leave()
    assert len(office.stored(office.ids[0]).channels_of(ChannelKind.EMAIL)) == 2


def test_an_edit_of_a_stored_channel_is_found_by_its_new_value(office: Office) -> None:
    write(_line(_reach(office).rows[0]), "934 000 111")
    assert office.names("934000111") == ["Ana Sousa"]
    assert office.names("912345678") == []


def test_the_second_number_can_become_the_main_one_and_have_another_use(office: Office) -> None:
    with office.store.write("Add channel") as session:
        channels.add_channel(session, office.ids[0], ChannelDraft(kind=ChannelKind.PHONE, value="222 004 120"))
    first, second = _reach(office).rows[:2]
    assert _line(first).editor.suffix == "main"
    pick(second.make_menu(), "Make it the main one")
    assert _reach(office).rows[0] is second
    pick(second.make_menu(), "Work")
    assert second.label.text() == "Work"


def test_a_label_of_ones_own_stands_before_the_channel(office: Office) -> None:
    row = _reach(office).rows[0]
    pick(row.make_menu(), "A label of your own …")
    dialog = office.window.findChild(LabelDialog)
    assert dialog is not None
    type_text(dialog.form.field("label").editor, "Assistant <i>")
    dialog.try_accept()
    assert row.label.text() == "Assistant <i>"


def test_one_click_copies_what_is_read(office: Office) -> None:
    click(_reach(office).rows[0].copy)
    assert QGuiApplication.clipboard().text() == "+351 912 345 678"
    assert office.messages() == ["Copied."]


def test_removing_says_so_and_can_be_taken_back(office: Office) -> None:
    pick(_reach(office).rows[1].make_menu(), "Remove")
    assert _lines(office) == [("Mobile", "+351 912 345 678")]
    assert "ana@example.com" in office.messages()[-1]
    office.press_undo()
    assert ("E-mail", "ana@example.com") in _lines(office)


def test_a_late_undo_never_takes_back_something_else(office: Office) -> None:
    pick(_reach(office).rows[1].make_menu(), "Remove")
    write(office.page.pane.detail.sections.details.form.field("source"), "Fair")
    office.press_undo()
    assert office.stored(office.ids[0]).source == "Fair"
    assert "Ctrl+Z" in office.messages()[-1]


def test_an_address_is_written_part_by_part(office: Office) -> None:
    pick(_reach(office).make_menu(), "Address")
    address = _address(_reach(office).rows[-1])
    assert address.is_open
    for part, text in (("street", "Rua do Almada 210"), ("postcode", "4050-031"), ("city", "Porto")):
        write(address.form.field(part), text)
    click(address.done)
    assert address.text.text() == "Rua do Almada 210\n4050-031 Porto"
    stored = office.stored(office.ids[0]).channels_of(ChannelKind.ADDRESS)
    assert [(each.street, each.postcode, each.city) for each in stored] == [("Rua do Almada 210", "4050-031", "Porto")]


def test_the_country_of_an_address_is_read_by_its_name(office: Office) -> None:
    draft = ChannelDraft(kind=ChannelKind.ADDRESS, street="Rua 1", city="Porto", country="pt")
    with office.store.write("Add channel") as session:
        channels.add_channel(session, office.ids[0], draft)
    address = _address(_reach(office).rows[-1])
    assert address.text.text() == "Rua 1\nPorto\nPortugal"
    assert address.form.field("country").value == "pt"


def test_an_address_opens_by_keyboard_and_escape_closes_it(office: Office) -> None:
    draft = ChannelDraft(kind=ChannelKind.ADDRESS, value="Rua Velha 1, Braga")
    with office.store.write("Add channel") as session:
        channels.add_channel(session, office.ids[0], draft)
    address = _address(_reach(office).rows[-1])
    press(address.text, Qt.Key.Key_F2)
    # An address in one piece is edited as its street, and keeps it when only the city is added.
    write(address.form.field("city"), "Braga")
    press(address.form.field("city").editor, Qt.Key.Key_Escape)
    assert not address.is_open
    assert address.text.text() == "Rua Velha 1, Braga\nBraga"


@pytest.mark.parametrize(
    ("at", "entry", "url"),
    [(0, "Call", "tel:+351912345678"), (1, "Write an e-mail", "mailto:ana@example.com")],
)
def test_calling_and_writing_leave_for_the_systems_programs(
    office: Office, monkeypatch: pytest.MonkeyPatch, at: int, entry: str, url: str
) -> None:
    opened: list[str] = []

    def note(link: QUrl) -> bool:
        opened.append(link.toString())
        return True

    monkeypatch.setattr("crm_desktop.ui.contacts.linking.QDesktopServices.openUrl", note)
    pick(_reach(office).rows[at].make_menu(), entry)
    pick(office.page.pane.detail.head.make_menu(), entry)
    assert opened == [url, url]
