"""Phone numbers as the digits that a caller's display and an address book have in common."""

from __future__ import annotations

import re
import unicodedata

LEAST_DIGITS = 5
MOST_DIGITS = 18
TAIL = 9
"""So many last digits tell two numbers apart; national numbers are rarely longer."""

_EXTENSION = re.compile(r"(?:\bext?\b\.?|;ext=|\bramal\b|#|\bx)\s*[0-9 ]*\s*$", re.IGNORECASE)
_TRUNK_ZERO = re.compile(r"\(\s*0\s*\)")
_WRITTEN = re.compile(r"(?:tel:)?\s*[+(]?[0-9][0-9()\-./\s]*", re.IGNORECASE)
_DATE = re.compile(r"[0-9]{1,4}([-./])[0-9]{1,2}\1[0-9]{1,4}")
_DASHES = re.compile(r"[\u2010-\u2015\u2212]")


def digits(text: str) -> str:
    """The digits to call: ``+351 912 345 678`` and ``00351-912345678`` give ``351912345678``.

    A trunk zero in brackets and an extension are left out; digits of every script count. '' when there are none.
    """
    text = _EXTENSION.sub("", _plain(text))
    if text.lstrip("( ").startswith(("+", "00")):
        text = _TRUNK_ZERO.sub("", text)
    found = "".join(character for character in text if character in "0123456789")
    return found.removeprefix("00")


def reversed_tail(text: str) -> str:
    """The last `TAIL` digits, reversed, without trunk zeros: what the reversed digits of the same number begin with.

    With or without country code and trunk zero, a number is found by this prefix; `same_number` then decides.
    """
    return digits(text).lstrip("0")[::-1][:TAIL]


def same_number(one: str, other: str) -> bool:
    """Whether two writings can be one number: equal but for a country code or a trunk zero that one leaves out."""
    shorter, longer = sorted((digits(one).lstrip("0"), digits(other).lstrip("0")), key=len)
    return len(shorter) >= LEAST_DIGITS and longer.endswith(shorter) and len(longer) - len(shorter) <= 4


def looks_like_number(text: str) -> bool:
    """Whether a search text is meant as a phone number: only digits and what is written between them, and no date."""
    text = _EXTENSION.sub("", _plain(text)).strip()
    if not _WRITTEN.fullmatch(text) or _DATE.fullmatch(text):
        return False
    return LEAST_DIGITS <= len(digits(text)) <= MOST_DIGITS


def _plain(text: str) -> str:
    """`text` with the digits, dashes and signs of every script and width as ASCII."""
    if text.isascii():
        return text
    text = _DASHES.sub("-", unicodedata.normalize("NFKC", text))
    return "".join(str(unicodedata.decimal(one, one)) for one in text)
