"""Many rows at once: inserted by the driver, indexed afterwards, and taken back as a whole by undo.

    with loading(session, expected=100_000) as load:
        contacts = load.insert(Contact, rows)
        load.insert(Channel, [{"contact_id": contacts[0], ...}, ...])

Measured at 100,000 contacts with two channels each: triggers and ordinary indexes kept on cost twice as much as
building both afterwards. Growing the search index by the new rows only makes a small import into a big file cheap.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from datetime import datetime
from typing import Any

from sqlalchemy import Table, inspect, text
from sqlalchemy.orm import Session

from crm_desktop.db import search
from crm_desktop.db.history import report_batch
from crm_desktop.db.models.base import Base
from crm_desktop.db.rows import raw
from crm_desktop.db.search_schema import KIND_NUMBERS, SLOTS, SOURCES, Source

MANY = 5_000
"""From so many rows on, and if the table at least doubles, its indexes are built afterwards."""

KIND_OF_TABLE = {source.table: source for source in SOURCES}


class Loader:
    """What `loading` gives: inserts rows and remembers which were new."""

    def __init__(self, session: Session, expected: int, stack: ExitStack) -> None:
        self._session = session
        self._expected = expected
        self._stack = stack
        self._before: dict[str, int] = {}
        self._batches: dict[str, list[range]] = {}
        self._indexes: list[str] = []

    def insert(self, model: type[Base], rows: Sequence[Mapping[str, Any]]) -> range:
        """Inserts rows and answers their ids, in order and without gaps.

        Args:
            model: their model; rows of a table that has no `deleted_at` must belong to records of this same load,
                because undo takes back records, not their parts.
            rows: by column, as the cells hold them (ISO text for days, integers for amounts); what is left out has
                the model's default.
        """
        given = sorted({column for row in rows for column in row})
        return self.insert_tuples(model, given, _cells(_table(model), given, rows))

    def insert_tuples(self, model: type[Base], columns: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> range:
        """The same of rows that are tuples already: one cell for each of `columns`, in their order."""
        table = _table(model)
        first = self._begin(table, len(rows))
        ids = range(first, first + len(rows))
        if rows:
            _insert(self._session, table, columns, [(row_id, *row) for row_id, row in zip(ids, rows, strict=True)])
            self._report(table, ids)
        return ids

    def _begin(self, table: Table, count: int) -> int:
        """Prepares a table for its first rows; answers the next free id."""
        last = _last_id(self._session, table)
        if table.name not in self._before:
            self._before[table.name] = last
            self._stack.enter_context(search.without_triggers(self._session, [f"search_{table.name}_insert"]))
            if max(count, self._expected) >= max(MANY, _count(self._session, table)):
                self._indexes += _drop_indexes(self._session, table)
        return last + 1

    def _report(self, table: Table, ids: range) -> None:
        batches = self._batches.setdefault(table.name, [])
        if batches and batches[-1].stop == ids.start:
            ids = range(batches.pop().start, ids.stop)
        batches.append(ids)

    def finish(self) -> None:
        """Builds the indexes, tells history what is new, and makes the new rows findable."""
        for statement in self._indexes:
            self._session.execute(text(statement))
        for name, batches in self._batches.items():
            if "deleted_at" in Base.metadata.tables[name].c:
                for ids in batches:
                    report_batch(self._session, name, ids.start, ids.stop - 1)
        for source in SOURCES:
            self._index(source)

    def _index(self, source: Source) -> None:
        """New records by one statement; older ones that got a new part become stale, one by one."""
        end = _last_id(self._session, Base.metadata.tables[source.table])
        before = self._before.get(source.table, end)
        if end > before:
            search.reindex(self._session, source.kind, before + 1, end)
        for table, owner, _alias in source.related:
            if table in self._before:
                stale = f"{owner} * {SLOTS} + {KIND_NUMBERS[source.kind]}"
                self._session.execute(
                    text(
                        f"INSERT OR IGNORE INTO search_stale(id) SELECT {stale} "
                        f'FROM "{table}" WHERE id > :part AND {owner} <= :record'
                    ),
                    {"part": self._before[table], "record": before},
                )


@contextmanager
def loading(session: Session, *, expected: int = 0) -> Iterator[Loader]:
    """A load of many rows inside a writing session; indexes and search are complete when the block ends.

    While it runs, the tables' indexes may be missing: look for duplicates before it. Other changes through the
    session are tracked as always. An exception needs no tidying: the transaction is rolled back as a whole.

    Args:
        session: the writing session.
        expected: about how many rows the biggest table will get, when they come in several parts.
    """
    session.flush()
    with ExitStack() as stack:
        loader = Loader(session, expected, stack)
        yield loader
        session.flush()
        loader.finish()


def set_binned(
    session: Session, table: str, first: int, last: int, *, before: datetime | None, after: datetime | None
) -> None:
    """Moves the rows of a run of ids whose `deleted_at` is `before` to `after`, with the search index.

    Args:
        session: the writing session.
        table: a table with a `deleted_at` column.
        first: the first id.
        last: the last id.
        before: None: those that are not in the bin.
        after: None: out of the bin.
    """
    kind = Base.metadata.tables[table].c.deleted_at.type
    values = {"first": first, "last": last, "before": raw(kind, before), "after": raw(kind, after)}
    statement = text(
        f'UPDATE "{table}" SET deleted_at = :after WHERE id BETWEEN :first AND :last AND deleted_at IS :before'
    )
    if last - first < MANY:
        session.execute(statement, values)
        return
    by_table = Base.metadata.tables[table]
    anew = (last - first) * 2 >= _count(session, by_table)
    with search.without_triggers(session, [f"search_{table}_update"]):
        indexes = _drop_indexes(session, by_table, "deleted_at") if anew else []
        session.execute(statement, values)
        for index in indexes:
            session.execute(text(index))
        source = KIND_OF_TABLE.get(table)
        if source is None:
            return
        if after is not None and (last - first) * 2 >= search.size(session, source.kind):
            search.fill_anew(session, source.kind)
        else:
            search.reindex(session, source.kind, first, last)


def _table(model: type[Base]) -> Table:
    table: Table = inspect(model).local_table  # type: ignore[assignment]
    return table


def _last_id(session: Session, table: Table) -> int:
    """The highest id the table ever had; AUTOINCREMENT goes on behind it, and so do we."""
    found = session.scalar(text("SELECT seq FROM sqlite_sequence WHERE name = :name"), {"name": table.name})
    return int(found or 0)


def _count(session: Session, table: Table) -> int:
    return int(session.scalar(text(f'SELECT count(*) FROM "{table.name}"')) or 0)


def _drop_indexes(session: Session, table: Table, column: str = "") -> list[str]:
    """Drops the table's indexes (those of one column, if named) but those that guard it; answers what builds them."""
    statements = []
    for index in table.indexes:
        if not index.unique and (not column or column in index.columns):
            sql = session.scalar(text("SELECT sql FROM sqlite_master WHERE name = :name"), {"name": index.name})
            session.execute(text(f'DROP INDEX "{index.name}"'))
            statements.append(str(sql))
    return statements


def _insert(session: Session, table: Table, given: Sequence[str], rows: list[tuple[Any, ...]]) -> None:
    """Inserts rows of an id and the given columns; the others get their defaults."""
    rest = {column.name: _default(column) for column in table.c if column.name not in given and column.name != "id"}
    columns = ", ".join(f'"{column}"' for column in ("id", *given, *rest))
    values = ", ".join((*"?" * (len(given) + 1), *map(_literal, rest.values())))
    session.connection().exec_driver_sql(f'INSERT INTO "{table.name}" ({columns}) VALUES ({values})', rows)


def _cells(table: Table, given: list[str], rows: Sequence[Mapping[str, Any]]) -> list[tuple[Any, ...]]:
    if all(len(row) == len(given) for row in rows):
        return [tuple([row[column] for column in given]) for row in rows]
    defaults = [(column, _default(table.c[column])) for column in given]
    return [tuple([row.get(column, default) for column, default in defaults]) for row in rows]


def _default(column: Any) -> Any:
    return None if column.default is None else raw(column.type, column.default.arg)


def _literal(value: Any) -> str:
    if value is None:
        return "NULL"
    return str(value) if isinstance(value, int) else "'" + str(value).replace("'", "''") + "'"
