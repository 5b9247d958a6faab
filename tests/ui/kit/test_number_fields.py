"""Figures are read exactly as the language writes them, or refused."""

from __future__ import annotations

from decimal import Decimal

import pytest

from crm_desktop.ui.kit.number_fields import DecimalField, IntegerField, MoneyField
from crm_desktop.ui.kit.search_field import Choice
from crm_desktop.words import set_language
from tests.ui.kit.desk import Desk, retype

ANA, ANNA = Choice(1, "Ana Sousa", "Porto"), Choice(2, "Ánna Reis")


def test_money_is_read_and_written_as_the_screens_language_does(desk: Desk) -> None:
    set_language("pt_PT")
    field = desk.put(MoneyField("value", "Value", "EUR"), 248000)
    assert field.editor.text() == "2\u00a0480,00"
    for typed, minor in (("1.234,56", 123456), ("1234,5", 123450), ("€ 12", 1200), ("7 EUR", 700), ("", None)):
        retype(field, typed)
        assert field.commit()
        assert field.value == minor
    assert [new for _name, _old, new in desk.saved] == [123456, 123450, 1200, 700, None]


@pytest.mark.parametrize(
    ("typed", "says"),
    [("abc", "not a number"), ("-5", "less than 0"), ("1.234", "more than 2 decimals"), ("9" * 30, "too large")],
)
def test_an_amount_that_cannot_be_meant_is_refused_and_stays_to_be_corrected(desk: Desk, typed: str, says: str) -> None:
    field = desk.put(MoneyField("value", "Value", "EUR"), 100)
    retype(field, typed)
    desk.leave()
    assert says in field.trouble
    assert (field.editor.text(), field.value, desk.saved) == (typed, 100, [])


def test_a_currency_without_cents_takes_none(desk: Desk) -> None:
    field = desk.put(MoneyField("value", "Value", "EUR"), 1200)
    field.set_currency("JPY")
    assert field.editor.text() == "1,200"
    retype(field, "1.5")
    assert not field.commit()


def test_decimals_show_what_they_need_and_take_four_places(desk: Desk) -> None:
    field = desk.put(DecimalField("price", "Price", least_places=2, minimum=Decimal(0)), Decimal("5.7900"))
    assert field.editor.text() == "5.79"
    for typed, shown in (("4.1234", "4.1234"), ("3", "3.00"), ("1,200.5", "1,200.50")):
        retype(field, typed)
        assert field.commit()
        assert field.editor.text() == shown
    retype(field, "1.23456")
    assert not field.commit()
    assert "more than 4 decimals" in field.trouble


def test_a_percentage_may_be_typed_with_its_sign(desk: Desk) -> None:
    field = desk.put(DecimalField("discount", "Discount", suffix="%", maximum=Decimal(100)))
    retype(field, "7.5 %")
    assert field.commit()
    assert field.value == Decimal("7.5")
    retype(field, "101")
    assert not field.commit()


def test_whole_numbers_take_no_fraction(desk: Desk) -> None:
    field = desk.put(IntegerField("days", "Days", maximum=365), 30)
    retype(field, "2.5")
    assert not field.commit()
    retype(field, "90")
    assert field.commit()
    assert desk.saved == [("days", 30, 90)]
