"""The money of an issued quote: invoices made in another program, what was received, and what is still open."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm_desktop.db.history import set_subject
from crm_desktop.db.models.quote_answers import QuoteAcceptance, QuoteInvoice, QuoteReceipt
from crm_desktop.db.models.quotes import Quote
from crm_desktop.db.types import intact
from crm_desktop.domain.dates import check_date
from crm_desktop.domain.errors import Refused
from crm_desktop.domain.money import check_minor
from crm_desktop.domain.quote_acceptance import accepted_terms, accepted_totals
from crm_desktop.domain.quote_arithmetic import compute_totals
from crm_desktop.domain.quote_balance import DEPOSIT, REST, Balance, Instalment, balance, cut
from crm_desktop.domain.quote_states import WAITING
from crm_desktop.domain.quotes import QuoteStatus, QuoteTerms, QuoteTotals
from crm_desktop.domain.text import clean_line
from crm_desktop.services import revision_chain
from crm_desktop.services.editing import check_seen, existing
from crm_desktop.services.quote_days import check_past
from crm_desktop.services.quote_terms import draft_lines, with_lines
from crm_desktop.words import current

PAYABLE = (QuoteStatus.ISSUED, QuoteStatus.SENT, QuoteStatus.ACCEPTED)
"""The states in which money can be recorded: what nobody has agreed to may still get its deposit."""
NEVER = dt.date.min
INVOICE_FIELDS = ("number", "date", "amount", "note")
RECEIPT_FIELDS = ("date", "amount", "note")


@dataclass(frozen=True, slots=True)
class NewInvoice:
    """A fiscal invoice made in another program. `amount` in minor units of the quote's currency."""

    number: str
    date: dt.date
    amount: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class NewReceipt:
    """Money that came. `amount` in minor units of the quote's currency."""

    date: dt.date
    amount: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class InvoiceRow:
    """A recorded invoice; `date` None when its cell is damaged."""

    id: int
    number: str
    date: dt.date | None
    amount: int
    note: str


@dataclass(frozen=True, slots=True)
class ReceiptRow:
    """A recorded payment; `date` None when its cell is damaged."""

    id: int
    date: dt.date | None
    amount: int
    note: str


@dataclass(frozen=True, slots=True)
class QuoteMoney:
    """All there is to know of the money of one quote. `can_record` tells whether more can be recorded now.

    `date` is the quote's own, None when its cell is damaged.
    """

    quote_id: int
    number: str
    currency: str
    accepted: bool
    balance: Balance
    instalments: tuple[Instalment, ...]
    invoices: tuple[InvoiceRow, ...]
    receipts: tuple[ReceiptRow, ...]
    can_record: bool
    date: dt.date | None = None

    def before_quote(self, day: dt.date | None) -> Refused | None:
        """What is to be said of an invoice or payment that is older than the quote; None where there is nothing."""
        if day is None or self.date is None or day >= self.date:
            return None
        say = current()
        return Refused("money.before_quote", text=say.date(day), number=self.number, first=say.date(self.date))


def money(session: Session, quote_id: int) -> QuoteMoney:
    """The money of a quote.

    Raises:
        Refused: ``record.missing``.
    """
    quote = existing(session, Quote, quote_id)
    invoices, receipts = _invoices(session, quote_id), _receipts(session, quote_id)
    totals, instalments = _agreed(session, quote)
    invoiced, received = sum(row.amount for row in invoices), sum(row.amount for row in receipts)
    return QuoteMoney(
        quote_id=quote_id,
        number=quote.number,
        currency=quote.currency,
        accepted=quote.status is QuoteStatus.ACCEPTED,
        balance=balance(totals.payable, invoiced, received, instalments),
        instalments=instalments,
        invoices=invoices,
        receipts=receipts,
        can_record=quote.status in PAYABLE,
        date=intact(quote.date),
    )


