"""A stored quote as the values the engine computes with, and back: the only place that knows both shapes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm_desktop.db.models.quotes import Quote, QuoteLine, QuotePayment
from crm_desktop.db.types import intact
from crm_desktop.domain.money import from_ten_thousandths, to_ten_thousandths
from crm_desktop.domain.quotes import Line, PlannedPayment, QuoteTerms, Share, ShareKind


@dataclass(frozen=True, slots=True)
class DraftLine:
    """A line in the editor: `id` None until it is stored, `item_id` the catalogue item it came from."""

    line: Line
    id: int | None = None
    item_id: int | None = None


# Lines repeat each other's rates, quantities and prices, and a long quote is read at every save.
_value = lru_cache(maxsize=1 << 13)(from_ten_thousandths)


def draft_lines(session: Session, quote_id: int) -> tuple[DraftLine, ...]:
    """The stored lines in their order, read without a model for each: a quote may have thousands."""
    of = QuoteLine.__table__.c
    statement = (
        select(
            of.kind, of.description, of.quantity, of.unit, of.unit_price, of.discount_kind, of.discount, of.tax_rate,
            of.tax_reason, of.role, of.cost, of.tax_category, of.hide_prices, of.id, of.item_id,
        )
        .where(of.quote_id == quote_id)
        .order_by(of.position, of.id)
    )  # fmt: skip
    session.flush()
    # Past the ORM's loading, which would take half of the time.
    return tuple([_draft_line(row) for row in session.connection().execute(statement)])


def _draft_line(row: Any) -> DraftLine:
    kind, description, quantity, unit, price, share, discount, rate, reason, role, cost, *rest, line_id, item_id = row
    own = None if cost is None else _value(cost)
    taken = _share(share, discount)
    line = Line(
        kind, description, _value(quantity), unit, _value(price), taken, _value(rate), reason, role, own, *rest
    )  # fmt: skip
    return DraftLine(line, line_id, item_id)


def terms_of(session: Session, quote: Quote) -> QuoteTerms:
    """What the totals of a stored quote depend on."""
    return with_lines(quote, (draft.line for draft in draft_lines(session, quote.id)))


def with_lines(quote: Quote, lines: Iterable[Line]) -> QuoteTerms:
    """The terms of a stored quote over these lines."""
    return QuoteTerms(
        currency=quote.currency,
        lines=tuple(lines),
        price_mode=quote.price_mode,
        discount=_share(quote.discount_kind, quote.discount),
        withholding=None if quote.withholding is None else from_ten_thousandths(quote.withholding),
        deposit=_share(quote.deposit_kind, quote.deposit),
        cash_rounding=quote.cash_rounding,
        payments=tuple(
            PlannedPayment(payment.label, Share(payment.kind, _value(payment.share)), intact(payment.due))
            for payment in quote.payments
        ),
    )


def store_terms(quote: Quote, terms: QuoteTerms) -> None:
    """Writes everything but the lines."""
    quote.currency = terms.currency
    quote.price_mode = terms.price_mode
    quote.discount_kind, quote.discount = _stored_share(terms.discount, "discount")
    quote.withholding = _stored(terms.withholding, "withholding")
    quote.deposit_kind, quote.deposit = _stored_share(terms.deposit, "deposit")
    quote.cash_rounding = terms.cash_rounding
    _store_payments(quote, terms.payments)


def _store_payments(quote: Quote, payments: tuple[PlannedPayment, ...]) -> None:
    """Writes the schedule into the rows there are, so that history tells what changed and not that all was new."""
    del quote.payments[len(payments) :]
    for place, payment in enumerate(payments):
        share = to_ten_thousandths(payment.share.value, field="payments")
        if place == len(quote.payments):
            quote.payments.append(QuotePayment(kind=payment.share.kind, share=share))
        row = quote.payments[place]
        row.position, row.label, row.due = place, payment.label, payment.due
        row.kind, row.share = payment.share.kind, share


def store_line(row: QuoteLine, draft: DraftLine) -> None:
    """Writes one line, but for its place.

    Raises:
        Refused: ``amount.*`` when a value cannot be stored exactly.
    """
    line = draft.line
    row.kind = line.kind
    row.description = line.description
    row.quantity = to_ten_thousandths(line.quantity, field="quantity")
    row.unit = line.unit
    row.unit_price = to_ten_thousandths(line.unit_price, field="unit_price")
    row.discount_kind, row.discount = _stored_share(line.discount, "discount")
    row.tax_rate = to_ten_thousandths(line.tax_rate, field="tax_rate")
    row.tax_reason = line.tax_reason
    row.role = line.role
    row.cost = _stored(line.cost, "cost")
    row.tax_category = line.tax_category
    row.hide_prices = line.hide_prices
    row.item_id = draft.item_id


def _share(kind: ShareKind | None, value: int) -> Share | None:
    return None if kind is None else Share(kind, _value(value))


def _stored_share(share: Share | None, field: str) -> tuple[ShareKind | None, int]:
    return (None, 0) if share is None else (share.kind, to_ten_thousandths(share.value, field=field))


def _stored(value: Decimal | None, field: str) -> int | None:
    return None if value is None else to_ten_thousandths(value, field=field)
