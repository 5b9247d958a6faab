"""The profiles of the Nordic countries."""

from __future__ import annotations

import datetime as dt

from crm_desktop.domain.country_presets import VAT_MENTIONS, intermediate, lowest, reduced, reverse, standard
from crm_desktop.domain.country_profile import CountryProfile, TaxPreset
from crm_desktop.domain.marks import N_

_EU_RATES = "European Commission, VAT rates applied in the Member States, 2026"
_EU_REVERSE = "Directive 2006/112/EC, Article 226 (11a)"


def _nordic(
    code: str,
    name: str,
    currency: str,
    tax: tuple[str, str],
    presets: tuple[TaxPreset, ...],
    rounding_and_sources: tuple[int, tuple[str, ...]],
) -> CountryProfile:
    """One of them: `tax` is what the tax and the number for it are called."""
    cash_rounding, sources = rounding_and_sources
    return CountryProfile(
        code=code,
        name=name,
        language="en",
        currency=currency,
        tax_name=tax[0],
        tax_id_label=tax[1],
        tax_presets=presets,
        mentions=VAT_MENTIONS,
        cash_rounding=cash_rounding,
        sources=sources,
        checked=dt.date(2026, 11, 22),
    )


SWEDEN = _nordic(
    "SE",
    N_("Sweden"),
    "SEK",
    ("moms", "Momsreg.nr"),
    (standard("25"), intermediate("12"), reduced("6"), reverse("Omvänd betalningsskyldighet")),
    (
        100,
        (_EU_RATES, _EU_REVERSE, "Lag (1970:1029) om avrundning av vissa öresbelopp, 2 § (SFS 2009:283: to the krona)"),
    ),
)
DENMARK = _nordic(
    "DK",
    N_("Denmark"),
    "DKK",
    ("moms", "CVR-nr."),
    (standard("25"), reverse("Omvendt betalingspligt")),
    (50, (_EU_RATES, _EU_REVERSE, "Bekendtgørelse nr. 928 af 19. september 2008, § 2 (cash to 50 øre)")),
)
NORWAY = _nordic(
    "NO",
    N_("Norway"),
    "NOK",
    ("MVA", "Org.nr"),
    (standard("25"), intermediate("15"), reduced("12"), reverse("Snudd avregning")),
    (
        100,
        (
            "Skatteetaten, satser for merverdiavgift 2026",
            "Forskrift 16. mars 2011 nr. 294, § 2 (cash to the whole krone since 1 May 2012)",
        ),
    ),
)
FINLAND = _nordic(
    "FI",
    N_("Finland"),
    "EUR",
    ("ALV", "Y-tunnus"),
    (
        standard("25.5"),
        # 14 until the end of 2025.
        intermediate("13.5"),
        lowest("10"),
        reverse("Käännetty verovelvollisuus"),
    ),
    (5, (_EU_RATES, _EU_REVERSE, "Laki euromääräisten maksujen pyöristämisestä 890/2000, 1 § (cash to 5 cents)")),
)
