"""The customer's yes: who said it, when, how and to which options; what follows from it, and taking it back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm_desktop.db.history import set_subject
from crm_desktop.db.models.jobs import Job
from crm_desktop.db.models.quote_answers import QuoteAcceptance
from crm_desktop.db.models.quotes import Quote
from crm_desktop.domain.contacts import Lifecycle
from crm_desktop.domain.dates import check_date
from crm_desktop.domain.errors import Refused
from crm_desktop.domain.quote_acceptance import accepted_totals
from crm_desktop.domain.quote_states import WAITING
from crm_desktop.domain.quotes import AcceptanceHow, QuoteStatus
from crm_desktop.domain.text import clean_line, clean_text
from crm_desktop.services import deal_worth, jobs, quote_deals, quote_money, revision_chain, sales
from crm_desktop.services.contacts import raise_lifecycle
from crm_desktop.services.editing import existing, still_there
from crm_desktop.services.quote_days import check_since
from crm_desktop.services.quote_records import called, move
from crm_desktop.services.quote_terms import DraftLine, draft_lines, with_lines
from crm_desktop.services.quote_verification import check_lines


@dataclass(frozen=True, slots=True)
class Answer:
    """How a customer said yes. `options`: the ids of the optional and alternative lines they chose."""

    accepted_on: dt.date
    accepted_by: str = ""
    how: AcceptanceHow = AcceptanceHow.EMAIL
    options: tuple[int, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Accepted:
    """What accepting did. Amounts in minor units; `overtaken`: the numbers of other revisions that no longer hold.

    `deal` is the title of the deal that was won, '' for none; `job_id` the job that was planned.
    """

    number: str
    net: int
    total: int
    currency: str
    overtaken: tuple[str, ...] = ()
    deal: str = ""
    job_id: int | None = None


@dataclass(frozen=True, slots=True)
class TakenBack:
    """What taking an acceptance back did and left: the deal it had won, whether it moved back, the jobs that stay."""

    number: str
    deal: str = ""
    deal_moved: bool = False
    jobs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AcceptanceRow:
    """An acceptance as it is shown. Amounts in minor units of the quote's currency."""

    accepted_on: dt.date
    accepted_by: str
    how: AcceptanceHow
    options: tuple[int, ...]
    net: int
    total: int
    note: str


def accept(
    session: Session,
    quote_id: int,
    answer: Answer,
    *,
    move_deal: bool = False,
    plan_job: bool = False,
    today: dt.date,
    now: dt.datetime,
) -> Accepted:
    """Records a customer's yes: the sale of the accepted amount, the customer, and if wanted the deal and a job.

    Any revision can be accepted; the others of its chain that were open or accepted are superseded by it.

    Args:
        session: a writing session opened with the barrier ``undo.barrier.answer``.
        quote_id: an issued quote.
        answer: who, when, how, which options.
        move_deal: win the deal of the quote, if it is open.
        plan_job: plan a job of the quote's title for today.
        today: the day it is recorded.
        now: the moment, UTC.

    Raises:
        Refused: ``quote.not_accepted``, ``acceptance.*``, ``day.before_quote``, ``date.not_a_date``,
            ``text.too_long``, ``record.missing``, and what the engine refuses of the chosen lines.
    """
    quote = existing(session, Quote, quote_id)
    was = quote.status
    move(quote, QuoteStatus.ACCEPTED, now)
    row = _kept(session, quote, answer, today, now)
    overtaken = revision_chain.others(session, quote, [*WAITING, QuoteStatus.ACCEPTED])
    row.states_before = {str(quote_id): was.value, **{str(other.id): other.status.value for other in overtaken}}
    for other in overtaken:
        if other.status is QuoteStatus.ACCEPTED:
            sales.take_back_quote(session, other.id, now=now)
        other.status, other.status_at = QuoteStatus.SUPERSEDED, now
    quote.status_note = row.note
    sales.sale_of_quote(session, quote, date=answer.accepted_on, now=now, net=row.net)
    if quote.contact_id is not None:
        raise_lifecycle(session, quote.contact_id, Lifecycle.CUSTOMER)
    won = quote_deals.win(session, quote, answer.accepted_on, now) if move_deal else ""
    quote_deals.follow(session, quote, now)
    job_id = _plan(session, quote, today, now) if plan_job else None
    quote_money.follow(session, quote_id)
    set_subject(session, quote.number)
    numbers = tuple(other.number for other in overtaken)
    return Accepted(quote.number, row.net, row.total, quote.currency, numbers, won, job_id)


