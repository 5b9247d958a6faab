"""What a won deal is worth: what was accepted of its quotes, whichever came first, the yes or the deal's winning."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm_desktop.db.models.deals import Deal
from crm_desktop.db.models.quote_answers import QuoteAcceptance
from crm_desktop.db.models.quotes import Quote, Sale

ESTIMATE = "deal_value"
"""Under this name an acceptance keeps, among the states before, what its deal was thought to be worth."""


def accepted(session: Session, deal: Deal) -> int | None:
    """The sales that accepted quotes of a deal made, together; None for none, or where one has another currency."""
    session.flush()
    live = [Sale.deal_id == deal.id, Sale.quote_id.is_not(None), Sale.deleted_at.is_(None)]
    sales = session.execute(select(Sale.amount, Sale.currency).where(*live)).all()
    if not sales or any(currency != deal.currency for _amount, currency in sales):
        return None
    return max(0, sum(amount for amount, _currency in sales))


def follow(session: Session, deal: Deal) -> None:
    """Lets a deal that is won be worth what was accepted, and keeps with each yes what it was thought to be worth.

    Where another currency was accepted, or nothing is known of the yes, the deal keeps its value.
    """
    query = select(QuoteAcceptance).join(Quote, Quote.id == QuoteAcceptance.quote_id).order_by(QuoteAcceptance.id)
    rows = session.scalars(query.where(Quote.deal_id == deal.id)).all()
    value = accepted(session, deal)
    if value is None or not rows:
        return
    kept = (row.states_before.get(ESTIMATE) for row in rows)
    estimate = next((each for each in kept if each is not None), str(deal.value))
    for row in rows:
        row.states_before = {ESTIMATE: estimate, **row.states_before}
    deal.value = value
    session.flush()
