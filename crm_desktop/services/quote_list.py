"""Quotes as lists show them, and one quote whole."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.orm import Session

from crm_desktop.db.models.contacts import Contact
from crm_desktop.db.models.quote_answers import QuoteAcceptance
from crm_desktop.db.models.quotes import Quote, QuoteIssue
from crm_desktop.db.types import intact, is_damaged
from crm_desktop.domain.changes import QUOTE
from crm_desktop.domain.quote_arithmetic import compute_totals
from crm_desktop.domain.quote_states import WAITING, shown_status
from crm_desktop.domain.quotes import QuoteStatus, QuoteTerms, QuoteTotals
from crm_desktop.services import follow_ups, quote_acceptance, revision_chain
from crm_desktop.services.editing import existing
from crm_desktop.services.quote_acceptance import AcceptanceRow
from crm_desktop.services.quote_terms import DraftLine, draft_lines, with_lines
from crm_desktop.services.quote_unpaid import unpaid
from crm_desktop.services.word_filter import each_word

SORTS = {
    "date": Quote.date,
    "number": Quote.number,
    "status": Quote.status,
    "total": Quote.total,
    "valid_until": Quote.valid_until,
    "title": Quote.title,
}


class QuoteView(StrEnum):
    """What the list can be narrowed to. Open: issued or sent and not expired; follow up: comes up for an answer."""

    ALL = "all"
    DRAFT = "draft"
    OPEN = "open"
    EXPIRED = "expired"
    FOLLOW_UP = "follow_up"
    ACCEPTED = "accepted"
    UNPAID = "unpaid"
    DECLINED = "declined"
    BIN = "bin"


@dataclass(frozen=True, slots=True)
class QuoteQuery:
    """Which quotes, in which order.

    Args:
        text: words in number, title, texts, lines or the customer's name.
        view: a `QuoteView`.
        sort: a key of `SORTS`, or contact.
        descending: newest, largest ... first.
        contact_id: only this customer's.
        deal_id: only this deal's.
        today: the day that decides what has expired.
    """

    text: str = ""
    view: str = QuoteView.ALL
    sort: str = "date"
    descending: bool = True
    contact_id: int | None = None
    deal_id: int | None = None
    today: dt.date = field(default=dt.date.max)


@dataclass(frozen=True, slots=True)
class QuoteRow:
    """A quote in a list: `status` is a QuoteStatus value or ``expired``; amounts in minor units."""

    id: int
    number: str
    title: str
    contact_id: int | None
    contact: str
    date: dt.date | None
    valid_until: dt.date | None
    status: str
    net: int
    total: int
    currency: str
    damaged: bool


@dataclass(frozen=True, slots=True)
class RevisionRow:
    """One quote of a chain: `status` as shown, `total` in minor units; `number` is '' while it is a draft."""

    id: int
    number: str
    revision: int
    status: str
    date: dt.date | None
    total: int
    currency: str


@dataclass(frozen=True, slots=True)
class QuoteDetail:
    """One quote with everything its editor shows. `sha256` and `issued_at` are None while it is a draft.

    `revisions` is its whole chain, the oldest first; empty for a quote that was never revised.
    """

    id: int
    number: str
    title: str
    contact_id: int | None
    contact: str
    deal_id: int | None
    date: dt.date
    valid_until: dt.date | None
    language: str
    reference: str
    intro: str
    closing: str
    payment_terms: str
    notes: str
    status: str
    status_at: dt.datetime
    status_note: str
    binned: bool
    terms: QuoteTerms
    lines: tuple[DraftLine, ...]
    totals: QuoteTotals
    issued_at: dt.datetime | None
    sha256: str | None
    sent_on: dt.date | None = None
    revision_of_id: int | None = None
    revisions: tuple[RevisionRow, ...] = ()
    acceptance: AcceptanceRow | None = None
    design: str = ""


# What was accepted counts, with its options, not what was quoted.
_NET = func.coalesce(QuoteAcceptance.net, Quote.net)
_TOTAL = func.coalesce(QuoteAcceptance.total, Quote.total)


def count(session: Session, query: QuoteQuery) -> int:
    """How many quotes the query finds."""
    return session.scalar(_filtered(session, select(func.count(Quote.id)), query)) or 0


def ids(session: Session, query: QuoteQuery, first: int, limit: int) -> list[int]:
    """The ids from place `first` on, in the query's order."""
    statement = _filtered(session, select(Quote.id), query)
    key: Any = Contact.sort_name if query.sort == "contact" else SORTS[query.sort]
    order = (key.desc(), Quote.id.desc()) if query.descending else (key, Quote.id)
    return list(session.scalars(statement.order_by(*order).offset(first).limit(limit)))


def rows(session: Session, wanted: Sequence[int], today: dt.date) -> Mapping[int, QuoteRow]:
    """The rows of these ids, by id."""
    statement = (
        select(
            Quote.id, Quote.number, Quote.title, Quote.contact_id, Contact.name, Quote.date, Quote.valid_until,
            Quote.status, _NET.label("net"), _TOTAL.label("total"), Quote.currency,
        )
        .outerjoin(Contact, Contact.id == Quote.contact_id)
        .outerjoin(QuoteAcceptance, QuoteAcceptance.quote_id == Quote.id)
        .where(Quote.id.in_(wanted))
    )  # fmt: skip
    return {row.id: _row(row, today) for row in session.execute(statement)}


