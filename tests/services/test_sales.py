"""Sales recorded by hand and made by quotes and deals."""

from __future__ import annotations

import datetime as dt

import pytest

from crm_desktop.db.database import Database
from crm_desktop.domain.errors import Refused
from crm_desktop.domain.sales import SaleOrigin
from crm_desktop.services import sales
from crm_desktop.services.sales import NewSale
from tests.factories import NOW, TODAY, quote
from tests.services.businesses import LATER, add_person, sold, start


def record(store: Database, contact: int | None, amount: int = 9900, currency: str = "EUR", **values: object) -> int:
    with store.write("Record sale") as session:
        new = NewSale(amount, currency, **{"date": TODAY, "contact_id": contact, "title": "Bench", **values})  # type: ignore[arg-type]
        return sales.record(session, new, now=NOW)


def test_what_a_contact_has_bought_is_recorded_with_its_day_and_currency(store: Database) -> None:
    ana = add_person(store)
    record(store, ana)
    record(store, ana, 100, date=TODAY - dt.timedelta(days=9))
    record(store, ana, 7, "BRL")
    record(store, None, 5)
    assert [(row.amount, row.currency, row.origin) for row in sold(store, ana)] == [
        (7, "BRL", SaleOrigin.HAND), (9900, "EUR", SaleOrigin.HAND), (100, "EUR", SaleOrigin.HAND)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("values", "key"),
    [
        ({"amount": -1}, "sale.amount_negative"),
        ({"amount": 10**16}, "amount.too_large"),
        ({"currency": "X"}, "currency.unknown"),
        ({"date": dt.date(1, 1, 1)}, "date.not_a_date"),
        ({"contact": 9}, "record.missing"),
        ({"title": "x" * 3_000}, "text.too_long"),
    ],
)
def test_a_sale_that_makes_no_sense_is_refused(store: Database, values: dict[str, object], key: str) -> None:
    with pytest.raises(Refused) as refused:
        record(store, **{"contact": None, **values})  # type: ignore[arg-type]
    assert refused.value.key == key


def test_the_sale_of_a_quote_follows_it(store: Database) -> None:
    start(store)
    ana = add_person(store)
    with store.write("Accept quote") as session:
        row = quote(contact_id=ana, net=500, total=615, number="2026-0001")
        session.add(row)
        session.flush()
        sales.sale_of_quote(session, row, date=TODAY, now=NOW)
        quote_id = row.id
    with store.write("Take acceptance back") as session:
        sales.take_back_quote(session, quote_id, now=LATER)
    assert sold(store, ana) == ()
    store.undo()
    assert [(row.amount, row.currency) for row in sold(store, ana)] == [(500, "EUR")]
