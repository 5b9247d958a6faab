"""Quotes written as the documents that `quote_documents.read_document` reads, for tests of the way back."""

from __future__ import annotations

from crm_desktop.domain.money import shortest
from crm_desktop.domain.quote_documents import Json, QuoteDocument
from crm_desktop.domain.quotes import Line, LineKind, Share

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
    written["lines"] = [_line_as_json(line) for line in terms.lines]
    return written


def _line_as_json(line: Line) -> Json:
    written: Json = {"kind": line.kind.value, "description": line.description}
    if line.kind is not LineKind.ITEM:
        return written
    written |= {"quantity": shortest(line.quantity), "unit": line.unit, "unit_price": shortest(line.unit_price)}
    _write_share(written, "discount", line.discount)
    written |= {"tax_rate": shortest(line.tax_rate), "tax_reason": line.tax_reason, "role": line.role.value}
    if line.cost is not None:
        written["cost"] = shortest(line.cost)
    return written


def _write_share(written: Json, key: str, share: Share | None) -> None:
    if share is not None:
        written[key] = {share.kind.value: shortest(share.value)}
