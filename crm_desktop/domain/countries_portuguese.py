"""The profiles of the countries that speak Portuguese, but for Portugal itself."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from crm_desktop.domain.country_presets import (
    NO_TAX,
    SELLER,
    exempt,
    intermediate,
    reduced,
    small,
    standard,
)
from crm_desktop.domain.country_profile import CountryProfile, Mention, TaxPreset, WithholdingPreset
from crm_desktop.domain.marks import N_

BRAZIL = CountryProfile(
    code="BR",
    name=N_("Brazil"),
    language="pt_BR",
    currency="BRL",
    # Taxes are in the price; a quote shows none.
    tax_name="",
    tax_id_label="CPF/CNPJ",
    tax_presets=(NO_TAX,),
    validity_days=10,
    withholding_presets=(
        WithholdingPreset(Decimal("1.5"), N_("IRRF, professional services to companies")),
        WithholdingPreset(Decimal("4.65"), N_("PIS, COFINS and CSLL, services to companies")),
        WithholdingPreset(Decimal("6.15"), N_("IRRF, PIS, COFINS and CSLL together")),
        # PIS and COFINS end with the year 2026.
        WithholdingPreset(Decimal(1), N_("CSLL alone, services to companies, from 2027")),
        WithholdingPreset(Decimal("2.5"), N_("IRRF and CSLL together, from 2027")),
    ),
    mentions=(
        Mention.BUSINESS_NAME,
        Mention.CUSTOMER_NAME,
        Mention.VALID_UNTIL,
        Mention.PAYMENT_TERMS,
        Mention.LABOUR_AND_MATERIAL,
    ),
    sources=(
        # Labour and material apart, terms of payment, ten days where nothing else was agreed; begin and end of the
        # work are asked for too, which only the texts can say.
        "Lei 8.078/1990 (Código de Defesa do Consumidor), art. 40 and its § 1º (ten days)",
        "RIR/2018 (Decreto 9.580/2018), art. 714 (1.5 %)",
        "Lei 10.833/2003, art. 30 and 31 (4.65 % = CSLL 1, COFINS 3, PIS 0.65)",
        "Emenda Constitucional 132/2023 and Lei Complementar 214/2025, art. 509: of these only CSLL from 2027 on",
    ),
    checked=dt.date(2026, 11, 22),
)


def _african(
    code: str, name: str, currency: str, rates: tuple[TaxPreset, ...], sources: tuple[str, ...]
) -> CountryProfile:
    """A Portuguese-speaking country of Africa."""
    return CountryProfile(
        code=code,
        name=name,
        language="pt_PT",
        currency=currency,
        tax_name="IVA",
        tax_id_label="NUIT" if code == "MZ" else "NIF",
        tax_presets=(*rates, exempt("Isento de IVA")),
        mentions=SELLER[:3],
        notices=(N_("This document is not an invoice."),),
        sources=sources,
    )


ANGOLA = _african(
    "AO",
    N_("Angola"),
    "AOA",
    (standard("14"), intermediate("7"), reduced("5"), small("IVA – regime simplificado")),
    (
        "PwC Tax Summaries, Angola (2024): 14, 7 and 5 %; the simplified regime charges none on paper",
        "Looked for again on 22 November 2026: nothing newer was found",
    ),
)
MOZAMBIQUE = _african(
    "MZ",
    N_("Mozambique"),
    "MZN",
    (standard("16"), reduced("5")),
    ("Código do IVA, Lei 32/2007 as changed by Lei 10/2025: 16 and 5 %",),
)
CABO_VERDE = _african(
    "CV",
    N_("Cabo Verde"),
    "CVE",
    (standard("15"),),
    (
        "PwC, VAT in Africa, Cabo Verde: 15 %; reduced rates are set by each year’s budget and typed",
        "Looked for again on 22 November 2026: nothing newer was found",
    ),
)
