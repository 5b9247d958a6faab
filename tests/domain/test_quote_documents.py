"""What quote files may say, what they are refused for, and what is answered."""

from __future__ import annotations

import datetime as dt
import json
import random
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.domain.errors import Refused
from crm_desktop.domain.quote_arithmetic import MOST_LINES, compute_totals
from crm_desktop.domain.quote_documents import (
    QuoteDocument,
    read_document,
    totals_as_json,
)
from crm_desktop.domain.quote_writing import document_as_json
from crm_desktop.domain.quotes import Line, LineKind, LineRole, PriceMode, QuoteTerms, Share, ShareKind
from crm_desktop.sentences import sentence
from tests.domain.exact_quotes import random_terms

SMALLEST: dict[str, Any] = {
    "customer": "Ana Sousa",
    "date": "2026-11-21",
    "currency": "EUR",
    "lines": [{"description": "Work", "quantity": "2", "unit_price": "435.00"}],
}


def answer(**changes: object) -> dict[str, Any]:
    document = read_document(SMALLEST | changes)
    return totals_as_json(document.terms, compute_totals(document.terms))


def refusal(data: object) -> Refused:
    with pytest.raises(Refused) as caught:
        read_document(data)
    assert sentence(caught.value)
    return caught.value


def test_only_customer_date_currency_and_lines_are_required() -> None:
    assert read_document(SMALLEST) == QuoteDocument(
        customer="Ana Sousa",
        date=dt.date(2026, 11, 21),
        terms=QuoteTerms("EUR", (Line(description="Work", quantity=Decimal(2), unit_price=Decimal(435)),)),
    )
    for key in SMALLEST:
        refused = refusal({name: value for name, value in SMALLEST.items() if name != key})
        assert (refused.key, refused.field) == ("document.missing", key)


def test_every_key_is_read() -> None:
    document = read_document(
        SMALLEST
        | {
            "customer": 7,
            "valid_until": "2026-12-21",
            "language": "pt-br",
            "price_mode": "gross",
            "discount": {"percent": "7.5"},
            "withholding": {"percent": 25},
            "deposit": {"amount": "30"},
            "title": "New\nroof",
            "intro": "Dear Ana,\r\nthank you.",
            "lines": [
                {"kind": "section", "description": "Roof"},
                {
                    "kind": "item",
                    "description": "Tiles",
                    "quantity": "2.5",
                    "unit": "m²",
                    "unit_price": "100.1234",
                    "discount": {"amount": "5"},
                    "tax_rate": "23",
                    "tax_reason": "",
                    "role": "optional",
                    "cost": "60",
                },
                {"unit_price": 100},
            ],
        }
    )
    assert (document.customer, document.valid_until, document.language) == (7, dt.date(2026, 12, 21), "pt_BR")
    assert (document.title, document.intro) == ("New roof", "Dear Ana,\nthank you.")
    tiles = Line(
        description="Tiles",
        quantity=Decimal("2.5"),
        unit="m²",
        unit_price=Decimal("100.1234"),
        discount=Share(ShareKind.AMOUNT, Decimal(5)),
        tax_rate=Decimal(23),
        role=LineRole.OPTIONAL,
        cost=Decimal(60),
    )
    assert document.terms == QuoteTerms(
        "EUR",
        (Line(kind=LineKind.SECTION, description="Roof"), tiles, Line(unit_price=Decimal(100))),
        price_mode=PriceMode.GROSS,
        discount=Share(ShareKind.PERCENT, Decimal("7.5")),
        withholding=Decimal(25),
        deposit=Share(ShareKind.AMOUNT, Decimal(30)),
    )


def test_null_counts_as_left_out() -> None:
    assert read_document(SMALLEST | {"valid_until": None, "discount": None}) == read_document(SMALLEST)
    assert refusal(SMALLEST | {"date": None}).key == "document.missing"


def test_the_answer_has_exactly_the_agreed_shape() -> None:
    lines = [
        {"kind": "text", "description": "Hello"},
        {"quantity": "1", "unit_price": "870", "tax_rate": "23"},
        {"quantity": "1", "unit_price": "50", "tax_rate": "9.975", "role": "optional"},
        {"quantity": "1", "unit_price": "0", "tax_rate": "9.9750"},
    ]
    assert answer(
        lines=lines, discount={"percent": "10"}, withholding={"percent": "25"}, deposit={"percent": "30"}
    ) == {
        "lines": [{"net": "870.00"}, {"net": "50.00"}, {"net": "0.00"}],
        "net": "783.00",
        "discount": "87.00",
        "taxes": [
            {"rate": "23", "base": "783.00", "tax": "180.09"},
            {"rate": "9.975", "base": "0.00", "tax": "0.00"},
        ],
        "tax": "180.09",
        "total": "963.09",
        "withholding": "195.75",
        "payable": "767.34",
        "deposit": "230.20",
    }


