"""Everything of a business in one folder that needs no program: CSV for spreadsheets, JSON, vCards, PDFs, pictures.

The folder is complete or not there at all. It is read from a copy of the file taken at one moment, so that work in the
window goes on meanwhile.
"""

from __future__ import annotations

import csv
import json
import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm_desktop.db.backup import save_copy
from crm_desktop.db.database import Database
from crm_desktop.db.durable import about, leftovers, refusing, remove, temporary_name
from crm_desktop.db.models.contacts import Contact
from crm_desktop.domain.errors import Refused
from crm_desktop.exchange.guard import guard
from crm_desktop.exchange.vcard_writer import write_vcards
from crm_desktop.paths import expanded
from crm_desktop.services.contact_records import records
from crm_desktop.services.export_files import write_issued_quotes, write_pictures, write_readme
from crm_desktop.services.export_quotes import QuoteTotals
from crm_desktop.services.export_tables import ExportTable, Record, export_tables, read
from crm_desktop.services.store import Store

Progress = Callable[[int, int], None]
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?", re.ASCII)


@dataclass(slots=True)
class _Export:
    """An export on its way: where it is written, and how many rows or pieces each file or folder has."""

    folder: Path
    files: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ExportReport:
    """What was written: the folder, and how many records or files by name."""

    folder: Path
    files: Mapping[str, int]


def export_everything(store: Store, folder: Path, *, now: datetime, progress: Progress | None = None) -> ExportReport:
    """Writes everything into a new folder.

    Args:
        store: the open file.
        folder: where; it must not exist yet, or be empty.
        now: the moment, for the README of the folder.
        progress: told (done, all) of the parts; what it raises stops the export, and nothing is left behind.

    Raises:
        Refused: ``export.not_empty``, ``file.*``; nothing is left behind then.
    """
    target = expanded(folder).absolute()
    _check_free(target)
    with refusing(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        for left in leftovers(target, now):
            shutil.rmtree(left, ignore_errors=True)
        half = temporary_name(target)
        try:
            half.mkdir()
            done = _write(store.path, _Export(half), now, progress or _ignore)
            if target.exists():
                target.rmdir()
            half.rename(target)
        except Refused as refused:
            raise about(refused, half, target) from refused
        finally:
            shutil.rmtree(half, ignore_errors=True)
    return ExportReport(target, done.files)


def _check_free(target: Path) -> None:
    with refusing(target):
        if target.is_dir() and any(target.iterdir()):
            raise Refused("export.not_empty", path=str(target))
        if target.exists() and not target.is_dir():
            raise Refused("file.exists", path=str(target))


def _write(path: Path, done: _Export, now: datetime, progress: Progress) -> _Export:
    """Copies the file, writes all parts from the copy, and takes the copy away."""
    copy = done.folder / "copy.crm"
    save_copy(path, copy)
    snapshot = Database(copy, read_only=True)
    try:
        with snapshot.read() as session:
            parts = list(_parts(session, done, now))
            for number, part in enumerate(parts):
                progress(number, len(parts))
                part()
            progress(len(parts), len(parts))
    finally:
        snapshot.close()
        remove(copy)
    return done


def _parts(session: Session, done: _Export, now: datetime) -> Iterator[Callable[[], None]]:
    (done.folder / "csv").mkdir()
    (done.folder / "json").mkdir()
    tables = export_tables()
    for exported in tables:
        yield partial(_write_csv, session, done, exported)
    for exported in tables:
        if exported.owner is None:
            children = [other for other in tables if other.owner and other.owner[0] == exported.table.name]
            yield partial(_write_json, session, done, exported, children)
    yield partial(_write_cards, session, done)
    yield lambda: done.files.update(write_issued_quotes(session, done.folder))
    yield lambda: done.files.update(write_pictures(session, done.folder))
    yield lambda: write_readme(session, done.folder, now, done.files)


def _write_csv(session: Session, done: _Export, exported: ExportTable) -> None:
    name = f"csv/{exported.name}.csv"
    written = 0
    with (done.folder / name).open("w", encoding="utf-8-sig", errors="replace", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(exported.columns)
        for record in read(session, exported):
            writer.writerow([_cell(value) for value in record.values()])
            written += 1
    done.files[name] = written


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    text = "\n".join(map(str, value)) if isinstance(value, list) else str(value)
    return text if _NUMBER.fullmatch(text) else guard(text)


def _write_json(session: Session, done: _Export, exported: ExportTable, children: list[ExportTable]) -> None:
    """One object for each record, its parts inside; a line each, so that a long file can be read as it comes."""
    name = f"json/{exported.name}.json"
    inside = [(child, _by_owner(session, child)) for child in children]
    totals = QuoteTotals(session) if exported.table.name == "quote" else None
    written = 0
    with (done.folder / name).open("w", encoding="utf-8", errors="replace") as file:
        file.write("[")
        for record in read(session, exported):
            for child, owned in inside:
                record[child.name] = owned.take(record["id"])
            if totals is not None:
                record["totals"] = totals.get(record["id"])
            file.write(("," if written else "") + "\n" + json.dumps(record, ensure_ascii=False))
            written += 1
        file.write("\n]\n")
    done.files[name] = written


class _Owned:
    """The parts of records, read once while the records go by in the order of their ids."""

    def __init__(self, groups: Iterator[tuple[Any, list[Record]]]) -> None:
        self._groups = groups
        self._next = next(groups, None)

    def take(self, owner: int) -> list[Record]:
        """The parts of one record; those of records passed over are left behind."""
        while self._next is not None and self._next[0] < owner:
            self._next = next(self._groups, None)
        if self._next is None or self._next[0] != owner:
            return []
        taken = self._next[1]
        self._next = next(self._groups, None)
        return taken


def _by_owner(session: Session, child: ExportTable) -> _Owned:
    assert child.owner is not None
    column = child.owner[1]
    grouped = groupby(read(session, child), key=lambda record: record[column])
    return _Owned((owner, list(parts)) for owner, parts in grouped)


def _write_cards(session: Session, done: _Export) -> None:
    """Contacts outside the bin as vCards: what other address books take."""
    ids = session.scalars(select(Contact.id).where(Contact.deleted_at.is_(None)).order_by(Contact.id)).all()
    (done.folder / "contacts.vcf").write_bytes(write_vcards(records(session, ids)))
    done.files["contacts.vcf"] = len(ids)


def _ignore(_done: int, _total: int) -> None:
    """Nobody wants to know."""
