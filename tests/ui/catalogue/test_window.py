"""The window of products and services."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from PySide6.QtCore import Qt

from crm_desktop.domain.catalogue import ItemKind
from crm_desktop.services import catalogue
from crm_desktop.services.catalogue import ItemRow, NewItem
from crm_desktop.ui.catalogue.window import CatalogueWindow, open_catalogue
from crm_desktop.words import NO_BREAK
from tests.factories import NOW
from tests.ui.hands import CTRL, SHIFT, press, seen, type_text
from tests.ui.office import Office
from tests.ui.typing_in import editor, fill_in, pick, type_over


class Shelf:
    """The window over a few items."""

    def __init__(self, office: Office) -> None:
        self.office = office
        office.window.show()

    def add(self, name: str, **values: Any) -> int:
        return self.office.write(lambda session: catalogue.create(session, NewItem(name, **values), now=NOW))

    def open(self) -> CatalogueWindow:
        self.window = open_catalogue(self.office.context, self.office.window)
        self.office.qtbot.waitUntil(self.window.isActiveWindow)
        return self.window

    def item(self, item_id: int) -> ItemRow:
        return self.office.ask(lambda session: catalogue.item(session, item_id))

    def names(self) -> list[str]:
        model = self.window.table.query
        return [str(model.data(model.index(row, 1))) for row in range(self.window.records.count)]

    def told(self) -> list[str]:
        return [toast.text for toast in self.window._context.toasts.shown()]


@pytest.fixture
def shelf(office: Office) -> Shelf:
    return Shelf(office)


def test_an_empty_catalogue_says_what_it_is_for_and_offers_the_first_item(shelf: Shelf) -> None:
    window = shelf.open()
    assert "Nothing in the catalogue yet" in seen(window)
    press(window, Qt.Key.Key_N, CTRL)
    assert shelf.names() == ["New item"]
    type_over(editor(window.editor.form, "name"), "Oven service")
    press(editor(window.editor.form, "name"), Qt.Key.Key_Return)
    assert shelf.names() == ["Oven service"]


def test_price_cost_and_tax_are_kept_exactly_and_the_margin_is_told(shelf: Shelf) -> None:
    item_id = shelf.add("Oven")
    window = shelf.open()
    fill_in(window.editor.form.field("price"), "1.250,5025")
    fill_in(window.editor.form.field("cost"), "1000")
    fill_in(window.editor.form.field("tax_rate"), "23")
    pick(window.editor.form.field("kind"), "Service")
    found = shelf.item(item_id)
    assert (found.price, found.cost, found.tax_rate) == (Decimal("1250.5025"), Decimal(1000), Decimal(23))
    assert window.editor.margin.isVisible()
    assert window.editor.margin.text().startswith("Margin 20")


def test_a_price_that_cannot_be_stays_typed_and_keeps_the_window_open(shelf: Shelf) -> None:
    item_id = shelf.add("Oven")
    window = shelf.open()
    fill_in(window.editor.form.field("price"), "-5")
    assert window.editor.form.field("price").trouble
    assert shelf.item(item_id).price == 0
    window.close()
    assert window.isVisible()
    window.editor.form.restore()
    shelf.office.close(window)


def test_filter_and_views_find_items_by_code_name_and_kind(shelf: Shelf) -> None:
    shelf.add("Balcão", code="B-1", kind=ItemKind.PRODUCT)
    shelf.add("Oven service", code="S-1", kind=ItemKind.SERVICE)
    window = shelf.open()
    type_text(window.bar.field, "balcao")
    assert shelf.names() == ["Balcão"]
    window.bar.field.clear()
    type_text(window.bar.field, "s-1")
    assert shelf.names() == ["Oven service"]
    window.bar.field.clear()
    window.bar.choose_view("services")
    assert shelf.names() == ["Oven service"]


def test_an_item_goes_into_the_bin_and_comes_back_by_the_message_of_this_window(shelf: Shelf) -> None:
    item_id = shelf.add("Oven")
    shelf.add("Sign")
    window = shelf.open()
    window.table.keeper.choose(item_id)
    press(window.table, Qt.Key.Key_Delete)
    assert shelf.names() == ["Sign"]
    assert shelf.told() == ["1 item was put in the bin."]
    button = window._context.toasts.shown()[-1].action_button
    assert button is not None
    button.click()
    assert shelf.names() == ["Oven", "Sign"]
    window.table.keeper.choose(item_id)
    window.editor.delete_button.click()
    window.bar.choose_view("bin")
    assert window.editor.delete_button.accessibleName() == "Restore this item"
    window.editor.delete_button.click()
    assert not shelf.item(item_id).binned


def test_undo_and_redo_have_their_keys_here_too(shelf: Shelf) -> None:
    window = shelf.open()
    window.new_item()
    window.table.setFocus()
    press(window.table, Qt.Key.Key_Z, CTRL)
    assert shelf.names() == []
    assert shelf.told()[-1].startswith("Undone: New catalogue item")
    press(window, Qt.Key.Key_Z, CTRL | SHIFT)
    assert shelf.names() == ["New item"]


def test_an_item_changed_elsewhere_is_shown_anew(shelf: Shelf) -> None:
    item_id = shelf.add("Oven")
    window = shelf.open()
    shelf.office.write(lambda session: catalogue.edit(session, item_id, {"name": "Big oven"}))
    assert window.editor.title.text() == "Big oven"
    assert shelf.names() == ["Big oven"]


def test_an_item_asked_for_is_shown_whatever_the_filter_hides(shelf: Shelf) -> None:
    item_id = shelf.add("Oven")
    window = shelf.open()
    type_text(window.bar.field, "nothing like it")
    window.open_record(item_id)
    assert window.editor.title.text() == "Oven"
    assert window.bar.text() == ""


def test_a_filter_that_finds_nothing_says_so_and_is_cleared_with_one_press(shelf: Shelf) -> None:
    shelf.add("Oven")
    window = shelf.open()
    type_text(window.bar.field, "sauna")
    assert "Nothing matches “sauna”." in seen(window)
    window.records.places.nothing.clear_button.click()
    assert shelf.names() == ["Oven"]


def test_prices_are_shown_with_the_sign_of_their_currency_in_list_and_fields(shelf: Shelf) -> None:
    shelf.add("Oven", price=Decimal("1250.5"))
    window = shelf.open()
    model = window.table.query
    assert model.data(model.index(0, 4)) == f"€{NO_BREAK}1,250.50"
    price = window.editor.form.field("price")
    line = editor(window.editor.form, "price")
    assert (line.text(), line.suffix) == ("1,250.50", "€")
    fill_in(price, "99 EUR")
    assert line.text() == "99.00"
    fill_in(price, "98,5 €")
    assert line.text() == "98.50"
