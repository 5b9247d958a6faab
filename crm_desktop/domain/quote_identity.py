"""What a quote that comes back from a file is known again by.

An issued quote is one business' number: the business by its tax number, or by its name where it has none. A draft has
no number; it is known by its content, so that one letter changed makes it another quote.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace

from crm_desktop.domain.quote_documents import QuoteDocument
from crm_desktop.domain.quote_writing import document_as_json
from crm_desktop.domain.text import fold


def issued_identity(tax_id: str, business: str, number: str) -> str:
    """The identity of the quote `number` that a business issued."""
    whose = "".join(character for character in tax_id.upper() if character.isalnum()) or fold(business)
    return f"issued:{whose}:{number.strip()}"


def content_identity(document: QuoteDocument) -> str:
    """The identity of a quote without a number: its content, by SHA-256."""
    known = document_as_json(replace(document, customer=str(document.customer)))
    canonical = json.dumps(known, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return "content:" + hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()
