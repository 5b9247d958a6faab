"""Money without floats: currencies, minor units, and strict reading of what people and programs write.

Amounts are integers in minor units (cents); unit prices, quantities and percents are Decimal with at most four
decimals and are stored as integer ten-thousandths.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Context, Decimal, DivisionByZero, Inexact, InvalidOperation, Overflow
from types import MappingProxyType

from crm_desktop.domain.errors import Refused
from crm_desktop.domain.text import excerpt

MAX_MINOR = 10**15
"""The largest amount in minor units, either sign: sums of thousands of them still fit SQLite's 64-bit integers."""
MAX_VALUE = Decimal(10**13)
"""The largest unit price, quantity or typed amount, either sign: as ten-thousandths it fits 64 bits with room."""
PLACES = 4
"""The decimals of unit prices, quantities and percents."""

_TEN_THOUSANDTH = Decimal((0, (1,), -PLACES))
_EXACT = Context(prec=60, traps=[InvalidOperation, Inexact, Overflow, DivisionByZero])
_ROUNDING = Context(prec=120, rounding=ROUND_HALF_UP, traps=[InvalidOperation, Overflow, DivisionByZero])

# ISO 4217, active codes and BGN (until 2025) for older papers, by the digits of their minor unit.
_CODES = {
    0: "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF",
    2: """AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF
        CHW CNY COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG
        HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR
        MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD
        SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XCD XCG
        YER ZAR ZMW ZWG""",
    3: "BHD IQD JOD KWD LYD OMR TND",
    4: "CLF UYW",
}
CURRENCIES: Mapping[str, int] = MappingProxyType(
    {code: digits for digits, codes in _CODES.items() for code in codes.split()}
)
"""Currency code to the digits of its minor unit."""

_PLAIN = re.compile(r"-?[0-9]+(?:\.([0-9]+))?")
_DIGITS = re.compile(r"[0-9]+")
_SPACES = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2009": " ", "\u2019": "'", "\u2212": "-"})
_GROUPED = re.compile(r"[1-9][0-9]{0,2}(?:([ .,'])[0-9]{3})(?:\1[0-9]{3})*")


def minor_digits(currency: str) -> int:
    """How many decimals an amount of `currency` has (EUR 2, JPY 0, TND 3).

    Raises:
        Refused: ``currency.unknown``.
    """
    try:
        return CURRENCIES[currency]
    except (KeyError, TypeError):
        raise Refused("currency.unknown", field="currency", text=excerpt(str(currency))) from None


def decimal_from_minor(minor: int, currency: str) -> Decimal:
    """An amount in major units with exactly the currency's decimals: 140589 EUR is ``1405.89``."""
    return Decimal(minor).scaleb(-minor_digits(currency), _ROUNDING)


def minor_from_decimal(value: Decimal, currency: str, *, field: str | None = None) -> int:
    """The minor units of an amount in major units, rounded once, half up (away from zero).

    Raises:
        Refused: ``currency.unknown``; ``amount.too_large`` beyond `MAX_MINOR`; ``amount.not_a_number``.
    """
    digits = minor_digits(currency)
    _check_size(value, Decimal(MAX_MINOR), field)
    return check_minor(int(round_half_up(value, digits).scaleb(digits, _ROUNDING)), field)


def check_minor(minor: int, field: str | None = None) -> int:
    """`minor` itself when it is within `MAX_MINOR`, else ``Refused("amount.too_large")``."""
    if -MAX_MINOR <= minor <= MAX_MINOR:
        return minor
    raise Refused("amount.too_large", field=field, text=excerpt(str(minor)))


def round_half_up(value: Decimal, places: int = 0) -> Decimal:
    """`value` with exactly `places` decimals; halves go away from zero, as people round. `value` is below 10**100."""
    return value.quantize(Decimal((0, (1,), -places)), context=_ROUNDING)


def divide_half_up(numerator: int, denominator: int) -> int:
    """The exact quotient of two integers as an integer, halves away from zero. `denominator` is positive."""
    quotient = (2 * abs(numerator) + denominator) // (2 * denominator)
    return -quotient if numerator < 0 else quotient


def to_ten_thousandths(value: Decimal, *, field: str | None = None) -> int:
    """The integer that stores a price, quantity or percent: 5.79 is 57900.

    Raises:
        Refused: ``amount.not_a_number``, ``amount.too_large``, ``amount.too_precise``; nothing is rounded.
    """
    _check_size(value, MAX_VALUE, field)
    try:
        return int(value.quantize(_TEN_THOUSANDTH, context=_EXACT).scaleb(PLACES, _EXACT))
    except Inexact:
        raise Refused("amount.too_precise", field=field, text=excerpt(str(value)), places=PLACES) from None


