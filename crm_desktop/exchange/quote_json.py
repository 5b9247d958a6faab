"""Quotes as JSON files: a quote document (docs/guide.md), and under ``exported`` where it comes from.

The keys of the document alone are the quote; what is under ``exported`` tells who wrote it, under which number and with
which totals. Totals are never believed: they are computed again, and a file whose totals differ is refused.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, cast

from crm_desktop.domain.contacts import ContactKind
from crm_desktop.domain.errors import Refused
from crm_desktop.domain.quote_arithmetic import compute_totals
from crm_desktop.domain.quote_documents import Json, QuoteDocument, read_document, totals_as_json
from crm_desktop.domain.quote_identity import content_identity, issued_identity
from crm_desktop.domain.quote_writing import document_as_json
from crm_desktop.domain.quotes import QuoteStatus
from crm_desktop.domain.text import clean_line, excerpt

EXPORTED = "exported"
FORMAT = "crm-desktop quote"
VERSION = 1
_NOBODY = "-"
"""Stands for the customer of a draft that has none while the document is read."""
_COMPARED = ("net", "tax", "total", "payable")


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an exported quote comes from. `number` and `issued_at` are '' for a draft.

    `business` and `customer` are told by name and tax number; `customer_kind` is a ContactKind.
    """

    business: str = ""
    business_tax_id: str = ""
    number: str = ""
    status: str = QuoteStatus.DRAFT.value
    issued_at: str = ""
    sha256: str = ""
    customer_tax_id: str = ""
    customer_kind: ContactKind = ContactKind.PERSON


@dataclass(frozen=True, slots=True)
class ReadQuote:
    """A quote read from a file: `origin` None for a document written by hand."""

    document: QuoteDocument
    origin: Origin | None

    @property
    def identity(self) -> str:
        """What the quote is known again by."""
        if self.origin is not None and self.origin.number:
            return issued_identity(self.origin.business_tax_id, self.origin.business, self.origin.number)
        return content_identity(self.document)


def write(document: QuoteDocument, origin: Origin) -> bytes:
    """The file of a quote, in UTF-8; reading it gives the same document and origin."""
    read = ReadQuote(document, origin)
    terms = document.terms
    about: Json = {
        "format": FORMAT,
        "version": VERSION,
        "identity": read.identity,
        "business": {"name": origin.business, "tax_id": origin.business_tax_id},
        "number": origin.number,
        "status": origin.status,
        "issued_at": origin.issued_at,
        "pdf_sha256": origin.sha256,
        "customer": {"kind": origin.customer_kind.value, "tax_id": origin.customer_tax_id},
        "totals": totals_as_json(terms, compute_totals(terms)),
    }
    whole = {**document_as_json(document), EXPORTED: about}
    return (json.dumps(whole, ensure_ascii=False, indent=2) + "\n").encode("utf-8", "replace")


def read(content: bytes, path: str) -> ReadQuote:
    """The quote in a file of UTF-8, UTF-16 or UTF-32.

    Args:
        content: the bytes of the file.
        path: what it is called, for refusals.

    Raises:
        Refused: ``document.*`` (with the line of the file where it is no JSON, with ``quote_line`` where a line of
            the quote is wrong), and all that `compute_totals` refuses.
    """
    data = _decoded(content, path)
    if not isinstance(data, dict) or data.get(EXPORTED) is None:
        if isinstance(data, dict):
            data.pop(EXPORTED, None)
        return ReadQuote(read_document(data), None)
    about = _object(data.pop(EXPORTED), EXPORTED)
    _check_version(about)
    nobody = not data.get("customer")
    document = read_document({**data, "customer": _NOBODY} if nobody else data)
    _check_totals(document, _object(about.get("totals") or {}, "totals"))
    return ReadQuote(replace(document, customer="") if nobody else document, _origin(about))


def _decoded(content: bytes, path: str) -> Any:
    try:
        return json.loads(content, object_pairs_hook=_each_key_once)
    except json.JSONDecodeError as error:
        raise Refused("document.not_json_at", path=path, row=error.lineno, column=error.colno) from None
    except (ValueError, RecursionError):
        raise Refused("document.not_json", path=path) from None


def _each_key_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A JSON object; of a key that stands there twice, one value would be lost without a word.

    Raises:
        Refused: ``document.key_twice``.
    """
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise Refused("document.key_twice", field=key, text=excerpt(key))
        found[key] = value
    return found


def _object(value: object, name: str) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise Refused("document.not_an_object", field=name, text=name)
    return cast(Mapping[str, Any], value)


def _check_version(about: Mapping[str, Any]) -> None:
    version = about.get("version", VERSION)
    if about.get("format", FORMAT) != FORMAT or not isinstance(version, int):
        raise Refused("document.not_an_export", field=EXPORTED)
    if version > VERSION:
        raise Refused("document.newer", field=EXPORTED)


def _check_totals(document: QuoteDocument, written: Mapping[str, Any]) -> None:
    """Refuses a file in which lines or totals were changed, but not both."""
    computed = totals_as_json(document.terms, compute_totals(document.terms))
    for key in _COMPARED:
        if key in written and written[key] != computed[key]:
            raise Refused(
                "document.totals_differ", field="totals", name=key, text=excerpt(str(written[key])), whole=computed[key]
            )


def _origin(about: Mapping[str, Any]) -> Origin:
    business = _object(about.get("business") or {}, "business")
    customer = _object(about.get("customer") or {}, "customer")
    kind = _line(customer, "kind")
    status = _line(about, "status")
    return Origin(
        business=_line(business, "name"),
        business_tax_id=_line(business, "tax_id"),
        number=_line(about, "number"),
        status=status if status in set(QuoteStatus) else QuoteStatus.DRAFT.value,
        issued_at=_line(about, "issued_at"),
        sha256=_line(about, "pdf_sha256"),
        customer_tax_id=_line(customer, "tax_id"),
        customer_kind=ContactKind(kind) if kind in set(ContactKind) else ContactKind.PERSON,
    )


def _line(values: Mapping[str, Any], key: str) -> str:
    value = values.get(key)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise Refused("document.not_text", field=key, text=key)
    return clean_line(value, field=key)
