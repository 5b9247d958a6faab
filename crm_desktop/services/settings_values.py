"""The text of a setting checked and read: one checker for each kind."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from decimal import Decimal

from crm_desktop.domain.countries import OTHER
from crm_desktop.domain.countries_europe import EUROPE
from crm_desktop.domain.country_profile import TaxPreset
from crm_desktop.domain.errors import Refused
from crm_desktop.domain.money import parse_decimal, shortest
from crm_desktop.domain.payment_codes import pix_key
from crm_desktop.domain.phones import digits, looks_like_number
from crm_desktop.domain.quotes import TaxCategory
from crm_desktop.domain.text import clean_line, clean_text, excerpt
from crm_desktop.services.bank_details import check_bank_details
from crm_desktop.services.phones import forms, is_international, shown
from crm_desktop.services.settings_declared import Declared, Kind
from crm_desktop.services.settings_table import write_rates
from crm_desktop.services.tax_ids import check_tax_id

MOST_RATES = 80
_HUNDRED = Decimal(100)
_EMAIL = re.compile(r"[^@\s<>,;\"]+@[^@\s<>,;\"]+\.[^@\s<>,;\".]+")
_HOST = re.compile(r"[^\s/@:<>\"]+|[0-9a-fA-F:]+")
"""A name, or an address of the newer kind; no scheme, no port."""
_COLOUR = re.compile("#[0-9a-fA-F]{6}")
_FIRST_NUMBER = re.compile(r"[^/;,]*")
"""Some print two phone numbers; the first one is looked at."""


def checked(declared: Declared, text: str) -> str:
    """`text` as it is stored for a setting; an empty one is returned as it is.

    Raises:
        Refused: ``setting.*``, ``amount.*``, ``text.too_long``, with the setting's key as field.
    """
    clean = clean_text if declared.kind in {Kind.TEXT, Kind.RATES} else clean_line
    value = clean(text, field=declared.key)
    checker = _CHECKERS.get(declared.kind)
    return checker(declared, value) if checker is not None and value else value


def as_written(declared: Declared, text: str, country: str) -> str:
    """A checked value as it is stored: a valid phone number as people read it; what has words beside it as typed."""
    if declared.kind is not Kind.PHONE or not looks_like_number(text):
        return text
    return shown(text, forms(text, _region(country)).e164)


def fits(declared: Declared, text: str, country: str) -> bool | None:
    """Whether a tax number or a phone number of a country can be right; None where nothing is known of it."""
    if not text:
        return None
    if declared.kind is Kind.TAX_ID:
        return check_tax_id(text, _region(country)).valid
    if declared.kind is Kind.PHONE and (_region(country) or is_international(text)):
        first = _FIRST_NUMBER.match(text)
        return bool(forms(first[0] if first else text, _region(country)).e164)
    return None


def _region(country: str) -> str:
    """The two-letter code of a country; '' for the profiles that stand for many."""
    return country if country not in (EUROPE.code, OTHER) else ""


def read_rates(text: str) -> tuple[TaxPreset, ...]:
    """The rates of a stored ``tax.rates``; what is damaged is left out."""
    try:
        entries = json.loads(text) if text else []
    except ValueError:
        return ()
    if not isinstance(entries, list):
        return ()
    return tuple(found for entry in entries if (found := _stored_rate(entry)) is not None)


def read_percent(text: str) -> Decimal | None:
    """A stored percentage; None when it is empty."""
    return Decimal(text) if text else None


def _stored_rate(entry: object) -> TaxPreset | None:
    try:
        return _rate("tax.rates", entry)
    except Refused:
        return None


def _email(declared: Declared, text: str) -> str:
    if not _EMAIL.fullmatch(text):
        raise Refused("setting.email", field=declared.key, text=excerpt(text))
    return text


def _host(declared: Declared, text: str) -> str:
    if not _HOST.fullmatch(text):
        raise Refused("mail.host", field=declared.key, text=excerpt(text))
    return text


def _bank(declared: Declared, text: str) -> str:
    check_bank_details(text, declared.key)
    return text


def _pix(declared: Declared, text: str) -> str:
    """Kept as typed: people know their CNPJ with its marks."""
    try:
        pix_key(text)
    except Refused as refused:
        raise Refused(refused.key, field=declared.key, **refused.values) from None
    return text


def _phone(declared: Declared, text: str) -> str:
    """Words may stand beside a number (the price of the call), but there has to be one."""
    if "@" in text or not digits(text):
        raise Refused("setting.phone", field=declared.key, text=excerpt(text))
    return text


def _tax_id(declared: Declared, text: str) -> str:
    """As with contacts one that fails its check is kept and marked; only what can never be one is refused."""
    if "@" in text or not any(character.isdigit() for character in text):
        raise Refused("setting.tax_id", field=declared.key, text=excerpt(text))
    return text


def _colour(declared: Declared, text: str) -> str:
    if not _COLOUR.fullmatch(text):
        raise Refused("setting.colour", field=declared.key, text=excerpt(text))
    return text.upper()


def _choice(declared: Declared, text: str) -> str:
    values = [value for value, _label in declared.choices]
    meant = [value for value in values if value.casefold() == text.casefold()]
    if not meant:
        listed = ", ".join(values if len(values) <= 12 else [*values[:12], "…"])
        raise Refused("setting.choice", field=declared.key, text=excerpt(text), choices=listed)
    return meant[0]


def _whole(declared: Declared, text: str) -> str:
    value = parse_decimal(
        text, field=declared.key, places=0, minimum=Decimal(declared.minimum), maximum=Decimal(declared.maximum)
    )
    return str(int(value))


def _percent(declared: Declared, text: str) -> str:
    return shortest(parse_decimal(text, field=declared.key, minimum=Decimal(0), maximum=_HUNDRED))


def _price(declared: Declared, text: str) -> str:
    return shortest(parse_decimal(text, field=declared.key, minimum=Decimal(0)))


def _rates(declared: Declared, text: str) -> str:
    try:
        entries = json.loads(text)
    except (ValueError, RecursionError):
        raise Refused("setting.rates", field=declared.key) from None
    if not isinstance(entries, list) or len(entries) > MOST_RATES:
        raise Refused("setting.rates", field=declared.key)
    return write_rates(tuple(_rate(declared.key, entry) for entry in entries))


def _rate(field: str, entry: object) -> TaxPreset:
    if not isinstance(entry, dict) or not {"rate"} <= set(entry) <= {"rate", "label", "reason", "code", "category"}:
        raise Refused("setting.rates", field=field)
    if not all(isinstance(value, str) for value in entry.values()):
        raise Refused("setting.rates", field=field)
    rate = parse_decimal(entry["rate"], field=field, minimum=Decimal(0), maximum=_HUNDRED)
    label, reason, code = (clean_line(entry.get(key, ""), field=field) for key in ("label", "reason", "code"))
    category = entry.get("category", "")
    if category and category not in set(TaxCategory):
        raise Refused("quote.tax_category", field=field, text=excerpt(category))
    return TaxPreset(rate, label, reason, code, category)


_CHECKERS: dict[Kind, Callable[[Declared, str], str]] = {
    Kind.EMAIL: _email,
    Kind.BANK: _bank,
    Kind.HOST: _host,
    Kind.PHONE: _phone,
    Kind.TAX_ID: _tax_id,
    Kind.COLOUR: _colour,
    Kind.CHOICE: _choice,
    Kind.WHOLE: _whole,
    Kind.PERCENT: _percent,
    Kind.PRICE: _price,
    Kind.RATES: _rates,
    Kind.PIX: _pix,
}
