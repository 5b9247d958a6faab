"""The text of a setting checked and read: one checker for each kind."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from decimal import Decimal

from crm_desktop.domain.country_profile import TaxPreset
from crm_desktop.domain.errors import Refused
from crm_desktop.domain.money import parse_decimal, shortest
from crm_desktop.domain.text import clean_line, clean_text, excerpt
from crm_desktop.services.settings_table import Declared, Kind, write_rates

MOST_RATES = 40
_HUNDRED = Decimal(100)
_EMAIL = re.compile(r"[^@\s<>,;\"]+@[^@\s<>,;\"]+\.[^@\s<>,;\".]+")
_COLOUR = re.compile("#[0-9a-fA-F]{6}")
_IBAN = re.compile(r"(?:IBAN:?\s*)?([A-Z]{2}[0-9]{2}(?:\s?[A-Z0-9]){11,30})", re.IGNORECASE)


def checked(declared: Declared, text: str) -> str:
    """`text` as it is stored for a setting; an empty one is returned as it is.

    Raises:
        Refused: ``setting.*``, ``amount.*``, ``text.too_long``, with the setting's key as field.
    """
    clean = clean_text if declared.kind in {Kind.TEXT, Kind.RATES} else clean_line
    value = clean(text, field=declared.key)
    checker = _CHECKERS.get(declared.kind)
    return checker(declared, value) if checker is not None and value else value


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


def _bank(declared: Declared, text: str) -> str:
    """A mistyped IBAN on a quote costs money, so what looks like one has to be one."""
    from stdnum import iban  # its tables are read only when the bank details change

    found = _IBAN.fullmatch(text)
    if found and not iban.is_valid(found[1]):
        raise Refused("setting.iban", field=declared.key, text=excerpt(text))
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
    if not isinstance(entry, dict) or not {"rate"} <= set(entry) <= {"rate", "label", "reason", "code"}:
        raise Refused("setting.rates", field=field)
    if not all(isinstance(value, str) for value in entry.values()):
        raise Refused("setting.rates", field=field)
    rate = parse_decimal(entry["rate"], field=field, minimum=Decimal(0), maximum=_HUNDRED)
    label, reason, code = (clean_line(entry.get(key, ""), field=field) for key in ("label", "reason", "code"))
    return TaxPreset(rate, label, reason, code)


_CHECKERS: dict[Kind, Callable[[Declared, str], str]] = {
    Kind.EMAIL: _email,
    Kind.BANK: _bank,
    Kind.COLOUR: _colour,
    Kind.CHOICE: _choice,
    Kind.WHOLE: _whole,
    Kind.PERCENT: _percent,
    Kind.PRICE: _price,
    Kind.RATES: _rates,
}
