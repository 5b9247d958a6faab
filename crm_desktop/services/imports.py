"""Importing contacts: files are read, known cards recognised, and everything is written as one gesture.

Which card is known as whom: `import_plan`. What a changed card may change: `import_updates`.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from crm_desktop.db.bulk import loading
from crm_desktop.domain.contacts import ChannelKind
from crm_desktop.domain.text import excerpt
from crm_desktop.exchange import contacts as contact_files
from crm_desktop.exchange.dates import is_birthday
from crm_desktop.exchange.files import read_bytes
from crm_desktop.exchange.records import ContactRecord, ReadContacts, Rejected
from crm_desktop.sentences import sentence
from crm_desktop.services import settings
from crm_desktop.services.import_plan import Plan, Progress, make_plan, untold
from crm_desktop.services.import_rows import Companies, employers, insert_new
from crm_desktop.services.import_updates import update
from crm_desktop.services.store import Store
from crm_desktop.words import N_

LABEL = N_("Import contacts")
PREVIEWED = 50


@dataclass(frozen=True, slots=True)
class ImportSource:
    """A file to import: its name for the report, its bytes, and what a person corrected of a table's reading."""

    name: str
    data: bytes
    encoding: str | None = None
    delimiter: str | None = None
    mapping: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """A contact as it would come: `fate` is new, update or known."""

    name: str
    company: str
    phone: str
    email: str
    fate: str


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did, or with a dry run would do. Every card or row read is counted in exactly one of the others.

    `first` shows the beginning, for a dialog.
    """

    read: int
    created: int
    updated: int
    skipped: int
    rejected: tuple[Rejected, ...]
    warnings: tuple[Rejected, ...]
    first: tuple[PreviewRow, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The report as the command line answers it; reasons in the language of the screens."""
        return {
            "read": self.read,
            "created": self.created,
            "updated": self.updated,
            "skipped": self.skipped,
            "rejected": [as_json(one) for one in self.rejected],
            "warnings": [as_json(one) for one in self.warnings],
        }


def as_json(note: Rejected) -> dict[str, Any]:
    """Where, and why, in words."""
    return {"source": note.source, "line": note.line, "reason": sentence(note.refusal)}


def open_sources(paths: Sequence[str | os.PathLike[str]]) -> list[ImportSource]:
    """Files read from the disk.

    Raises:
        Refused: ``file.not_read``, ``file.too_large`` with the path.
    """
    return [ImportSource(Path(path).name, read_bytes(path)) for path in paths]


def import_contacts(
    store: Store,
    sources: Sequence[ImportSource],
    *,
    now: datetime,
    dry_run: bool = False,
    progress: Progress | None = None,
    initiator: object = None,
) -> ImportReport:
    """Imports the contacts of some files as one gesture.

    Args:
        store: the open file.
        sources: vCards, tables of text or workbooks, told by their content.
        now: when the contacts are created.
        dry_run: says what would be done and writes nothing.
        progress: told (done, all) now and then; what it raises stops the import, and nothing is written.
        initiator: handed on with the news.

    Raises:
        Refused: ``import.empty``, ``import.binary``, ``import.columns_unknown``, ``import.sheet_unreadable`` for a
            file that holds no contacts; ``file.*`` when nothing could be saved.
    """
    tell = progress or untold
    tell(0, 0)
    with _nothing_is_garbage():
        found = _read(sources, tell)
        if dry_run:
            with store.read() as session:
                plan = make_plan(session, found.records)
            return _report(found, plan, len(plan.updates), [])
        subject = ", ".join(source.name for source in sources)
        with store.write(LABEL, subject=subject, initiator=initiator) as session:
            plan = make_plan(session, found.records)
            tell(0, len(found.records))
            changed, notes = _write(session, plan, now=now, progress=tell)
        return _report(found, plan, changed, notes)


@contextmanager
def _nothing_is_garbage() -> Iterator[None]:
    """While it runs, nobody looks for garbage: all records are needed to the end, and looking costs a tenth."""
    collected = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collected:
            gc.enable()


def _read(sources: Sequence[ImportSource], progress: Progress) -> ReadContacts:
    """All files as one."""
    records: list[ContactRecord] = []
    rejected: list[Rejected] = []
    warnings: list[Rejected] = []
    for source in sources:
        found = contact_files.read(
            source.name, source.data, encoding=source.encoding, delimiter=source.delimiter, mapping=source.mapping
        )
        records += found.records
        rejected += found.rejected
        warnings += (*found.warnings, *_odd_birthdays(found.records))
        progress(0, len(records))
    return ReadContacts(tuple(records), tuple(rejected), tuple(warnings))


def _odd_birthdays(records: Iterable[ContactRecord]) -> Iterator[Rejected]:
    """Those that are no day: kept as they were written, but nobody will be reminded of them."""
    for record in records:
        if record.birthday and not is_birthday(record.birthday):
            values = {"name": excerpt(record.display_name), "text": excerpt(record.birthday)}
            yield Rejected(record.source, record.line, "import.odd_birthday", values)


def _write(session: Session, plan: Plan, *, now: datetime, progress: Progress) -> tuple[int, list[Rejected]]:
    """Writes what is planned; answers how many contacts changed, and what a person should look at."""
    region = settings.get(session, "country")
    named = [organization.name for _id, record in plan.updates for organization in employers(record)]
    notes: list[Rejected] = []
    if plan.new or named:
        with loading(session, expected=len(plan.new)) as load:
            notes += insert_new(session, load, plan.new, named, now=now, region=region, progress=progress)
    companies = Companies(session)
    changed = 0
    for contact_id, record in plan.updates:
        has_changed, kept = update(session, contact_id, record, companies, label=LABEL, region=region)
        changed += has_changed
        notes += kept
    return changed, notes


def _report(found: ReadContacts, plan: Plan, changed: int, notes: list[Rejected]) -> ImportReport:
    first = zip(found.records[:PREVIEWED], plan.fates[:PREVIEWED], strict=True)
    return ImportReport(
        read=len(found.records) + len(found.rejected),
        created=len(plan.new),
        updated=changed + plan.merged,
        skipped=plan.skipped + len(plan.updates) - changed,
        rejected=found.rejected,
        warnings=(*found.warnings, *plan.hints, *notes),
        first=tuple(_preview(record, fate) for record, fate in first),
    )


def _preview(record: ContactRecord, fate: str) -> PreviewRow:
    phone, email = (
        next((channel.value for channel in record.channels_of(kind)), "")
        for kind in (ChannelKind.PHONE, ChannelKind.EMAIL)
    )
    company = record.organization.name if record.organization else ""
    return PreviewRow(record.display_name, company, phone, email, fate)
