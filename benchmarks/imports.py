"""Importing a table of contacts: mapped, checked, recognised, searchable and undoable; against the bare minimum."""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path

from benchmarks.data import FAMILY, GIVEN, NOW
from benchmarks.floors import bare_import
from benchmarks.table import Measurement, in_turn
from crm_desktop.db.connection import connect
from crm_desktop.db.database import Database
from crm_desktop.db.files import create_file, open_file
from crm_desktop.services import imports

SIZES = (10_000, 100_000)
HEADERS = ("First Name", "Last Name", "E-mail Address", "Mobile Phone", "Company", "Job Title", "City", "Notes")
FLOOR = "csv and executemany into the same tables, indexes and full text after (floors/bare_import.py)"


def measure(sizes: tuple[int, ...] = SIZES) -> list[Measurement]:
    """Imports of 10,000 and 100,000 contacts, the same again, and the undo of the bigger one."""
    with tempfile.TemporaryDirectory() as folder:
        return [each for size in sizes for each in _measured(Path(folder), size)]


def _measured(folder: Path, size: int) -> list[Measurement]:
    source = write_table(folder / f"{size}.csv", size)
    target = folder / f"{size}.crm"
    note = f"{size:,} contacts, {size * 3:,} channels"
    times = 5
    bare = partial(bare_import.run, source, folder / "bare.db")
    done = in_turn(bare, partial(_import_anew, source, target), times)
    again = in_turn(bare, partial(_with, target, partial(_import, source)), times)
    undone = in_turn(partial(_bare_delete, target), partial(_with, target, _undo_and_redo), times)
    return [
        Measurement("Import of a CSV file", FLOOR, *done, 2, note),
        Measurement("The same import again: nothing new", FLOOR, *again, 1, note),
        Measurement("Undo and redo of that import", "raw delete in one transaction", *undone, 8, note),
    ]


def write_table(path: Path, size: int) -> Path:
    """A CSV file of people with e-mail, phone, city and, every third one, a company."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADERS)
        writer.writerows(_row(number) for number in range(size))
    return path


def _row(number: int) -> tuple[str, ...]:
    given, family = GIVEN[number % len(GIVEN)], f"{FAMILY[number % len(FAMILY)]} {FAMILY[number // 13 % len(FAMILY)]}"
    works = number % 3 == 0
    return (
        given,
        f"{family} {number}",
        f"person{number}@example.com",
        f"+351 9{number * 7919 % 100_000_000:08}",
        f"Oficina {number % 5_000}" if works else "",
        "Gerente" if works else "",
        "Porto",
        "Prefere e-mail" if number % 7 == 0 else "",
    )


def _import_anew(source: Path, target: Path) -> None:
    target.unlink(missing_ok=True)
    create_file(target)
    _with(target, partial(_import, source))


def _import(source: Path, store: Database) -> None:
    imports.import_contacts(store, imports.open_sources([source]), now=NOW)


def _undo_and_redo(store: Database) -> None:
    store.undo()
    store.redo()


def _with(path: Path, work: Callable[[Database], None]) -> None:
    store = open_file(path)
    try:
        work(store)
    finally:
        store.close()


def _bare_delete(path: Path) -> None:
    """Deletes all contacts and what belongs to them, and takes it back, so that it can be measured again."""
    with closing(connect(path)) as raw:
        raw.execute("PRAGMA foreign_keys=OFF")
        raw.execute("BEGIN IMMEDIATE")
        for table in ("employment", "channel", "contact"):
            raw.execute(f"DELETE FROM {table}")
        raw.execute("ROLLBACK")
