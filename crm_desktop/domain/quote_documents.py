"""A quote and its totals as plain JSON values: what the command line reads and answers, strict and without floats."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any, TypeVar, cast

from crm_desktop.domain.catalogue import UNIT_LIMIT
from crm_desktop.domain.dates import parse_date
from crm_desktop.domain.errors import Refused
from crm_desktop.domain.money import decimal_from_minor, minor_digits, parse_decimal, shortest
from crm_desktop.domain.quote_arithmetic import MOST_CASH_ROUNDING, check_line_count, compute_totals
from crm_desktop.domain.quotes import (
    Line,
    LineKind,
    LineRole,
    PlannedPayment,
    PriceMode,
    QuoteTerms,
    QuoteTotals,
    Share,
    ShareKind,
    TaxCategory,
)
from crm_desktop.domain.text import clean_line, clean_text, excerpt

LANGUAGES = ("en", "pt_PT", "pt_BR", "es", "fr")
"""The languages a quote can be written in."""
MAX_ID = 2**63 - 1
_DIGITS = 20

_LINES_OF_TEXT = ("title", "reference")
_TEXTS = ("intro", "closing", "payment_terms")
_REQUIRED = ("customer", "date", "currency", "lines")
_OPTIONAL = (
    "valid_until", "language", "price_mode", "discount", "withholding", "deposit", "cash_rounding", "payments",
    *_LINES_OF_TEXT, *_TEXTS,
)  # fmt: skip
_OF_ALL_LINES = ("kind", "description")
_OF_ITEMS = ("quantity", "unit", "unit_price", "discount", "tax_rate", "tax_reason", "tax_category", "role", "cost")
_OF_SECTIONS = ("hide_prices",)

Json = dict[str, Any]
Choice = TypeVar("Choice", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class QuoteDocument:
    """A quote as written in a file.

    `customer` is a contact's id, or a name. `valid_until` None asks for the country's default, `language` '' for the
    customer's.
    """

    customer: str | int
    date: dt.date
    terms: QuoteTerms
    valid_until: dt.date | None = None
    language: str = ""
    title: str = ""
    reference: str = ""
    intro: str = ""
    closing: str = ""
    payment_terms: str = ""


def read_document(data: object) -> QuoteDocument:
    """The quote that decoded JSON describes; what comes back can be computed.

    Keys that are null count as left out. Amounts are strings or whole numbers.

    Raises:
        Refused: unknown or missing keys, wrong types, impossible dates, and all that `compute_totals` refuses.
            `field` is the key; values hold ``quote_line``, counted from 1, where it is one of a line.
    """
    values = _object(data, "document", (*_REQUIRED, *_OPTIONAL))
    for key in _REQUIRED:
        if key not in values:
            raise Refused("document.missing", field=key, text=key)
    date = _date(values["date"], "date")
    valid_until = _date(values["valid_until"], "valid_until") if "valid_until" in values else None
    if valid_until is not None and valid_until < date:
        raise Refused("quote.valid_before_date", field="valid_until", text=valid_until.isoformat())
    terms = QuoteTerms(
        currency=_text(values["currency"], "currency"),
        lines=_lines(values["lines"]),
        price_mode=_choice(values, "price_mode", PriceMode.NET),
        discount=_share(values, "discount"),
        withholding=_withholding(values),
        deposit=_share(values, "deposit"),
        cash_rounding=_step(values),
        payments=_payments(values),
    )
    compute_totals(terms)
    return QuoteDocument(
        customer=_customer(values["customer"]),
        date=date,
        valid_until=valid_until,
        terms=terms,
        language=_language(values),
        **{key: clean_line(_text(values.get(key, ""), key), field=key) for key in _LINES_OF_TEXT},
        **{key: clean_text(_text(values.get(key, ""), key), field=key) for key in _TEXTS},
    )


def totals_as_json(terms: QuoteTerms, totals: QuoteTotals) -> Json:
    """The totals as strings with the currency's decimals; one element of ``lines`` for each item line, in order."""

    def amount(minor: int) -> str:
        return amount_as_text(minor, totals.currency)

    mode = terms.price_mode.value
    asked: Json = {}
    if terms.cash_rounding:
        asked["rounding"] = amount(totals.rounding)
    if terms.payments:
        asked["payments"] = [amount(payment) for payment in totals.payments]
        asked["payments_rest"] = amount(totals.payments_rest)
    return {
        "lines": [{mode: amount(line)} for line in totals.lines if line is not None],
        "net": amount(totals.net),
        "discount": amount(totals.discount),
        "taxes": [
            {"rate": shortest(group.rate), "base": amount(group.base), "tax": amount(group.tax)}
            for group in totals.taxes
        ],
        "tax": amount(totals.tax),
        "total": amount(totals.total),
        "withholding": amount(totals.withholding),
        "payable": amount(totals.payable),
        "deposit": amount(totals.deposit),
        **asked,
    }


