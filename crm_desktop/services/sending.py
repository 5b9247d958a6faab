"""A quote on its way to the customer: whom it goes to, what the mail says, and what is noted once it is sent."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm_desktop.db.models.contacts import Contact, Employment
from crm_desktop.db.models.quotes import Quote
from crm_desktop.db.types import intact
from crm_desktop.domain.contacts import ChannelKind, ChannelUse, ContactKind
from crm_desktop.domain.errors import Refused
from crm_desktop.domain.interactions import InteractionKind
from crm_desktop.domain.quotes import QuoteStatus
from crm_desktop.domain.text import clean_line, excerpt
from crm_desktop.domain.text_fields import fill
from crm_desktop.exchange.mail import Attachment, Letter, MailAddress, read_addresses
from crm_desktop.sentences import sentence
from crm_desktop.services import interactions, mail_accounts, quote_answers, quote_papers, settings
from crm_desktop.services.channels import of_kind
from crm_desktop.services.editing import existing, still_there
from crm_desktop.services.interactions import NewInteraction
from crm_desktop.services.parties import main_employer
from crm_desktop.words import N_, words_of

TITLE = N_("Quote {number}")
FIELDS = ("customer", "person", "number", "title", "total", "valid_until", "business", "link")
"""What a text of a mail may name in braces."""


class Way(StrEnum):
    """How a quote left."""

    MAIL_PROGRAM = "mail_program"
    SERVER = "server"
    WHATSAPP = "whatsapp"
    BY_HAND = "by_hand"


KINDS = {
    Way.MAIL_PROGRAM: InteractionKind.EMAIL,
    Way.SERVER: InteractionKind.EMAIL,
    Way.WHATSAPP: InteractionKind.MESSAGE,
    Way.BY_HAND: InteractionKind.LETTER,
}


@dataclass(frozen=True, slots=True)
class Reach:
    """Somebody at the customer's, with what reaches them: e-mail addresses, and numbers with their country."""

    name: str
    emails: tuple[str, ...]
    phones: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """A mail with a quote before anybody has changed it. `can_send`: the program could send it by itself."""

    quote_id: int
    number: str
    customer: str
    status: str
    to: str
    subject: str
    text: str
    file_name: str
    people: tuple[Reach, ...]
    can_send: bool

    @property
    def phone(self) -> str:
        """The first number that WhatsApp could know, with its country; '' for none."""
        return next((phone for person in self.people for phone in person.phones), "")


@dataclass(frozen=True, slots=True)
class Written:
    """A mail as it stands in the dialog: addresses as typed."""

    to: str
    subject: str
    text: str
    cc: str = ""


def proposal(session: Session, quote_id: int, today: dt.date) -> Proposal:
    """What a mail with the quote would say, in the language of the quote.

    Raises:
        Refused: ``record.missing``.
    """
    quote = existing(session, Quote, quote_id)
    contact = session.get(Contact, quote.contact_id) if quote.contact_id is not None else None
    people = _people(session, contact) if contact is not None else ()
    values = field_values(session, quote, contact)
    first = next(((person, person.emails[0]) for person in people if person.emails), None)
    if first is not None and contact is not None and contact.kind is ContactKind.COMPANY:
        # The mail goes to somebody who works there: it greets them, not the company.
        values = {**values, "person": first[0].name}
    return Proposal(
        quote_id=quote_id,
        number=quote.number,
        customer=contact.name if contact is not None else "",
        status=str(quote.status),
        to=str(MailAddress(first[1], first[0].name)) if first is not None else "",
        subject=clean_line(fill(settings.get(session, f"mail.subject.{_language(quote)}"), values)),
        text=fill(settings.get(session, f"mail.body.{_language(quote)}"), values).strip(),
        file_name=quote_papers.file_name(session, quote_id, today),
        people=people,
        can_send=mail_accounts.is_set_up(session),
    )


def _language(quote: Quote) -> str:
    return words_of(quote.language).language


