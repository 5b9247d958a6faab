"""Brings an older file up to date: all of it or nothing, and nothing is lost on the way.

By itself alembic bricks a file that was killed half-way, deletes the children of a table it rebuilds while foreign
keys are on, and drops the triggers with it, all with exit code 0. So: a verified backup first; a connection of our own
with foreign keys off before ``BEGIN IMMEDIATE``; one transaction for the whole chain; views and triggers taken away
before and brought back after; rows, references and used ids compared before the commit.
"""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import NullPool, create_engine, event
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DBAPIError

from crm_desktop.db.backup import BackupKind, Progress, backup_folder, make_backup
from crm_desktop.db.connection import BUSY_MILLISECONDS, driver_of, open_raw, refusal
from crm_desktop.db.history import DROP_REDO, INSERT_GESTURE
from crm_desktop.db.migrations import chain as revision_chain
from crm_desktop.db.migrations.chain import Revision, steps
from crm_desktop.db.rows import raw
from crm_desktop.db.search_schema import KIND_NUMBERS, index_of, rebuild_statements
from crm_desktop.db.types import Moment
from crm_desktop.domain.errors import Refused
from crm_desktop.words import N_

LABEL = N_("Update the file for a new version")
PRAGMAS = ("journal_mode=TRUNCATE", "synchronous=FULL", "foreign_keys=OFF", "trusted_schema=OFF", "secure_delete=ON")

KEEP_SEQUENCE = (
    "INSERT INTO sqlite_sequence (name, seq) SELECT :table, :highest "
    "WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = :table)"
)

log = logging.getLogger(__name__)


class LostError(Exception):
    """A migration would have lost something; it is rolled back."""


@dataclass(frozen=True, slots=True)
class Content:
    """What a migration must not lose; `indexes` are those of the full text."""

    rows: dict[str, int]
    indexes: frozenset[str]
    views: dict[str, str]
    triggers: dict[str, str]
    highest_ids: dict[str, int]
    orphans: frozenset[tuple[object, ...]]


def migrate(
    path: Path, *, backups: Path | None = None, progress: Progress | None = None, chain: Sequence[Revision] = ()
) -> None:
    """Brings a business file up to date, after a verified backup of it.

    Args:
        path: the file; older than today's version.
        backups: the folder of all backups; None: a folder beside the file.
        progress: told (done, total); what it raises stops the migration, and the file is as it was.
        chain: other revisions than the program's own, for tests.

    Raises:
        Refused: ``file.migration_failed``, ``file.*``, ``backup.*``; the file is as it was.
    """
    folder = backup_folder(backups or path.parent / "backups", path)
    make_backup(path, folder, BackupKind.MIGRATION, datetime.now(UTC), progress)
    migrate_copy(path, progress=progress, chain=chain)


def migrate_copy(path: Path, *, progress: Progress | None = None, chain: Sequence[Revision] = ()) -> None:
    """As `migrate`, for a file that is a copy itself.

    Raises:
        Refused: as `migrate`.
    """
    engine = create_engine("sqlite+pysqlite://", creator=lambda: _connect(path), poolclass=NullPool)

    @event.listens_for(engine, "begin")
    def on_begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    try:
        with _explained(path), engine.connect() as connection, connection.begin():
            _upgrade(connection, chain or revision_chain.revisions(), path, progress)
    finally:
        engine.dispose()


def _connect(path: Path) -> sqlite3.Connection:
    connection = open_raw(path)
    connection.execute(f"PRAGMA busy_timeout={BUSY_MILLISECONDS}")
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    return connection


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        raise refusal(error, path) or _failed(path, error) from error


def _failed(path: Path, error: Exception) -> Refused:
    log.error("migration of %s failed", path, exc_info=error)
    return Refused("file.migration_failed", path=str(path), reason=f"{type(error).__name__}: {error}"[:200])


def _upgrade(connection: Connection, chain: Sequence[Revision], path: Path, progress: Progress | None) -> None:
    driver = driver_of(connection)
    (keys,) = driver.execute("PRAGMA foreign_keys").fetchone()
    if keys:
        raise LostError("foreign keys are on")
    (version,) = driver.execute("PRAGMA user_version").fetchone()
    todo = steps(chain, version)
    if not todo:  # another window was quicker
        return
    before = _content(driver)
    aside: dict[str, str] = {}
    context = MigrationContext.configure(connection, opts={"transactional_ddl": True})
    for number, revision in enumerate(todo):
        if progress is not None:
            progress(number, len(todo))
        _set_aside(driver, aside)
        _step(revision, context, path)
    try:
        _bring_back(driver, before, aside, todo)
        after = _content(driver)
        _compare(before, after, todo)
        _prove(driver, after)
    except (LostError, sqlite3.Error) as error:
        raise _failed(path, error) from error
    driver.execute(DROP_REDO)
    driver.execute(INSERT_GESTURE, (LABEL, "", raw(Moment(), datetime.now(UTC)), "undo.migrated"))
    driver.execute(f"PRAGMA user_version={todo[-1].version}")
    if progress is not None:
        progress(len(todo), len(todo))


