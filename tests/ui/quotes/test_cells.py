"""What cells show and what is meant by what is typed into them, in every language of the screens."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from crm_desktop.domain.country_profile import TaxPreset
from crm_desktop.domain.errors import Refused
from crm_desktop.domain.quotes import Line, LineKind, Share, ShareKind
from crm_desktop.ui.quotes import cells
from crm_desktop.ui.quotes.cells import Known, read, shown
from crm_desktop.words import set_language

RATES = (
    TaxPreset(Decimal(23), "Standard rate"),
    TaxPreset(Decimal(0), "Exempt", "Isento artigo 9.º do CIVA", "M07", "E"),
)
EXEMPT = {"tax_rate": Decimal(0), "tax_reason": "Isento artigo 9.º do CIVA", "tax_category": "E"}
EUROS = Known("EUR", RATES)


@pytest.mark.parametrize(
    ("key", "typed", "values"),
    [
        (cells.QUANTITY, "6", {"quantity": Decimal(6)}),
        (cells.QUANTITY, "6.5 h", {"quantity": Decimal("6.5"), "unit": "h"}),
        (cells.QUANTITY, "1,5 m²", {"quantity": Decimal("1.5"), "unit": "m²"}),
        (cells.PRICE, "1,234.56", {"unit_price": Decimal("1234.56")}),
        (cells.PRICE, "€ 145", {"unit_price": Decimal(145)}),
        (cells.PRICE, "145 EUR", {"unit_price": Decimal(145)}),
        (cells.PRICE, "", {"unit_price": Decimal(0)}),
        (cells.DISCOUNT, "10 %", {"discount": Share(ShareKind.PERCENT, Decimal(10))}),
        (cells.DISCOUNT, "7.5%", {"discount": Share(ShareKind.PERCENT, Decimal("7.5"))}),
        (cells.DISCOUNT, "50", {"discount": Share(ShareKind.AMOUNT, Decimal(50))}),
        (cells.DISCOUNT, " ", {"discount": None}),
        (cells.TAX, "23", {"tax_rate": Decimal(23), "tax_reason": "", "tax_category": ""}),
        (cells.TAX, "9.975 %", {"tax_rate": Decimal("9.975"), "tax_reason": "", "tax_category": ""}),
        (cells.TAX, "m07", EXEMPT),
        (cells.TAX, "Exempt", EXEMPT),
        (cells.TAX, "", {"tax_rate": Decimal(0), "tax_reason": "", "tax_category": ""}),
        (cells.UNIT, " pcs ", {"unit": "pcs"}),
        (cells.DESCRIPTION, "A & B <Ltd>", {"description": "A & B <Ltd>"}),
    ],
)
def test_what_is_typed_is_understood(key: str, typed: str, values: dict[str, Any]) -> None:
    assert read(typed, key, Line(), EUROS) == values


@pytest.mark.parametrize(
    ("key", "typed"),
    [(cells.QUANTITY, ""), (cells.QUANTITY, "six"), (cells.PRICE, "1o5"), (cells.DISCOUNT, "%"), (cells.TAX, "lots")],
)
def test_what_is_not_understood_is_refused_with_its_cell(key: str, typed: str) -> None:
    with pytest.raises(Refused) as caught:
        read(typed, key, Line(), EUROS)
    assert caught.value.field == key


def test_a_rate_of_zero_keeps_the_reason_it_has() -> None:
    exempt = Line(tax_rate=Decimal(0), tax_reason="M07")
    assert read("0", cells.TAX, exempt, EUROS)["tax_reason"] == "M07"


@pytest.mark.parametrize(
    ("language", "price", "tax"),
    [("en", "1,234.50", "9.975 %"), ("pt_PT", "1 234,50", "9,975 %"), ("pt_BR", "1.234,50", "9,975 %")],
)
def test_what_is_shown_can_be_typed_again_in_every_language(language: str, price: str, tax: str) -> None:
    set_language(language)
    line = Line(
        description="Oak", quantity=Decimal("6.5"), unit="h", unit_price=Decimal("1234.5"), tax_rate=Decimal("9.975"),
        discount=Share(ShareKind.AMOUNT, Decimal("1000.25")),
    )  # fmt: skip
    assert shown(line, cells.PRICE, "EUR").replace("\u00a0", " ") == price
    assert shown(line, cells.TAX, "EUR").replace("\u00a0", " ") == tax
    for key in cells.TYPED:
        for name, value in read(shown(line, key, "EUR"), key, line, EUROS).items():
            assert getattr(line, name) == value


def test_only_items_have_figures() -> None:
    section = Line(kind=LineKind.SECTION, description="Kitchen")
    assert [shown(section, key, "EUR") for key in cells.TYPED] == ["Kitchen", "", "", "", "", "", ""]
    assert not cells.can_be_typed(Line(kind=LineKind.PAGE_BREAK), cells.DESCRIPTION)


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        (cells.PRICE, Decimal(5), "5.00"),
        (cells.DISCOUNT, None, ""),
        (cells.UNIT, "h", "h"),
        (cells.COST, Decimal("3.5"), "3.50"),
        (cells.COST, None, ""),
        ("tax_reason", "M07", "M07"),
    ],
)
def test_a_single_value_can_be_said(key: str, value: object, words: str) -> None:
    assert cells.words_of_value(key, value, "EUR") == words