def test_tax_inclusive_lines_are_answered_gross_and_their_base_net() -> None:
    given = answer(price_mode="gross", lines=[{"unit_price": "8.01", "tax_rate": "20"}])
    assert given["lines"] == [{"gross": "8.01"}]
    assert given["taxes"] == [{"rate": "20", "base": "6.68", "tax": "1.33"}]


@pytest.mark.parametrize(("currency", "total"), [("JPY", "870"), ("TND", "870.000"), ("EUR", "870.00")])
def test_amounts_have_the_decimals_of_the_currency(currency: str, total: str) -> None:
    assert answer(currency=currency)["total"] == total


LINE = SMALLEST["lines"][0]


@pytest.mark.parametrize(
    ("data", "key", "field"),
    [
        ([], "document.not_an_object", "document"),
        (None, "document.not_an_object", "document"),
        (SMALLEST | {"colour": "red"}, "document.unknown_key", "document"),
        (SMALLEST | {3: "red"}, "document.unknown_key", "document"),
        (SMALLEST | {"customer": ""}, "document.customer", "customer"),
        (SMALLEST | {"customer": " \x00 "}, "document.customer", "customer"),
        (SMALLEST | {"customer": True}, "document.customer", "customer"),
        (SMALLEST | {"customer": 0}, "document.customer", "customer"),
        (SMALLEST | {"customer": 2**63}, "document.customer", "customer"),
        (SMALLEST | {"customer": ["Ana"]}, "document.customer", "customer"),
        (SMALLEST | {"customer": "x" * 10_000}, "text.too_long", "customer"),
        (SMALLEST | {"date": "2026-02-30"}, "date.not_a_date", "date"),
        (SMALLEST | {"date": "20260228"}, "date.not_a_date", "date"),
        (SMALLEST | {"date": "2026-W01-1"}, "date.not_a_date", "date"),
        (SMALLEST | {"date": "0001-01-01"}, "date.not_a_date", "date"),
        (SMALLEST | {"date": "٢٠٢٦-11-21"}, "date.not_a_date", "date"),
        (SMALLEST | {"date": 20261121}, "document.not_text", "date"),
        (SMALLEST | {"valid_until": "2026-11-20"}, "quote.valid_before_date", "valid_until"),
        (SMALLEST | {"valid_until": "soon"}, "date.not_a_date", "valid_until"),
        (SMALLEST | {"currency": "XXX"}, "currency.unknown", "currency"),
        (SMALLEST | {"currency": "eur"}, "currency.unknown", "currency"),
        (SMALLEST | {"currency": 978}, "document.not_text", "currency"),
        (SMALLEST | {"language": "tlh"}, "document.not_a_choice", "language"),
        (SMALLEST | {"language": 1}, "document.not_text", "language"),
        (SMALLEST | {"price_mode": "netto"}, "document.not_a_choice", "price_mode"),
        (SMALLEST | {"discount": "10"}, "document.not_an_object", "discount"),
        (SMALLEST | {"discount": {}}, "document.not_one_share", "discount"),
        (SMALLEST | {"discount": {"percent": "1", "amount": "1"}}, "document.not_one_share", "discount"),
        (SMALLEST | {"discount": {"rate": "1"}}, "document.unknown_key", "discount"),
        (SMALLEST | {"discount": {"amount": "870.01"}}, "quote.discount_too_large", "discount"),
        (SMALLEST | {"withholding": {"amount": "5"}}, "document.unknown_key", "withholding"),
        (SMALLEST | {"withholding": {}}, "document.missing", "withholding"),
        (SMALLEST | {"withholding": {"percent": "101"}}, "quote.percent_range", "withholding"),
        (SMALLEST | {"deposit": {"amount": "871"}}, "quote.deposit_too_large", "deposit"),
        (SMALLEST | {"title": 5}, "document.not_text", "title"),
        (SMALLEST | {"lines": {}}, "document.not_a_list", "lines"),
        (SMALLEST | {"lines": []}, "document.no_lines", "lines"),
        (SMALLEST | {"lines": [{}] * (MOST_LINES + 1)}, "quote.too_many_lines", "lines"),
        (SMALLEST | {"cash_rounding": 1.5}, "quote.cash_rounding_range", "cash_rounding"),
        (SMALLEST | {"cash_rounding": True}, "quote.cash_rounding_range", "cash_rounding"),
        (SMALLEST | {"cash_rounding": "5 cents"}, "quote.cash_rounding_range", "cash_rounding"),
        (SMALLEST | {"cash_rounding": -5}, "quote.cash_rounding_range", "cash_rounding"),
        (SMALLEST | {"cash_rounding": 10**5000}, "quote.cash_rounding_range", "cash_rounding"),
    ],
)
def test_a_document_that_may_not_be_is_refused_at_its_key(data: object, key: str, field: str) -> None:
    refused = refusal(data)
    assert (refused.key, refused.field) == (key, field)
    assert "quote_line" not in refused.values


