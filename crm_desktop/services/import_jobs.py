"""An import as a thing that can be handed over: what is imported from which files, done here or by another process."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from crm_desktop.services import catalogue_imports, deal_imports, imports
from crm_desktop.services.deal_imports import DealSources
from crm_desktop.services.import_plan import Progress
from crm_desktop.services.imports import ImportReport, ImportSource
from crm_desktop.services.store import Store


class ImportKind(StrEnum):
    """What is imported; the values go between processes."""

    CONTACTS = "contacts"
    DEALS = "deals"
    CATALOGUE = "catalogue"


@dataclass(frozen=True, slots=True)
class ImportJob:
    """One import.

    `sources` are any number of files with contacts; the three tables of deals, companies and products, of which only
    the first must be there; or the one list of products. `today` and `now` are those of whoever asked. With `dry_run`
    nothing is written.
    """

    kind: ImportKind
    sources: tuple[ImportSource | None, ...]
    today: dt.date
    now: dt.datetime
    dry_run: bool = False

    @property
    def files(self) -> tuple[ImportSource, ...]:
        """The sources that are there."""
        return tuple(source for source in self.sources if source is not None)


def run(store: Store, job: ImportJob, progress: Progress) -> ImportReport:
    """Does a job on an open file and answers what came of it.

    Args:
        store: the open file.
        job: what to do.
        progress: told (done, all) now and then; what it raises stops the import, and nothing is written.

    Raises:
        Refused: as `imports.import_contacts`, `deal_imports.import_deals` or `catalogue_imports.import_catalogue`.
    """
    return _RUNS[job.kind](store, job, progress)


def _contacts(store: Store, job: ImportJob, progress: Progress) -> ImportReport:
    return imports.import_contacts(store, job.files, now=job.now, dry_run=job.dry_run, progress=progress)


def _deals(store: Store, job: ImportJob, progress: Progress) -> ImportReport:
    deals, accounts, products = job.sources
    assert deals is not None
    sources = DealSources(deals, accounts, products)
    return deal_imports.import_deals(
        store, sources, today=job.today, now=job.now, dry_run=job.dry_run, progress=progress
    )  # fmt: skip


def _catalogue(store: Store, job: ImportJob, progress: Progress) -> ImportReport:
    (source,) = job.files
    return catalogue_imports.import_catalogue(store, source, now=job.now, dry_run=job.dry_run, progress=progress)


_RUNS: dict[ImportKind, Callable[[Store, ImportJob, Progress], ImportReport]] = {
    ImportKind.CONTACTS: _contacts,
    ImportKind.DEALS: _deals,
    ImportKind.CATALOGUE: _catalogue,
}
