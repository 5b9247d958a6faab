"""Building blocks of country profiles: tax presets with their labels, and what most countries ask quotes to say."""

from __future__ import annotations

from decimal import Decimal

from crm_desktop.domain.country_profile import Mention, TaxPreset
from crm_desktop.domain.marks import N_
from crm_desktop.domain.quotes import TaxCategory

SELLER = (Mention.BUSINESS_NAME, Mention.BUSINESS_ADDRESS, Mention.BUSINESS_TAX_ID, Mention.CUSTOMER_NAME)
"""Who sells, and to whom."""
VAT_MENTIONS = (*SELLER, Mention.EXEMPTION_REASON)
"""What quotes of countries with a VAT say."""


def standard(rate: str) -> TaxPreset:
    """The usual rate."""
    return TaxPreset(Decimal(rate), N_("Standard rate"))


def intermediate(rate: str) -> TaxPreset:
    """A rate between the usual and the reduced one."""
    return TaxPreset(Decimal(rate), N_("Intermediate rate"))


def reduced(rate: str) -> TaxPreset:
    """The reduced rate."""
    return TaxPreset(Decimal(rate), N_("Reduced rate"))


def lowest(rate: str) -> TaxPreset:
    """A rate below the reduced one."""
    return TaxPreset(Decimal(rate), N_("Super-reduced rate"))


def none(label: str, reason: str, code: str = "", category: str = "") -> TaxPreset:
    """No tax, for the `reason` that the law wants written."""
    return TaxPreset(Decimal(0), label, reason, code, category)


def small(reason: str, code: str = "") -> TaxPreset:
    """No tax, because the business is small."""
    return none(N_("Small business, no tax charged"), reason, code, TaxCategory.EXEMPT)


def reverse(reason: str, code: str = "") -> TaxPreset:
    """No tax, because the customer owes it."""
    return none(N_("Reverse charge, the customer pays the tax"), reason, code, TaxCategory.REVERSE_CHARGE)


def exempt(reason: str, code: str = "") -> TaxPreset:
    """No tax, because what is sold is exempt."""
    return none(N_("Exempt"), reason, code, TaxCategory.EXEMPT)


NO_TAX = none(N_("No tax"), "")
