"""Which accepted quotes still wait for money, as a condition of a list: what is agreed, less what was received."""

from __future__ import annotations

from typing import Any

from sqlalchemy import and_, case, func, select

from crm_desktop.db.models.quote_answers import QuoteAcceptance, QuoteReceipt
from crm_desktop.db.models.quotes import Quote
from crm_desktop.domain.quotes import QuoteStatus

_PERCENT_OF_ONE = 1_000_000
"""A withholding is ten-thousandths of a percent: so many make the whole."""


def unpaid() -> Any:
    """True for accepted quotes of which not all was received."""
    received = select(func.coalesce(func.sum(QuoteReceipt.amount), 0)).where(QuoteReceipt.quote_id == Quote.id)
    return and_(Quote.status == QuoteStatus.ACCEPTED, received.correlate(Quote).scalar_subquery() < _payable())


def _payable() -> Any:
    """What is to be paid, in the engine's own steps on the stored net and total: all integers, halves up."""
    net, total = _accepted(QuoteAcceptance.net, Quote.net), _accepted(QuoteAcceptance.total, Quote.total)
    rate = func.coalesce(Quote.withholding, 0)
    # In two parts: the product of the largest net and a rate has more than 64 bits, and SQLite would go on in floats.
    rest = (2 * (net % _PERCENT_OF_ONE) * rate + _PERCENT_OF_ONE) // (2 * _PERCENT_OF_ONE)
    withheld = (net // _PERCENT_OF_ONE) * rate + rest
    exact = total - withheld
    step = Quote.cash_rounding
    return case((step > 0, (2 * exact + step) // (2 * step) * step), else_=exact)


def _accepted(column: Any, own: Any) -> Any:
    """What was accepted with its options, else what the quote says."""
    found = select(column).where(QuoteAcceptance.quote_id == Quote.id).correlate(Quote).scalar_subquery()
    return func.coalesce(found, own)
