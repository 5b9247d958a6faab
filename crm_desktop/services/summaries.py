"""The customer summary: everything the file knows of one contact, gathered into a paper in the customer's language."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session, selectinload

from crm_desktop.db.models.contacts import Channel, Contact, Employment
from crm_desktop.db.models.deals import Deal, Stage
from crm_desktop.db.models.jobs import Job, JobPart
from crm_desktop.db.models.quote_answers import QuoteReceipt
from crm_desktop.db.models.quotes import Quote, Sale
from crm_desktop.db.types import intact
from crm_desktop.domain.contacts import ChannelKind, ContactKind
from crm_desktop.domain.deals import StageKind, probability_of
from crm_desktop.domain.errors import Refused
from crm_desktop.domain.money import from_ten_thousandths, shortest
from crm_desktop.domain.papers import SummaryDeal, SummaryFact, SummaryJob, SummaryPaper, SummaryQuote, SummarySale
from crm_desktop.domain.quote_states import shown_status
from crm_desktop.services import settings
from crm_desktop.services.labels import (
    CHANNEL_LABELS,
    JOB_KIND_LABELS,
    JOB_STATUS_LABELS,
    KNOWN_LABELS,
    LIFECYCLE_LABELS,
)
from crm_desktop.services.parties import Sender, address_lines, main_employment
from crm_desktop.services.quote_unpaid import unpaid
from crm_desktop.words import N_, words_of

NO_DAY = dt.date.min


def summary_paper(session: Session, contact_id: int, *, today: dt.date) -> SummaryPaper:
    """The paper of one contact; a company's takes in what was done for its people.

    Raises:
        Refused: ``record.missing``.
    """
    contact = session.get(Contact, contact_id)
    if contact is None:
        raise Refused("record.missing")
    business = settings.business(session)
    ids = _with_people(session, contact)
    sales = _sales(session, ids)
    created_at = intact(contact.created_at)
    return SummaryPaper(
        language=contact.language or business.language,
        made_on=today,
        letterhead=settings.letterhead(session),
        name=contact.name,
        kind=str(contact.kind),
        role_line=_role_line(contact),
        lifecycle=LIFECYCLE_LABELS.get(contact.lifecycle, str(contact.lifecycle)),
        since=created_at.date() if created_at else None,
        source=contact.source,
        tags=tuple(tag.name for tag in contact.tags),
        facts=_facts(session, contact, business),
        deals=_deals(session, ids),
        quotes=_quotes(session, ids, today),
        sales=sales,
        jobs=_jobs(session, ids),
        notes=contact.notes,
        sales_total=_totals(sales),
        unpaid=_unpaid(session, ids),
    )


def render(paper: SummaryPaper) -> bytes:
    """The PDF of a summary; the page engine is loaded when first used, because it costs a tenth of the start."""
    from crm_desktop.reports import summary as report

    return report.render(paper)


def _with_people(session: Session, contact: Contact) -> list[int]:
    if contact.kind is ContactKind.PERSON:
        return [contact.id]
    people = session.scalars(
        select(Employment.person_id)
        .join(Contact, Contact.id == Employment.person_id)
        .where(Employment.company_id == contact.id, Contact.deleted_at.is_(None))
    )
    return [contact.id, *people]


def _role_line(contact: Contact) -> str:
    main = main_employment(contact)
    if main is None:
        return ""
    return ", ".join(part for part in (main.role, main.company.name) if part)


def _facts(session: Session, contact: Contact, business: settings.Business) -> tuple[SummaryFact, ...]:
    sender = Sender(business.country, words_of(contact.language or business.language))
    facts = [_channel_fact(channel, sender) for channel in contact.channels]
    if contact.tax_id:
        label = settings.country_profile(contact.country or business.country).tax_id_label
        facts.append(SummaryFact(label, contact.tax_id))
    if contact.birthday:
        facts.append(SummaryFact(N_("Birthday"), contact.birthday))
    for name, role in _people(session, contact):
        facts.append(SummaryFact(N_("Person"), ", ".join(part for part in (name, role) if part)))
    return tuple(facts)


def _channel_fact(channel: Channel, sender: Sender) -> SummaryFact:
    own = KNOWN_LABELS.get(channel.label, channel.label)
    label = own or CHANNEL_LABELS.get((channel.kind, channel.purpose), str(channel.kind))
    value = ", ".join(address_lines(channel, sender)) if channel.kind is ChannelKind.ADDRESS else channel.value
    return SummaryFact(label, value)


def _people(session: Session, contact: Contact) -> list[tuple[str, str]]:
    statement = (
        select(Contact.name, Employment.role)
        .join(Contact, Contact.id == Employment.person_id)
        .where(Employment.company_id == contact.id, Contact.deleted_at.is_(None))
        .order_by(Contact.sort_name)
    )
    return [(name, role) for name, role in session.execute(statement)]


def _deals(session: Session, ids: list[int]) -> tuple[SummaryDeal, ...]:
    statement = (
        select(Deal, Stage)
        .join(Stage, Stage.id == Deal.stage_id)
        .where(Deal.contact_id.in_(ids), Deal.deleted_at.is_(None), Stage.kind == StageKind.OPEN)
        .order_by(Deal.expected_close.is_(None), Deal.expected_close, Deal.id)
    )
    return tuple(
        SummaryDeal(
            title=deal.title,
            stage=stage.name,
            value=deal.value,
            currency=deal.currency,
            probability=probability_of(deal.probability, stage.kind, stage.probability),
            expected_close=intact(deal.expected_close),
            next_step=deal.next_step,
            next_step_date=intact(deal.next_step_date),
        )
        for deal, stage in session.execute(statement)
    )


def _quotes(session: Session, ids: list[int], today: dt.date) -> tuple[SummaryQuote, ...]:
    statement = _newest(Quote.contact_id.in_(ids), Quote)
    return tuple(
        SummaryQuote(
            number=quote.number,
            title=quote.title,
            date=intact(quote.date) or NO_DAY,
            valid_until=intact(quote.valid_until),
            status=shown_status(quote.status, intact(quote.valid_until), today),
            total=quote.total,
            currency=quote.currency,
        )
        for quote in session.scalars(statement)
    )


def _sales(session: Session, ids: list[int]) -> tuple[SummarySale, ...]:
    statement = _newest(Sale.contact_id.in_(ids), Sale)
    return tuple(
        SummarySale(intact(sale.date) or NO_DAY, sale.title, sale.reference, sale.amount, sale.currency)
        for sale in session.scalars(statement)
    )


def _totals(sales: tuple[SummarySale, ...]) -> tuple[tuple[str, int], ...]:
    sums: defaultdict[str, int] = defaultdict(int)
    for sale in sales:
        sums[sale.currency] += sale.amount
    return tuple(sorted(sums.items()))


def _unpaid(session: Session, ids: list[int]) -> tuple[tuple[str, int], ...]:
    """What accepted quotes still wait for; what was paid too much for one is not taken off another."""
    received = (
        select(func.coalesce(func.sum(QuoteReceipt.amount), 0))
        .where(QuoteReceipt.quote_id == Quote.id)
        .correlate(Quote)
        .scalar_subquery()
    )
    payable = func.coalesce(Quote.payable, Quote.total)
    statement = (
        select(Quote.currency, func.sum(payable - received))
        .where(Quote.contact_id.in_(ids), Quote.deleted_at.is_(None), unpaid())
        .group_by(Quote.currency)
        .order_by(Quote.currency)
    )
    return tuple((currency, int(amount)) for currency, amount in session.execute(statement))


def _jobs(session: Session, ids: list[int]) -> tuple[SummaryJob, ...]:
    statement = _newest(Job.contact_id.in_(ids), Job).options(selectinload(Job.parts))
    return tuple(
        SummaryJob(
            date=intact(job.date) or NO_DAY,
            kind=JOB_KIND_LABELS.get(job.kind, str(job.kind)),
            title=job.title,
            problem=job.problem,
            work_done=job.work_done,
            status=JOB_STATUS_LABELS.get(job.status, str(job.status)),
            minutes=job.minutes,
            parts="; ".join(_part(part) for part in job.parts),
            cost=job.total,
            currency=job.currency,
            next_date=intact(job.next_date),
        )
        for job in session.scalars(statement)
    )


def _part(part: JobPart) -> str:
    amount = " ".join(text for text in (shortest(from_ten_thousandths(part.quantity)), part.unit) if text)
    return f"{amount} × {part.name}"


def _newest(condition: ColumnElement[bool], model: type[Quote] | type[Sale] | type[Job]):  # type: ignore[no-untyped-def]  # noqa: ANN202
    return select(model).where(condition, model.deleted_at.is_(None)).order_by(model.date.desc(), model.id.desc())
