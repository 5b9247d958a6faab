"""Quotes with their lines, what issuing froze, and sales."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, Index, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column, relationship

from crm_desktop.db.models.base import Base, Binned, Id, one_of, table_options
from crm_desktop.db.types import Day, Flag, Moment, Word
from crm_desktop.domain.changes import QUOTE, SALE
from crm_desktop.domain.quotes import LineKind, LineRole, PriceMode, QuoteStatus, ShareKind
from crm_desktop.domain.sales import SaleOrigin


class Quote(Id, Binned, Base, kw_only=True):
    """A quote as edited while a draft, and its state afterwards (what issuing froze is in `QuoteIssue`).

    Shares, withholding: ten-thousandths (of a percent or of a major unit). `net` and `total`: minor units, kept by
    the one engine so that lists need not compute. `revision_of_id` is the quote this one revises, `revision` its place
    in that chain from 1. `design` '' takes the business' page design; `cash_rounding`: minor units; `external_id` says
    what an imported quote is known again by; `follow_up_on` is when to ask a customer who has not answered; `sent_on`
    is the day it went out, which an answer taken back leads back to. `payable`: minor units, what an accepted quote has
    to be paid with the options that were chosen; None for others.
    """

    __tablename__ = "quote"
    __table_args__ = (
        one_of("status", QuoteStatus),
        one_of("price_mode", PriceMode),
        Index("ix_quote_list_date", "deleted_at", "date", "id"),
        Index("ix_quote_list_number", "deleted_at", "number", "id"),
        Index("ix_quote_list_status", "deleted_at", "status", "date", "id"),
        Index("ix_quote_list_total", "deleted_at", "total", "id"),
        Index("ix_quote_contact_id", "contact_id"),
        Index("ix_quote_deal_id", "deal_id"),
        Index("ix_quote_revision_of_id", "revision_of_id"),
        Index("ix_quote_follow_up", "deleted_at", "follow_up_on", "id"),
        Index("ix_quote_external_id", "external_id"),
        table_options(QUOTE),
    )

    contact_id: Mapped[int | None] = mapped_column(ForeignKey("contact.id"), default=None)
    deal_id: Mapped[int | None] = mapped_column(ForeignKey("deal.id"), default=None)
    copied_from_id: Mapped[int | None] = mapped_column(ForeignKey("quote.id"), default=None)
    number: Mapped[str] = mapped_column(default="")
    title: Mapped[str] = mapped_column(default="")
    date: Mapped[dt.date] = mapped_column(Day)
    valid_until: Mapped[dt.date | None] = mapped_column(Day, default=None)
    currency: Mapped[str]
    language: Mapped[str]
    price_mode: Mapped[PriceMode] = mapped_column(Word(PriceMode), default=PriceMode.NET)
    discount_kind: Mapped[ShareKind | None] = mapped_column(Word(ShareKind), default=None)
    discount: Mapped[int] = mapped_column(default=0)
    withholding: Mapped[int | None] = mapped_column(default=None)
    deposit_kind: Mapped[ShareKind | None] = mapped_column(Word(ShareKind), default=None)
    deposit: Mapped[int] = mapped_column(default=0)
    reference: Mapped[str] = mapped_column(default="")
    intro: Mapped[str] = mapped_column(default="")
    closing: Mapped[str] = mapped_column(default="")
    payment_terms: Mapped[str] = mapped_column(default="")
    notes: Mapped[str] = mapped_column(default="")
    status: Mapped[QuoteStatus] = mapped_column(Word(QuoteStatus), default=QuoteStatus.DRAFT)
    status_at: Mapped[dt.datetime] = mapped_column(Moment)
    status_note: Mapped[str] = mapped_column(default="")
    net: Mapped[int] = mapped_column(default=0)
    total: Mapped[int] = mapped_column(default=0)
    revision_of_id: Mapped[int | None] = mapped_column(ForeignKey("quote.id"), default=None)
    revision: Mapped[int] = mapped_column(default=1, server_default="1")
    design: Mapped[str] = mapped_column(default="", server_default="")
    cash_rounding: Mapped[int] = mapped_column(default=0, server_default="0")
    external_id: Mapped[str] = mapped_column(default="", server_default="")
    follow_up_on: Mapped[dt.date | None] = mapped_column(Day, default=None)
    sent_on: Mapped[dt.date | None] = mapped_column(Day, default=None)
    payable: Mapped[int | None] = mapped_column(default=None)

    lines: Mapped[list[QuoteLine]] = relationship(
        cascade="all, delete-orphan", order_by="QuoteLine.position", default_factory=list
    )
    payments: Mapped[list[QuotePayment]] = relationship(
        cascade="all, delete-orphan", order_by="QuotePayment.position", default_factory=list
    )


class QuoteLine(Id, Base, kw_only=True):
    """A line of a draft. Quantity, price, cost, discount, rate: ten-thousandths."""

    __tablename__ = "quote_line"
    __table_args__ = (
        one_of("kind", LineKind),
        one_of("role", LineRole),
        Index("ix_quote_line_quote_id", "quote_id", "position"),
        table_options(QUOTE, "quote_id"),
    )

    quote_id: Mapped[int] = mapped_column(ForeignKey("quote.id"), init=False)
    position: Mapped[int] = mapped_column(default=0)
    kind: Mapped[LineKind] = mapped_column(Word(LineKind), default=LineKind.ITEM)
    description: Mapped[str] = mapped_column(default="")
    quantity: Mapped[int] = mapped_column(default=10000)
    unit: Mapped[str] = mapped_column(default="")
    unit_price: Mapped[int] = mapped_column(default=0)
    discount_kind: Mapped[ShareKind | None] = mapped_column(Word(ShareKind), default=None)
    discount: Mapped[int] = mapped_column(default=0)
    tax_rate: Mapped[int] = mapped_column(default=0)
    tax_reason: Mapped[str] = mapped_column(default="")
    role: Mapped[LineRole] = mapped_column(Word(LineRole), default=LineRole.STANDARD)
    cost: Mapped[int | None] = mapped_column(default=None)
    item_id: Mapped[int | None] = mapped_column(ForeignKey("catalogue_item.id"), default=None)
    tax_category: Mapped[str] = mapped_column(default="", server_default="")
    hide_prices: Mapped[bool] = mapped_column(Flag, default=False, server_default="0")


class QuotePayment(Id, Base, kw_only=True):
    """One instalment of a draft's payment schedule. `share`: ten-thousandths (of a percent or of a major unit)."""

    __tablename__ = "quote_payment"
    __table_args__ = (
        one_of("kind", ShareKind),
        Index("ix_quote_payment_quote_id", "quote_id", "position"),
        table_options(QUOTE, "quote_id"),
    )

    quote_id: Mapped[int] = mapped_column(ForeignKey("quote.id"), init=False)
    position: Mapped[int] = mapped_column(default=0)
    label: Mapped[str] = mapped_column(default="")
    kind: Mapped[ShareKind] = mapped_column(Word(ShareKind))
    share: Mapped[int]
    due: Mapped[dt.date | None] = mapped_column(Day, default=None)


