"""The profiles of the countries that speak Portuguese, but for Portugal itself."""

from __future__ import annotations

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
        "RIR/2018 (Decreto 9.580/2018), art. 714 (1.5 %); Lei 10.833/2003, art. 30 (4.65 %)",
    ),
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
    ("PwC Tax Summaries, Angola (2024): 14, 7 and 5 %; the simplified regime charges none on paper",),
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
    ("PwC, VAT in Africa, Cabo Verde: 15 %; reduced rates are set by each year’s budget and typed",),
)
