"""The list of contacts: its views, tags and orders."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from crm_desktop.domain.contacts import Lifecycle
from crm_desktop.services import contacts
from crm_desktop.services.contacts import ContactDraft
from crm_desktop.ui.contacts.order_menu import ORDERS
from tests.factories import NOW
from tests.ui.contacts.office import Office, pick
from tests.ui.hands import CTRL, SHIFT, press, seen

LONG = "a tag that is much longer than the list is wide"


def open_menu(office: Office) -> QMenu:
    """The menu of views, opened by its key."""
    press(office.window, Qt.Key.Key_F, CTRL | SHIFT)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def test_a_tag_is_chosen_from_the_menu_and_all_come_back(office: Office) -> None:
    menu = open_menu(office)
    pick(menu, "wood")
    menu.close()
    assert office.listed() == ["Ana Sousa"]
    assert "View: wood" in seen(office.page.listing.bar)
    menu = open_menu(office)
    pick(menu, "All")
    menu.close()
    assert len(office.listed()) == 4


def test_a_tag_given_meanwhile_is_offered_and_a_long_one_leaves_room_for_the_filter(office: Office) -> None:
    office.add(ContactDraft(name="Rui", tags=(LONG,)))
    menu = open_menu(office)
    pick(menu, LONG)
    menu.close()
    assert office.listed() == ["Rui"]
    button = office.page.listing.bar.view_button
    assert button is not None
    assert button.accessibleName() == f"View: {LONG}"
    assert button.width() < office.page.listing.width() // 2


def test_without_tags_none_are_offered(empty_office: Office) -> None:
    empty_office.add(ContactDraft(name="Rui"))
    menu = open_menu(empty_office)
    shown = [entry.text() for entry in menu.actions() if entry.isVisible() and entry.text()]
    menu.close()
    assert "Tags" not in shown
    assert "Order" in shown


def test_every_order_of_the_service_is_offered(office: Office) -> None:
    office.add(ContactDraft(name="Zoé", lifecycle=Lifecycle.SUSPECT))
    orders = {}
    for sort in ORDERS:
        office.page.listing.order.choose(sort)
        orders[sort] = office.listed()
    assert orders["name"][0] == "Ana Sousa"
    assert orders["created"][0] == "Zoé"
    assert orders["lifecycle"].index("Zoé") < orders["lifecycle"].index("Ana Sousa")
    assert {frozenset(listed) for listed in orders.values()} == {frozenset(orders["name"])}


def test_view_and_order_are_remembered(qtbot: QtBot, tmp_path: Path) -> None:
    tagged = tuple(ContactDraft(name=name, tags=("wood",)) for name in ("Ana", "Zoé"))
    for turn in ("first", "second"):
        folder = tmp_path / turn
        folder.mkdir()
        if turn == "second":
            (tmp_path / "first" / "settings.ini").rename(folder / "settings.ini")
        office = Office(folder, drafts=(*tagged, ContactDraft(name="Rui")))
        qtbot.addWidget(office.window)
        if turn == "first":
            menu = open_menu(office)
            pick(menu, "wood")
            menu.close()
            office.page.listing.order.choose("created")
            office.window.state.save()
        assert office.listed() == ["Zoé", "Ana"]
        office.close()


def test_the_bin_is_in_reach_when_everybody_is_in_it(empty_office: Office) -> None:
    listing = empty_office.page.listing
    assert not listing.bar.isVisible()
    contact_id = empty_office.add(ContactDraft(name="Rui"))
    with empty_office.store.write("Delete contact") as session:
        contacts.to_bin(session, contact_id, NOW)
    assert empty_office.listed() == []
    assert listing.bar.isVisible()
    listing.bar.choose_view("bin")
    assert empty_office.listed() == ["Rui"]


def test_the_bin_is_not_remembered(office: Office) -> None:
    office.page.listing.bar.choose_view("bin")
    assert office.window.state.text("contacts/view") == ""


def test_a_view_with_nobody_in_another_business_hides_nobody_there(qtbot: QtBot, tmp_path: Path) -> None:
    office = Office(tmp_path)
    qtbot.addWidget(office.window)
    office.add(ContactDraft(name="Rui"))
    for remembered in ("tag:unknown", "customer", "bin"):
        office.window.state.set_text("contacts/view", remembered)
        office.window.detach()
        office.window.attach(office.context)
        assert office.listed() == ["Rui"]
    office.close()