def field_values(session: Session, quote: Quote, contact: Contact | None) -> Mapping[str, str]:
    """What the fields in the texts of a quote stand for, written as its language writes it."""
    words = words_of(quote.language)
    employer = main_employer(contact) if contact is not None else None
    name = contact.name if contact is not None else ""
    return {
        "customer": employer.name if employer is not None else name,
        "person": name,
        "number": quote.number,
        "title": quote.title,
        "total": words.money(quote.total, quote.currency),
        "valid_until": words.date(intact(quote.valid_until)),
        "business": settings.get(session, "business.name"),
        "link": settings.get(session, "business.web"),
    }


def _people(session: Session, contact: Contact) -> tuple[Reach, ...]:
    """The customer first; then who works there, or the company they work for."""
    others: Iterable[Contact]
    if contact.kind is ContactKind.COMPANY:
        others = session.scalars(
            select(Contact)
            .join(Employment, Employment.person_id == Contact.id)
            .where(Employment.company_id == contact.id, Contact.deleted_at.is_(None))
            .order_by(Contact.sort_name, Contact.id)
        )
    else:
        others = [work.company for work in contact.employments if work.company.deleted_at is None]
    return (_reach(contact), *(_reach(other) for other in others))


def _reach(contact: Contact) -> Reach:
    emails = sorted(of_kind(contact, ChannelKind.EMAIL), key=lambda channel: not channel.is_primary)
    numbers = [channel for channel in of_kind(contact, ChannelKind.PHONE) if channel.e164]
    numbers.sort(key=lambda channel: (channel.purpose is not ChannelUse.MOBILE, not channel.is_primary))
    return Reach(contact.name, tuple(channel.value for channel in emails), tuple(channel.e164 for channel in numbers))


def letter(session: Session, quote_id: int, written: Written, today: dt.date) -> Letter:
    """The mail as it leaves, with the very PDF that was issued.

    Raises:
        Refused: ``mail.not_issued``, ``mail.no_recipient``, ``mail.address``, ``quote.pdf_damaged``.
    """
    check_issued(session, quote_id)
    to = read_addresses(written.to, field="to")
    if not to:
        raise Refused("mail.no_recipient", field="to")
    pdf = Attachment(quote_papers.file_name(session, quote_id, today), quote_papers.pdf_of(session, quote_id))
    cc = read_addresses(written.cc, field="cc")
    return Letter(mail_accounts.sender(session), to, written.subject, written.text, cc, (pdf,))


def check_issued(session: Session, quote_id: int) -> None:
    """Refuses a draft: what is sent has its number and its final page.

    Raises:
        Refused: ``mail.not_issued``, ``record.missing``.
    """
    if existing(session, Quote, quote_id).status is QuoteStatus.DRAFT:
        raise Refused("mail.not_issued", field="status")


def not_noted(error: Exception) -> Refused:
    """That a mail was sent and could not be noted, with why: whoever reads only that it failed would send it twice."""
    if isinstance(error, Refused):
        return Refused("mail.not_noted", sentence=sentence(error))
    return Refused("mail.not_noted_fault", reason=excerpt(f"{type(error).__name__}: {error}", 200))


def note_sent(
    session: Session,
    quote_id: int,
    way: Way,
    *,
    address: str = "",
    subject: str = "",
    text: str = "",
    today: dt.date,
    now: dt.datetime,
) -> None:
    """Notes in one go that the quote left: its state, the timeline, and when to ask the customer.

    Called in a writing session opened with the barrier ``undo.barrier.send``. A quote that was answered keeps its
    state; that it went out once more is noted all the same.

    Raises:
        Refused: ``mail.not_issued``, ``record.missing``, ``text.too_long``.
    """  # fmt: skip
    check_issued(session, quote_id)
    quote = existing(session, Quote, quote_id)
    title = subject or words_of(settings.get(session, "language")).text(TITLE, number=quote.number)
    new = NewInteraction(
        kind=KINDS[way], at=now, contact_id=still_there(session, quote.contact_id), quote_id=quote_id,
        deal_id=quote.deal_id, address=address[:1_000], title=title, text=text,
    )  # fmt: skip
    interactions.record(session, new, now=now)
    if quote.status in (QuoteStatus.ISSUED, QuoteStatus.SENT):
        quote_answers.mark_sent(session, quote_id, today, today=today, now=now)
    session.flush()
