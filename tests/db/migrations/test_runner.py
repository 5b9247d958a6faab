"""Tests of bringing an older file up to date, with revisions made up here."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from alembic import op
from sqlalchemy import Column, Integer, Text, text

from crm_desktop.db import search
from crm_desktop.db.backup import BackupKind, backup_folder, list_backups, make_backup, verify_backup
from crm_desktop.db.check import schema_of
from crm_desktop.db.files import open_file
from crm_desktop.db.header import read_version
from crm_desktop.db.migrations import runner
from crm_desktop.db.migrations.chain import Revision, revisions
from crm_desktop.db.migrations.runner import migrate, migrate_copy
from crm_desktop.db.restore import restore_backup
from crm_desktop.domain.errors import Refused
from crm_desktop.sentences import SENTENCES, sentence
from tests.db.contents import contents, filled_file
from tests.db.processes import StoppedError, die, holding, in_a_fork, names
from tests.factories import NOW, opened

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="needs fork")
FIRST = revisions()
STRICT = {"sqlite_strict": True, "sqlite_autoincrement": True}
HISTORY = ("search", "sqlite_sequence", "gesture")


@dataclass
class Made:
    """A revision made up for a test."""

    work: Callable[[], object]
    revision: str = "0002"
    down_revision: str | None = "0001"

    def upgrade(self) -> None:
        """What the test says."""
        self.work()


def _chain(work: Callable[[], object], **values: frozenset[str]) -> tuple[Revision, ...]:
    return (*FIRST, Revision(Made(work), **values))


def _add_column() -> None:
    op.add_column("contact", Column("website", Text, nullable=False, server_default=""))
    op.execute("UPDATE contact SET website = 'https://example.com/' || id")


def _rebuild_contact() -> None:
    """What alembic does where SQLite cannot alter: a new table, the rows copied, the old one dropped."""
    with op.batch_alter_table("contact", recreate="always", table_kwargs=STRICT) as batch:
        batch.add_column(Column("rating", Integer, nullable=False, server_default="3"))


def _both() -> None:
    _add_column()
    _rebuild_contact()


@pytest.fixture
def old(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A filled file of version 1, for a program whose version is 2."""
    path = filled_file(tmp_path)
    monkeypatch.setattr("crm_desktop.db.header.VERSION", 2)
    return path


def _table(path: Path, name: str) -> str:
    with closing(sqlite3.connect(path)) as connection:
        return schema_of(connection)["table", name]


def _without_columns(rows: list[tuple[object, ...]], count: int) -> list[tuple[object, ...]]:
    return [row[:-count] for row in rows]


@pytest.mark.parametrize(("work", "columns"), [(_add_column, 1), (_rebuild_contact, 1), (_both, 2)])
def test_nothing_is_lost_on_the_way(old: Path, work: Callable[[], object], columns: int) -> None:
    before = contents(old, without=HISTORY)
    migrate(old, chain=_chain(work))
    after = contents(old, without=HISTORY)
    assert _without_columns(after.pop("contact"), columns) == before.pop("contact")
    assert after == before
    assert read_version(old) == 2


def test_what_a_rebuild_drops_comes_back_views_triggers_and_guards(old: Path) -> None:
    with closing(sqlite3.connect(old)) as connection:
        before = schema_of(connection)
    migrate(old, chain=_chain(_rebuild_contact))
    with closing(sqlite3.connect(old)) as connection:
        after = schema_of(connection)
    assert after.keys() == before.keys()
    changed = {name for name, sql in before.items() if after[name] != sql}
    assert changed == {("table", "contact")}


def test_records_are_found_and_kept_findable_after_a_rebuild(old: Path) -> None:
    migrate(old, chain=_chain(_rebuild_contact))
    with opened(old) as database:
        with database.write("Rename") as session:
            session.execute(text("UPDATE contact SET nickname = 'Forneira' WHERE id = 2"))
        with database.read() as session:
            assert search.full_text(session, "forneira", ["contact"], 5) == [("contact", 2)]
            assert search.full_text(session, "padaria", ["contact"], 5)


def test_an_issued_quote_is_guarded_after_a_rebuild_too(old: Path) -> None:
    def rebuild() -> None:
        with op.batch_alter_table("quote_line", recreate="always", table_kwargs=STRICT) as batch:
            batch.add_column(Column("margin", Integer))

    migrate(old, chain=_chain(rebuild))
    with closing(sqlite3.connect(old)) as connection, pytest.raises(sqlite3.IntegrityError, match="issued quote"):
        connection.execute("UPDATE quote_line SET margin = 1 WHERE quote_id = 1")


