"""Phone numbers of the countries: what is stored beside the number as typed, and how it is shown.

The number itself is kept as typed. Beside it stand the international form, the national digits (what a person types
first) and the reversed digits (what a caller's display ends with). `forms` knows lengths and prefixes only and costs a
fifth of the library's own parser, because an import calls it a hundred thousand times; `shown` uses the parser.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from crm_desktop.domain.phones import digits

LONGEST = 15
"""So many digits an international number has at most (E.164)."""
SHORTEST_INTERNATIONAL = 8
_BETWEEN = str.maketrans("", "", " -()./\u00a0")


class PhoneForms(NamedTuple):
    """The forms of a number: ``+351912345678``, ``912345678`` and ``876543219153``; '' where there is none.

    The reversed digits are those of the international form where it is known, so that one prefix finds a number
    however either side was written.
    """

    e164: str
    national: str
    reversed_digits: str


class _Region(NamedTuple):
    """A country's calling code, the digit dialled before a national number, and how long those numbers are."""

    code: str
    trunk: str
    lengths: frozenset[int]


def forms(value: str, region: str) -> PhoneForms:
    """The forms of a number as typed in a country (two-letter code, or '' when it is not known)."""
    plain = value.translate(_BETWEEN)
    if plain.isascii() and plain.removeprefix("+").isdigit() and "0)" not in value:
        # Nearly every number; the others have an extension, a zero in brackets or another script's digits.
        international = plain.startswith(("+", "00"))
        found = plain.removeprefix("+").removeprefix("00")
    else:
        international = is_international(value)
        found = digits(value)
    if not found:
        return PhoneForms("", "", "")
    if international:
        code = calling_code(found)
        possible = code and SHORTEST_INTERNATIONAL <= len(found) <= LONGEST
        return PhoneForms("+" + found if possible else "", found[len(code) :], found[::-1])
    known = _region(region)
    national = found
    if known.trunk and found.startswith(known.trunk) and len(found) - len(known.trunk) in known.lengths:
        national = found[len(known.trunk) :]
    if len(national) not in known.lengths:
        return PhoneForms("", national.lstrip("0") or national, found[::-1])
    whole = known.code + national
    return PhoneForms("+" + whole, national, whole[::-1])


def is_international(value: str) -> bool:
    """Whether a number was typed with its country: ``+351 …``, ``00351…``, ``tel:+351…``."""
    start = value.lstrip(" (").removeprefix("tel:")
    return start.startswith(("+", "00", "＋"))


def calling_code(found: str) -> str:
    """The calling code that international digits begin with; '' when there is none."""
    codes = _codes()
    for length in (1, 2, 3):
        if found[:length] in codes:
            return found[:length]
    return ""


def is_mobile(e164: str) -> bool:
    """Whether an international number is one of a mobile phone."""
    if not e164:
        return False
    import phonenumbers  # see `shown`

    try:
        kind = phonenumbers.number_type(phonenumbers.parse(e164))
    except phonenumbers.NumberParseException:
        return False
    return bool(kind == phonenumbers.PhoneNumberType.MOBILE)


def shown(value: str, e164: str) -> str:
    """A number as people read it, ``+351 912 345 678``; as typed when it is not a valid one or has an extension."""
    if not e164:
        return value
    typed = "".join(character for character in value if character.isdigit()).lstrip("0")
    if not typed or not e164.endswith(typed):
        return value
    import phonenumbers  # 30 ms; lists show numbers as typed and do not need it

    try:
        number = phonenumbers.parse(e164)
    except phonenumbers.NumberParseException:
        return value
    if not phonenumbers.is_valid_number(number):
        return value
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


@lru_cache(maxsize=64)
def _region(region: str) -> _Region:
    if not region:
        return _Region("", "", frozenset())
    from phonenumbers.phonemetadata import PhoneMetadata  # see `shown`

    found = PhoneMetadata.metadata_for_region(region.upper())
    if found is None:
        return _Region("", "", frozenset())
    lengths = {length for kind in (found.fixed_line, found.mobile) if kind for length in kind.possible_length}
    return _Region(str(found.country_code), found.national_prefix or "", frozenset(lengths - {-1}))


@lru_cache(maxsize=1)
def _codes() -> frozenset[str]:
    from phonenumbers import COUNTRY_CODE_TO_REGION_CODE  # see `shown`

    return frozenset(str(code) for code in COUNTRY_CODE_TO_REGION_CODE)