def add_invoice(session: Session, quote_id: int, new: NewInvoice, *, today: dt.date) -> int:
    """Records an invoice made elsewhere; answers its id.

    Raises:
        Refused: ``record.missing``; ``quote.no_money_yet`` for a quote nobody can pay; ``invoice.no_number``,
            ``invoice.twice`` for a number this quote has already, ``payment.not_positive``, ``amount.too_large``,
            ``date.not_a_date``, ``day.in_future``, ``text.too_long``, with the field.
    """
    quote = _payable(session, quote_id)
    row = QuoteInvoice(quote_id=quote_id, number="", date=NEVER, amount=0)
    _fill(row, {field: getattr(new, field) for field in INVOICE_FIELDS}, today)
    _check_number(session, row)
    return _added(session, quote, row)


def add_receipt(session: Session, quote_id: int, new: NewReceipt, *, today: dt.date) -> int:
    """Records money that came; answers its id. More than was agreed is recorded too: `Balance.over` tells it.

    Raises:
        Refused: as `add_invoice`, but for the number.
    """
    quote = _payable(session, quote_id)
    row = QuoteReceipt(quote_id=quote_id, date=NEVER, amount=0)
    _fill(row, {field: getattr(new, field) for field in RECEIPT_FIELDS}, today)
    return _added(session, quote, row)


def edit_invoice(
    session: Session,
    invoice_id: int,
    values: Mapping[str, Any],
    seen: Mapping[str, Any] | None = None,
    *,
    today: dt.date,
) -> None:
    """Changes a recorded invoice, by the fields of `INVOICE_FIELDS`.

    Raises:
        Refused: as `add_invoice`. Stale: a value is no longer the one `seen`.
    """
    row = existing(session, QuoteInvoice, invoice_id)
    check_seen(row, seen, values)
    _fill(row, {field: values[field] for field in INVOICE_FIELDS if field in values}, today)
    _check_number(session, row)
    _name(session, row.quote_id)


def edit_receipt(
    session: Session,
    receipt_id: int,
    values: Mapping[str, Any],
    seen: Mapping[str, Any] | None = None,
    *,
    today: dt.date,
) -> None:
    """Changes a recorded payment, by the fields of `RECEIPT_FIELDS`.

    Raises:
        Refused: as `add_receipt`. Stale: a value is no longer the one `seen`.
    """
    row = existing(session, QuoteReceipt, receipt_id)
    check_seen(row, seen, values)
    _fill(row, {field: values[field] for field in RECEIPT_FIELDS if field in values}, today)
    _name(session, row.quote_id)


def remove_invoice(session: Session, invoice_id: int) -> None:
    """Takes a recorded invoice away; undoing the gesture brings it back.

    Raises:
        Refused: ``record.missing``.
    """
    _remove(session, existing(session, QuoteInvoice, invoice_id))


def remove_receipt(session: Session, receipt_id: int) -> None:
    """Takes a recorded payment away; undoing the gesture brings it back.

    Raises:
        Refused: ``record.missing``.
    """
    _remove(session, existing(session, QuoteReceipt, receipt_id))


def follow(session: Session, quote_id: int) -> None:
    """Brings what was invoiced and paid for other revisions to the one that holds: a deposit counts for the order.

    The accepted one holds, else the newest that waits; where there is neither, everything stays where it is. So does
    what is of another currency, and an invoice that the one that holds has already.

    Raises:
        Refused: ``record.missing``.
    """
    chain = revision_chain.members(session, quote_id)
    holding = next(
        (one for wanted in ((QuoteStatus.ACCEPTED,), WAITING) for one in reversed(chain) if one.status in wanted), None
    )
    if holding is None:
        return
    others = [one.id for one in chain if one.id != holding.id and one.currency == holding.currency]
    noted = {row.number for row in _invoices(session, holding.id)}
    for invoice in session.scalars(select(QuoteInvoice).where(QuoteInvoice.quote_id.in_(others))).all():
        if invoice.number not in noted:
            invoice.quote_id = holding.id
            noted.add(invoice.number)
    for receipt in session.scalars(select(QuoteReceipt).where(QuoteReceipt.quote_id.in_(others))).all():
        receipt.quote_id = holding.id
    session.flush()


def _payable(session: Session, quote_id: int) -> Quote:
    quote = existing(session, Quote, quote_id)
    if quote.status not in PAYABLE:
        raise Refused("quote.no_money_yet")
    return quote


