"""The profiles of the other countries of Europe."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from crm_desktop.domain.country_presets import (
    NO_TAX,
    SELLER,
    VAT_MENTIONS,
    exempt,
    intermediate,
    lowest,
    none,
    reduced,
    reverse,
    small,
    standard,
)
from crm_desktop.domain.country_profile import CountryProfile, Mention, TaxPreset, WithholdingPreset
from crm_desktop.domain.marks import N_
from crm_desktop.domain.quotes import TaxCategory

_EU_RATES = "European Commission, VAT rates applied in the Member States, 2026"
_CHECKED = dt.date(2026, 11, 22)
_EU_REVERSE = "Directive 2006/112/EC, Article 226 (11a)"

FRANCE = CountryProfile(
    code="FR",
    name=N_("France"),
    language="fr",
    currency="EUR",
    tax_name="TVA",
    tax_id_label="N° TVA",
    tax_presets=(
        standard("20"),
        intermediate("10"),
        reduced("5.5"),
        lowest("2.1"),
        small("TVA non applicable, art. 293 B du CGI"),
        reverse("Autoliquidation"),
    ),
    mentions=(
        *VAT_MENTIONS,
        Mention.BUSINESS_CONTACT,
        Mention.CUSTOMER_ADDRESS,
        Mention.VALID_UNTIL,
        Mention.QUOTE_FEE,
    ),
    acceptance="Devis reçu avant l’exécution des travaux.",
    sources=(
        "Code général des impôts, art. 278 to 281 and 293 B",
        # The code moved on 1 September 2026; texts that name the old one are accepted until the end of 2027.
        "Ordonnance 2025-1247 (TVA in the CIBS), transition until 31 December 2027",
        # Quantity and price of each line, sums without and with tax, the day it holds until, and whether the quote
        # itself is free; place of the work and travel are asked for too, which only the texts can say.
        "Arrêté du 24 janvier 2017 (contents of a devis); Code de la consommation, art. L111-1",
        _EU_REVERSE,
    ),
    checked=_CHECKED,
)

SPAIN = CountryProfile(
    code="ES",
    name=N_("Spain"),
    language="es",
    currency="EUR",
    tax_name="IVA",
    tax_id_label="NIF",
    tax_presets=(
        standard("21"),
        reduced("10"),
        lowest("4"),
        exempt("Operación exenta, artículo 20 de la Ley 37/1992 del IVA"),
        reverse("Inversión del sujeto pasivo"),
    ),
    withholding_presets=(
        WithholdingPreset(Decimal(15), N_("IRPF, professions")),
        WithholdingPreset(Decimal(7), N_("IRPF, first three years")),
        WithholdingPreset(Decimal(1), N_("IRPF, trades taxed by modules")),
    ),
    mentions=VAT_MENTIONS,
    sources=(_EU_RATES, _EU_REVERSE, "Reglamento del IRPF (RD 439/2007), art. 95"),
    checked=_CHECKED,
)

ITALY = CountryProfile(
    code="IT",
    name=N_("Italy"),
    language="en",
    currency="EUR",
    tax_name="IVA",
    tax_id_label="P. IVA",
    tax_presets=(
        standard("22"),
        intermediate("10"),
        reduced("5"),
        lowest("4"),
        small("Operazione in franchigia da IVA, art. 1, commi 54-89, L. 190/2014"),
        reverse("Inversione contabile"),
    ),
    withholding_presets=(WithholdingPreset(Decimal(20), N_("Ritenuta d’acconto, professions")),),
    mentions=VAT_MENTIONS,
    cash_rounding=5,
    sources=(
        _EU_RATES,
        _EU_REVERSE,
        "Legge 190/2014, art. 1; DPR 600/1973, art. 25",
        "D.L. 50/2017, art. 13-quater, comma 2: what is paid wholly in cash, to 5 cents (since 1 January 2018)",
    ),
    checked=_CHECKED,
)


def _european(
    code: str,
    name: str,
    tax_name: str,
    label: str,
    presets: tuple[TaxPreset, ...],
    *,
    language: str = "en",
    cash: tuple[int, str] = (0, ""),
    more: str = "",
) -> CountryProfile:
    """A country of the EU without rules of its own for quotes; `cash` is its rounding of cash and the source of it.

    `more` is another source.
    """
    return CountryProfile(
        code=code,
        name=name,
        language=language,
        currency="EUR",
        tax_name=tax_name,
        tax_id_label=label,
        tax_presets=presets,
        mentions=VAT_MENTIONS,
        cash_rounding=cash[0],
        sources=(_EU_RATES, _EU_REVERSE, *filter(None, (cash[1], more))),
        checked=_CHECKED,
    )


GERMANY = _european(
    "DE",
    N_("Germany"),
    "USt.",
    "USt-IdNr.",
    (
        standard("19"),
        reduced("7"),
        small("Keine Umsatzsteuer, Kleinunternehmer nach § 19 UStG"),
        reverse("Steuerschuldnerschaft des Leistungsempfängers"),
    ),
)
AUSTRIA = _european(
    "AT",
    N_("Austria"),
    "USt.",
    "UID",
    (
        standard("20"),
        intermediate("13"),
        reduced("10"),
        # Some foods, since July 2026.
        lowest("4.9"),
        small("Umsatzsteuerfrei, Kleinunternehmer gemäß § 6 Abs. 1 Z 27 UStG"),
        reverse("Übergang der Steuerschuld auf den Leistungsempfänger"),
    ),
    more="Ministerrat of January 2026: 4.9 % on basic foods since 1 July 2026",
)
NETHERLANDS = _european(
    "NL",
    N_("Netherlands"),
    "btw",
    "btw-id",
    (
        standard("21"),
        reduced("9"),
        small("Vrijgesteld van btw, kleineondernemersregeling (artikel 25 Wet OB)"),
        reverse("Btw verlegd"),
    ),
    cash=(5, "Maatschappelijk Overleg Betalingsverkeer: cash may be rounded to 5 cents since 1 September 2004"),
)
BELGIUM = _european(
    "BE",
    N_("Belgium"),
    "TVA",
    "N° TVA",
    (
        standard("21"),
        intermediate("12"),
        reduced("6"),
        small("Régime particulier de franchise des petites entreprises"),
        reverse("Autoliquidation"),
    ),
    language="fr",
    # Owed to consumers who pay cash in the firm’s presence; among firms nothing is rounded.
    cash=(5, "Code de droit économique, art. VI.7/1; SPF Économie: cash to 5 cents since 1 December 2019"),
)
LUXEMBOURG = _european(
    "LU",
    N_("Luxembourg"),
    "TVA",
    "N° TVA",
    (
        standard("17"),
        intermediate("14"),
        reduced("8"),
        lowest("3"),
        small("TVA non applicable, régime de franchise"),
        reverse("Autoliquidation"),
    ),
    language="fr",
)
IRELAND = _european(
    "IE",
    N_("Ireland"),
    "VAT",
    "VAT No.",
    (
        standard("23"),
        intermediate("13.5"),
        reduced("9"),
        lowest("4.8"),
        exempt("Exempt from VAT"),
        reverse("Reverse charge"),
    ),
    cash=(5, "Central Bank of Ireland: cash may be rounded to 5 cents since 28 October 2015"),
)
EUROPE = CountryProfile(
    code="EU",
    name=N_("Another EU country"),
    language="en",
    currency="EUR",
    tax_name="VAT",
    tax_id_label="VAT No.",
    tax_presets=(NO_TAX, exempt("Exempt from VAT"), reverse("Reverse charge")),
    mentions=VAT_MENTIONS,
    sources=(_EU_REVERSE,),
)

UNITED_KINGDOM = CountryProfile(
    code="GB",
    name=N_("United Kingdom"),
    language="en",
    currency="GBP",
    tax_name="VAT",
    tax_id_label="VAT No.",
    tax_presets=(
        standard("20"),
        reduced("5"),
        none(N_("Zero rate"), "Zero-rated", category=TaxCategory.ZERO),
        exempt("Exempt from VAT"),
        small("Not registered for VAT"),
        reverse("Reverse charge: customer to pay the VAT to HMRC"),
    ),
    withholding_presets=(WithholdingPreset(Decimal(20), N_("CIS, construction work")),),
    mentions=SELLER[:2],
    sources=(
        "GOV.UK, VAT rates",
        "VAT Notice 735 (reverse charge wording)",
        "GOV.UK, Construction Industry Scheme: 20 % of registered subcontractors’ labour",
    ),
)
SWITZERLAND = CountryProfile(
    code="CH",
    name=N_("Switzerland"),
    language="en",
    currency="CHF",
    tax_name="MWST",
    tax_id_label="UID",
    tax_presets=(
        standard("8.1"),
        intermediate("3.8"),
        reduced("2.6"),
        small("Nicht mehrwertsteuerpflichtig (Art. 10 MWSTG)"),
    ),
    mentions=SELLER[:2],
    cash_rounding=5,
    sources=(
        "Mehrwertsteuergesetz, Art. 25, rates since 1 January 2024",
        "Bundesgesetz über die Währung und die Zahlungsmittel (WZG): the smallest coin is 5 Rappen",
    ),
)