def amount_as_text(minor: int, currency: str) -> str:
    """An amount in minor units as files write it: ``870.00``, ``-3``; always the currency's decimals."""
    return f"{decimal_from_minor(minor, currency):.{minor_digits(currency)}f}"


def _object(data: object, name: str, known: tuple[str, ...]) -> Mapping[str, object]:
    """A JSON object without its null values, all of its keys known."""
    if not isinstance(data, dict):
        raise Refused("document.not_an_object", field=name, text=name)
    for key in data:
        if key not in known:
            raise Refused("document.unknown_key", field=name, text=excerpt(str(key)), known=", ".join(known))
    return {key: value for key, value in data.items() if value is not None}


def _text(value: object, key: str) -> str:
    if not isinstance(value, str):
        raise Refused("document.not_text", field=key, text=key)
    return value


def _date(value: object, key: str) -> dt.date:
    return parse_date(_text(value, key), field=key)


def _decimal(value: object, key: str) -> Decimal:
    """An amount, quantity or percent: a string, or a whole number."""
    if isinstance(value, int) and not isinstance(value, bool):
        if abs(value) >= 10**40:
            raise Refused("amount.too_large", field=key, text=key)
        value = str(value)
    if not isinstance(value, str):
        raise Refused("document.not_an_amount", field=key, text=key)
    return parse_decimal(value, field=key)


def _customer(value: object) -> str | int:
    """A contact's name, or its id."""
    if isinstance(value, int) and not isinstance(value, bool) and 0 < value <= MAX_ID:
        return value
    name = clean_line(value, field="customer") if isinstance(value, str) else ""
    if not name:
        raise Refused("document.customer", field="customer")
    return name


def _language(values: Mapping[str, object]) -> str:
    """A language of quotes; ``pt-BR`` is written as well as ``pt_BR``."""
    if "language" not in values:
        return ""
    written = _text(values["language"], "language")
    for language in LANGUAGES:
        if language.casefold() == written.replace("-", "_").casefold():
            return language
    raise _no_choice("language", written, LANGUAGES)


def _choice(values: Mapping[str, object], key: str, default: Choice) -> Choice:
    """The member of the default's enumeration that the value of `key` names."""
    written = _text(values.get(key, default.value), key)
    for member in type(default):
        if member.value == written:
            return member
    raise _no_choice(key, written, tuple(type(default)))


def _no_choice(key: str, written: str, known: tuple[str, ...]) -> Refused:
    return Refused("document.not_a_choice", field=key, text=excerpt(written), known=", ".join(known))


def _share(values: Mapping[str, object], key: str) -> Share | None:
    """``{"percent": "7.5"}`` or ``{"amount": "10.00"}``, never both."""
    if key not in values:
        return None
    share = _object(values[key], key, tuple(ShareKind))
    if len(share) != 1:
        raise Refused("document.not_one_share", field=key, text=key)
    ((kind, value),) = share.items()
    return Share(ShareKind(kind), _decimal(value, key))


def _withholding(values: Mapping[str, object]) -> Decimal | None:
    """``{"percent": "25"}``."""
    if "withholding" not in values:
        return None
    share = _object(values["withholding"], "withholding", (ShareKind.PERCENT,))
    if not share:
        raise Refused("document.missing", field="withholding", text="percent")
    return _decimal(share["percent"], "withholding")


