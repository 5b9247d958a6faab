"""A quote document (JSON) made a draft in the file."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm_desktop.db.models.contacts import Contact
from crm_desktop.domain.contacts import ContactKind
from crm_desktop.domain.errors import Refused
from crm_desktop.domain.quote_documents import QuoteDocument
from crm_desktop.domain.text import fold
from crm_desktop.services import contacts
from crm_desktop.services.quote_drafts import NewQuote, create, edit
from crm_desktop.services.quote_lines import put_lines
from crm_desktop.services.quote_terms import DraftLine


def add(session: Session, document: QuoteDocument, *, today: dt.date, now: dt.datetime) -> int:
    """A draft that says what the document says; answers its id. An unknown customer name creates the contact.

    Raises:
        Refused: ``record.missing`` for an unknown id, ``quote.customer_ambiguous`` for a name several contacts have.
    """
    terms = document.terms
    quote_id = create(
        session,
        NewQuote(
            contact_id=_customer(session, document.customer, now),
            title=document.title,
            date=document.date,
            valid_until=document.valid_until,
            currency=terms.currency,
            language=document.language or None,
        ),
        today=today,
        now=now,
    )
    texts = {key: getattr(document, key) for key in ("reference", "intro", "closing", "payment_terms")}
    edit(session, quote_id, {key: value for key, value in texts.items() if value})
    put_lines(session, quote_id, [DraftLine(line) for line in terms.lines])
    edit(
        session,
        quote_id,
        {
            "price_mode": terms.price_mode,
            "discount": terms.discount,
            "withholding": terms.withholding,
            "deposit": terms.deposit,
            "cash_rounding": terms.cash_rounding,
            "payments": terms.payments,
        },
    )
    return quote_id


def _customer(session: Session, customer: str | int, now: dt.datetime) -> int:
    if isinstance(customer, int):
        return customer
    found = session.scalars(
        select(Contact.id).where(Contact.deleted_at.is_(None), Contact.sort_name == fold(customer)).limit(2)
    ).all()
    if len(found) > 1:
        raise Refused("quote.customer_ambiguous", field="customer", text=customer)
    if found:
        return found[0]
    return contacts.create(session, contacts.ContactDraft(kind=ContactKind.PERSON, name=customer), now)
