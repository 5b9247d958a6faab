"""Importing deals with their accounts and products: everything in one gesture that undo takes back.

What is known and what is new: `deal_import_plan`. Stages keep the file's own names: `deal_import_stages`.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from sqlalchemy import text
from sqlalchemy.orm import Session

from crm_desktop.db.bulk import loading
from crm_desktop.db.models.catalogue import CatalogueItem
from crm_desktop.domain.contacts import Lifecycle
from crm_desktop.exchange.pipeline import DealRecord, ReadPipeline, Source, read_pipeline
from crm_desktop.exchange.records import Rejected
from crm_desktop.services import settings
from crm_desktop.services.contacts import raise_lifecycle
from crm_desktop.services.deal_import_parties import (
    count_new,
    insert_parties,
    new_products,
    plan_accounts,
)
from crm_desktop.services.deal_import_plan import LABEL, DealPlan, make_plan
from crm_desktop.services.deal_import_rows import Places, insert_deals, make_customers
from crm_desktop.services.deal_import_stages import merged_stages, pipeline_for, reason_ids, stage_ids
from crm_desktop.services.deal_import_updates import update_deal
from crm_desktop.services.import_plan import Plan, Progress, untold
from crm_desktop.services.imports import ImportReport, ImportSource
from crm_desktop.services.store import Store


class DealSources(NamedTuple):
    """The files of one import: the table of deals, and where there are any the tables of companies and products."""

    deals: ImportSource
    accounts: ImportSource | None = None
    products: ImportSource | None = None


@dataclass(frozen=True, slots=True)
class DealImportReport(ImportReport):
    """What an import of deals did, or with a dry run would do: the counts are deals.

    `contacts` and `products` say how many of those were created with them; `pipeline` is where the deals are.
    """

    contacts: int = 0
    products: int = 0
    pipeline: str = ""

    def as_json(self) -> dict[str, Any]:
        """The report as the command line answers it."""
        more = {"contacts": self.contacts, "products": self.products, "pipeline": self.pipeline}
        return {**ImportReport.as_json(self), **more}


@dataclass(slots=True)
class _Done:
    """What was written, or would be."""

    updated: int = 0
    contacts: int = 0
    products: int = 0
    pipeline: str = ""
    rejected: list[Rejected] = field(default_factory=list)
    notes: list[Rejected] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Import:
    """One import on its way."""

    name: str
    read: ReadPipeline
    plan: DealPlan
    accounts: Plan
    today: dt.date
    now: dt.datetime

    @property
    def wanted(self) -> list[DealRecord]:
        """The deals something is done with."""
        return [deal.record for deal in (*self.plan.new, *(one.deal for one in self.plan.changed))]


def import_deals(
    store: Store,
    sources: DealSources,
    *,
    today: dt.date,
    now: dt.datetime,
    dry_run: bool = False,
    progress: Progress | None = None,
    initiator: object = None,
) -> DealImportReport:
    """Imports the deals of a table, with the accounts and products of their own tables, as one gesture.

    Args:
        store: the open file.
        sources: delimited text or workbooks.
        today: when a won deal was sold whose file does not say when.
        now: when everything is created.
        dry_run: says what would be done and writes nothing.
        progress: told (done, all) now and then; what it raises stops the import, and nothing is written.
        initiator: handed on with the news.

    Raises:
        Refused: ``import.*`` for a file that holds no deals; ``pipeline.too_many_stages``; ``file.*`` when nothing
            could be saved.
    """
    tell = progress or untold
    tell(0, 0)
    read = read_pipeline(_file(sources.deals), _optional(sources.accounts), _optional(sources.products))
    name = sources.deals.name
    if dry_run:
        with store.read() as session:
            going = _planned(session, name, read, today, now)
            done = _Done(len(going.plan.changed), count_new(session, going.accounts, going.wanted))
            done.products = len(new_products(session, read, now)[0])
        return _report(going, done)
    with store.write(LABEL, subject=name, initiator=initiator) as session:
        going = _planned(session, name, read, today, now)
        done = _write(session, going, tell)
    return _report(going, done)


def _planned(session: Session, name: str, read: ReadPipeline, today: dt.date, now: dt.datetime) -> _Import:
    plan = make_plan(session, read.deals, settings.get(session, "currency"))
    return _Import(name, read, plan, plan_accounts(session, read), today, now)


def _write(session: Session, going: _Import, progress: Progress) -> _Done:
    done = _Done()
    places = _places(session, going, done)
    first_new = _next_contact(session)
    with loading(session, expected=len(going.plan.new)) as load:
        parties, notes = insert_parties(
            session, load, going.accounts, going.wanted, now=going.now, progress=progress
        )  # fmt: skip
        places.contacts.update(parties)
        rows, done.rejected = new_products(session, going.read, going.now)
        done.products = len(load.insert(CatalogueItem, rows))
        buyers = insert_deals(
            session, load, going.plan.new, places, today=going.today, now=going.now, progress=progress
        )  # fmt: skip
        before = make_customers(session, buyers, first_new)
    for contact_id in sorted(before):
        raise_lifecycle(session, contact_id, Lifecycle.CUSTOMER)
    done.contacts = _next_contact(session) - first_new
    done.notes += notes
    for changed in going.plan.changed:
        update_deal(session, changed, places, today=going.today, now=going.now)
    done.updated = len(going.plan.changed)
    return done


def _places(session: Session, going: _Import, done: _Done) -> Places:
    """Where the deals go; nothing is made for an import that has nothing to do."""
    if not going.wanted:
        return Places({}, {}, {})
    pipeline = pipeline_for(session, going.name, going.read.stages)
    done.pipeline = pipeline.name
    done.notes += merged_stages(going.wanted, pipeline)
    return Places(stage_ids(pipeline), reason_ids(session, going.wanted), {})


def _next_contact(session: Session) -> int:
    last = session.scalar(text("SELECT seq FROM sqlite_sequence WHERE name = 'contact'"))
    return int(last or 0) + 1


def _report(going: _Import, done: _Done) -> DealImportReport:
    read, plan = going.read, going.plan
    rows = sum(one.source == going.name for one in read.rejected)
    return DealImportReport(
        read=len(read.deals) + rows,
        created=len(plan.new),
        updated=done.updated,
        skipped=plan.skipped,
        rejected=(*read.rejected, *plan.rejected, *done.rejected),
        warnings=(*read.warnings, *plan.hints, *going.accounts.hints, *done.notes),
        contacts=done.contacts,
        products=done.products,
        pipeline=done.pipeline,
    )


def _file(source: ImportSource) -> Source:
    return Source(source.name, source.data)


def _optional(source: ImportSource | None) -> Source | None:
    return None if source is None else _file(source)
