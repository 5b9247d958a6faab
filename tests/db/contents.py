"""A file with a row of every sort, and all it holds as plain values, to compare row for row."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy.orm import Session

from crm_desktop.db.search_schema import KIND_NUMBERS, SLOTS
from tests import factories as make

INDEX = ("search", "search_others", "search_stale", "sqlite_sequence")


def fill(session: Session) -> None:
    """At least one row of every model, with references in all directions."""
    bakery = make.company("Padaria Central, Lda", channels=[make.address()])
    ana = make.person("Ana Sousa", channels=[make.phone(), make.email()], tags=[make.tag()], notes="Straße & Co")
    ana.extra = ["X-CUSTOM:1"]
    session.add_all([bakery, ana, make.setting(), make.blob(), make.lost_reason(), sales := make.pipeline()])
    session.flush()
    ana.employments.append(make.employment(bakery))
    session.add_all([item := make.catalogue_item(breaks=[make.price_break()]), make.template()])
    session.add_all([open_ := make.stage(sales), won := make.stage(sales, "Won")])
    session.flush()
    session.add(oven := make.deal(open_, contact_id=ana.id, stage_changes=[make.stage_change(open_)]))
    session.flush()
    oven.stage_changes.append(make.stage_change(won, from_stage_id=open_.id))
    issued = make.quote(ana, deal_id=oven.id, number="2026/0001", lines=[make.quote_line(item_id=item.id)])
    issued.payments.append(make.quote_payment())
    draft = make.quote(bakery, lines=[make.quote_line("Chimney"), make.quote_line("Montagem", position=1)])
    draft.payments.append(make.quote_payment())
    session.add_all([issued, draft])
    session.flush()
    session.add_all([make.quote_issue(issued), make.sale(ana, quote_id=issued.id), make.quote_acceptance(issued)])
    session.add_all([make.quote_invoice(issued), make.quote_receipt(issued), make.interaction(ana, quote_id=issued.id)])
    session.add(make.job(ana, quote_id=issued.id, parts=[make.job_part(), make.job_part("Seal", item_id=item.id)]))


def filled_file(folder: Path, name: str = "business.crm") -> Path:
    """A new file with a row of every sort, made by one gesture."""
    path = folder / name
    path.write_bytes(_filled_file())
    return path


@cache
def _filled_file() -> bytes:
    with TemporaryDirectory() as folder:
        path = make.new_file(Path(folder))
        with make.opened(path) as database, database.write("Fill") as session:
            fill(session)
        return path.read_bytes()


def fill_from(connection: sqlite3.Connection, filled: Path) -> None:
    """Puts the rows of another file into an older one, as far as it has tables and columns for them."""
    connection.execute("ATTACH ? AS filled", (str(filled),))
    tables = [
        name
        for (name,) in connection.execute("SELECT name FROM main.sqlite_master WHERE type = 'table'")
        if not name.startswith(("search", "sqlite_"))
    ]
    # Lines before what freezes them.
    for table in sorted(tables, key=lambda name: name == "quote_issue"):
        columns = ", ".join(f'"{row[1]}"' for row in connection.execute(f'PRAGMA main.table_info("{table}")'))
        connection.execute(f'INSERT INTO main."{table}" ({columns}) SELECT {columns} FROM filled."{table}"')


def fill_old_index(connection: sqlite3.Connection) -> None:
    """Fills the one full-text index that files had up to version 3, of the views they have."""
    views = connection.execute(
        "SELECT name FROM main.sqlite_master WHERE type = 'view' AND name LIKE 'search~_%' ESCAPE '~'"
    )
    for (view,) in views.fetchall():
        number = KIND_NUMBERS[view.removeprefix("search_")]
        connection.execute(
            f"INSERT INTO main.search(rowid, title, body) SELECT id * {SLOTS} + {number}, title, body FROM main.{view}"
        )


def contents(path: Path, *, without: tuple[str, ...] = INDEX) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table by its name, but for what SQLite keeps for itself and the tables named."""
    with closing(sqlite3.connect(path)) as connection:
        connection.text_factory = bytes
        tables = [
            name.decode()
            for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
        ]
        left_out = {name for name in tables if name.startswith(("search_", "sqlite_"))} | set(without)
        return {
            name: connection.execute(f'SELECT * FROM "{name}" ORDER BY 1').fetchall()
            for name in tables
            if name not in left_out
        }
