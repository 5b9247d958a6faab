"""Quotes handed to other programs and taken back: UBL, JSON, and a JSON quote that is known again.

What is imported becomes a draft, whatever it was elsewhere: a number is taken only by issuing here, and the page that
was issued there is not in the file. Its origin is told in the notes (docs/decisions/0052).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm_desktop.db.models.contacts import Contact
from crm_desktop.db.models.quotes import Quote, QuoteIssue
from crm_desktop.db.types import intact
from crm_desktop.domain.contacts import ContactKind
from crm_desktop.domain.countries import exemption_code
from crm_desktop.domain.errors import Refused
from crm_desktop.domain.papers import QuotePaper
from crm_desktop.domain.quote_arithmetic import compute_totals
from crm_desktop.domain.quote_documents import QuoteDocument
from crm_desktop.domain.quote_identity import content_identity, issued_identity
from crm_desktop.domain.quotes import QuoteStatus, QuoteTerms
from crm_desktop.domain.text import fold
from crm_desktop.exchange import quote_json, ubl
from crm_desktop.exchange.quote_json import Origin, ReadQuote
from crm_desktop.reports.codec import paper_from_json
from crm_desktop.services import contacts, quote_documents, settings
from crm_desktop.services.editing import existing
from crm_desktop.services.labels import QUOTE_STATUS_LABELS
from crm_desktop.services.quote_drafts import NewQuote, create, edit
from crm_desktop.services.quote_lines import put_lines
from crm_desktop.services.quote_terms import DraftLine, terms_of
from crm_desktop.words import N_, current

UBL_SUFFIX, JSON_SUFFIX = ".xml", ".json"
TEXTS = ("title", "reference", "intro", "closing", "payment_terms")
IMPORTED = N_("Imported. Quote {number} of {business}, {date}, {status}.")


@dataclass(frozen=True, slots=True)
class Imported:
    """The quote a file became, or already was: `created` says which.

    `differs`: the one that was here says something else than the file. `namesake`: the name of the customer, where a
    contact of that name was here with another tax number, so that a new one was made; '' otherwise.
    """

    id: int
    created: bool
    differs: bool = False
    namesake: str = ""


def written(session: Session, quote_id: int, suffix: str, *, costs: bool = True) -> bytes:
    """A quote as the file that `suffix` asks for.

    Args:
        session: a reading session.
        quote_id: the quote.
        suffix: ``.xml`` for UBL, ``.json`` for JSON.
        costs: whether JSON tells the own cost of lines; UBL never does.

    Raises:
        Refused: ``record.missing``; ``quote.export_kind`` for another suffix; ``quote.ubl_draft``.
    """
    if suffix.lower() == UBL_SUFFIX:
        return as_ubl(session, quote_id)
    if suffix.lower() == JSON_SUFFIX:
        return as_json(session, quote_id, costs=costs)
    raise Refused("quote.export_kind", text=suffix)


def as_ubl(session: Session, quote_id: int) -> bytes:
    """The frozen paper of an issued quote as a UBL quotation.

    Raises:
        Refused: ``record.missing``; ``quote.ubl_draft`` for a quote that was not issued.
    """
    existing(session, Quote, quote_id)
    issue = _issue(session, quote_id)
    if issue is None:
        raise Refused("quote.ubl_draft")
    return ubl.write(_paper(issue), exemption_code)


def as_json(session: Session, quote_id: int, *, costs: bool = True) -> bytes:
    """A quote as JSON: of an issued one what was frozen, of a draft what is stored now."""
    document, origin = document_of(session, quote_id)
    if not costs:
        lines = tuple(replace(line, cost=None) for line in document.terms.lines)
        document = replace(document, terms=replace(document.terms, lines=lines))
    return quote_json.write(document, origin)


def document_of(session: Session, quote_id: int) -> tuple[QuoteDocument, Origin]:
    """A quote as the document that makes the same quote again, and where it comes from.

    Raises:
        Refused: ``record.missing``.
    """
    quote = existing(session, Quote, quote_id)
    contact = session.get(Contact, quote.contact_id) if quote.contact_id is not None else None
    issue = _issue(session, quote_id)
    origin = _origin(session, quote, contact)
    if issue is None:
        return _stored_document(session, quote, contact), origin
    paper = _paper(issue)
    business = paper.letterhead.business
    document = QuoteDocument(
        customer=paper.customer.person or paper.customer.name,
        date=paper.date,
        valid_until=paper.valid_until,
        terms=paper.terms,
        language=paper.language,
        **{key: getattr(paper, key) for key in TEXTS},
    )
    frozen = replace(
        origin, business=business.name, business_tax_id=business.tax_id, number=issue.number, sha256=issue.sha256,
        issued_at=issue.issued_at.isoformat(timespec="seconds"), customer_tax_id=paper.customer.tax_id,
    )  # fmt: skip
    return document, frozen


def import_quote(session: Session, read: ReadQuote, *, today: dt.date, now: dt.datetime) -> Imported:
    """The quote of a file as a draft, or the one it already is here; then nothing changes.

    Raises:
        Refused: ``quote.customer_ambiguous``, ``record.missing``, and all that making a draft refuses.
    """
    known = _known(session, read)
    if known is not None:
        return Imported(known, created=False, differs=_differs(session, known, read))
    namesake = ""
    if read.origin is None:
        quote_id = quote_documents.add(session, read.document, today=today, now=now)
    else:
        contact_id, namesake = _customer(session, read.document.customer, read.origin, now)
        quote_id = _add_exactly(session, read.document, read.origin, contact_id, now)
    existing(session, Quote, quote_id).external_id = read.identity
    session.flush()
    return Imported(quote_id, created=True, namesake=namesake)


def _differs(session: Session, quote_id: int, read: ReadQuote) -> bool:
    """Whether a file with a number says something else than the quote here: one of the two was changed."""
    if read.origin is None or not read.origin.number:
        return False
    here, _origin = document_of(session, quote_id)
    return _compared(here) != _compared(read.document)


def _compared(document: QuoteDocument) -> QuoteDocument:
    """What the customer sees of a quote but their name, which every business writes in its own way."""
    lines = tuple(replace(line, cost=None) for line in document.terms.lines)
    return replace(document, customer="", terms=replace(document.terms, lines=lines))


def _issue(session: Session, quote_id: int) -> QuoteIssue | None:
    return session.scalar(select(QuoteIssue).where(QuoteIssue.quote_id == quote_id))


def _paper(issue: QuoteIssue) -> QuotePaper:
    paper = paper_from_json("quote", issue.snapshot)
    assert isinstance(paper, QuotePaper)
    return paper


def _origin(session: Session, quote: Quote, contact: Contact | None) -> Origin:
    business = settings.business(session)
    return Origin(
        business=business.name,
        business_tax_id=business.tax_id,
        status=quote.status.value,
        customer_tax_id=contact.tax_id if contact is not None else "",
        customer_kind=contact.kind if contact is not None else ContactKind.PERSON,
    )


def _stored_document(session: Session, quote: Quote, contact: Contact | None) -> QuoteDocument:
    return QuoteDocument(
        customer=contact.name if contact is not None else "",
        date=quote.date,
        valid_until=intact(quote.valid_until),
        terms=terms_of(session, quote),
        language=quote.language,
        **{key: getattr(quote, key) for key in TEXTS},
    )


def _known(session: Session, read: ReadQuote) -> int | None:
    """The quote that a file is already here: imported before, issued here, or the very draft."""
    live = select(Quote.id).where(Quote.deleted_at.is_(None))
    found = session.scalar(live.where(Quote.external_id == read.identity).order_by(Quote.id).limit(1))
    if found is not None or read.origin is None:
        return found
    if read.origin.number:
        return _issued_here(session, read.origin.number, read.identity)
    return _same_draft(session, read.document, read.identity)


def _issued_here(session: Session, number: str, identity: str) -> int | None:
    issue = session.scalar(select(QuoteIssue).where(QuoteIssue.number == number))
    if issue is None:
        return None
    business = _paper(issue).letterhead.business
    return issue.quote_id if issued_identity(business.tax_id, business.name, number) == identity else None


def _same_draft(session: Session, document: QuoteDocument, identity: str) -> int | None:
    """A draft with this very content: looked for among those of the day that come to the same."""
    totals = compute_totals(document.terms)
    alike = session.scalars(
        select(Quote)
        .where(Quote.deleted_at.is_(None), Quote.status == QuoteStatus.DRAFT, Quote.date == document.date)
        .where(Quote.total == totals.total, Quote.currency == document.terms.currency)
        .order_by(Quote.id)
    )
    for quote in alike.all():
        contact = session.get(Contact, quote.contact_id) if quote.contact_id is not None else None
        if content_identity(_stored_document(session, quote, contact)) == identity:
            return quote.id
    return None


def _add_exactly(
    session: Session, document: QuoteDocument, origin: Origin, contact_id: int | None, now: dt.datetime
) -> int:
    """A draft that says what the document says and nothing else: no default takes the place of what is left out."""
    terms = document.terms
    new = NewQuote(
        contact_id=contact_id, title=document.title, date=document.date, valid_until=document.valid_until,
        currency=terms.currency, language=document.language or None,
    )  # fmt: skip
    quote_id = create(session, new, today=document.date, now=now)
    facts = {key: getattr(document, key) for key in TEXTS}
    notes = _told(document, origin) if origin.number else ""
    edit(session, quote_id, {**facts, "valid_until": document.valid_until, "notes": notes})
    edit(session, quote_id, {"withholding": None, "price_mode": terms.price_mode})
    put_lines(session, quote_id, [DraftLine(line) for line in terms.lines])
    edit(session, quote_id, {key: getattr(terms, key) for key in _OF_TERMS})
    return quote_id


_OF_TERMS = tuple(
    key for key in QuoteTerms.__dataclass_fields__ if key not in ("currency", "lines", "price_mode")
)  # what else the totals depend on


def _told(document: QuoteDocument, origin: Origin) -> str:
    say = current()
    return say.text(
        IMPORTED,
        number=origin.number,
        business=origin.business,
        date=say.date(document.date),
        status=say.text(QUOTE_STATUS_LABELS.get(origin.status, origin.status)),
    )


def _customer(session: Session, customer: str | int, origin: Origin, now: dt.datetime) -> tuple[int | None, str]:
    """Whom a quote is for, and the name where somebody else has it (`Imported.namesake`).

    Of those of the name it is the one with the tax number, else the only one that has none; whoever has another tax
    number is somebody else. Where the file tells no tax number, it is the only contact of the name.
    """
    if isinstance(customer, int):
        return customer, ""
    if not customer:
        return None, ""
    live = select(Contact.id, Contact.tax_id).where(Contact.deleted_at.is_(None))
    named = session.execute(live.where(Contact.sort_name == fold(customer)).order_by(Contact.id)).all()
    wanted = _bare(origin.customer_tax_id)
    alike = [contact_id for contact_id, tax_id in named if not wanted or _bare(tax_id) == wanted]
    alike = alike or [contact_id for contact_id, tax_id in named if not _bare(tax_id)]
    if len(alike) > 1:
        raise Refused("quote.customer_ambiguous", field="customer", text=customer)
    if alike:
        return alike[0], ""
    draft = contacts.ContactDraft(kind=origin.customer_kind, name=customer, tax_id=origin.customer_tax_id)
    return contacts.create(session, draft, now), customer if named else ""


def _bare(tax_id: str) -> str:
    """A tax number without what only makes it easier to read."""
    return "".join(char for char in tax_id.upper() if char.isalnum())
