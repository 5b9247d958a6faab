"""What follows an issued quote: the customer's yes, the invoice made elsewhere, the money that came."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from crm_desktop.db.models.base import Base, Id, one_of, table_options
from crm_desktop.db.types import Day, Json, Moment, Word
from crm_desktop.domain.changes import QUOTE
from crm_desktop.domain.quotes import AcceptanceHow


class QuoteAcceptance(Id, Base, kw_only=True):
    """Who accepted a quote, when, how and with which options. `net`, `total`: minor units, the options included.

    `options`: the ids of the optional and alternative lines that were chosen. `states_before`: the states of this
    quote and of the revisions it overtook, by id, which taking the acceptance back leads back to; and under
    ``deal_value`` what the deal was thought to be worth.
    """

    __tablename__ = "quote_acceptance"
    __table_args__ = (
        one_of("how", AcceptanceHow),
        Index("ix_quote_acceptance_quote_id", "quote_id", unique=True),
        table_options(QUOTE, "quote_id"),
    )

    quote_id: Mapped[int] = mapped_column(ForeignKey("quote.id"))
    accepted_on: Mapped[dt.date] = mapped_column(Day)
    accepted_by: Mapped[str] = mapped_column(default="")
    how: Mapped[AcceptanceHow] = mapped_column(Word(AcceptanceHow))
    options: Mapped[list[int]] = mapped_column(Json(list), default_factory=list)
    states_before: Mapped[dict[str, str]] = mapped_column(Json(dict), default_factory=dict)
    net: Mapped[int]
    total: Mapped[int]
    note: Mapped[str] = mapped_column(default="")
    recorded_at: Mapped[dt.datetime] = mapped_column(Moment)


class QuoteInvoice(Id, Base, kw_only=True):
    """A fiscal invoice made in another program for a quote. `amount`: minor units of the quote's currency."""

    __tablename__ = "quote_invoice"
    __table_args__ = (
        CheckConstraint("amount >= 0", name="amounts"),
        Index("ix_quote_invoice_quote_id", "quote_id", "date"),
        Index("ix_quote_invoice_number", "number"),
        table_options(QUOTE, "quote_id"),
    )

    quote_id: Mapped[int] = mapped_column(ForeignKey("quote.id"))
    number: Mapped[str]
    date: Mapped[dt.date] = mapped_column(Day)
    amount: Mapped[int]
    note: Mapped[str] = mapped_column(default="")


class QuoteReceipt(Id, Base, kw_only=True):
    """Money received for a quote. `amount`: minor units of the quote's currency."""

    __tablename__ = "quote_receipt"
    __table_args__ = (
        CheckConstraint("amount > 0", name="amounts"),
        Index("ix_quote_receipt_quote_id", "quote_id", "date"),
        table_options(QUOTE, "quote_id"),
    )

    quote_id: Mapped[int] = mapped_column(ForeignKey("quote.id"))
    date: Mapped[dt.date] = mapped_column(Day)
    amount: Mapped[int]
    note: Mapped[str] = mapped_column(default="")
