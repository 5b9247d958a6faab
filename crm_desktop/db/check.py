"""The thorough look at a file: everything that can be wrong with it, found without changing a byte of it."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import LargeBinary, Table, create_engine
from sqlalchemy.pool import StaticPool

from crm_desktop.db import schema
from crm_desktop.db.connection import connect, open_raw, refusal
from crm_desktop.db.durable import is_writable
from crm_desktop.db.files import Progress, acceptable
from crm_desktop.db.header import FileState
from crm_desktop.db.issued import NEWEST_LOST
from crm_desktop.db.models.every import METADATA
from crm_desktop.db.search_schema import INDEXES, KIND_NUMBERS, SLOTS, index_of
from crm_desktop.db.types import Damaged
from crm_desktop.domain.errors import Refused
from crm_desktop.domain.quote_chain import START, Facts, Place, end_fault, fault
from crm_desktop.domain.quote_documents import read_document
from crm_desktop.domain.text import excerpt

CHAIN = "SELECT id, chain, number, series, year, sequence, issued_at, snapshot, sha256 FROM quote_issue ORDER BY id"

MOST = 100
"""So many problems of one sort are told; a broken file has thousands."""

Check = Callable[[sqlite3.Connection], Iterator[Refused]]


def check_file(path: Path, progress: Progress | None = None) -> list[Refused]:
    """Everything wrong with a business file, as sentences (`sentences.sentence`); empty when it is sound.

    An older file is judged by what opening would make of it: by a copy that was brought up to date.

    Args:
        path: a file that `open_file` would open.
        progress: told (done, total) in steps; what it raises ends the check.

    Raises:
        Refused: ``file.*`` when there is no such file or it cannot be read at all; ``check.no_copy`` when there is no
            room to bring a copy of an older one up to date.
    """
    if acceptable(path) is FileState.OLDER:
        try:
            with TemporaryDirectory() as folder:
                return _check_updated(path, Path(folder) / path.name, progress)
        except (OSError, sqlite3.Error) as error:
            raise _no_copy(path, error) from error
    checks: list[Check] = [
        _structure, _schema, _references, _cells, _issued, _chained, _templates, _blobs, _index_complete,
    ]  # fmt: skip
    if is_writable(path):
        checks.append(_index_sound)
    found: list[Refused] = []
    try:
        with closing(connect(path, read_only=not is_writable(path))) as connection:
            for step, check in enumerate(checks):
                if progress is not None:
                    progress(step, len(checks))
                found += _guarded(check, connection)
    except sqlite3.Error as error:
        raise refusal(error, path) or error from error
    if progress is not None:
        progress(len(checks), len(checks))
    return found


def _check_updated(path: Path, copy: Path, progress: Progress | None) -> list[Refused]:
    # Only for a file that is behind: alembic costs 60 ms.
    from crm_desktop.db.migrations.runner import migrate_copy

    copy.touch()
    with closing(open_raw(path, read_only=True)) as source, closing(open_raw(copy)) as target:
        damage = list(_guarded(_structure, source))
        if damage:
            return damage
        source.backup(target)
    try:
        migrate_copy(copy)
    except Refused as refused:
        if refused.key == "file.migration_failed":
            return [Refused(refused.key, path=str(path), reason=refused.values["reason"])]
        # Of the copy, not of the file: the file is not to blame.
        raise _no_copy(path, getattr(refused.__cause__, "orig", refused)) from refused
    return check_file(copy, progress)


def _no_copy(path: Path, error: BaseException | None) -> Refused:
    return Refused("check.no_copy", path=str(path), reason=excerpt(str(error), 200))


def _guarded(check: Check, connection: sqlite3.Connection) -> Iterator[Refused]:
    """A check that damage stops is a finding, not the end of the other checks."""
    try:
        for number, problem in enumerate(check(connection)):
            if number == MOST:
                yield Refused("check.more")
                return
            yield problem
    except sqlite3.DatabaseError as error:
        yield Refused("check.structure", text=str(error))


def _structure(connection: sqlite3.Connection) -> Iterator[Refused]:
    for (line,) in connection.execute(f"PRAGMA integrity_check({MOST + 1})"):
        if line != "ok":
            yield Refused("check.structure", text=str(line))


def _schema(connection: sqlite3.Connection) -> Iterator[Refused]:
    """A trigger that somebody removed would let an issued quote change unseen."""
    wanted, found = fresh_schema(), schema_of(connection)
    for name in sorted(wanted.keys() | found.keys()):
        if wanted.get(name) != found.get(name):
            yield Refused("check.schema", name=name[1])


def schema_of(connection: sqlite3.Connection) -> dict[tuple[str, str], str]:
    """(type, name) -> SQL in a normal form, of everything a file is made of but for what SQLite keeps for itself."""
    rows = connection.execute("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL")
    return {(kind, name): normal_form(sql) for kind, name, sql in rows if not name.startswith("sqlite_")}


def normal_form(sql: str) -> str:
    """SQL with white space squeezed and a table’s columns in alphabetical order: a migration adds at the end."""
    sql = " ".join(sql.split())
    if not sql.startswith("CREATE TABLE"):
        return sql
    head, _, rest = sql.partition("(")
    body, _, tail = rest.rpartition(")")
    # A table that a migration rebuilt and renamed has its name in quotes.
    head = head.strip().replace('"', "")
    return f"{head} ({', '.join(sorted(_parts(body)))}) {tail.strip()}"


def _parts(body: str) -> Iterator[str]:
    """A table's columns and constraints: split at the commas that stand in no brackets."""
    depth, start = 0, 0
    for position, character in enumerate(body):
        depth += {"(": 1, ")": -1}.get(character, 0)
        if character == "," and depth == 0:
            yield body[start:position].strip()
            start = position + 1
    yield body[start:].strip()


