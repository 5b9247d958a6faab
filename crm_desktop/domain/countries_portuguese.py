"""The profiles of the countries that speak Portuguese."""

from __future__ import annotations

from decimal import Decimal

from crm_desktop.domain.country_presets import (
    NO_TAX,
    SELLER,
    exempt,
    intermediate,
    none,
    reduced,
    reverse,
    small,
    standard,
)
from crm_desktop.domain.country_profile import CountryProfile, Mention, TaxPreset, WithholdingPreset
from crm_desktop.domain.marks import N_

PORTUGAL = CountryProfile(
    code="PT",
    name=N_("Portugal"),
    language="pt_PT",
    currency="EUR",
    tax_name="IVA",
    tax_id_label="NIF",
    tax_presets=(
        standard("23"),
        intermediate("13"),
        reduced("6"),
        TaxPreset(Decimal(22), N_("Standard rate, Madeira")),
        TaxPreset(Decimal(12), N_("Intermediate rate, Madeira")),
        # 5 until September 2024.
        TaxPreset(Decimal(4), N_("Reduced rate, Madeira")),
        TaxPreset(Decimal(16), N_("Standard rate, Azores")),
        TaxPreset(Decimal(9), N_("Intermediate rate, Azores")),
        TaxPreset(Decimal(4), N_("Reduced rate, Azores")),
        small("IVA – regime de isenção (artigo 57.º do CIVA)", "M10"),
        exempt("Isento artigo 9.º do CIVA", "M07"),
        none(N_("Export"), "Isento artigo 14.º do CIVA", "M05"),
        none(N_("Goods to another EU country"), "Isento artigo 14.º do RITI", "M16"),
        reverse("IVA – autoliquidação (artigo 6.º, n.º 6, alínea a) do CIVA, a contrário)", "M40"),
        none(
            N_("Construction work, the customer pays the tax"),
            "IVA – autoliquidação (artigo 2.º, n.º 1, alínea j) do CIVA)",
            "M31",
        ),
        none(N_("Expenses paid on the customer’s behalf"), "Artigo 16.º, n.º 6 do CIVA", "M01"),
        none(N_("Not subject to tax"), "Não sujeito ou não tributado", "M99"),
    ),
    withholding_presets=(
        # 25 until 2024; it can still be chosen.
        WithholdingPreset(Decimal(23), N_("IRS, listed professions")),
        WithholdingPreset(Decimal(25), N_("IRS, listed professions, by choice")),
        WithholdingPreset(Decimal("16.5"), N_("IRS, intellectual property")),
        WithholdingPreset(Decimal("11.5"), N_("IRS, other services")),
    ),
    mentions=(
        *SELLER,
        Mention.BUSINESS_CONTACT,
        Mention.CUSTOMER_ADDRESS,
        Mention.CUSTOMER_TAX_ID,
        Mention.VALID_UNTIL,
        Mention.PAYMENT_TERMS,
        Mention.EXEMPTION_REASON,
    ),
    notices=(N_("This document is not an invoice."),),
    sources=(
        "Código do IVA, art. 18.º; Ofício Circulado 25045/2024 of the AT for Madeira and the Azores",
        "AT, Códigos de motivo de isenção ou não liquidação de IVA (2025)",
        "Código do IRS, art. 101.º, as changed by the Orçamento do Estado 2025",
        # The law wants the validity stated but sets none: thirty days are custom.
        "Decreto-Lei 10/2015, RJACSR art. 39.º (contents of an orçamento)",
    ),
)

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
    mentions=(Mention.BUSINESS_NAME, Mention.CUSTOMER_NAME, Mention.VALID_UNTIL, Mention.PAYMENT_TERMS),
    sources=("Lei 8.078/1990 (Código de Defesa do Consumidor), art. 40 and its § 1º (ten days)",),
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
