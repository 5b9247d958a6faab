"""The totals of every quote as the one engine computes them, for the export."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm_desktop.db.models.quotes import Quote
from crm_desktop.domain.errors import Refused
from crm_desktop.domain.quote_arithmetic import compute_totals
from crm_desktop.domain.quote_documents import totals_as_json
from crm_desktop.services.quote_terms import terms_of


class QuoteTotals:
    """Totals by quote, computed when they are asked for."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def get(self, quote_id: int) -> dict[str, Any] | None:
        """The totals of a quote; None when a damaged one cannot be computed: its lines are exported all the same."""
        quote = self._session.scalars(select(Quote).where(Quote.id == quote_id)).one()
        try:
            terms = terms_of(self._session, quote)
            return totals_as_json(terms, compute_totals(terms))
        except (Refused, ValueError, ArithmeticError):
            return None
        finally:
            self._session.expunge_all()
