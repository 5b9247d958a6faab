"""A price built from hours and material, and prices by quantity, in the window of the catalogue."""

from __future__ import annotations

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt

from crm_desktop.domain.built_prices import Break, BuiltPrice
from crm_desktop.services import catalogue, catalogue_prices
from crm_desktop.services.catalogue import NewItem
from crm_desktop.services.catalogue_prices import ItemPrices
from crm_desktop.ui.catalogue.editor import ItemEditor
from crm_desktop.ui.catalogue.price_dialogs import BreaksDialog, BuildDialog
from crm_desktop.ui.catalogue.window import CatalogueWindow, open_catalogue
from crm_desktop.ui.kit.buttons import QuietButton
from crm_desktop.ui.kit.dialogs import Dialog
from crm_desktop.words import NO_BREAK
from tests.factories import NOW
from tests.ui.hands import child, press, type_text
from tests.ui.office import Office


class PriceDesk:
    """The window with one item of 9.00."""

    def __init__(self, office: Office) -> None:
        self.office = office
        office.window.show()
        item = NewItem("Screw", price=Decimal(9), tax_rate=Decimal(23))
        self.item_id = office.write(lambda session: catalogue.create(session, item, now=NOW))
        self.window: CatalogueWindow = open_catalogue(office.context, office.window)
        office.qtbot.waitUntil(self.window.isActiveWindow)
        self.editor.show_record(self.item_id)

    @property
    def editor(self) -> ItemEditor:
        return self.window.editor

    def prices(self) -> ItemPrices:
        return self.office.ask(lambda session: catalogue_prices.prices(session, self.item_id))

    def build(self) -> BuildDialog:
        self.editor.build_button.click()
        (dialog,) = [each for each in self.editor.findChildren(BuildDialog) if each.isVisible()]
        return dialog

    def breaks(self) -> BreaksDialog:
        self.editor.breaks_button.click()
        dialog = self.editor.findChild(BreaksDialog)
        assert dialog is not None
        return dialog

    def type(self, dialog: BuildDialog, **texts: str) -> None:
        for name, text in texts.items():
            field = dialog.form.field(name)
            field.editor.setFocus()
            type_text(field.editor, text)


@pytest.fixture
def desk(office: Office) -> PriceDesk:
    return PriceDesk(office)


def plain(text: str) -> str:
    return text.replace(NO_BREAK, " ")


def put_breaks(dialog: BreaksDialog, *pairs: tuple[str, str]) -> None:
    for at, (quantity, price) in enumerate(pairs):
        row = dialog.grid.rows[at] if at < len(dialog.grid.rows) else dialog.grid.add()
        for field, text in ((row.quantity, quantity), (row.price, price)):
            field.editor.setFocus()
            type_text(field.editor, text)


def test_the_price_follows_the_typing_and_becomes_the_price_of_the_item(desk: PriceDesk) -> None:
    dialog = desk.build()
    desk.type(dialog, hours="2.5", hour_rate="40", material="35", markup="20")
    assert plain(dialog.price.text()) == "€ 162.00 · your cost € 135.00"
    press(dialog.form.field("markup").editor, Qt.Key.Key_Return)
    built = BuiltPrice(Decimal("2.5"), Decimal(40), Decimal(35), Decimal(20))
    assert (desk.prices().price, desk.prices().built) == (Decimal(162), built)
    assert plain(desk.editor.built.text()) == "2.5 h × € 40.00 + € 35.00 + 20 %"
    assert desk.editor.form.values()["price"] == Decimal(162)


def test_the_usual_rate_of_an_hour_is_proposed(desk: PriceDesk) -> None:
    hourly = NewItem("Fitting", unit="h", price=Decimal(38))
    desk.office.write(lambda session: catalogue.create(session, hourly, now=NOW))
    desk.editor.show_record(desk.item_id)
    dialog = desk.build()
    desk.type(dialog, hours="2")
    assert plain(dialog.price.text()) == "€ 76.00 · your cost € 76.00"
    dialog.reject()


def test_a_price_can_be_typed_again_and_one_step_back_builds_it_again(desk: PriceDesk) -> None:
    dialog = desk.build()
    desk.type(dialog, material="10")
    dialog.try_accept()
    child(desk.build(), QuietButton, "Type the price instead").click()
    assert (desk.prices().price, desk.prices().built) == (Decimal(10), None)
    assert desk.editor.built.text() == ""
    desk.office.store.undo()
    assert desk.prices().built == BuiltPrice(material=Decimal(10))


def test_what_cannot_be_read_stays_typed_with_its_sentence(desk: PriceDesk) -> None:
    dialog = desk.build()
    desk.type(dialog, hours="two", hour_rate="40")
    assert dialog.price.text() == ""
    dialog.try_accept()
    assert dialog.isVisible()
    assert dialog.form.field("hours").trouble
    assert desk.prices().built is None
    dialog.reject()


def test_prices_by_quantity_are_typed_kept_in_order_and_said(desk: PriceDesk) -> None:
    dialog = desk.breaks()
    put_breaks(dialog, ("100", "7"), ("10", "8.50"))
    dialog.try_accept()
    assert desk.prices().breaks == (Break(Decimal(10), Decimal("8.5")), Break(Decimal(100), Decimal(7)))
    assert plain(desk.editor.breaks.text()) == "from 10: € 8.50 · from 100: € 7.00"


@pytest.mark.parametrize(
    ("pairs", "beside"), [((("10", ""),), True), ((("", "5"),), True), ((("10", "1"), ("10", "2")), False)]
)
def test_half_a_price_or_one_twice_is_refused_and_stays(
    desk: PriceDesk, pairs: tuple[tuple[str, str], ...], beside: bool
) -> None:
    dialog = desk.breaks()
    put_breaks(dialog, *pairs)
    dialog.try_accept()
    assert dialog.isVisible()
    troubled = any(field.trouble for row in dialog.grid.rows for field in row.fields)
    assert (troubled, dialog.fault.isVisible()) == (beside, not beside)
    assert desk.prices().breaks == ()
    dialog.reject()


def test_a_read_only_file_offers_no_building(desk: PriceDesk) -> None:
    desk.editor.set_editable(False)
    assert not desk.editor.build_button.isEnabled()
    assert not desk.editor.breaks_button.isEnabled()
    assert desk.editor.findChild(Dialog) is None
