"""Quotes written as the JSON documents that `quote_documents.read_document` reads: the way back."""

from __future__ import annotations

from crm_desktop.domain.money import shortest
from crm_desktop.domain.quote_documents import Json, QuoteDocument
from crm_desktop.domain.quotes import Line, LineKind, PlannedPayment, Share

TEXTS = ("language", "title", "reference", "intro", "closing", "payment_terms")


def document_as_json(document: QuoteDocument) -> Json:
    """`document` as JSON values that `read_document` reads as the same quote."""
    terms = document.terms
    written: Json = {"customer": document.customer, "date": document.date.isoformat()}
    if document.valid_until is not None:
        written["valid_until"] = document.valid_until.isoformat()
    written["currency"] = terms.currency
    for key in TEXTS:
        if getattr(document, key):
            written[key] = getattr(document, key)
    written["price_mode"] = terms.price_mode.value
    _write_share(written, "discount", terms.discount)
    if terms.withholding is not None:
        written["withholding"] = {"percent": shortest(terms.withholding)}
    _write_share(written, "deposit", terms.deposit)
    if terms.cash_rounding:
        written["cash_rounding"] = terms.cash_rounding
    if terms.payments:
        written["payments"] = [_payment_as_json(payment) for payment in terms.payments]
    written["lines"] = [line_as_json(line) for line in terms.lines]
    return written


def line_as_json(line: Line) -> Json:
    """One line of a document."""
    written: Json = {"kind": line.kind.value, "description": line.description}
    if line.hide_prices:
        written["hide_prices"] = True
    if line.kind is not LineKind.ITEM:
        return written
    written |= {"quantity": shortest(line.quantity), "unit": line.unit, "unit_price": shortest(line.unit_price)}
    _write_share(written, "discount", line.discount)
    written |= {"tax_rate": shortest(line.tax_rate), "tax_reason": line.tax_reason, "role": line.role.value}
    if line.tax_category:
        written["tax_category"] = line.tax_category
    if line.cost is not None:
        written["cost"] = shortest(line.cost)
    return written


def _payment_as_json(payment: PlannedPayment) -> Json:
    written: Json = {"label": payment.label}
    if payment.due is not None:
        written["due"] = payment.due.isoformat()
    return written | {payment.share.kind.value: shortest(payment.share.value)}


def _write_share(written: Json, key: str, share: Share | None) -> None:
    if share is not None:
        written[key] = {share.kind.value: shortest(share.value)}
