"""Bank details as a business prints them: free words, in which an IBAN and a BIC have to be right."""

from __future__ import annotations

import re

from crm_desktop.domain.errors import Refused
from crm_desktop.domain.payment_codes import is_iban
from crm_desktop.domain.text import excerpt

_START = re.compile(r"[A-Z]{2}[0-9]{2}[A-Z0-9]*")
_PART = re.compile(r"[A-Z0-9]+")
_NAMED_BIC = re.compile(r"\b(?i:BIC|SWIFT)(?:\s*/\s*(?i:BIC|SWIFT))?\s*:?\s+([A-Z0-9]{6,})\b")
GROUP = 4
SHORTEST, LONGEST = 15, 34
"""How many characters an IBAN has."""


def check_bank_details(text: str, field: str) -> None:
    """A mistyped IBAN on a quote costs money, so what looks like one has to be one; so has what is called a BIC.

    Raises:
        Refused: ``setting.iban``, ``setting.bic`` with the field.
    """
    from stdnum import bic, iban  # its tables are read only when the bank details change

    for candidates in _ibans(text):
        if not any(iban.is_valid(one) for one in candidates):
            raise Refused("setting.iban", field=field, text=excerpt(candidates[-1]))
    for found in _NAMED_BIC.finditer(text):
        if not bic.is_valid(found[1]):
            raise Refused("setting.bic", field=field, text=excerpt(found[1]))


def account_of(text: str) -> tuple[str, str]:
    """The first IBAN in bank details without its blanks, and the BIC they name; '' for what is not there."""
    candidates = ("".join(one.split()) for taken in _ibans(text) for one in taken)
    iban = next((one for one in candidates if is_iban(one)), "")
    named = _NAMED_BIC.search(text)
    return iban, named[1] if named else ""


def _ibans(text: str) -> list[list[str]]:
    """What looks like an IBAN, each with every length it may have: words follow one another without a mark."""
    words = re.sub(r"[^\w\s]+(?=\s|$)", " ;", text).upper().replace(":", " ").split()
    found: list[list[str]] = []
    at = 0
    while at < len(words):
        taken = _one_iban(words[at:])
        if taken:
            found.append(taken)
        at += max(1, len(taken))
    return found


def _one_iban(words: list[str]) -> list[str]:
    """The IBAN these words may begin with, as typed: up to the first word, the second …; [] where none begins."""
    if not _START.fullmatch(words[0]) or GROUP < len(words[0]) < SHORTEST:
        return []
    taken = [words[0]]
    for word in words[1:]:
        if not _PART.fullmatch(word) or len(taken[-1].replace(" ", "")) + len(word) > LONGEST:
            break
        taken.append(f"{taken[-1]} {word}")
    return taken if len(taken[-1].replace(" ", "")) >= SHORTEST else []
