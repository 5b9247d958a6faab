"""Which accepted quotes still wait for money, as a condition of a list: what is agreed, less what was received."""

from __future__ import annotations

from typing import Any

from sqlalchemy import and_, func, select

from crm_desktop.db.models.quote_answers import QuoteReceipt
from crm_desktop.db.models.quotes import Quote
from crm_desktop.domain.quotes import QuoteStatus


def unpaid() -> Any:
    """True for accepted quotes of which not all was received. The engine computed what is payable at acceptance."""
    received = select(func.coalesce(func.sum(QuoteReceipt.amount), 0)).where(QuoteReceipt.quote_id == Quote.id)
    payable = func.coalesce(Quote.payable, Quote.total)
    return and_(Quote.status == QuoteStatus.ACCEPTED, received.correlate(Quote).scalar_subquery() < payable)
