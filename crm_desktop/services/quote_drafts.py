"""Drafting quotes: making one for a customer, its facts and lines, copies, the bin. What was issued is refused."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy.orm import Session

from crm_desktop.db.history import set_subject
from crm_desktop.db.models.deals import Deal
from crm_desktop.db.models.quotes import Quote
from crm_desktop.db.types import intact
from crm_desktop.domain.dates import check_date, days_after
from crm_desktop.domain.errors import Refused, Stale
from crm_desktop.domain.money import minor_digits, to_ten_thousandths
from crm_desktop.domain.quotes import PlannedPayment, QuoteStatus
from crm_desktop.domain.text import clean_line, clean_text, excerpt
from crm_desktop.services import revision_chain, settings
from crm_desktop.services.editing import existing, live_contact
from crm_desktop.services.quote_lines import add_lines
from crm_desktop.services.quote_records import draft, name_gesture, name_of, recompute
from crm_desktop.services.quote_terms import draft_lines, store_terms, with_lines
from crm_desktop.services.settings_look import DESIGN_NAMES

LINE_FIELDS = ("title", "reference")
TEXT_FIELDS = ("intro", "closing", "payment_terms", "notes")
TERM_FIELDS = ("currency", "price_mode", "discount", "withholding", "deposit", "cash_rounding", "payments")
DAY_FIELDS = ("date", "valid_until")


@dataclass(frozen=True, slots=True)
class NewQuote:
    """What a new quote may be told; None takes the customer's or the business' own."""

    contact_id: int | None = None
    deal_id: int | None = None
    title: str = ""
    date: dt.date | None = None
    valid_until: dt.date | None = None
    currency: str | None = None
    language: str | None = None


def create(session: Session, new: NewQuote, *, today: dt.date, now: dt.datetime) -> int:
    """A new draft with the business' defaults, dated `today` unless told otherwise; answers its id.

    Raises:
        Refused: ``record.missing`` (contact or deal), ``currency.unknown``, ``date.not_a_date``,
            ``quote.valid_before_date``, ``text.too_long``, with the field.
    """
    business = settings.business(session)
    contact = live_contact(session, new.contact_id)
    date = check_date(new.date or today, field="date")
    language = new.language or (contact.language if contact else "") or business.language
    texts = settings.document_texts(session, language)
    quote = Quote(
        contact_id=new.contact_id,
        deal_id=_deal(session, new.deal_id),
        title=clean_line(new.title, field="title"),
        date=date,
        valid_until=new.valid_until or days_after(date, business.validity_days, field="valid_until"),
        currency=_currency(new.currency or business.currency),
        language=language,
        price_mode=business.price_mode,
        withholding=None if business.withholding is None else to_ten_thousandths(business.withholding),
        intro=texts.intro,
        closing=texts.closing,
        payment_terms=texts.payment_terms,
        status_at=now,
        created_at=now,
    )
    _check_dates(quote)
    session.add(quote)
    session.flush()
    set_subject(session, name_of(quote, contact))
    return quote.id


def edit(session: Session, quote_id: int, values: Mapping[str, Any], seen: Mapping[str, Any] | None = None) -> None:
    """Changes facts of a draft.

    Args:
        session: the writing session.
        quote_id: the draft.
        values: new values by field: ``contact_id``, ``deal_id``, ``language`` and those of the lists above; `discount`,
            `deposit` as `Share` or None, `withholding` as a percent or None, `cash_rounding` in minor units,
            `payments` as `PlannedPayment`s in order.
        seen: what the editor showed for these fields; a stored value that differs is not overwritten.

    Raises:
        Refused: ``quote.issued``, ``quote.valid_before_date``, ``date.not_a_date``, ``record.missing`` (contact or
            deal), and all that the engine refuses.
        Stale: a field was changed elsewhere.
    """
    quote = draft(session, quote_id)
    _check_seen(quote, seen or {}, values)
    for field, value in values.items():
        _set_fact(session, quote, field, value)
    _check_dates(quote)
    terms = {field: values[field] for field in TERM_FIELDS if field in values}
    if "payments" in terms:
        terms["payments"] = tuple(_clean_payment(payment) for payment in terms["payments"])
    if terms:
        store_terms(quote, replace(with_lines(quote, ()), **terms))
        recompute(session, quote)
    else:
        name_gesture(session, quote)


def _set_fact(session: Session, quote: Quote, field: str, value: Any) -> None:
    if field in LINE_FIELDS:
        setattr(quote, field, clean_line(value, field=field))
    elif field in TEXT_FIELDS:
        setattr(quote, field, clean_text(value, field=field))
    elif field == "language":
        _speak(session, quote, value)
    elif field == "contact_id":
        contact = live_contact(session, value)
        quote.contact_id = value
        if contact is not None and contact.language:
            _speak(session, quote, contact.language)
    elif field == "deal_id":
        quote.deal_id = _deal(session, value)
    elif field in DAY_FIELDS:
        setattr(quote, field, value)
    elif field == "design":
        quote.design = _design(value)
    elif field not in TERM_FIELDS:
        raise KeyError(field)


def _design(key: str) -> str:
    """A page design by key; '' takes the business' own."""
    if key and key not in DESIGN_NAMES:
        raise Refused("quote.design", field="design", text=excerpt(key), known=", ".join(DESIGN_NAMES))
    return key