class QuoteIssue(Id, Base, kw_only=True):
    """What issuing froze: the number, the paper as JSON and the exact PDF. Triggers refuse any later change.

    `chain` is the SHA-256 (hex) over this issue's facts and the `chain` of the one before it: taking one away, or
    changing it past the triggers, shows in the one that follows.
    """

    __tablename__ = "quote_issue"
    __table_args__ = (
        Index("ix_quote_issue_quote_id", "quote_id", unique=True),
        Index("ix_quote_issue_number", "number", unique=True),
        Index("ix_quote_issue_sequence", "series", "year", "sequence"),
        table_options(QUOTE, "quote_id", recorded=False),
    )

    quote_id: Mapped[int] = mapped_column(ForeignKey("quote.id"))
    number: Mapped[str]
    series: Mapped[str] = mapped_column(default="")
    year: Mapped[int]
    sequence: Mapped[int]
    issued_at: Mapped[dt.datetime] = mapped_column(Moment)
    snapshot: Mapped[str]
    pdf: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    sha256: Mapped[str]
    chain: Mapped[str] = mapped_column(default="", server_default="")


class Sale(Id, Binned, Base, kw_only=True):
    """What counts as revenue: an accepted quote, a won deal without one, or by hand. `amount`: minor units."""

    __tablename__ = "sale"
    __table_args__ = (
        one_of("origin", SaleOrigin),
        Index("ix_sale_contact_id", "contact_id", "deleted_at", "date", "amount", "currency"),
        Index("ix_sale_deal_id", "deal_id"),
        Index("ix_sale_quote_id", "quote_id"),
        table_options(SALE),
    )

    contact_id: Mapped[int | None] = mapped_column(ForeignKey("contact.id"), default=None)
    quote_id: Mapped[int | None] = mapped_column(ForeignKey("quote.id"), default=None)
    deal_id: Mapped[int | None] = mapped_column(ForeignKey("deal.id"), default=None)
    origin: Mapped[SaleOrigin] = mapped_column(Word(SaleOrigin))
    date: Mapped[dt.date] = mapped_column(Day)
    title: Mapped[str] = mapped_column(default="")
    reference: Mapped[str] = mapped_column(default="")
    amount: Mapped[int]
    currency: Mapped[str]
