"""What a country gives the settings that were never set."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class TaxRate:
    """A rate offered in quotes and the catalogue: percent, the name shown, and the reason an exempt one carries."""

    rate: Decimal
    label: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class CountryDefaults:
    """The defaults of one country; `language` is that of its documents."""

    currency: str
    language: str
    tax_rates: tuple[TaxRate, ...]
    validity_days: int
    page_size: str
    tax_id_label: str = ""


_PORTUGAL = CountryDefaults(
    "EUR",
    "pt_PT",
    tuple(
        TaxRate(Decimal(rate), name)
        for rate, name in ((23, "IVA 23 %"), (13, "IVA 13 %"), (6, "IVA 6 %"), (0, "Isento"))
    ),
    30,
    "A4",
    "NIF",
)
_BRAZIL = CountryDefaults("BRL", "pt_BR", (TaxRate(Decimal(0), "Sem imposto"),), 10, "A4", "CNPJ")
_OTHER = CountryDefaults("EUR", "en", (TaxRate(Decimal(0), "No tax"),), 30, "A4")


def country_defaults(code: str) -> CountryDefaults:
    """The defaults of a country by its two-letter code; those of no country in particular for an unknown one."""
    return {"PT": _PORTUGAL, "BR": _BRAZIL}.get(code, _OTHER)
