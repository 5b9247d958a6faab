"""The tax category of lines and tax groups: what a line says, else what its rate and reason tell.

Codes: UN/CEFACT code list 5305, the part of it that EN 16931-1 (VAT category codes) and UBL use.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType

from crm_desktop.domain.quotes import TaxCategory

TAXED = frozenset({TaxCategory.STANDARD.value})
"""Categories under which tax is charged."""
REASON_CODES: Mapping[str, str] = MappingProxyType(
    {
        TaxCategory.REVERSE_CHARGE: "VATEX-EU-AE",
        TaxCategory.INTRA_COMMUNITY: "VATEX-EU-IC",
        TaxCategory.EXPORT: "VATEX-EU-G",
        TaxCategory.NOT_SUBJECT: "VATEX-EU-O",
    }
)
"""The code of the European list (CEF VATEX) for categories that are a reason of their own."""


def category(said: str, rate: Decimal, reason: str, *, taxed_country: bool = True) -> TaxCategory:
    """The category of a line or group.

    Args:
        said: the line's own code, '' for none; one that does not go with the rate is not believed.
        rate: the tax rate in percent.
        reason: why no tax is charged.
        taxed_country: whether quotes of the country carry tax at all.
    """
    if rate:
        return TaxCategory.STANDARD
    if said and said not in TAXED:
        return TaxCategory(said)
    if reason:
        return TaxCategory.EXEMPT
    return TaxCategory.ZERO if taxed_country else TaxCategory.NOT_SUBJECT