def unaccept(session: Session, quote_id: int, *, today: dt.date, now: dt.datetime) -> TakenBack:
    """Takes an acceptance back: its sale goes, the states before it return, the deal goes back where it came from.

    The deal is worth again what it was, unless somebody typed another value, and stays when somebody moved it since;
    a job stays always: the answer says so.

    Raises:
        Refused: ``acceptance.none``, ``record.missing``.
    """
    quote = existing(session, Quote, quote_id)
    if quote.status is not QuoteStatus.ACCEPTED:
        raise Refused("acceptance.none", number=called(session, quote))
    row = stored(session, quote_id)
    worth = quote_deals.worth(session, quote)
    sales.take_back_quote(session, quote_id, now=now)
    deal, moved = quote_deals.lead_back(session, quote, row, today, now)
    _bring_states_back(session, quote, row, now)
    quote_deals.bring_value_back(session, quote, row, worth, now)
    quote.status_note, quote.payable = "", None
    if row is not None:
        session.delete(row)
    quote_money.follow(session, quote_id)
    set_subject(session, quote.number)
    return TakenBack(quote.number, deal, moved, _jobs_of(session, quote_id))


def of(session: Session, quote_id: int) -> AcceptanceRow | None:
    """How a quote was accepted; None for one that was not, or before this was kept."""
    row = stored(session, quote_id)
    if row is None:
        return None
    return AcceptanceRow(
        row.accepted_on, row.accepted_by, row.how, tuple(row.options), row.net, row.total, row.note
    )  # fmt: skip


def stored(session: Session, quote_id: int) -> QuoteAcceptance | None:
    """The stored acceptance of a quote."""
    return session.scalar(select(QuoteAcceptance).where(QuoteAcceptance.quote_id == quote_id))


def _kept(
    session: Session, quote: Quote, answer: Answer, today: dt.date, now: dt.datetime
) -> QuoteAcceptance:  # fmt: skip
    """The acceptance as a row, with the amounts of the chosen lines."""
    check_date(answer.accepted_on, field="accepted_on")
    if answer.accepted_on > today:
        raise Refused("acceptance.in_future", field="accepted_on", text=answer.accepted_on.isoformat())
    check_since(session, quote, answer.accepted_on, field="accepted_on")
    check_lines(session, quote)
    lines = draft_lines(session, quote.id)
    places = _places(lines, answer.options)
    totals = accepted_totals(with_lines(quote, (line.line for line in lines)), places)
    row = stored(session, quote.id)
    if row is None:
        row = QuoteAcceptance(
            quote_id=quote.id, accepted_on=answer.accepted_on, how=answer.how, net=0, total=0, recorded_at=now
        )  # fmt: skip
        session.add(row)
    row.accepted_on, row.how, row.recorded_at = answer.accepted_on, answer.how, now
    row.accepted_by = clean_line(answer.accepted_by, field="accepted_by")
    row.note = clean_text(answer.note, field="note")
    row.options = sorted(set(answer.options))
    row.net, row.total = totals.net, totals.total
    quote.payable = totals.payable
    return row


def _places(lines: Sequence[DraftLine], chosen: Iterable[int]) -> set[int]:
    places = {line.id: place for place, line in enumerate(lines)}
    wanted = set(chosen)
    for line_id in wanted - places.keys():
        raise Refused("acceptance.no_option", field="options", number=line_id)
    return {places[line_id] for line_id in wanted}


def _plan(session: Session, quote: Quote, today: dt.date, now: dt.datetime) -> int:
    new = jobs.NewJob(
        today, quote.title or quote.number, still_there(session, quote.contact_id), quote.id, currency=quote.currency
    )  # fmt: skip
    return jobs.create(session, new, now=now)


def _bring_states_back(session: Session, quote: Quote, row: QuoteAcceptance | None, now: dt.datetime) -> None:
    """The state of the quote before, and those of the revisions it overtook if nobody moved them since."""
    before = dict(row.states_before) if row is not None else {}
    before.pop(deal_worth.ESTIMATE, None)
    own = before.pop(str(quote.id), "")
    waiting = QuoteStatus.SENT if quote.sent_on is not None else QuoteStatus.ISSUED
    quote.status, quote.status_at = QuoteStatus(own) if own else waiting, now
    for other_id, state in before.items():
        other = session.get(Quote, int(other_id))
        if row is None or other is None or other.status is not QuoteStatus.SUPERSEDED:
            continue
        if other.status_at == row.recorded_at:
            _bring_other_back(session, other, QuoteStatus(state), now)
    revision_chain.supersede_older(session, quote.id, now=now)


def _bring_other_back(session: Session, other: Quote, state: QuoteStatus, now: dt.datetime) -> None:
    other.status, other.status_at = state, now
    kept = stored(session, other.id)
    if state is QuoteStatus.ACCEPTED and kept is not None:
        sales.sale_of_quote(session, other, date=kept.accepted_on, now=now, net=kept.net)


def _jobs_of(session: Session, quote_id: int) -> tuple[str, ...]:
    live = select(Job.title).where(Job.quote_id == quote_id, Job.deleted_at.is_(None)).order_by(Job.id)
    return tuple(session.scalars(live))
