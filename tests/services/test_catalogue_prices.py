"""Built prices and prices by quantity, in the catalogue and on the lines of quotes."""

from __future__ import annotations

from decimal import Decimal

import pytest

from crm_desktop.db.database import Database
from crm_desktop.domain.built_prices import Break, BuiltPrice
from crm_desktop.domain.errors import Refused
from crm_desktop.domain.quotes import Line, PriceMode
from crm_desktop.services import catalogue, catalogue_prices, quote_drafts, quote_lines, settings
from crm_desktop.services.catalogue import NewItem
from crm_desktop.services.catalogue_prices import ItemPrices
from crm_desktop.services.quote_drafts import NewQuote
from crm_desktop.services.quote_terms import DraftLine
from tests.factories import NOW, TODAY
from tests.services.quotes import shown

BUILT = BuiltPrice(Decimal("2.5"), Decimal(40), Decimal(35), Decimal(20))
BREAKS = (Break(Decimal(100), Decimal(7)), Break(Decimal(10), Decimal("8.5")))


@pytest.fixture
def item_id(store: Database) -> int:
    """An item of 9.00 with 23 % tax."""
    with store.write("New item") as session:
        return catalogue.create(session, NewItem("Screw", price=Decimal(9), tax_rate=Decimal(23)), now=NOW)


def prices(store: Database, item_id: int) -> ItemPrices:
    with store.read() as session:
        return catalogue_prices.prices(session, item_id)


def put(store: Database, item_id: int, *breaks: Break) -> None:
    with store.write("Prices") as session:
        catalogue_prices.put_breaks(session, item_id, breaks)


def line_of(store: Database, item_id: int, mode: PriceMode = PriceMode.NET, price: str = "9") -> tuple[int, int]:
    """A draft with one line of the item; answers quote and line."""
    with store.write("New quote") as session:
        quote_id = quote_drafts.create(session, NewQuote(), today=TODAY, now=NOW)
        quote_drafts.edit(session, quote_id, {"price_mode": mode})
        line = Line(description="Screw", unit_price=Decimal(price), tax_rate=Decimal(23))
        (line_id,) = quote_lines.add_lines(session, quote_id, [DraftLine(line, item_id=item_id)])
    return quote_id, line_id


def quantity(store: Database, quote_id: int, line_id: int, value: str) -> Decimal:
    """The price of the line after its quantity was changed."""
    with store.write("Edit quote line") as session:
        quote_lines.edit_line(session, quote_id, line_id, {"quantity": Decimal(value)})
    return shown(store, quote_id).lines[0].line.unit_price


def test_a_built_price_is_the_price_and_its_cost_the_cost(store: Database, item_id: int) -> None:
    with store.write("Build price") as session:
        catalogue_prices.build(session, item_id, BUILT)
    assert prices(store, item_id) == ItemPrices(Decimal(162), "EUR", BUILT, (), hour_rate=Decimal(40))
    with store.read() as session:
        row = catalogue.item(session, item_id)
    assert (str(row.price), str(row.cost), row.built) == ("162", "135", True)


def test_an_hour_costs_what_was_last_used_or_is_set_or_an_item_by_the_hour_says(store: Database, item_id: int) -> None:
    assert prices(store, item_id).hour_rate == 0
    with store.write("By the hour") as session:
        catalogue.create(session, NewItem("Fitting", unit="h", price=Decimal(38)), now=NOW)
    assert prices(store, item_id).hour_rate == Decimal(38)
    with store.write("Settings") as session:
        settings.put(session, "job.hour_price", "42")
    assert prices(store, item_id).hour_rate == Decimal(42)
    with store.write("Build price") as session:
        catalogue_prices.build(session, item_id, BUILT)
        other = catalogue.create(session, NewItem("Shelf", price=Decimal(9)), now=NOW)
    assert prices(store, other).hour_rate == Decimal(40)
    with store.read() as session:
        assert catalogue_prices.usual_rate(session, "USD") == 0


def test_typing_a_price_ends_the_building_and_undo_brings_it_back(store: Database, item_id: int) -> None:
    with store.write("Build price") as session:
        catalogue_prices.build(session, item_id, BUILT)
    with store.write("Edit catalogue item") as session:
        catalogue.edit(session, item_id, {"price": Decimal(150)})
    assert prices(store, item_id) == ItemPrices(Decimal(150), "EUR", None, ())
    store.undo()
    assert prices(store, item_id).built == BUILT


def test_breaks_are_kept_in_order_and_changed_in_place(store: Database, item_id: int) -> None:
    put(store, item_id, *BREAKS)
    assert prices(store, item_id).breaks == BREAKS[::-1]
    put(store, item_id, Break(Decimal(10), Decimal(8)))
    assert prices(store, item_id).breaks == (Break(Decimal(10), Decimal(8)),)
    store.undo()
    assert prices(store, item_id).breaks == BREAKS[::-1]


@pytest.mark.parametrize(
    ("breaks", "key"),
    [
        ((Break(Decimal(0), Decimal(1)),), "catalogue.break_quantity"),
        ((Break(Decimal(1), Decimal(-1)),), "catalogue.amount_negative"),
        ((BREAKS[0], Break(Decimal("100.0"), Decimal(2))), "catalogue.break_twice"),
        (tuple(Break(Decimal(step), Decimal(1)) for step in range(1, 53)), "catalogue.too_many_breaks"),
        ((Break(Decimal("0.00001"), Decimal(1)),), "amount.too_precise"),
    ],
)
def test_breaks_that_cannot_be_are_refused(store: Database, item_id: int, breaks: tuple[Break, ...], key: str) -> None:
    with pytest.raises(Refused) as refused:
        put(store, item_id, *breaks)
    assert refused.value.key == key
    assert prices(store, item_id).breaks == ()


@pytest.mark.parametrize(
    ("parts", "key", "field"),
    [
        (BuiltPrice(hours=Decimal(-1)), "catalogue.amount_negative", "hours"),
        (BuiltPrice(markup=Decimal(1001)), "catalogue.markup_range", "markup"),
    ],
)
def test_parts_that_cannot_be_are_refused(
    store: Database, item_id: int, parts: BuiltPrice, key: str, field: str
) -> None:
    with pytest.raises(Refused) as refused, store.write("Build price") as session:
        catalogue_prices.build(session, item_id, parts)
    assert (refused.value.key, refused.value.field) == (key, field)


def test_a_quantity_in_a_quote_brings_its_price_up_and_down(store: Database, item_id: int) -> None:
    put(store, item_id, *BREAKS)
    quote_id, line_id = line_of(store, item_id)
    found = [quantity(store, quote_id, line_id, value) for value in ("10", "250", "2")]
    assert found == [Decimal("8.5"), 7, 9]


def test_a_quote_with_tax_in_its_prices_gets_them_with_tax(store: Database, item_id: int) -> None:
    put(store, item_id, *BREAKS)
    quote_id, line_id = line_of(store, item_id, PriceMode.GROSS, "11.07")
    assert quantity(store, quote_id, line_id, "10") == Decimal("10.455")


def test_a_price_somebody_typed_stays_whatever_the_quantity(store: Database, item_id: int) -> None:
    put(store, item_id, *BREAKS)
    quote_id, line_id = line_of(store, item_id, price="8.99")
    assert quantity(store, quote_id, line_id, "500") == Decimal("8.99")