@pytest.mark.parametrize(
    ("line", "key", "field"),
    [
        ("Work", "document.not_an_object", "lines"),
        (LINE | {"price": "1"}, "document.unknown_key", "lines"),
        (LINE | {"kind": "thing"}, "document.not_a_choice", "kind"),
        (LINE | {"role": "spare"}, "document.not_a_choice", "role"),
        (LINE | {"description": 5}, "document.not_text", "description"),
        (LINE | {"unit": "x" * 41}, "text.too_long", "unit"),
        (LINE | {"quantity": 1.5}, "document.not_an_amount", "quantity"),
        (LINE | {"quantity": True}, "document.not_an_amount", "quantity"),
        (LINE | {"quantity": ["1"]}, "document.not_an_amount", "quantity"),
        (LINE | {"quantity": "1e5"}, "amount.not_a_number", "quantity"),
        (LINE | {"quantity": 0}, "quote.quantity_not_positive", "quantity"),
        (LINE | {"unit_price": "-1"}, "quote.amount_negative", "unit_price"),
        (LINE | {"unit_price": "1.23456"}, "amount.too_precise", "unit_price"),
        (LINE | {"unit_price": "9" * 40}, "amount.too_large", "unit_price"),
        (LINE | {"unit_price": 10**5000}, "amount.too_large", "unit_price"),
        (LINE | {"tax_rate": "101"}, "quote.percent_range", "tax_rate"),
        (LINE | {"tax_reason": 7}, "document.not_text", "tax_reason"),
        (LINE | {"cost": "-1"}, "quote.amount_negative", "cost"),
        (LINE | {"discount": {"amount": "870.0001"}}, "quote.discount_too_large", "discount"),
        ({"kind": "section", "unit_price": "1"}, "document.only_items", "unit_price"),
        (LINE | {"hide_prices": True}, "document.only_sections", "hide_prices"),
        ({"kind": "text", "hide_prices": True}, "document.only_sections", "hide_prices"),
    ],
)
def test_a_line_that_may_not_be_is_refused_at_its_key_and_line(line: object, key: str, field: str) -> None:
    refused = refusal(SMALLEST | {"lines": [LINE, line]})
    assert (refused.key, refused.field, refused.values["quote_line"]) == (key, field, 2)
    assert sentence(refused).startswith("Line 2: ")


def test_hostile_text_is_kept_as_typed_without_control_characters() -> None:
    line = {"description": "A & B <Ltd> {x}\u202e😀\x07\ud800" + "w" * 10_000}
    text = read_document(SMALLEST | {"lines": [line]}).terms.lines[0].description
    assert text == "A & B <Ltd> {x}\u202e😀" + "w" * 10_000


def test_a_step_of_cash_rounding_may_be_written_as_text_like_amounts() -> None:
    assert read_document(SMALLEST | {"cash_rounding": "5"}).terms.cash_rounding == 5


def test_a_key_with_braces_is_quoted_as_typed() -> None:
    assert "“{x}”" in sentence(refusal(SMALLEST | {"{x}": 1}))


@given(st.randoms(use_true_random=False), st.sampled_from(["", "pt_PT"]), st.booleans())
def test_a_written_document_is_read_as_the_same_quote(source: random.Random, language: str, valid: bool) -> None:
    terms = random_terms(source)
    lines = terms.lines or (Line(),)
    lines = tuple(line if line.kind is LineKind.ITEM else Line(line.kind, line.description) for line in lines)
    document = QuoteDocument(
        customer="Ana & Co.",
        date=dt.date(2026, 11, 21),
        terms=replace(terms, lines=lines),
        valid_until=dt.date(2026, 12, 1) if valid else None,
        language=language,
        title=language,
        closing="One\nTwo",
    )
    written = json.loads(json.dumps(document_as_json(document)))
    assert read_document(written) == document
