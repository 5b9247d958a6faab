"""Whom imported deals are about: accounts and companies they name, people they name, and what is sold."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from crm_desktop.db.bulk import Loader
from crm_desktop.db.models.catalogue import CatalogueItem
from crm_desktop.domain.contacts import ContactKind
from crm_desktop.domain.errors import Refused
from crm_desktop.domain.text import excerpt, fold
from crm_desktop.exchange.pipeline import DealRecord, ReadPipeline
from crm_desktop.exchange.records import ContactRecord, OrganizationRecord, Rejected
from crm_desktop.services import settings
from crm_desktop.services.catalogue_rows import item_row
from crm_desktop.services.contact_names import split_name
from crm_desktop.services.import_plan import Plan, Progress, make_plan
from crm_desktop.services.import_rows import Companies, insert_new

Party = tuple[str, str]
"""A person and a company, folded; either may be ''."""

PEOPLE = text(
    "SELECT p.id, p.sort_name, coalesce(c.sort_name, '') AS company FROM json_each(:wanted) w"
    " CROSS JOIN contact p ON p.sort_name = w.value AND p.deleted_at IS NULL AND p.kind = 'person'"
    " LEFT JOIN employment e ON e.person_id = p.id LEFT JOIN contact c ON c.id = e.company_id ORDER BY p.id DESC"
)


def party_of(record: DealRecord) -> Party:
    """Whom a deal is about."""
    return fold(record.contact), fold(record.company)


def plan_accounts(session: Session, read: ReadPipeline) -> Plan:
    """Which accounts are new. A company that is here by name already is that company, and left as it is."""
    here = Companies(session)
    plan = make_plan(session, [account.contact for account in read.accounts])
    new = [record for record in plan.new if fold(record.display_name) not in here.ids.keys() | here.unclear]
    plan.skipped += len(plan.new) - len(new) + len(plan.updates)
    plan.new, plan.updates = new, []
    return plan


def count_new(session: Session, accounts: Plan, deals: Sequence[DealRecord]) -> int:
    """How many contacts `insert_parties` would create."""
    here = Companies(session)
    named = here.missing(_companies(deals, here))
    listed = {fold(record.display_name) for record in accounts.new}
    return len(accounts.new) + len(named.keys() - listed) + len(_new_people(session, deals))


def insert_parties(
    session: Session,
    load: Loader,
    accounts: Plan,
    deals: Sequence[DealRecord],
    *,
    now: dt.datetime,
    progress: Progress,
) -> tuple[dict[Party, int], list[Rejected]]:
    """Creates accounts, companies and people that are not here yet; answers the contact of each party, and notes.

    Args:
        session: the writing session.
        load: the running bulk load.
        accounts: the accounts of their own table.
        deals: the deals, which may name more.
        now: when they are created.
        progress: told (done, all); it may raise to stop.
    """
    people = _new_people(session, deals)
    named = _companies(deals, Companies(session))
    notes = insert_new(
        session, load, [*accounts.new, *people], named, now=now, region=settings.get(session, "country"),
        progress=progress,
    )  # fmt: skip
    companies = Companies(session)
    ids: dict[Party, int] = {("", name): company_id for name, company_id in companies.ids.items()}
    ids.update(_people(session, deals))
    return ids, [*notes, *_unclear(deals, companies)]


def _companies(deals: Iterable[DealRecord], here: Companies) -> list[str]:
    """The companies deals name, but for those that two here have the name of: a third would help nobody."""
    named = dict.fromkeys(deal.company for deal in deals if deal.company)
    return [name for name in named if fold(name) not in here.unclear]


def contact_of(ids: dict[Party, int], record: DealRecord) -> int | None:
    """The contact of a deal: the person it names, else the company; None where it names nobody, or nobody clearly."""
    person, company = party_of(record)
    return ids.get((person, company)) or ids.get(("", company))


def _people(session: Session, deals: Iterable[DealRecord]) -> dict[Party, int]:
    """People here by name and company; one who is here once stands for the name without a company too."""
    wanted = sorted({fold(deal.contact) for deal in deals if deal.contact})
    rows = session.execute(PEOPLE, {"wanted": json.dumps(wanted)}).all() if wanted else []
    found: dict[Party, int] = {(row.sort_name, row.company): row.id for row in rows}
    for row in rows:
        if len({other.id for other in rows if other.sort_name == row.sort_name}) == 1:
            found[row.sort_name, ""] = row.id
    return found


def _new_people(session: Session, deals: Iterable[DealRecord]) -> list[ContactRecord]:
    known = _people(session, deals)
    wanted = {party_of(deal): deal for deal in reversed(list(deals)) if deal.contact and party_of(deal) not in known}
    return [_person(deal) for deal in wanted.values()]


def _person(deal: DealRecord) -> ContactRecord:
    parts = split_name(deal.contact)
    return ContactRecord(
        ContactKind.PERSON, deal.contact, prefix=parts.prefix, given=parts.given, middle=parts.middle,
        family=parts.family, suffix=parts.suffix,
        organizations=(OrganizationRecord(deal.company),) if deal.company else (),
        digest=hashlib.sha256("\x1f".join(("deal", *party_of(deal))).encode()).hexdigest(),
        source=deal.source, line=deal.line,
    )  # fmt: skip


def _unclear(deals: Iterable[DealRecord], companies: Companies) -> list[Rejected]:
    """A note for each company that two here have the name of."""
    first: dict[str, DealRecord] = {}
    for deal in deals:
        if fold(deal.company) in companies.unclear and not deal.contact:
            first.setdefault(fold(deal.company), deal)
    return [
        Rejected(deal.source, deal.line, "import.deal_company_unclear", {"name": excerpt(deal.company)})
        for deal in first.values()
    ]


def new_products(session: Session, read: ReadPipeline, now: dt.datetime) -> tuple[list[dict[str, Any]], list[Rejected]]:
    """Rows of the products that are not in the catalogue by code or name, and those that cannot be."""
    live = select(CatalogueItem.sort_name, CatalogueItem.sort_code).where(CatalogueItem.deleted_at.is_(None))
    here = {word for row in session.execute(live) for word in row if word}
    business = settings.business(session)
    rows: list[dict[str, Any]] = []
    rejected = []
    for record in read.products:
        words = {fold(record.name), fold(record.code)} - {""}
        if words & here:
            continue
        try:
            rows.append(item_row(record, business, now))
            here |= words
        except Refused as error:
            rejected.append(Rejected(record.source, record.line, error.key, error.values))
    return rows, rejected
