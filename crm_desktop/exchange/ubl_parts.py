"""The pieces that UBL documents are made of: elements with the prefixes of UBL, amounts, parties, taxes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from crm_desktop.domain.money import minor_digits, shortest
from crm_desktop.domain.papers import Party
from crm_desktop.domain.quote_documents import amount_as_text
from crm_desktop.domain.quotes import TaxCategory
from crm_desktop.domain.tax_categories import REASON_CODES
from crm_desktop.domain.units import MUTUALLY_DEFINED, unit_code
from crm_desktop.exchange.xml_tree import Element, clean

_URN = "urn:oasis:names:specification:ubl:schema:xsd:"
NAMESPACES = (
    ("", _URN + "Quotation-2"),
    ("cac", _URN + "CommonAggregateComponents-2"),
    ("cbc", _URN + "CommonBasicComponents-2"),
)


def basic(name: str, text: str, **attributes: str) -> Element:
    """An element with a text (``cbc:``)."""
    return Element(f"cbc:{name}", text, attributes=tuple(attributes.items()))


def whole(name: str, *parts: Element | Iterable[Element] | None) -> Element:
    """An element made of others (``cac:``), in order; None counts as left out."""
    return Element(f"cac:{name}", parts=tuple(_flat(parts)))


def said(name: str, text: str) -> Iterable[Element]:
    """The element where there is something to say; none for ''."""
    return (basic(name, text),) if has_words(text) else ()


def has_words(text: str) -> bool:
    """Whether anything of a text is left in XML."""
    return bool(clean(text).strip())


def _flat(parts: Iterable[Element | Iterable[Element] | None]) -> Iterable[Element]:
    for part in parts:
        if isinstance(part, Element):
            yield part
        elif part is not None:
            yield from part


@dataclass(frozen=True, slots=True)
class Money:
    """Writes amounts of one currency, always with the decimals it has."""

    currency: str

    def amount(self, name: str, minor: int) -> Element:
        """An amount in minor units."""
        return basic(name, amount_as_text(minor, self.currency), currencyID=self.currency)

    def price(self, value: Decimal) -> Element:
        """A unit price: at least the currency's decimals, at most four."""
        needed = max(minor_digits(self.currency), -int(value.normalize().as_tuple().exponent))
        return basic("PriceAmount", f"{value:.{needed}f}", currencyID=self.currency)


def quantity(name: str, value: Decimal, unit: str) -> Element:
    """A quantity with the code of its unit; a unit without a code is named in `unit_note`."""
    return basic(name, shortest(value), unitCode=unit_code(unit))


def unit_note(unit: str) -> str:
    """The name of a unit that has no code, '' for every other."""
    return clean(unit) if unit_code(unit) == MUTUALLY_DEFINED else ""


@dataclass(frozen=True, slots=True)
class Tax:
    """What a rate with its reason is called: the code is that of the country's list, '' where it has none."""

    category: TaxCategory
    rate: Decimal
    reason: str
    code: str
    name: str

    def element(self, name: str) -> Element:
        """``TaxCategory`` or ``ClassifiedTaxCategory``."""
        free = self.category is not TaxCategory.STANDARD and self.category is not TaxCategory.ZERO
        code = self.code or REASON_CODES.get(self.category, "")
        return whole(
            name,
            basic("ID", self.category.value),
            # What is no subject of the tax has no rate either (EN 16931, BR-O-05).
            None if self.category is TaxCategory.NOT_SUBJECT else basic("Percent", shortest(self.rate)),
            said("TaxExemptionReasonCode", code if free else ""),
            said("TaxExemptionReason", self.reason),
            scheme(self.name),
        )


def scheme(tax_name: str) -> Element:
    """The tax itself: value added tax by its code (UNCL5153), and what the country calls it."""
    return whole("TaxScheme", basic("ID", "VAT"), said("Name", tax_name))


def party(side: Party, tax_name: str, bank: str = "") -> Element:
    """A side of the paper."""
    lines = [whole("AddressLine", basic("Line", line)) for line in side.address if has_words(line)]
    contact = (*said("Name", side.person), *said("Telephone", side.phone), *said("ElectronicMail", side.email))
    return whole(
        "Party",
        said("WebsiteURI", side.web),
        whole("PartyIdentification", basic("ID", side.tax_id)) if has_words(side.tax_id) else None,
        whole("PartyName", basic("Name", side.name)) if has_words(side.name) else None,
        whole("PostalAddress", lines) if lines else None,
        whole("PartyTaxScheme", basic("CompanyID", side.tax_id), scheme(tax_name)) if has_words(side.tax_id) else None,
        whole("PartyLegalEntity", basic("RegistrationName", side.name)) if has_words(side.name) else None,
        whole("Contact", contact) if contact else None,
        whole("FinancialAccount", basic("PaymentNote", bank)) if has_words(bank) else None,
    )
