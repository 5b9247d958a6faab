"""Which code a quote carries: as the settings want, where they allow it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from crm_desktop.db.database import Database
from crm_desktop.domain.errors import Refused
from crm_desktop.domain.papers import PaymentCode
from crm_desktop.domain.quotes import Line, PlannedPayment, PriceMode, Share, ShareKind
from crm_desktop.services import quote_drafts, quote_issue, quote_papers
from crm_desktop.services.bank_details import account_of
from tests.services.quotes import a_draft, put

BANK = "Banco do Forno, IBAN PT50 0002 0123 1234 5678 9015 4, BIC BPOTBEB1"
HALF = Share(ShareKind.PERCENT, Decimal(50))
WORK = Line(description="Work", unit_price=Decimal(200))


def code(store: Database, **values: object) -> PaymentCode | None:
    quote_id = a_draft(store, WORK)
    with store.write("Edit quote") as session:
        quote_drafts.edit(session, quote_id, {"price_mode": PriceMode.NET, **values})
        return quote_papers.paper_of(session, quote_id).code


@pytest.fixture
def shop(store: Database) -> Database:
    put(store, business__name="Oficina Silva", business__bank=BANK)
    return store


def test_bank_details_are_words_in_which_an_account_is_found() -> None:
    assert account_of(BANK) == ("PT50000201231234567890154", "BPOTBEB1")
    assert account_of("PT50000201231234567890154 or cash") == ("PT50000201231234567890154", "")
    assert account_of("Cash only") == ("", "")


def test_a_deposit_in_euros_is_paid_by_a_sepa_code(shop: Database) -> None:
    made = code(shop, deposit=HALF)
    assert made is not None
    assert (made.kind, made.due, made.amount) == ("epc", "deposit", 100_00)
    assert "\nOficina Silva\nPT50000201231234567890154\nEUR100.00" in made.payload
    assert "\nBPOTBEB1\n" in made.payload


def test_of_a_schedule_the_first_payment_is_asked_for(shop: Database) -> None:
    made = code(shop, payments=(PlannedPayment("On order", Share(ShareKind.PERCENT, Decimal(30))),))
    assert made is not None
    assert (made.due, made.amount) == ("first", 60_00)


def test_without_either_only_who_always_wants_one_gets_a_code(shop: Database) -> None:
    assert code(shop) is None
    put(shop, look__payment_code="always")
    made = code(shop)
    assert made is not None
    assert (made.due, made.amount) == ("total", 200_00)
    put(shop, look__payment_code="never")
    assert code(shop, deposit=HALF) is None


def test_reais_are_paid_by_pix_once_key_and_city_are_known(shop: Database) -> None:
    assert code(shop, currency="BRL", deposit=HALF) is None
    put(shop, payment__pix_key="contato@climatiza.com.br")
    assert code(shop, currency="BRL", deposit=HALF) is None
    put(shop, payment__pix_city="São Paulo")
    made = code(shop, currency="BRL", deposit=HALF)
    assert made is not None
    assert made.kind == "pix"
    assert "5406100.00" in made.payload


def test_other_currencies_and_no_account_make_no_code(shop: Database) -> None:
    assert code(shop, currency="USD", deposit=HALF) is None
    put(shop, business__bank="")
    assert code(shop, deposit=HALF) is None


def test_why_a_quote_that_is_to_have_a_code_has_none_is_known_before_it_is_issued(shop: Database) -> None:
    put(shop, country="BR", currency="BRL", payment__pix_key="contato@climatiza.com.br")
    quote_id = a_draft(shop, WORK)
    with shop.write("Edit quote") as session:
        quote_drafts.edit(session, quote_id, {"currency": "BRL", "deposit": HALF})
    with shop.read() as session:
        fault = quote_issue.missing_code(session, quote_id)
        assert fault is not None
        assert fault.key == "code.pix_city"
    put(shop, payment__pix_city="Curitiba")
    with shop.read() as session:
        assert quote_issue.missing_code(session, quote_id) is None
    put(shop, payment__pix_city="", look__payment_code="never")
    with shop.read() as session:
        assert quote_issue.missing_code(session, quote_id) is None


def test_a_mistyped_pix_key_is_refused_where_it_is_typed(store: Database) -> None:
    with pytest.raises(Refused) as refused:
        put(store, payment__pix_key="123")
    assert (refused.value.key, refused.value.field) == ("code.pix_key", "payment.pix_key")