def _set_aside(driver: sqlite3.Connection, aside: dict[str, str]) -> None:
    """Takes views and triggers away before a step: SQLite renames no table that one of them names."""
    made = _content(driver)
    for name, sql in (*made.triggers.items(), *made.views.items()):
        driver.execute(f'DROP {"TRIGGER" if name in made.triggers else "VIEW"} "{name}"')
        # Of one that an earlier step made anew, the new form is kept.
        aside[name] = sql


def _step(revision: Revision, context: MigrationContext, path: Path) -> None:
    try:
        with Operations.context(context):
            revision.script.upgrade()
    except Exception as error:
        known = refusal(error, path)
        if known is not None and known.key != "file.damaged":
            raise known from error
        raise _failed(path, error) from error


def _content(driver: sqlite3.Connection) -> Content:
    made = driver.execute("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY rowid").fetchall()
    tables = [
        name
        for kind, name, sql in made
        if kind == "table" and not sql.startswith("CREATE VIRTUAL") and not name.startswith(("sqlite_", "search_"))
    ]
    return Content(
        {name: driver.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in tables},
        frozenset(name for kind, name, sql in made if kind == "table" and sql.startswith("CREATE VIRTUAL")),
        {name: sql for kind, name, sql in made if kind == "view"},
        {name: sql for kind, name, sql in made if kind == "trigger"},
        _highest_ids(driver),
        frozenset(driver.execute("PRAGMA foreign_key_check").fetchall()),
    )


def _highest_ids(driver: sqlite3.Connection) -> dict[str, int]:
    (there,) = driver.execute("SELECT count(*) FROM sqlite_master WHERE name = 'sqlite_sequence'").fetchone()
    return dict(driver.execute("SELECT name, seq FROM sqlite_sequence").fetchall()) if there else {}


def _bring_back(driver: sqlite3.Connection, before: Content, aside: dict[str, str], todo: Sequence[Revision]) -> None:
    """The views and triggers that no revision replaced, the ids that were ever used, and a search index that fits."""
    dropped = frozenset[str]().union(*(revision.dropped for revision in todo))
    made = _content(driver)
    for name, sql in sorted(aside.items(), key=lambda item: item[1].startswith("CREATE TRIGGER")):
        if name not in made.views and name not in made.triggers and name not in dropped:
            driver.execute(sql)
    for table, highest in before.highest_ids.items():
        # A rebuilt table knows only the highest id it holds, and would use those of destroyed rows again.
        if table not in dropped:
            driver.execute("DELETE FROM sqlite_sequence WHERE name = ? AND seq < ?", (table, highest))
            driver.execute(KEEP_SEQUENCE, {"table": table, "highest": highest})
    _index_again(driver, before, _content(driver))


def _index_again(driver: sqlite3.Connection, before: Content, now: Content) -> None:
    """Fills the full-text indexes with what they say otherwise now, or have not said yet."""
    for kind in KIND_NUMBERS:
        view, index = f"search_{kind}", index_of(kind)
        if index in now.indexes and (index not in before.indexes or before.views.get(view) != now.views.get(view)):
            empty, fill = rebuild_statements(kind)
            for statement in [empty, fill] if view in now.views else [empty]:
                driver.execute(statement)


def _prove(driver: sqlite3.Connection, after: Content) -> None:
    """Views and triggers may name what is no longer there: SQLite sees it when they are used, so have it look now."""
    for view in after.views:
        driver.execute(f'SELECT * FROM "{view}" LIMIT 0')
    for table in after.rows:
        columns = [column for _number, column, *_rest in driver.execute(f'PRAGMA table_info("{table}")')]
        same = ", ".join(f'"{column}" = "{column}"' for column in columns)
        for change in ("INSERT INTO {} DEFAULT VALUES", f"UPDATE {{}} SET {same}", "DELETE FROM {}"):
            driver.execute("EXPLAIN " + change.format(f'"{table}"')).fetchall()


def _compare(before: Content, after: Content, todo: Sequence[Revision]) -> None:
    """Stops a migration that loses anything it does not say it loses."""
    dropped = frozenset[str]().union(*(revision.dropped for revision in todo))
    resized = frozenset[str]().union(*(revision.resized for revision in todo))
    for table, rows in before.rows.items():
        if table not in dropped | resized and after.rows.get(table) != rows:
            raise LostError(f"{table} had {rows} rows and has {after.rows.get(table)}")
    for name in (*before.views, *before.triggers):
        if name not in dropped and name not in after.views and name not in after.triggers:
            raise LostError(f"{name} is gone")
    orphans = after.orphans - before.orphans
    if orphans:
        raise LostError(f"{len(orphans)} rows lost what they belong to")
