"""The invented business that shows the program at work: read from resources, in one country and one language."""

from __future__ import annotations

import json
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from crm_desktop.paths import resource

COUNTRIES = ("PT", "BR")
"""The countries whose names, places and numbers there are; others show the first's."""


@dataclass(frozen=True, slots=True)
class SampleData:
    """The sample of a country in a language. `factor` brings prices in euros to the country's money."""

    contacts: dict[str, Any]
    work: dict[str, Any]
    country: str
    column: int
    factor: Decimal

    def said(self, texts: list[str]) -> str:
        """A text in the language."""
        return texts[self.column]

    def word(self, group: str, key: str) -> str:
        """A tag, source or role in the language; '' for ''."""
        return self.said(self.contacts["words"][group][key]) if key else ""

    def local(self, by_country: dict[str, Any]) -> Any:
        """What the country has of it."""
        return by_country[self.country]

    def price(self, euros: str) -> Decimal:
        """A price in the country's money."""
        return Decimal(euros) * self.factor


def read_sample(country: str, language: str) -> SampleData:
    """The sample nearest to a country and a language (English where the texts have no other)."""
    contacts, work = (json.loads(resource(f"sample/{name}.json").read_text("utf-8")) for name in ("contacts", "work"))
    known = country if country in COUNTRIES else COUNTRIES[0]
    languages = work["languages"]
    column = languages.index(language) if language in languages else 0
    return SampleData(contacts, work, known, column, Decimal(work["price_factor"].get(known, "1")))