def _deal(session: Session, deal_id: int | None) -> int | None:
    return None if deal_id is None else existing(session, Deal, deal_id, field="deal_id").id


def _speak(session: Session, quote: Quote, language: str) -> None:
    """Writes the quote in another language: standard texts nobody has changed are exchanged with it."""
    before = settings.document_texts(session, quote.language)
    after = settings.document_texts(session, language)
    for field in ("intro", "closing", "payment_terms"):
        if getattr(quote, field) == getattr(before, field):
            setattr(quote, field, getattr(after, field))
    quote.language = language


def is_blank(session: Session, quote_id: int) -> bool:
    """Whether it is a draft nobody has written anything into yet; one that is gone is none."""
    quote = session.get(Quote, quote_id)
    if quote is None or quote.status is not QuoteStatus.DRAFT or quote.deleted_at is not None:
        return False
    written = quote.title or quote.contact_id or quote.deal_id or quote.reference or quote.notes
    return not written and not draft_lines(session, quote_id)


def discard_if_blank(session: Session, quote_id: int) -> None:
    """Destroys a draft nobody has written anything into; any other stays."""
    if is_blank(session, quote_id):
        session.delete(existing(session, Quote, quote_id))
        session.flush()


def duplicate(session: Session, quote_id: int, *, today: dt.date, now: dt.datetime) -> int:
    """A new draft with the same customer, texts and lines, dated `today`, its other days as far from it; its id."""
    source = existing(session, Quote, quote_id)
    begins = intact(source.date)
    days = (today - begins).days if begins is not None else None
    copy = copy_of(session, source, today=today, now=now, dues_later=days)
    # The customer's own reference and a deal that is over belong to the first quote alone.
    copy.reference = ""
    deal = session.get(Deal, source.deal_id) if source.deal_id is not None else None
    if deal is None or deal.closed_on is not None:
        copy.deal_id = None
    session.flush()
    return copy.id


def copy_of(
    session: Session, source: Quote, *, today: dt.date, now: dt.datetime, dues_later: int | None = 0
) -> Quote:  # fmt: skip
    """A draft with the customer, deal, terms, texts and lines of another quote, valid as long from `today` on.

    Its payments fall due `dues_later` days later than those of the other one; None: on no day.
    """
    begins, ends = intact(source.date), intact(source.valid_until)
    days = (ends - begins).days if begins is not None and ends is not None else None
    copy = Quote(
        contact_id=source.contact_id,
        deal_id=source.deal_id,
        copied_from_id=source.id,
        title=source.title,
        date=today,
        valid_until=days_after(today, days, field="valid_until") if days is not None else None,
        currency=source.currency,
        language=source.language,
        reference=source.reference,
        intro=source.intro,
        closing=source.closing,
        payment_terms=source.payment_terms,
        design=source.design,
        status_at=now,
        created_at=now,
    )
    terms = with_lines(source, ())
    store_terms(copy, replace(terms, payments=due_later(terms.payments, dues_later)))
    session.add(copy)
    session.flush()
    add_lines(session, copy.id, [replace(line, id=None) for line in draft_lines(session, source.id)])
    return copy


def to_bin(session: Session, quote_id: int, *, now: dt.datetime) -> None:
    """Puts a draft in the bin.

    Raises:
        Refused: ``quote.issued_not_binned``: what was issued is withdrawn instead.
    """
    quote = existing(session, Quote, quote_id)
    if quote.status is not QuoteStatus.DRAFT:
        raise Refused("quote.issued_not_binned", number=quote.number)
    quote.deleted_at = now
    name_gesture(session, quote)


def restore(session: Session, quote_id: int) -> None:
    """Takes a draft out of the bin.

    Raises:
        Refused: ``quote.revision_begun`` when another revision of the same quote is being written meanwhile.
    """
    quote = existing(session, Quote, quote_id)
    if quote.revision_of_id is not None and revision_chain.others(session, quote, [QuoteStatus.DRAFT]):
        raise Refused("quote.revision_begun")
    quote.deleted_at = None
    name_gesture(session, quote)


def due_later(payments: Iterable[PlannedPayment], days: int | None) -> tuple[PlannedPayment, ...]:
    """A schedule whose days are moved; None leaves it without any."""

    def moved(day: dt.date | None) -> dt.date | None:
        return None if day is None or days is None else days_after(day, days, field="payments")

    return tuple(replace(payment, due=moved(payment.due)) for payment in payments)


def _clean_payment(payment: PlannedPayment) -> PlannedPayment:
    if payment.due is not None:
        check_date(payment.due, field="payments")
    return replace(payment, label=clean_line(payment.label, field="payments"))


def _currency(code: str) -> str:
    minor_digits(code)  # refuses an unknown one
    return code


def _check_dates(quote: Quote) -> None:
    for field in DAY_FIELDS:
        day = intact(getattr(quote, field))
        if day is not None:
            check_date(day, field=field)
    if quote.valid_until is not None and quote.valid_until < quote.date:
        raise Refused("quote.valid_before_date", field="valid_until", text=quote.valid_until.isoformat())


def _check_seen(quote: Quote, seen: Mapping[str, Any], values: Mapping[str, Any]) -> None:
    terms = with_lines(quote, ())
    for field, shown in seen.items():
        stored = getattr(terms, field) if field in TERM_FIELDS else getattr(quote, field)
        if stored not in (shown, values.get(field, shown)):
            raise Stale(field, theirs=stored, yours=values.get(field))
