"""Sales, what counts as revenue: made by an accepted quote or a won deal, or recorded by hand. Amounts have no tax."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm_desktop.db.history import set_subject
from crm_desktop.db.models.deals import Deal, Stage
from crm_desktop.db.models.quotes import Quote, Sale
from crm_desktop.domain.dates import check_date
from crm_desktop.domain.deals import StageKind
from crm_desktop.domain.errors import Refused
from crm_desktop.domain.money import check_minor, minor_digits
from crm_desktop.domain.sales import SaleOrigin
from crm_desktop.domain.text import clean_line
from crm_desktop.services.editing import live_contact


@dataclass(frozen=True, slots=True)
class NewSale:
    """A sale recorded by hand. `amount` in minor units, without tax."""

    amount: int
    currency: str
    date: dt.date
    contact_id: int | None = None
    title: str = ""
    reference: str = ""


def record(session: Session, new: NewSale, *, now: dt.datetime) -> int:
    """A sale made without quote or deal; answers its id.

    Raises:
        Refused: ``sale.amount_negative``, ``amount.too_large``, ``currency.unknown``, ``date.not_a_date``,
            ``record.missing`` (contact).
    """
    sale = Sale(
        origin=SaleOrigin.HAND, date=new.date, amount=new.amount, currency=new.currency, contact_id=new.contact_id,
        title=clean_line(new.title, field="title"), reference=clean_line(new.reference, field="reference"),
        created_at=now,
    )  # fmt: skip
    _check(session, sale)
    session.add(sale)
    set_subject(session, sale.title)
    session.flush()
    return sale.id


def sale_of_quote(
    session: Session, quote: Quote, *, date: dt.date, now: dt.datetime, net: int | None = None
) -> int:  # fmt: skip
    """The sale an accepted quote makes: the `net` that was accepted, with its options, else that of the quote.

    It takes the place of the sale its won deal had made.

    Called by the quotes service when a quote is accepted; a sale that an earlier acceptance made comes back.
    """
    sale = session.scalars(select(Sale).where(Sale.quote_id == quote.id).order_by(Sale.id)).first()
    amount = quote.net if net is None else net
    if sale is None:
        sale = Sale(
            origin=SaleOrigin.QUOTE, quote_id=quote.id, date=date, amount=amount, currency=quote.currency,
            created_at=now,
        )  # fmt: skip
        session.add(sale)
    sale.deleted_at = None
    sale.contact_id, sale.deal_id, sale.date = quote.contact_id, quote.deal_id, date
    sale.title, sale.reference, sale.amount, sale.currency = quote.title, quote.number, amount, quote.currency
    session.flush()
    _settle_by_id(session, quote.deal_id, now)
    return sale.id


def take_back_quote(session: Session, quote_id: int, *, now: dt.datetime) -> None:
    """The counter-gesture of `sale_of_quote`: the sale goes to the bin; a won deal makes its own again."""
    sales = session.scalars(select(Sale).where(Sale.quote_id == quote_id, Sale.deleted_at.is_(None))).all()
    _bin(session, sales, now)
    for sale in sales:
        _settle_by_id(session, sale.deal_id, now)


def settle_deal(session: Session, deal: Deal, kind: StageKind, *, now: dt.datetime) -> None:
    """Makes the sale of a deal follow the deal: there once it is won, unless an accepted quote of it made one.

    Called whenever a deal is won, changed, reopened, binned or restored; `kind` is that of its stage.
    """
    session.flush()
    sales = session.scalars(select(Sale).where(Sale.deal_id == deal.id).order_by(Sale.id)).all()
    own = next((sale for sale in sales if sale.quote_id is None), None)
    quoted = any(sale.quote_id is not None and sale.deleted_at is None for sale in sales)
    if kind is not StageKind.WON or deal.deleted_at is not None or quoted:
        _bin(session, [own] if own is not None else [], now)
        return
    date = deal.closed_on or deal.stage_since.date()
    if own is None:
        own = Sale(
            origin=SaleOrigin.DEAL, deal_id=deal.id, date=date, amount=0, currency=deal.currency, created_at=now
        )  # fmt: skip
        session.add(own)
    own.deleted_at = None
    own.contact_id, own.date, own.title = deal.contact_id, date, deal.title
    own.amount, own.currency = deal.value, deal.currency
    session.flush()


def _settle_by_id(session: Session, deal_id: int | None, now: dt.datetime) -> None:
    deal = session.get(Deal, deal_id) if deal_id is not None else None
    stage = session.get(Stage, deal.stage_id) if deal is not None else None
    if deal is not None and stage is not None:
        settle_deal(session, deal, stage.kind, now=now)


def _bin(session: Session, sales: Sequence[Sale], now: dt.datetime) -> None:
    for sale in sales:
        if sale.deleted_at is None:
            sale.deleted_at = now
    session.flush()


def _check(session: Session, sale: Sale) -> None:
    minor_digits(sale.currency)  # refuses an unknown one
    check_date(sale.date, field="date")
    if check_minor(sale.amount, "amount") < 0:
        raise Refused("sale.amount_negative", field="amount")
    live_contact(session, sale.contact_id)