def _agreed(session: Session, quote: Quote) -> tuple[QuoteTotals, tuple[Instalment, ...]]:
    """What the quote comes to with the options that were chosen, and in which parts it is paid."""
    lines = draft_lines(session, quote.id)
    terms = with_lines(quote, (line.line for line in lines))
    acceptance = session.scalar(select(QuoteAcceptance).where(QuoteAcceptance.quote_id == quote.id))
    chosen = set(acceptance.options) if acceptance is not None else set()
    places = [place for place, line in enumerate(lines) if line.id in chosen]
    agreed = accepted_terms(terms, places)
    try:
        totals = compute_totals(agreed)
    except Refused:
        # A cheaper alternative may leave less than a deposit or a schedule in amounts: the last parts are cut.
        totals = accepted_totals(terms, places)
        return totals, cut(_instalments(terms, compute_totals(terms)), totals.payable)
    return totals, _instalments(agreed, totals)


def _instalments(terms: QuoteTerms, totals: QuoteTotals) -> tuple[Instalment, ...]:
    """The schedule, or the deposit; what they leave of the whole is an instalment without a name."""
    planned = [
        Instalment(payment.label, amount, payment.due)
        for payment, amount in zip(terms.payments, totals.payments, strict=True)
    ]
    if terms.deposit is not None:
        planned.append(Instalment("", totals.deposit, kind=DEPOSIT))
    rest = totals.payable - sum(one.amount for one in planned)
    return (*planned, Instalment("", rest, kind=REST)) if rest else tuple(planned)


def _invoices(session: Session, quote_id: int) -> tuple[InvoiceRow, ...]:
    statement = select(QuoteInvoice).where(QuoteInvoice.quote_id == quote_id)
    return tuple(
        InvoiceRow(row.id, row.number, intact(row.date), row.amount, row.note)
        for row in session.scalars(statement.order_by(QuoteInvoice.date, QuoteInvoice.id))
    )


def _receipts(session: Session, quote_id: int) -> tuple[ReceiptRow, ...]:
    statement = select(QuoteReceipt).where(QuoteReceipt.quote_id == quote_id)
    return tuple(
        ReceiptRow(row.id, intact(row.date), row.amount, row.note)
        for row in session.scalars(statement.order_by(QuoteReceipt.date, QuoteReceipt.id))
    )


def _fill(row: QuoteInvoice | QuoteReceipt, values: Mapping[str, Any], today: dt.date) -> None:
    for field, value in values.items():
        # A day that is to come and was noted before that was refused does not keep the rest from being corrected.
        if field == "date" and value != row.date:
            check_past(value, today, field=field)
        setattr(row, field, _checked(field, value))
    if isinstance(row, QuoteInvoice) and not row.number:
        raise Refused("invoice.no_number", field="number")


def _checked(field: str, value: Any) -> Any:
    if field == "date":
        return check_date(value, field=field)
    if field == "amount":
        if check_minor(value, field) <= 0:
            raise Refused("payment.not_positive", field=field)
        return value
    return clean_line(value, field=field)


def _check_number(session: Session, row: QuoteInvoice) -> None:
    """One invoice is recorded once for a quote; one invoice for several quotes is recorded with each."""
    with session.no_autoflush:
        same = select(QuoteInvoice.id).where(
            QuoteInvoice.quote_id == row.quote_id, QuoteInvoice.number == row.number, QuoteInvoice.id != (row.id or 0)
        )
        if session.scalar(same.limit(1)) is not None:
            raise Refused("invoice.twice", field="number", text=row.number)


def _added(session: Session, quote: Quote, row: QuoteInvoice | QuoteReceipt) -> int:
    session.add(row)
    set_subject(session, quote.number)
    session.flush()
    return row.id


def _remove(session: Session, row: QuoteInvoice | QuoteReceipt) -> None:
    quote_id = row.quote_id
    session.delete(row)
    _name(session, quote_id)


def _name(session: Session, quote_id: int) -> None:
    set_subject(session, existing(session, Quote, quote_id).number)
    session.flush()