def test_ids_of_destroyed_rows_are_not_used_again_after_a_rebuild(old: Path) -> None:
    with closing(sqlite3.connect(old)) as connection:
        connection.execute("INSERT INTO pipeline (id, name, position) VALUES (77, 'Gone', 0)")
        connection.execute("DELETE FROM pipeline WHERE id = 77")
        connection.commit()

    def rebuild() -> None:
        with op.batch_alter_table("pipeline", recreate="always", table_kwargs=STRICT) as batch:
            batch.add_column(Column("colour", Text))

    migrate(old, chain=_chain(rebuild))
    with closing(sqlite3.connect(old)) as connection:
        assert connection.execute("INSERT INTO pipeline (name, position) VALUES ('New', 0)").lastrowid == 78
        assert connection.execute(
            "SELECT count(*), max(seq) FROM sqlite_sequence WHERE name = 'pipeline'"
        ).fetchone() == (
            1,
            78,
        )


def test_a_view_a_revision_makes_anew_is_indexed_anew(old: Path) -> None:
    def index_external_ids() -> None:
        op.execute("UPDATE deal SET external_id = 'ABC999'")
        op.get_bind().exec_driver_sql(
            "CREATE VIEW search_deal AS SELECT c.id AS id, c.external_id AS title, 'quux' AS body FROM deal c"
        )

    migrate(old, chain=_chain(index_external_ids))
    with opened(old) as database, database.read() as session:
        assert search.full_text(session, "quux", ["deal"], 5) == [("deal", 1)]
        assert search.full_text(session, "oven", ["deal"], 5) == []


def test_a_verified_backup_of_the_old_file_is_made_first(old: Path, tmp_path: Path) -> None:
    before = contents(old)
    migrate(old, backups=tmp_path / "backups", chain=_chain(_both))
    (made,) = list_backups(backup_folder(tmp_path / "backups", old))
    assert made.kind is BackupKind.MIGRATION
    assert verify_backup(made.path) == made
    assert contents(made.path) == before
    assert read_version(made.path) == 1


def test_without_a_backup_there_is_no_migration(old: Path, tmp_path: Path) -> None:
    before = old.read_bytes()
    (tmp_path / "backups").write_text("this name is taken")
    with pytest.raises(Refused, match=r"file\."):
        migrate(old, backups=tmp_path / "backups", chain=_chain(_both))
    assert old.read_bytes() == before


def test_undo_ends_at_the_migration_and_says_why(old: Path) -> None:
    migrate(old, chain=_chain(_add_column))
    with opened(old) as database, pytest.raises(Refused, match=r"undo\.migrated"):
        database.undo()
    assert "undo.migrated" in SENTENCES


