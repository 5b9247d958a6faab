"""Tax ids of the countries: their check digits, and how they are written.

A number that fails its check is kept and marked, never refused: people note down half a number, and a check can be
wrong about a number that an office has given out.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from crm_desktop.domain.text import clean_line

EUROPE = frozenset({
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "EL", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT", "LU",
    "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK", "XI",
})  # fmt: skip
"""What EU VAT numbers begin with; Greece writes EL."""


@dataclass(frozen=True, slots=True)
class TaxIdCheck:
    """What is known of a tax id.

    `normal` is the number for comparing (``12ABC34501DE35``), `formatted` as people write it, `kind` the name of the
    number (``NIF``, ``CPF``, ``CNPJ``, ``VAT``; '' when the country's are not known here), `valid` None then.
    """

    normal: str
    formatted: str
    kind: str
    valid: bool | None


def check_tax_id(value: str, country: str) -> TaxIdCheck:
    """Checks a tax id by the rules of a country (two-letter code; '' lets an EU prefix decide). Never raises."""
    text = clean_line(value[:200])
    normal = "".join(character for character in text.upper() if character.isalnum())
    if not normal:
        return TaxIdCheck("", "", "", None)
    return _check(normal, country.upper()) or TaxIdCheck(normal, text, "", None)


def _check(normal: str, country: str) -> TaxIdCheck | None:
    """The one check that applies, if any."""
    prefix = normal[:2]
    if country == "PT" or (not country and prefix == "PT"):
        return _portuguese(normal.removeprefix("PT"))
    if country == "BR":
        return _brazilian(normal)
    if prefix in EUROPE and country in {"", prefix, {"EL": "GR"}.get(prefix, prefix)}:
        return _european(normal)
    if country in EUROPE:
        return _european({"GR": "EL"}.get(country, country) + normal, shown=normal)
    return None


def _portuguese(normal: str) -> TaxIdCheck:
    from stdnum.pt import nif  # the tables of a country are read when its first number is checked

    valid = _holds(nif.is_valid, normal)
    grouped = " ".join((normal[:3], normal[3:6], normal[6:])) if len(normal) == 9 else normal
    return TaxIdCheck(normal, grouped, "NIF", valid)


def _brazilian(normal: str) -> TaxIdCheck:
    from stdnum.br import cnpj, cpf  # see `_portuguese`

    if len(normal) <= 11:
        valid = _holds(cpf.is_valid, normal)
        return TaxIdCheck(normal, str(cpf.format(normal)) if len(normal) == 11 else normal, "CPF", valid)
    valid = _holds(cnpj.is_valid, normal)
    return TaxIdCheck(normal, str(cnpj.format(normal)) if len(normal) == 14 else normal, "CNPJ", valid)


def _european(normal: str, shown: str = "") -> TaxIdCheck:
    from stdnum.eu import vat  # see `_portuguese`

    return TaxIdCheck(normal, shown or normal, "VAT", _holds(vat.is_valid, normal))


def _holds(check: Callable[[str], Any], normal: str) -> bool:
    """Letters and digits of other scripts are no tax id, and some checks stumble over them."""
    return normal.isascii() and bool(check(normal))
