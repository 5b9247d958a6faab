"""The least an import of contacts into these tables can be: csv, executemany, indexes and full text built afterwards.

Nothing is checked, mapped, recognised or told: the columns are known, no number is understood, no row is counted, and
there is no way back.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path
from sqlite3 import Connection

from crm_desktop.db.connection import connect
from crm_desktop.db.files import create_file
from crm_desktop.db.search_schema import triggers

EMPTY = {
    "contact": "prefix middle suffix nickname source country tax_id language birthday uid digest",
    "channel": "label e164 po_box extended street region postcode country",
    "employment": "department",
}
"""Columns that get an empty text."""


def run(source: Path, target: Path) -> None:
    """Imports the table of `benchmarks.imports` into a new file."""
    target.unlink(missing_ok=True)
    create_file(target)
    connection = connect(target)
    connection.execute("PRAGMA cache_spill=OFF")
    connection.execute("BEGIN IMMEDIATE")
    for name in triggers():
        connection.execute(f"DROP TRIGGER {name}")
    indexes = connection.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name IN ('contact', 'channel', 'employment')"
    ).fetchall()
    for name, _sql in indexes:
        connection.execute(f"DROP INDEX {name}")
    _insert(connection, list(csv.reader(io.StringIO(source.read_text(encoding="utf-8"))))[1:])
    for _name, sql in indexes:
        connection.execute(sql)
    connection.execute("INSERT INTO search(search, rank) VALUES ('hashsize', 16777216)")
    connection.execute(FILL)
    for sql in triggers().values():
        connection.execute(sql)
    connection.execute("COMMIT")
    connection.close()


FILL = "INSERT INTO search(rowid, title, body) SELECT id * 8, title, body FROM search_contact"


def _insert(connection: Connection, rows: list[list[str]]) -> None:
    now = "2026-11-21T09:00:00+00:00"
    companies = {name: number for number, name in enumerate(dict.fromkeys(row[4] for row in rows if row[4]), 1)}
    people, channels, employments = [], [], []
    for number, (given, family, mail, phone, company, role, city, notes) in enumerate(rows, len(companies) + 1):
        name = f"{given} {family}"
        digits = "".join(filter(str.isdigit, phone))
        people.append((number, "person", name, name.lower(), given, family, notes, "suspect", now))
        channels.append((number, "email", "other", mail, mail.lower(), "", "", 1, 0))
        channels.append((number, "phone", "mobile", phone, digits, digits[::-1], "", 1, 1))
        channels.append((number, "address", "other", "", city.lower(), "", city, 1, 2))
        if company:
            employments.append((number, companies[company], role, 0))
    firms = [(number, "company", name, name.lower(), "", "", "", "suspect", now) for name, number in companies.items()]
    _many(connection, "contact", "id kind name sort_name given family notes lifecycle created_at", firms + people)
    _many(
        connection,
        "channel",
        "contact_id kind purpose value folded digits city is_primary position",
        channels,
    )
    _many(connection, "employment", "person_id company_id role position", employments)


def _many(connection: Connection, table: str, columns: str, rows: Sequence[tuple[object, ...]]) -> None:
    given, empty = columns.split(), EMPTY[table].split()
    values = ", ".join((*"?" * len(given), *["''"] * len(empty)))
    connection.executemany(f"INSERT INTO {table} ({', '.join((*given, *empty))}) VALUES ({values})", rows)