@pytest.fixture
def next_program(old: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The old file, for a whole program of the next version."""
    monkeypatch.setattr("crm_desktop.db.migrations.chain.revisions", lambda: _chain(_both))
    return old


def test_opening_an_older_file_brings_it_up_to_date_once(next_program: Path, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    backups = tmp_path / "backups"
    database = open_file(next_program, backups=backups, progress=lambda done, total: told.append((done, total)))
    database.close()
    assert "rating" in _table(next_program, "contact")
    assert told[-1][0] == told[-1][1]
    before = next_program.read_bytes()
    open_file(next_program, backups=backups).close()
    assert next_program.read_bytes() == before
    assert len(list_backups(backup_folder(backups, next_program))) == 1


def test_an_older_backup_is_restored_as_a_file_of_today(next_program: Path, tmp_path: Path) -> None:
    backups = tmp_path / "backups"
    old_backup = make_backup(next_program, backups, BackupKind.MANUAL, NOW)
    open_file(next_program, backups=backups).close()
    restore_backup(old_backup.path, next_program, backups=backups, now=NOW)
    assert read_version(next_program) == 2
    assert "rating" in _table(next_program, "contact")
    assert read_version(old_backup.path) == 1


def test_a_file_another_window_has_just_migrated_is_left_alone(old: Path) -> None:
    chain = _chain(_both)
    migrate(old, chain=chain)
    before = contents(old, without=())
    migrate_copy(old, chain=chain)
    assert contents(old, without=()) == before


def _loses_children() -> None:
    op.execute("DELETE FROM channel WHERE id = 1")


def _loses_a_table() -> None:
    op.drop_table("job_part")


def _loses_owners() -> None:
    op.execute("UPDATE channel SET contact_id = 4711")


def _fails_late() -> None:
    _both()
    op.execute("UPDATE nothing SET something = 1")


def _raises() -> None:
    _both()
    raise KeyError("a bug in the revision")


def _uses_a_column_away_from_a_view() -> None:
    op.drop_column("deal", "owner")


@pytest.mark.parametrize(
    "work",
    [_loses_children, _loses_a_table, _loses_owners, _fails_late, _raises, _uses_a_column_away_from_a_view],
)
def test_a_revision_that_fails_or_loses_something_leaves_the_file_as_it_was(
    old: Path, work: Callable[[], object], caplog: pytest.LogCaptureFixture
) -> None:
    before = contents(old, without=())
    with closing(sqlite3.connect(old)) as connection:
        schema = schema_of(connection)
    with pytest.raises(Refused, match=r"file\.migration_failed") as caught:
        migrate(old, chain=_chain(work))
    assert contents(old, without=()) == before
    with closing(sqlite3.connect(old)) as connection:
        assert schema_of(connection) == schema
    assert read_version(old) == 1
    assert str(caught.value.values["reason"]) in sentence(caught.value)
    assert "migration of" in caplog.text
    assert len(list_backups(backup_folder(old.parent / "backups", old))) == 1


def test_what_a_revision_says_it_drops_may_go(old: Path) -> None:
    migrate(old, chain=_chain(_loses_a_table, dropped=frozenset({"job_part", "search_job"} | _part_triggers())))
    migrated = contents(old)
    assert "job_part" not in migrated


def _part_triggers() -> set[str]:
    return {f"search_job_part_{event}" for event in ("insert", "update", "delete")}


def test_what_a_revision_says_it_resizes_may_change(old: Path) -> None:
    migrate(old, chain=_chain(_loses_children, resized=frozenset({"channel"})))
    assert [row[0] for row in contents(old)["channel"]] == [2, 3]


def test_rows_that_had_no_owner_before_do_not_lock_the_user_out(old: Path) -> None:
    with closing(sqlite3.connect(old)) as connection:
        connection.execute("UPDATE channel SET contact_id = 4711 WHERE id = 1")
        connection.commit()
    migrate(old, chain=_chain(_both))
    assert read_version(old) == 2


def _writes(path: Path) -> list[str]:
    """What a migration writes with, statement by statement, to the last."""
    seen: list[str] = []
    with _traced(seen.append):
        migrate_copy(path, chain=_chain(_both))
    return seen


class _traced:  # noqa: N801
    """Calls back before every statement by which the migration's own connection writes."""

    def __init__(self, call: Callable[[str], object]) -> None:
        self.call = call
        self.real = runner._connect

    def __enter__(self) -> None:
        def trace(statement: str) -> None:
            if not statement.startswith(("SELECT", "EXPLAIN", "PRAGMA", "--")):
                self.call(statement)

        def connect(path: Path) -> sqlite3.Connection:
            connection = self.real(path)
            connection.set_trace_callback(trace)
            return connection

        runner._connect = connect

    def __exit__(self, *_fault: object) -> None:
        runner._connect = self.real


@POSIX
def test_killed_at_any_statement_it_is_the_old_file_and_can_be_migrated_again(old: Path, tmp_path: Path) -> None:
    original, before = old.read_bytes(), contents(old, without=())
    (probe := tmp_path / "probe.crm").write_bytes(original)
    writes = _writes(probe)
    assert writes[-1] == "COMMIT"
    # Every third, and the last ones: they are much alike, and each is a process of its own.
    for number in [*range(0, len(writes), 3), len(writes) - 2, len(writes) - 1]:

        def killed(number: int = number) -> None:
            left = iter(range(number))
            with _traced(lambda _statement: die() if next(left, None) is None else None):
                migrate_copy(old, chain=_chain(_both))

        assert in_a_fork(killed) != 0
        assert contents(old, without=()) == before
    with closing(sqlite3.connect(old)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    migrate(old, chain=_chain(_both))
    assert read_version(old) == 2


def test_stopping_it_leaves_the_old_file(old: Path) -> None:
    told: list[int] = []
    (probe := old.with_name("probe.crm")).write_bytes(old.read_bytes())
    migrate(probe, chain=_chain(_both), progress=lambda done, _total: told.append(done))
    before = contents(old, without=())
    for stop_at in range(len(told)):
        left = iter(range(stop_at))

        def stop(_done: int, _total: int, left: Iterator[int] = left) -> None:
            if next(left, None) is None:
                raise StoppedError

        with pytest.raises(StoppedError):
            migrate(old, chain=_chain(_both), progress=stop)
        assert contents(old, without=()) == before


def test_a_locked_file_is_refused_and_stays(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runner, "BUSY_MILLISECONDS", 50)
    before = old.read_bytes()
    with holding(old, "BEGIN IMMEDIATE"), pytest.raises(Refused, match=r"file\.locked"):
        migrate(old, chain=_chain(_both))
    assert old.read_bytes() == before


@POSIX
def test_a_full_disk_leaves_the_old_file(old: Path) -> None:
    import resource  # POSIX only

    def grow() -> None:
        _rebuild_contact()
        op.execute("UPDATE contact SET notes = hex(zeroblob(300000))")

    before = contents(old, without=())
    resource.setrlimit(resource.RLIMIT_FSIZE, (old.stat().st_size + 50_000, resource.RLIM_INFINITY))
    try:
        with pytest.raises(Refused) as caught:
            migrate(old, chain=_chain(grow))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    assert caught.value.key in {"file.disk_full", "file.io", "file.too_big"}
    assert contents(old, without=()) == before


def test_it_leaves_one_file_and_its_backups(old: Path) -> None:
    migrate(old, chain=_chain(_both))
    open_file(old).close()
    assert names(old.parent) == ["backups", old.name]
