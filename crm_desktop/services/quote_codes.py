"""The code that pays a quote's deposit, its first payment or all of it: what the settings want and allow."""

from __future__ import annotations

from crm_desktop.domain.errors import Refused
from crm_desktop.domain.papers import PaymentCode
from crm_desktop.domain.payment_codes import epc_payload, pix_payload
from crm_desktop.domain.quotes import QuoteTerms, QuoteTotals
from crm_desktop.services.bank_details import account_of
from crm_desktop.services.settings import Business
from crm_desktop.services.settings_look import AGREED, NEVER

EURO, REAL = "EUR", "BRL"


def code_of(business: Business, terms: QuoteTerms, totals: QuoteTotals, reference: str) -> PaymentCode | None:
    """The code of a quote; None where none is wanted, or the settings lack what it has to say.

    Args:
        business: who is paid.
        terms: of the quote.
        totals: of the same.
        reference: what the payment is for: the quote's number.
    """
    try:
        return _made(business, terms, totals, reference)
    except Refused:
        # A quote prints without a code; `fault_of` tells why.
        return None


def fault_of(business: Business, terms: QuoteTerms, totals: QuoteTotals, reference: str) -> Refused | None:
    """Why a quote has no code that is to have one; None where it has one, or none is wanted."""
    try:
        _made(business, terms, totals, reference)
    except Refused as refused:
        return refused
    return None


def _made(business: Business, terms: QuoteTerms, totals: QuoteTotals, reference: str) -> PaymentCode | None:
    """The code.

    Raises:
        Refused: ``code.*``: the settings have what it needs, but not so that it can be used.
    """
    due, amount = _due(terms, totals)
    wanted = business.look.payment_code
    if wanted == NEVER or (wanted == AGREED and due == "total") or amount <= 0:
        return None
    found = _payload(business, terms.currency, amount, reference)
    return PaymentCode(found[0], found[1], amount, due) if found is not None else None


def _due(terms: QuoteTerms, totals: QuoteTotals) -> tuple[str, int]:
    """What is to be paid first."""
    if terms.deposit is not None and totals.deposit:
        return "deposit", totals.deposit
    if totals.payments:
        return "first", totals.payments[0]
    return "total", totals.payable


def _payload(business: Business, currency: str, amount: int, reference: str) -> tuple[str, str] | None:
    """Kind and content of the code for a currency; None for a currency or settings without one."""
    if currency == EURO:
        iban, bic = account_of(business.bank)
        if iban:
            return "epc", epc_payload(name=business.name, iban=iban, bic=bic, cents=amount, text=reference)
    if currency == REAL and business.look.pix_key:
        key, city = business.look.pix_key, business.look.pix_city
        return "pix", pix_payload(key=key, name=business.name, city=city, cents=amount, txid=reference)
    return None