def sums(session: Session, query: QuoteQuery) -> tuple[tuple[str, int], ...]:
    """What the quotes found come to, by currency, the largest first: (currency, total in minor units).

    A revision that another one took the place of is not counted beside it.
    """
    total = func.sum(_TOTAL)
    wanted: Any = select(Quote.currency, total).outerjoin(QuoteAcceptance, QuoteAcceptance.quote_id == Quote.id)
    found = _filtered(session, wanted, query).where(Quote.status != QuoteStatus.SUPERSEDED)
    statement = found.group_by(Quote.currency).order_by(total.desc())
    return tuple((currency, int(amount)) for currency, amount in session.execute(statement))


def quote(session: Session, quote_id: int, today: dt.date) -> QuoteDetail:
    """One quote whole, its totals computed by the one engine.

    Raises:
        Refused: ``record.missing``.
    """
    stored = existing(session, Quote, quote_id)
    issue = session.scalar(select(QuoteIssue).where(QuoteIssue.quote_id == quote_id))
    contact = session.get(Contact, stored.contact_id) if stored.contact_id is not None else None
    lines = draft_lines(session, quote_id)
    terms = with_lines(stored, (line.line for line in lines))
    return QuoteDetail(
        id=stored.id,
        number=stored.number,
        title=stored.title,
        contact_id=stored.contact_id,
        contact=contact.name if contact else "",
        deal_id=stored.deal_id,
        date=stored.date,
        valid_until=intact(stored.valid_until),
        language=stored.language,
        reference=stored.reference,
        intro=stored.intro,
        closing=stored.closing,
        payment_terms=stored.payment_terms,
        notes=stored.notes,
        status=shown_status(stored.status, intact(stored.valid_until), today),
        status_at=stored.status_at,
        status_note=stored.status_note,
        binned=stored.deleted_at is not None,
        terms=terms,
        lines=lines,
        totals=compute_totals(terms),
        issued_at=issue.issued_at if issue else None,
        sha256=issue.sha256 if issue else None,
        sent_on=intact(stored.sent_on),
        revision_of_id=stored.revision_of_id,
        design=stored.design,
        revisions=_revisions(session, stored, today),
        acceptance=quote_acceptance.of(session, quote_id) if stored.status is QuoteStatus.ACCEPTED else None,
    )


def _revisions(session: Session, stored: Quote, today: dt.date) -> tuple[RevisionRow, ...]:
    """The chain of a quote; a first draft has none, and does not pay for asking."""
    if stored.status is QuoteStatus.DRAFT and stored.revision_of_id is None:
        return ()
    found = revision_chain.members(session, stored.id)
    if len(found) < 2:
        return ()
    return tuple(
        RevisionRow(
            one.id, one.number, one.revision, shown_status(one.status, intact(one.valid_until), today),
            intact(one.date), one.total, one.currency,
        )
        for one in found
    )  # fmt: skip


def _row(row: Any, today: dt.date) -> QuoteRow:
    damaged = is_damaged(row.date, row.valid_until, row.status)
    status = str(row.status) if damaged else shown_status(row.status, row.valid_until, today)
    return QuoteRow(
        row.id, row.number, row.title, row.contact_id, row.name or "", intact(row.date), intact(row.valid_until),
        status, row.net, row.total, row.currency, damaged,
    )  # fmt: skip


def _filtered(session: Session, statement: Select[Any], query: QuoteQuery) -> Select[Any]:
    if query.text or query.sort == "contact":
        statement = statement.outerjoin(Contact, Contact.id == Quote.contact_id)
    in_bin = query.view == QuoteView.BIN
    statement = statement.where(Quote.deleted_at.is_not(None) if in_bin else Quote.deleted_at.is_(None))
    condition = _view(session, query)
    if condition is not None:
        statement = statement.where(condition)
    if query.contact_id is not None:
        statement = statement.where(Quote.contact_id == query.contact_id)
    if query.deal_id is not None:
        statement = statement.where(Quote.deal_id == query.deal_id)
    return statement.where(*each_word(session, QUOTE, Quote.__tablename__, query.text))


def _view(session: Session, query: QuoteQuery) -> Any:
    if query.view == QuoteView.FOLLOW_UP:
        return follow_ups.is_due(session, query.today)
    waiting = Quote.status.in_(WAITING)
    views: dict[str, Any] = {
        QuoteView.DRAFT: Quote.status == QuoteStatus.DRAFT,
        QuoteView.OPEN: and_(
            Quote.status.in_(WAITING), or_(Quote.valid_until.is_(None), Quote.valid_until >= query.today)
        ),
        QuoteView.EXPIRED: and_(waiting, Quote.valid_until < query.today),
        QuoteView.ACCEPTED: Quote.status == QuoteStatus.ACCEPTED,
        QuoteView.DECLINED: Quote.status == QuoteStatus.DECLINED,
        QuoteView.UNPAID: unpaid(),
    }
    return views.get(query.view)