def from_ten_thousandths(stored: int) -> Decimal:
    """The value of a stored price, quantity or percent without idle zeros: 57900 is ``5.79``, 230000 is ``23``."""
    whole, rest = divmod(abs(stored), 10**PLACES)
    text = f"{whole}.{rest:04}".rstrip("0").rstrip(".") if rest else str(whole)
    return Decimal("-" + text if stored < 0 else text)


def shortest(value: Decimal) -> str:
    """A decimal without exponent and idle zeros, for files: ``23``, ``9.975``, ``0.5``."""
    text = f"{value:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def parse_decimal(
    text: str,
    *,
    field: str | None,
    places: int = PLACES,
    minimum: Decimal | None = None,
    maximum: Decimal | None = None,
) -> Decimal:
    """A number as programs write it: ``1234.56``, ``-3``; no exponent, no grouping, no sign but minus, no spaces.

    Args:
        text: what the file or the command line holds.
        field: the input the refusal stands beside.
        places: the most decimals it may be written with.
        minimum: the least value allowed.
        maximum: the greatest value allowed.

    Raises:
        Refused: ``amount.not_a_number``, ``amount.too_precise``, ``amount.too_large``, ``amount.too_small``,
            ``amount.over_maximum``.
    """
    match = _PLAIN.fullmatch(text)
    if match is None:
        raise Refused("amount.not_a_number", field=field, text=excerpt(text))
    return _checked(text, len(match[1] or ""), field, places, minimum, maximum)


def parse_typed(
    text: str,
    decimal: str,
    group: str,
    *,
    field: str | None = None,
    places: int = PLACES,
    minimum: Decimal | None = None,
    maximum: Decimal | None = None,
) -> Decimal:
    """A number as a person types it in a language whose separators are `decimal` and `group`.

    Plain and grouped writing are read, the language's own and any other that can mean one thing only
    (``1.234,56`` everywhere, ``1234.56`` in Portuguese). Where a lone separator can group or begin the
    decimals (``1.234`` in Portuguese), the language's own decimal separator decides, then its group separator
    where three decimals are not allowed anyway; otherwise the person is asked.

    Raises:
        Refused: ``amount.ambiguous``, and as `parse_decimal`.
    """
    typed = text.strip().translate(_SPACES)
    negative = typed.startswith("-")
    readings = _readings(typed.removeprefix("-"))
    if len(readings) > 1:
        plain = _chosen(readings, decimal, group.translate(_SPACES), places)
    else:
        plain = next(iter(readings.values()), "")
    if readings and not plain:
        fraction = next(reading for separator, reading in readings.items() if separator)
        fraction = fraction.replace(".", decimal)
        raise Refused("amount.ambiguous", field=field, text=text.strip(), whole=readings[""], fraction=fraction)
    if not plain:
        raise Refused("amount.not_a_number", field=field, text=excerpt(text.strip()))
    return _checked("-" * negative + plain, len(plain.partition(".")[2]), field, places, minimum, maximum)


def _chosen(readings: Mapping[str, str], decimal: str, group: str, places: int) -> str:
    """The reading of a lone separator before three digits, or '' where the person has to say."""
    if decimal in readings:
        return readings[decimal]
    return readings[""] if group in readings and places < 3 else ""


def _readings(typed: str) -> dict[str, str]:
    """What unsigned `typed` can mean, as plain text by the decimal separator assumed ('' for none)."""
    found: dict[str, str] = {}
    for separator in ("", ".", ","):
        whole, mark, fraction = typed.rpartition(separator) if separator else (typed, "", "")
        grouped = _GROUPED.fullmatch(whole)
        if grouped and grouped[1] != separator:
            whole = whole.replace(grouped[1], "")
        if mark == separator and _DIGITS.fullmatch(whole) and (_DIGITS.fullmatch(fraction) or not separator):
            found[separator] = whole + "." * len(separator) + fraction
    return found


def _checked(
    plain: str, decimals: int, field: str | None, places: int, minimum: Decimal | None, maximum: Decimal | None
) -> Decimal:
    """The value of `plain`, when its size and its decimals are allowed."""
    if decimals > places:
        raise Refused("amount.too_precise", field=field, text=excerpt(plain), places=places)
    value = Decimal(plain) if len(plain) <= 1_000 else Decimal("Infinity")
    _check_size(value, MAX_VALUE, field, excerpt(plain))
    if minimum is not None and value < minimum:
        raise Refused("amount.too_small", field=field, text=excerpt(plain), minimum=shortest(minimum))
    if maximum is not None and value > maximum:
        raise Refused("amount.over_maximum", field=field, text=excerpt(plain), maximum=shortest(maximum))
    return value or Decimal(0)


def _check_size(value: Decimal, most: Decimal, field: str | None, text: str = "") -> None:
    """Refuses what is no number, or beyond `most` either way."""
    if value.is_nan():
        raise Refused("amount.not_a_number", field=field, text=text or str(value))
    if not -most <= value <= most:
        raise Refused("amount.too_large", field=field, text=text or excerpt(str(value)))