def _step(values: Mapping[str, object]) -> int:
    """What is payable is rounded to a multiple of so many minor units."""
    step = values.get("cash_rounding", 0)
    if isinstance(step, str) and step.isascii() and step.isdigit() and len(step) <= _DIGITS:
        step = int(step)
    if isinstance(step, int) and not isinstance(step, bool) and 0 <= step <= MOST_CASH_ROUNDING:
        return step
    # Python writes no number of thousands of digits.
    text = excerpt(str(step)) if not isinstance(step, int) or abs(step) < 10**_DIGITS else "…"
    raise Refused("quote.cash_rounding_range", field="cash_rounding", text=text, limit=MOST_CASH_ROUNDING)


def _payments(values: Mapping[str, object]) -> tuple[PlannedPayment, ...]:
    """``[{"label": "On order", "percent": "30", "due": "2026-12-01"}, ...]``; or an amount instead of a percent."""
    data = values.get("payments", [])
    if not isinstance(data, list):
        raise Refused("document.not_a_list", field="payments", text="payments")
    payments = []
    for element in data:
        payment = _object(element, "payments", ("label", "due", *ShareKind))
        share = _share({"payments": {key: payment[key] for key in ShareKind if key in payment}}, "payments")
        due = _date(payment["due"], "payments") if "due" in payment else None
        label = clean_line(_text(payment.get("label", ""), "payments"), field="payments")
        payments.append(PlannedPayment(label, cast(Share, share), due))
    return tuple(payments)


def _lines(data: object) -> tuple[Line, ...]:
    if not isinstance(data, list):
        raise Refused("document.not_a_list", field="lines", text="lines")
    if not data:
        raise Refused("document.no_lines", field="lines")
    check_line_count(len(data))
    lines = []
    for number, line in enumerate(data, 1):
        try:
            lines.append(_line(line))
        except Refused as refused:
            raise Refused(refused.key, field=refused.field, quote_line=number, **refused.values) from None
    return tuple(lines)


def _line(data: object) -> Line:
    values = _object(data, "lines", (*_OF_ALL_LINES, *_OF_ITEMS, *_OF_SECTIONS))
    kind = _choice(values, "kind", LineKind.ITEM)
    if kind is not LineKind.SECTION and "hide_prices" in values:
        raise Refused("document.only_sections", field="hide_prices", text="hide_prices")
    description = clean_text(_text(values.get("description", ""), "description"), field="description")
    if kind is not LineKind.ITEM:
        for key in _OF_ITEMS:
            if key in values:
                raise Refused("document.only_items", field=key, text=key, kind=kind.value)
        return Line(kind=kind, description=description, hide_prices=_flag(values, "hide_prices"))
    return Line(
        description=description,
        quantity=_decimal(values.get("quantity", "1"), "quantity"),
        unit=clean_line(_text(values.get("unit", ""), "unit"), field="unit", limit=UNIT_LIMIT),
        unit_price=_decimal(values.get("unit_price", "0"), "unit_price"),
        discount=_share(values, "discount"),
        tax_rate=_decimal(values.get("tax_rate", "0"), "tax_rate"),
        tax_reason=clean_line(_text(values.get("tax_reason", ""), "tax_reason"), field="tax_reason"),
        role=_choice(values, "role", LineRole.STANDARD),
        cost=_cost(values),
        tax_category=_choice(values, "tax_category", TaxCategory.STANDARD).value if "tax_category" in values else "",
    )


def _flag(values: Mapping[str, object], key: str) -> bool:
    """True or false, false when left out."""
    value = values.get(key, False)
    if not isinstance(value, bool):
        raise Refused("document.not_a_choice", field=key, text=excerpt(str(value)), known="true, false")
    return value


def _cost(values: Mapping[str, object]) -> Decimal | None:
    """The own cost of one unit, which the totals do not look at."""
    if "cost" not in values:
        return None
    cost = _decimal(values["cost"], "cost")
    if cost < 0:
        raise Refused("quote.amount_negative", field="cost", text=shortest(cost))
    return cost