def fresh_schema() -> dict[tuple[str, str], str]:
    """`schema_of` a new file."""
    with closing(fresh_file()) as connection:
        return schema_of(connection)


def fresh_file() -> sqlite3.Connection:
    """A new file of today in memory; whoever asks closes it."""
    memory = sqlite3.connect(":memory:", isolation_level=None)
    engine = create_engine("sqlite+pysqlite://", creator=lambda: memory, poolclass=StaticPool)
    with engine.connect() as connection:
        schema.create(connection)
    return memory


def _references(connection: sqlite3.Connection) -> Iterator[Refused]:
    for table, row, other, _key in connection.execute("PRAGMA foreign_key_check"):
        yield Refused("check.reference", table=table, row=row, other=other)


def _cells(connection: sqlite3.Connection) -> Iterator[Refused]:
    for table in METADATA.sorted_tables:
        yield from _cells_of(connection, table)


def _cells_of(connection: sqlite3.Connection, table: Table) -> Iterator[Refused]:
    """Every cell read as the program reads it."""
    columns = [column for column in table.c if not isinstance(column.type, LargeBinary)]
    readers = [getattr(column.type, "process_result_value", None) for column in columns]
    (key,) = table.primary_key.columns
    listed = ", ".join(f'"{column.name}"' for column in columns)
    for row in connection.execute(f'SELECT "{key.name}", {listed} FROM "{table.name}"'):
        for column, reader, value in zip(columns, readers, row[1:], strict=True):
            read = reader(value, None) if reader is not None else value
            if isinstance(read, Damaged):
                yield Refused("check.cell", table=table.name, row=row[0], column=column.name, text=str(value)[:40])


def _issued(connection: sqlite3.Connection) -> Iterator[Refused]:
    for number, pdf, noted in connection.execute("SELECT number, pdf, sha256 FROM quote_issue"):
        if hashlib.sha256(pdf).hexdigest() != noted:
            yield Refused("check.issued", number=number)


def _chained(connection: sqlite3.Connection) -> Iterator[Refused]:
    """Every link that does not follow from the one before, and the end that is missing."""
    before = START
    for row, noted, *facts in connection.execute(CHAIN):
        here = Place(row, facts[0], noted)
        found = fault(before, here, Facts(*facts))
        if found is not None:
            yield found
        before = here
    for (number,) in connection.execute(NEWEST_LOST):
        yield end_fault(number)


def _templates(connection: sqlite3.Connection) -> Iterator[Refused]:
    """What `services.templates` would have to read."""
    for name, body in connection.execute("SELECT name, body FROM template"):
        try:
            held = json.loads(body)
            read_document(held["document"])
            if not isinstance(held["items"], list) or not isinstance(held["days"], int | None):
                raise TypeError
        except (Refused, ValueError, KeyError, TypeError, RecursionError):
            yield Refused("check.template", name=excerpt(name))


def _blobs(connection: sqlite3.Connection) -> Iterator[Refused]:
    for noted, content in connection.execute("SELECT sha256, content FROM blob"):
        if hashlib.sha256(content).hexdigest() != noted:
            yield Refused("check.blob", name=noted)


def _index_complete(connection: sqlite3.Connection) -> Iterator[Refused]:
    """Every record is found by what it holds, and nothing else is found."""
    for kind, number in KIND_NUMBERS.items():
        index = index_of(kind)
        (wrong,) = connection.execute(
            f"SELECT count(*) FROM search_{kind} v LEFT JOIN {index} s ON s.rowid = v.id * {SLOTS} + {number} "
            "WHERE s.rowid IS NULL OR s.title IS NOT v.title OR s.body IS NOT v.body"
        ).fetchone()
        (left,) = connection.execute(
            f"SELECT count(*) FROM {index} WHERE rowid % {SLOTS} = {number} "
            f"AND rowid / {SLOTS} NOT IN (SELECT id FROM search_{kind})"
        ).fetchone()
        if wrong + left:
            yield Refused("check.index", kind=kind, count=wrong + left)


def _index_sound(connection: sqlite3.Connection) -> Iterator[Refused]:
    """`integrity_check` does not look into full-text indexes; this command of their own does, and writes nothing."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        for index in INDEXES:
            connection.execute(f"INSERT INTO {index}({index}) VALUES ('integrity-check')")
    except sqlite3.DatabaseError:
        yield Refused("check.index_damaged")
    finally:
        connection.execute("ROLLBACK")
