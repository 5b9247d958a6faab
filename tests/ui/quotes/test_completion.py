"""Cells are completed: by the catalogue, by its codes, by the tax rates on offer."""

from __future__ import annotations

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt

from crm_desktop.domain.built_prices import Break
from crm_desktop.domain.catalogue import ItemKind
from crm_desktop.services import catalogue, catalogue_prices, quote_drafts
from crm_desktop.ui.quotes import cells
from tests.factories import NOW
from tests.services.quotes import described
from tests.ui.quotes.desk import QuoteDesk

ENTER = Qt.Key.Key_Return


@pytest.fixture
def stocked(two: QuoteDesk) -> QuoteDesk:
    """Two things to sell in the catalogue."""
    with two.store.write("New item") as session:
        for code, name, price in (("LED1", "LED strip", "28"), ("OAK18", "Oak board, 18 mm", "61.5")):
            new = catalogue.NewItem(
                name, ItemKind.PRODUCT, code, "Warm white", "pcs", Decimal(price), Decimal(15), tax_rate=Decimal(13)
            )
            catalogue.create(session, new, now=NOW)
    two.go(2)
    return two


def test_a_name_begun_is_completed_with_all_the_catalogue_knows(stocked: QuoteDesk) -> None:
    stocked.write("led")
    stocked.key(Qt.Key.Key_Down)
    stocked.key(ENTER)
    assert stocked.place() == (2, cells.QUANTITY)
    line = stocked.stored().lines[2]
    assert line.line.description == "LED strip\nWarm white"
    assert (line.line.unit, line.line.unit_price, line.line.tax_rate) == ("pcs", Decimal(28), Decimal(13))
    assert (line.line.cost, line.item_id is not None) == (Decimal(15), True)
    stocked.undo()
    assert described(stocked.store, stocked.stored().id) == ["Oak shelf", "Fitting"]


def test_a_code_typed_out_is_enough(stocked: QuoteDesk) -> None:
    stocked.enter("oak18")
    assert stocked.cell(2, cells.DESCRIPTION).startswith("Oak board, 18 mm")
    assert stocked.place() == (2, cells.QUANTITY)


def test_free_text_is_not_completed_against_ones_will(stocked: QuoteDesk) -> None:
    stocked.enter("led strips of my own")
    assert stocked.cell(2, cells.DESCRIPTION) == "led strips of my own"


def test_prices_of_the_catalogue_get_their_tax_in_a_quote_with_tax_included(stocked: QuoteDesk) -> None:
    with stocked.store.write("Edit") as session:
        quote_drafts.edit(session, stocked.stored().id, {"price_mode": "gross"})
    stocked.enter("led1")
    assert stocked.stored().lines[2].line.unit_price == Decimal("31.64")


def test_a_quantity_that_brings_a_lower_price_shows_it_at_once(stocked: QuoteDesk) -> None:
    stocked.enter("led1")
    item_id = stocked.stored().lines[2].item_id
    with stocked.store.write("Prices by quantity", initiator=stocked.editor.book) as session:
        catalogue_prices.put_breaks(session, item_id or 0, [Break(Decimal(20), Decimal(25))])
    stocked.retype(2, cells.QUANTITY, "24")
    assert stocked.stored().lines[2].line.unit_price == Decimal(25)
    assert (stocked.cell(2, cells.PRICE), stocked.cell(2, cells.NET)) == ("25.00", "600.00")
    shown = stocked.editor.book.totals
    assert shown is not None
    assert shown == stocked.stored().totals
    stocked.retype(2, cells.QUANTITY, "2")
    assert stocked.cell(2, cells.PRICE) == "28.00"


def test_a_tax_rate_brings_its_reason(two: QuoteDesk) -> None:
    two.retype(0, cells.TAX, "M07")
    line = two.stored().lines[0].line
    assert (line.tax_rate, line.tax_reason) == (Decimal(0), "Isento artigo 9.º do CIVA")
    two.retype(0, cells.TAX, "6")
    line = two.stored().lines[0].line
    assert (line.tax_rate, line.tax_reason) == (Decimal(6), "")


def test_a_tax_rate_is_chosen_from_the_list(two: QuoteDesk) -> None:
    two.go(0, cells.TAX)
    two.write("0")
    two.key(Qt.Key.Key_Down)
    two.key(ENTER)
    line = two.stored().lines[0].line
    assert (line.tax_rate, "53.º" in line.tax_reason, line.tax_category) == (Decimal(0), True, "E")
    assert two.place() == (1, cells.DESCRIPTION)
