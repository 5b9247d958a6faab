"""The countries the program knows: taxes, texts and habits of quotes, each with its sources.

Rates and texts are only offered: what a quote uses is stored in the quote.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from crm_desktop.domain.countries_europe import (
    AUSTRIA,
    BELGIUM,
    EUROPE,
    FRANCE,
    GERMANY,
    IRELAND,
    ITALY,
    LUXEMBOURG,
    NETHERLANDS,
    SPAIN,
    SWITZERLAND,
    UNITED_KINGDOM,
)
from crm_desktop.domain.countries_nordic import DENMARK, FINLAND, NORWAY, SWEDEN
from crm_desktop.domain.countries_portugal import PORTUGAL
from crm_desktop.domain.countries_portuguese import ANGOLA, BRAZIL, CABO_VERDE, MOZAMBIQUE
from crm_desktop.domain.country_presets import NO_TAX
from crm_desktop.domain.country_profile import CountryProfile, Mention
from crm_desktop.domain.errors import Refused
from crm_desktop.domain.marks import N_
from crm_desktop.domain.text import excerpt

OTHER = "OTHER"
"""The profile of every country that has none of its own."""

_UNITED_STATES = CountryProfile(
    code="US",
    name=N_("United States"),
    language="en",
    currency="USD",
    tax_name="Sales tax",
    tax_id_label="Tax ID",
    page_size="Letter",
    tax_presets=(NO_TAX,),
    mentions=(Mention.BUSINESS_NAME,),
    sources=("Sales tax is set by states and places: the rate is typed",),
)
_ANYWHERE = CountryProfile(
    code=OTHER,
    name=N_("Another country"),
    language="en",
    currency="EUR",
    tax_name="VAT",
    tax_id_label="Tax ID",
    tax_presets=(NO_TAX,),
    mentions=(Mention.BUSINESS_NAME,),
    sources=("No country’s rules: every figure is typed",),
)

PROFILES: Mapping[str, CountryProfile] = MappingProxyType(
    {
        one.code: one
        for one in (
            PORTUGAL,
            BRAZIL,
            ANGOLA,
            MOZAMBIQUE,
            CABO_VERDE,
            FRANCE,
            SPAIN,
            GERMANY,
            ITALY,
            NETHERLANDS,
            BELGIUM,
            IRELAND,
            LUXEMBOURG,
            AUSTRIA,
            UNITED_KINGDOM,
            SWITZERLAND,
            SWEDEN,
            DENMARK,
            NORWAY,
            FINLAND,
            _UNITED_STATES,
            EUROPE,
            _ANYWHERE,
        )
    }
)
"""All profiles by code, in the order they are offered."""


def profile(code: str) -> CountryProfile:
    """The profile of a country code, capital or small letters.

    Raises:
        Refused: ``profile.unknown``; `OTHER` stands for countries without a profile.
    """
    found = PROFILES.get(code.strip().upper())
    if found is None:
        raise Refused("profile.unknown", field="country", text=excerpt(code), known=", ".join(PROFILES))
    return found


def exemption_code(reason: str) -> str:
    """The official code of a reason for which no tax is charged; '' where it is none of a country's list."""
    return _codes().get(reason, "")


@lru_cache(maxsize=1)
def _codes() -> Mapping[str, str]:
    known = (preset for one in PROFILES.values() for preset in (*one.exemptions, *one.tax_presets))
    return {preset.reason: preset.code for preset in known if preset.code}
