"""What a country's profile says about quotes: data only, so that a country is added by writing it down."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from crm_desktop.domain.marks import N_

CERTIFICATE_NOTICE = N_("Invoices are made with certified software no. {number}.")
"""Printed where the business says which certified software it uses."""


class Mention(StrEnum):
    """What the law of a country can ask a quote to say."""

    BUSINESS_NAME = "business_name"
    BUSINESS_ADDRESS = "business_address"
    BUSINESS_CONTACT = "business_contact"
    BUSINESS_TAX_ID = "business_tax_id"
    CUSTOMER_NAME = "customer_name"
    CUSTOMER_ADDRESS = "customer_address"
    CUSTOMER_TAX_ID = "customer_tax_id"
    VALID_UNTIL = "valid_until"
    PAYMENT_TERMS = "payment_terms"
    EXEMPTION_REASON = "exemption_reason"
    LABOUR_AND_MATERIAL = "labour_and_material"
    QUOTE_FEE = "quote_fee"


@dataclass(frozen=True, slots=True)
class TaxPreset:
    """A tax rate to choose from: `rate` in percent, `label` a msgid.

    `reason` is what the law wants written where no tax is charged, in the country's language: it is not translated.
    `code` is the official code of that reason, where there is one; `category` a code of UNCL5305 (`TaxCategory`), ''
    where rate and reason say enough.
    """

    rate: Decimal
    label: str
    reason: str = ""
    code: str = ""
    category: str = ""


@dataclass(frozen=True, slots=True)
class WithholdingPreset:
    """A withholding to choose from: `percent` of the net, `label` a msgid."""

    percent: Decimal
    label: str


@dataclass(frozen=True, slots=True)
class Region:
    """A part of a country with rates of its own: `code` is ISO 3166-2, `name` a msgid, `rates` begin with the usual."""

    code: str
    name: str
    rates: tuple[TaxPreset, ...]


@dataclass(frozen=True, slots=True)
class CountryProfile:
    """The defaults and rules of one country.

    `code` is ISO 3166 (or EU, OTHER); `name` a msgid; `language` one that quotes are written in. `tax_name` and
    `tax_id_label` are the country's own words and not translated; `tax_name` '' means that quotes carry no tax lines.
    `tax_presets` begins with the usual one. `notices` are msgids printed on every quote. `sources` name
    what the figures stand on, `checked` when they were looked up. `validity_days` are thirty by custom, for which no
    law was found, but for countries whose law names them.

    `exemptions`: the whole official list of reasons for no tax, of which `tax_presets` has the usual ones. `regions`
    have rates of their own (`in_region`). `cash_rounding`: the step in minor units to which cash is rounded, which is
    only offered: what is paid through a bank is not. `acceptance`: words the customer's signature stands under, in
    the country's language. `certified_software`: invoices need it, and the business is told so once.
    """

    code: str
    name: str
    language: str
    currency: str
    tax_name: str
    tax_presets: tuple[TaxPreset, ...]
    sources: tuple[str, ...]
    tax_id_label: str = ""
    validity_days: int = 30
    withholding_presets: tuple[WithholdingPreset, ...] = ()
    mentions: tuple[Mention, ...] = ()
    notices: tuple[str, ...] = ()
    page_size: str = "A4"
    checked: dt.date = dt.date(2026, 11, 21)
    exemptions: tuple[TaxPreset, ...] = ()
    regions: tuple[Region, ...] = ()
    cash_rounding: int = 0
    acceptance: str = ""
    certified_software: bool = False

    @property
    def default_tax(self) -> TaxPreset:
        """What a new line is taxed with."""
        return self.tax_presets[0]

    def in_region(self, code: str) -> CountryProfile:
        """The profile with the rates of a region; unchanged for '' and for what is no region of this country."""
        region = next((one for one in self.regions if one.code == code), None)
        if region is None:
            return self
        untaxed = tuple(preset for preset in self.tax_presets if not preset.rate)
        return replace(self, tax_presets=(*region.rates, *untaxed))
