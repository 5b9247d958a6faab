"""The catalogue: items with exact prices, and completion while a quote is written."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from crm_desktop.db.database import Database
from crm_desktop.domain.catalogue import ItemKind
from crm_desktop.domain.errors import Refused, Stale
from crm_desktop.services import catalogue
from crm_desktop.services.catalogue import CatalogueQuery, ItemRow, NewItem
from tests.factories import NOW
from tests.services.businesses import LATER, snapshot, start


def add(store: Database, name: str, **values: Any) -> int:
    with store.write("New item") as session:
        return catalogue.create(session, NewItem(name, **values), now=NOW)


def edit(store: Database, item: int, seen: dict[str, Any] | None = None, **values: Any) -> None:
    with store.write("Edit item") as session:
        catalogue.edit(session, item, values, seen)


def shown(store: Database, item: int) -> ItemRow:
    with store.read() as session:
        return catalogue.item(session, item)


def listed(store: Database, query: CatalogueQuery) -> list[str]:
    with store.read() as session:
        found = catalogue.ids(session, query, 0, 100)
        assert catalogue.count(session, query) == len(found)
        rows = catalogue.rows(session, found)
    return [rows[item_id].name for item_id in found]


def completed(store: Database, typed: str, limit: int = 5) -> list[str]:
    with store.read() as session:
        return [row.name for row in catalogue.complete(session, typed, limit)]


def test_a_new_item_takes_tax_and_currency_of_the_business(store: Database) -> None:
    start(store)
    found = shown(store, add(store, "Oak shelf", kind=ItemKind.PRODUCT, price=Decimal("145.1234"), code="SH-1"))
    assert (found.price, found.currency, found.tax_rate) == (Decimal("145.1234"), "EUR", Decimal(23))
    assert shown(store, add(store, "Exempt", tax_rate=Decimal(0), currency="USD")).tax_rate == 0


def test_every_fact_can_be_edited_and_taken_back(store: Database) -> None:
    start(store)
    item = add(store, "Shelf")
    before = snapshot(store)
    edit(
        store, item, name="Oak  shelf", kind=ItemKind.PRODUCT, code="SH-1", description="Oiled\nby hand", unit="m",
        price=Decimal("9.99"), cost=Decimal("3.5"), currency="USD", tax_rate=Decimal("6.5"), tax_reason="Because",
    )  # fmt: skip
    found = shown(store, item)
    assert (found.name, found.kind, found.code, found.description, found.unit) == (
        "Oak shelf", ItemKind.PRODUCT, "SH-1", "Oiled\nby hand", "m"
    )  # fmt: skip
    assert (found.price, found.cost, found.currency, found.tax_rate, found.tax_reason) == (
        Decimal("9.99"), Decimal("3.5"), "USD", Decimal("6.5"), "Because"
    )  # fmt: skip
    store.undo()
    assert snapshot(store) == before


@pytest.mark.parametrize(
    ("values", "key"),
    [
        ({"name": " "}, "name.empty"),
        ({"name": "x" * 5_000}, "text.too_long"),
        ({"code": "oak-1"}, "catalogue.code_taken"),
        ({"code": "x" * 41}, "text.too_long"),
        ({"price": Decimal("-0.01")}, "catalogue.amount_negative"),
        ({"cost": Decimal("1.23456")}, "amount.too_precise"),
        ({"price": Decimal("1e40")}, "amount.too_large"),
        ({"price": Decimal("NaN")}, "amount.not_a_number"),
        ({"tax_rate": Decimal("100.5")}, "quote.percent_range"),
        ({"currency": "GOLD"}, "currency.unknown"),
    ],
)
def test_an_item_that_makes_no_sense_is_refused_beside_its_field(
    store: Database, values: dict[str, Any], key: str
) -> None:
    start(store)
    add(store, "Oak", code="OAK-1")
    item = add(store, "Pine")
    before = snapshot(store)
    with pytest.raises(Refused) as refused:
        edit(store, item, **values)
    assert (refused.value.key, refused.value.field) == (key, next(iter(values)))
    assert snapshot(store) == before


def test_what_another_window_changed_is_not_overwritten(store: Database) -> None:
    start(store)
    item = add(store, "Shelf", price=Decimal(5))
    edit(store, item, price=Decimal(6), seen={"price": Decimal(5)})
    with pytest.raises(Stale) as stale:
        edit(store, item, price=Decimal(7), seen={"price": Decimal(5)})
    assert stale.value.field == "price"


def test_an_item_goes_to_the_bin_and_comes_back_unless_its_code_was_taken(store: Database) -> None:
    start(store)
    item = add(store, "Shelf", code="A")
    with store.write("Delete item") as session:
        catalogue.to_bin(session, item, now=LATER)
        catalogue.to_bin(session, item, now=NOW)
    assert (listed(store, CatalogueQuery()), listed(store, CatalogueQuery(binned=True))) == ([], ["Shelf"])
    other = add(store, "Other", code="a")
    with pytest.raises(Refused) as refused, store.write("Restore item") as session:
        catalogue.restore(session, item)
    assert refused.value.key == "catalogue.code_taken"
    edit(store, other, code="B")
    with store.write("Restore item") as session:
        catalogue.restore(session, item)
    assert listed(store, CatalogueQuery()) == ["Other", "Shelf"]


def test_the_list_is_filtered_and_sorted(store: Database) -> None:
    start(store)
    add(store, "Álamo board", code="B2", price=Decimal(10), kind=ItemKind.PRODUCT, description="For façades")
    add(store, "Fitting", code="A1", price=Decimal(42))
    assert listed(store, CatalogueQuery()) == ["Álamo board", "Fitting"]
    assert listed(store, CatalogueQuery(sort="code")) == ["Fitting", "Álamo board"]
    assert listed(store, CatalogueQuery(sort="price", descending=True)) == ["Fitting", "Álamo board"]
    assert listed(store, CatalogueQuery(text="facad")) == ["Álamo board"]
    assert listed(store, CatalogueQuery(text="alamo b2")) == ["Álamo board"]
    assert listed(store, CatalogueQuery(kind=ItemKind.SERVICE)) == ["Fitting"]


def test_completion_finds_codes_then_names_then_words(store: Database) -> None:
    start(store)
    add(store, "Shelf, oak")
    add(store, "Long oak shelf", code="X-9")
    add(store, "Hinge", code="SH-2")
    add(store, "Brass screw", description="for a shelf")
    assert completed(store, "sh") == ["Hinge", "Shelf, oak", "Long oak shelf", "Brass screw"]
    assert completed(store, "SH", limit=2) == ["Hinge", "Shelf, oak"]
    assert completed(store, "oak long") == ["Long oak shelf"]
    assert completed(store, "x-9") == ["Long oak shelf"]


@pytest.mark.parametrize("typed", ["", "   ", "\ud800", "\x00", "'\"(*", "x" * 10_000, "nothing like it"])
def test_completion_never_fails_on_what_is_typed(store: Database, typed: str) -> None:
    start(store)
    add(store, "Shelf")
    assert completed(store, typed) == []


def test_completion_leaves_out_the_bin(store: Database) -> None:
    start(store)
    item = add(store, "Shelf", code="SH")
    with store.write("Delete item") as session:
        catalogue.to_bin(session, item, now=LATER)
    assert completed(store, "sh") == []
