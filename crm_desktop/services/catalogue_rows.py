"""An imported product or service as a row of the catalogue."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from crm_desktop.domain.catalogue import UNIT_LIMIT
from crm_desktop.domain.money import minor_digits, to_ten_thousandths
from crm_desktop.domain.text import clean_line, clean_text, fold
from crm_desktop.exchange.catalogue import ItemRecord
from crm_desktop.services.catalogue import CODE_LIMIT
from crm_desktop.services.settings import Business

_ZERO = Decimal(0)


def item_row(record: ItemRecord, business: Business, now: dt.datetime) -> dict[str, Any]:
    """The row, as its cells hold it; what the file does not say is the business' usual.

    Raises:
        Refused: ``amount.*``, ``currency.unknown``, ``text.too_long``.
    """
    # Never below zero: the reader rejects that with its line.
    amounts = {"price": record.price or _ZERO, "cost": record.cost or _ZERO}
    currency = record.currency or business.currency
    minor_digits(currency)  # refuses an unknown one
    name, code = clean_line(record.name, field="name"), clean_line(record.code, field="code", limit=CODE_LIMIT)
    tax = business.default_tax if record.tax is None else record.tax
    return {
        "kind": record.kind.value,
        "name": name,
        "sort_name": fold(name),
        "code": code,
        "sort_code": fold(code),
        "description": clean_text(record.description, field="description"),
        "unit": clean_line(record.unit, field="unit", limit=UNIT_LIMIT),
        "currency": currency,
        "tax_rate": to_ten_thousandths(tax, field="tax"),
        "created_at": now.isoformat(timespec="seconds"),
        **{field: to_ten_thousandths(value, field=field) for field, value in amounts.items()},
    }
