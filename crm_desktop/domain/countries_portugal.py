"""The profile of Portugal: mainland, Madeira and the Azores, and the tax authority's list of reasons for no tax."""

from __future__ import annotations

from decimal import Decimal

from crm_desktop.domain.country_presets import SELLER, exempt, intermediate, none, reduced, reverse, small, standard
from crm_desktop.domain.country_profile import CountryProfile, Mention, Region, TaxPreset, WithholdingPreset
from crm_desktop.domain.marks import N_
from crm_desktop.domain.quotes import TaxCategory

_E, _AE, _G = TaxCategory.EXEMPT, TaxCategory.REVERSE_CHARGE, TaxCategory.EXPORT
_K, _O = TaxCategory.INTRA_COMMUNITY, TaxCategory.NOT_SUBJECT
_SELF = "IVA – autoliquidação"

# Code, what the document has to say, the law behind it (added to what is said where that alone is said for several
# codes, or does not name it), and the category of UNCL5305.
_LIST = (
    ("M01", "Artigo 16.º, n.º 6 do CIVA", "", _O),
    ("M02", "Artigo 6.º do Decreto-Lei n.º 198/90, de 19 de junho", "", _E),
    ("M04", "Isento artigo 13.º do CIVA", "", _E),
    ("M05", "Isento artigo 14.º do CIVA", "", _G),
    ("M06", "Isento artigo 15.º do CIVA", "", _E),
    ("M07", "Isento artigo 9.º do CIVA", "", _E),
    ("M09", "IVA – não confere direito a dedução", "artigo 62.º, alínea b) do CIVA", _E),
    ("M10", "IVA – regime de isenção", "artigo 53.º, n.º 1 do CIVA", _E),
    ("M11", "Regime particular do tabaco", "Decreto-Lei n.º 346/85, de 23 de agosto", _E),
    ("M12", "Regime da margem de lucro – Agências de viagens", "Decreto-Lei n.º 221/85, de 3 de julho", _E),
    ("M13", "Regime da margem de lucro – Bens em segunda mão", "Decreto-Lei n.º 199/96, de 18 de outubro", _E),
    ("M14", "Regime da margem de lucro – Objetos de arte", "Decreto-Lei n.º 199/96, de 18 de outubro", _E),
    (
        "M15",
        "Regime da margem de lucro – Objetos de coleção e antiguidades",
        "Decreto-Lei n.º 199/96, de 18 de outubro",
        _E,
    ),
    ("M16", "Isento artigo 14.º do RITI", "", _K),
    ("M19", "Outras isenções", "isenções temporárias determinadas em diploma próprio", _E),
    ("M20", "IVA – regime forfetário", "artigo 59.º-D, n.º 2 do CIVA", _E),
    ("M21", "IVA – não confere direito à dedução", "artigo 72.º, n.º 4 do CIVA", _E),
    ("M25", "Mercadorias à consignação", "artigo 38.º, n.º 1, alínea a) do CIVA", _O),
    ("M26", "Isenção de IVA com direito à dedução no cabaz alimentar", "Lei n.º 17/2023, de 14 de abril", _E),
    ("M30", _SELF, "artigo 2.º, n.º 1, alínea i) do CIVA", _AE),
    ("M31", _SELF, "artigo 2.º, n.º 1, alínea j) do CIVA", _AE),
    ("M32", _SELF, "artigo 2.º, n.º 1, alínea l) do CIVA", _AE),
    ("M33", _SELF, "artigo 2.º, n.º 1, alínea m) do CIVA", _AE),
    ("M34", _SELF, "artigo 2.º, n.º 1, alínea n) do CIVA", _AE),
    ("M35", _SELF, "artigo 2.º, n.º 1, alínea j) do CIVA, verba 2.42 da Lista I", _AE),
    ("M40", _SELF, "artigo 6.º, n.º 6, alínea a) do CIVA, a contrário", _AE),
    ("M41", _SELF, "artigo 8.º, n.º 3 do RITI", _AE),
    ("M42", _SELF, "Decreto-Lei n.º 21/2007, de 29 de janeiro", _AE),
    ("M43", _SELF, "Decreto-Lei n.º 362/99, de 16 de setembro", _AE),
    ("M44", "IVA – regras específicas – artigo 6.º", "artigo 6.º do CIVA", _O),
    ("M45", "IVA – regime transfronteiriço de isenção", "artigo 58.º-A do CIVA", _E),
    ("M46", "IVA – e-TaxFree", "Decreto-Lei n.º 19/2017, de 14 de fevereiro", _E),
    ("M99", "Não sujeito ou não tributado", "", _O),
)


def _listed(code: str, mention: str, law: str, category: TaxCategory) -> TaxPreset:
    """An entry of the list as a preset: named by code and mention, which are not translated."""
    reason = f"{mention} ({law})" if law else mention
    return TaxPreset(Decimal(0), f"{code} {mention}", reason, code, category)


EXEMPTIONS = tuple(_listed(*entry) for entry in _LIST)
"""The whole list of the tax authority."""
_REASONS = {preset.code: preset.reason for preset in EXEMPTIONS}


def _said(code: str) -> tuple[str, str]:
    return _REASONS[code], code


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
        small(*_said("M10")),
        exempt(*_said("M07")),
        none(N_("Export"), *_said("M05"), _G),
        none(N_("Goods to another EU country"), *_said("M16"), _K),
        reverse(*_said("M40")),
        none(N_("Construction work, the customer pays the tax"), *_said("M31"), _AE),
        none(N_("Expenses paid on the customer’s behalf"), *_said("M01"), _O),
        none(N_("Not subject to tax"), *_said("M99"), _O),
    ),
    exemptions=EXEMPTIONS,
    regions=(
        Region("PT-20", N_("Azores"), (standard("16"), intermediate("9"), reduced("4"))),
        # The reduced rate was 5 until September 2024.
        Region("PT-30", N_("Madeira"), (standard("22"), intermediate("12"), reduced("4"))),
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
    certified_software=True,
    sources=(
        "Código do IVA, art. 18.º; Ofício Circulado 25045/2024 of the AT for Madeira and the Azores",
        "AT, Tabela dos códigos de motivo de isenção ou não liquidação de IVA, versão 4.0 (18 June 2026)",
        "Código do IRS, art. 101.º, as changed by the Orçamento do Estado 2025",
        "Decreto-Lei 28/2019, art. 4.º (who needs certified software for invoices)",
        # The law wants the validity stated but sets none: thirty days are custom.
        "Decreto-Lei 10/2015, RJACSR art. 39.º (contents of an orçamento)",
    ),
)
