"""The cells of a quote line: what each shows, and what is meant by what was typed into it. No Qt in here."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from crm_desktop.domain.country_profile import TaxPreset
from crm_desktop.domain.errors import Refused
from crm_desktop.domain.money import parse_typed
from crm_desktop.domain.quotes import Line, LineKind, Share, ShareKind
from crm_desktop.domain.text import excerpt, fold
from crm_desktop.words import N_, SYMBOLS, _, current

PLACE = "place"
DESCRIPTION = "description"
QUANTITY = "quantity"
UNIT = "unit"
PRICE = "unit_price"
DISCOUNT = "discount"
TAX = "tax_rate"
NET = "net"
COST = "cost"

_QUANTITY_WITH_UNIT = re.compile(r"([0-9][0-9.,'’\s]*?)\s*([^\W\d_].*)")
_PERCENT_SIGN = re.compile(r"\s*%\s*$")


@dataclass(frozen=True, slots=True)
class CellColumn:
    """A column of the lines: `title` is a msgid, `width` logical pixels (0: what is left), `typed` can be written."""

    key: str
    title: str
    width: int
    numeric: bool = False
    typed: bool = True


COLUMNS = (
    CellColumn(PLACE, N_("No."), 40, typed=False),
    CellColumn(DESCRIPTION, N_("Description"), 0),
    CellColumn(QUANTITY, N_("Quantity"), 86, numeric=True),
    CellColumn(UNIT, N_("Unit"), 68),
    CellColumn(COST, N_("Your cost"), 86, numeric=True),
    CellColumn(PRICE, N_("Price"), 92, numeric=True),
    CellColumn(DISCOUNT, N_("Discount"), 76, numeric=True),
    CellColumn(TAX, N_("Tax"), 62, numeric=True),
    CellColumn(NET, N_("Net"), 100, numeric=True, typed=False),
)
KEYS = tuple(column.key for column in COLUMNS)
TYPED = tuple(column.key for column in COLUMNS if column.typed)
WORDED = frozenset({LineKind.SECTION, LineKind.TEXT, LineKind.SUBTOTAL})
"""Kinds of which only the description can be written."""


@dataclass(frozen=True, slots=True)
class Known:
    """What reading a cell depends on: the currency of the quote and the tax rates on offer."""

    currency: str
    rates: Sequence[TaxPreset] = ()


def can_be_typed(line: Line, key: str) -> bool:
    """Whether a cell of this line can be written."""
    if line.kind is LineKind.ITEM:
        return key in TYPED
    return key == DESCRIPTION and line.kind in WORDED


def shown(line: Line, key: str, currency: str) -> str:
    """What a cell of a line shows, and what its editor begins with; '' where it has nothing to say."""
    if not can_be_typed(line, key):
        return ""
    return _SHOWN[key](line, currency)


def words_of_value(key: str, value: Any, currency: str) -> str:
    """A single value as its cell would show it, for sentences."""
    return _SHOWN[key](Line(**{key: value}), currency) if key in _SHOWN else str(value)


def read(text: str, key: str, line: Line, known: Known) -> Mapping[str, Any]:
    """The values a line gets by `text` in its cell `key`: usually one, a tax rate brings its reason.

    Raises:
        Refused: ``amount.*``, ``field.required``, with the field.
    """
    return _READERS[key](text.strip(), line, known)


def read_share(text: str, field: str, currency: str) -> Share | None:
    """``10 %`` or ``50``: a percentage or an amount of `currency`; None for nothing.

    Raises:
        Refused: ``amount.*``.
    """
    if not text.strip():
        return None
    if "%" in text:
        return Share(ShareKind.PERCENT, _number(_PERCENT_SIGN.sub("", text), field))
    return Share(ShareKind.AMOUNT, _number(_without_currency(text, currency), field))


def words_of_share(share: Share | None, currency: str) -> str:
    """A discount or deposit as it is typed: ``10 %``, ``50.00``; '' for none."""
    if share is None:
        return ""
    return current().percent(share.value) if share.kind is ShareKind.PERCENT else current().price(share.value, currency)


def find_rate(text: str, rates: Sequence[TaxPreset]) -> TaxPreset | None:
    """The preset meant by its code, its name or its reason; None when the text is none of them."""
    meant = fold(text)
    for preset in rates:
        if meant and meant in {fold(preset.code), fold(_(preset.label)), fold(preset.reason)}:
            return preset
    return None


def _number(text: str, field: str) -> Decimal:
    form = current().format
    return parse_typed(text, form.decimal, form.group, field=field)


def _without_currency(text: str, currency: str) -> str:
    for mark in (currency, SYMBOLS.get(currency, currency)):
        text = text.replace(mark, "")
    return text


def _read_description(text: str, line: Line, _known: Known) -> Mapping[str, Any]:
    return {DESCRIPTION: text}


def _read_quantity(text: str, line: Line, _known: Known) -> Mapping[str, Any]:
    if not text:
        raise Refused("field.required", field=QUANTITY)
    # “6 pcs” in one go.
    with_unit = _QUANTITY_WITH_UNIT.fullmatch(text)
    if with_unit is not None:
        return {QUANTITY: _number(with_unit[1], QUANTITY), UNIT: with_unit[2]}
    return {QUANTITY: _number(text, QUANTITY)}


def _read_unit(text: str, line: Line, _known: Known) -> Mapping[str, Any]:
    return {UNIT: text}


def _read_price(text: str, line: Line, known: Known) -> Mapping[str, Any]:
    return {PRICE: _number(_without_currency(text, known.currency), PRICE) if text else Decimal(0)}


def _read_cost(text: str, line: Line, known: Known) -> Mapping[str, Any]:
    cost = _number(_without_currency(text, known.currency), COST) if text else None
    if cost is not None and cost < 0:
        raise Refused("quote.amount_negative", field=COST, text=excerpt(text))
    return {COST: cost}


def _read_discount(text: str, line: Line, known: Known) -> Mapping[str, Any]:
    return {DISCOUNT: read_share(text, DISCOUNT, known.currency)}


def _read_tax(text: str, line: Line, known: Known) -> Mapping[str, Any]:
    preset = find_rate(text, known.rates)
    if preset is not None:
        return tax_values(preset)
    try:
        rate = _number(_PERCENT_SIGN.sub("", text), TAX) if text else Decimal(0)
    except Refused as refused:
        raise Refused(refused.key, field=TAX, **{**refused.values, "text": excerpt(text)}) from None
    # The reason why no tax is charged belongs to a rate of zero only, and so does its category.
    kept = ("", "") if rate else (line.tax_reason, line.tax_category)
    return {TAX: rate, "tax_reason": kept[0], "tax_category": kept[1]}


def tax_values(preset: TaxPreset) -> Mapping[str, Any]:
    """What a rate on offer brings into a line."""
    return {TAX: preset.rate, "tax_reason": preset.reason, "tax_category": preset.category}


_READERS: Mapping[str, Callable[[str, Line, Known], Mapping[str, Any]]] = {
    DESCRIPTION: _read_description,
    QUANTITY: _read_quantity,
    UNIT: _read_unit,
    PRICE: _read_price,
    COST: _read_cost,
    DISCOUNT: _read_discount,
    TAX: _read_tax,
}
_SHOWN: Mapping[str, Callable[[Line, str], str]] = {
    DESCRIPTION: lambda line, _currency: line.description,
    QUANTITY: lambda line, _currency: current().number(line.quantity),
    UNIT: lambda line, _currency: line.unit,
    PRICE: lambda line, currency: current().price(line.unit_price, currency),
    COST: lambda line, currency: "" if line.cost is None else current().price(line.cost, currency),
    DISCOUNT: lambda line, currency: words_of_share(line.discount, currency),
    TAX: lambda line, _currency: current().percent(line.tax_rate),
}
