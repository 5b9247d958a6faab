"""Tests of bringing an older file up to date, with revisions made up here."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from alembic import op
from sqlalchemy import Column, Integer, Text, text

from crm_desktop.db import search
from crm_desktop.db.backup import BackupKind, backup_folder, list_backups, make_backup, verify_backup
from crm_desktop.db.check import schema_of
from crm_desktop.db.files import open_file
from crm_desktop.db.migrations.runner import migrate, migrate_copy
from crm_desktop.db.restore import restore_backup
from crm_desktop.domain.errors import Refused
from crm_desktop.sentences import SENTENCES
from tests.db.contents import contents, filled_file
from tests.db.migrations.made_up import HISTORY, NEXT, STRICT, add_column, both, chain, rebuild_contact
from tests.db.processes import names
from tests.db.versions import version_of
from tests.factories import NOW, opened

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="needs fork")


@pytest.fixture
def old(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A filled file of version 1, for a program whose version is 2."""
    path = filled_file(tmp_path)
    monkeypatch.setattr("crm_desktop.db.header.VERSION", NEXT)
    return path


def _table(path: Path, name: str) -> str:
    with closing(sqlite3.connect(path)) as connection:
        return schema_of(connection)["table", name]


def _without_columns(rows: list[tuple[object, ...]], count: int) -> list[tuple[object, ...]]:
    return [row[:-count] for row in rows]


@pytest.mark.parametrize(("work", "columns"), [(add_column, 1), (rebuild_contact, 1), (both, 2)])
def test_nothing_is_lost_on_the_way(old: Path, work: Callable[[], object], columns: int) -> None:
    before = contents(old, without=HISTORY)
    migrate(old, chain=chain(work))
    after = contents(old, without=HISTORY)
    assert _without_columns(after.pop("contact"), columns) == before.pop("contact")
    assert after == before
    assert version_of(old) == NEXT


def test_what_a_rebuild_drops_comes_back_views_triggers_and_guards(old: Path) -> None:
    with closing(sqlite3.connect(old)) as connection:
        before = schema_of(connection)
    migrate(old, chain=chain(rebuild_contact))
    with closing(sqlite3.connect(old)) as connection:
        after = schema_of(connection)
    assert after.keys() == before.keys()
    changed = {name for name, sql in before.items() if after[name] != sql}
    assert changed == {("table", "contact")}


def test_records_are_found_and_kept_findable_after_a_rebuild(old: Path) -> None:
    migrate(old, chain=chain(rebuild_contact))
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

    migrate(old, chain=chain(rebuild))
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

    migrate(old, chain=chain(rebuild))
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

    migrate(old, chain=chain(index_external_ids))
    with opened(old) as database, database.read() as session:
        assert search.full_text(session, "quux", ["deal"], 5) == [("deal", 1)]
        assert search.full_text(session, "oven", ["deal"], 5) == []


def test_a_verified_backup_of_the_old_file_is_made_first(old: Path, tmp_path: Path) -> None:
    before = contents(old)
    migrate(old, backups=tmp_path / "backups", chain=chain(both))
    (made,) = list_backups(backup_folder(tmp_path / "backups", old))
    assert made.kind is BackupKind.MIGRATION
    assert verify_backup(made.path) == made
    assert contents(made.path) == before
    assert version_of(made.path) == NEXT - 1


def test_without_a_backup_there_is_no_migration(old: Path, tmp_path: Path) -> None:
    before = old.read_bytes()
    (tmp_path / "backups").write_text("this name is taken")
    with pytest.raises(Refused, match=r"file\."):
        migrate(old, backups=tmp_path / "backups", chain=chain(both))
    assert old.read_bytes() == before


def test_undo_ends_at_the_migration_and_says_why(old: Path) -> None:
    migrate(old, chain=chain(add_column))
    with opened(old) as database, pytest.raises(Refused, match=r"undo\.migrated"):
        database.undo()
    assert "undo.migrated" in SENTENCES


@pytest.fixture
def next_program(old: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The old file, for a whole program of the next version."""
    monkeypatch.setattr("crm_desktop.db.migrations.chain.revisions", lambda: chain(both))
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
    assert version_of(next_program) == NEXT
    assert "rating" in _table(next_program, "contact")
    assert version_of(old_backup.path) == NEXT - 1


def test_a_file_another_window_has_just_migrated_is_left_alone(old: Path) -> None:
    newer = chain(both)
    migrate(old, chain=newer)
    before = contents(old, without=())
    migrate_copy(old, chain=newer)
    assert contents(old, without=()) == before


def test_it_leaves_one_file_and_its_backups(old: Path) -> None:
    migrate(old, chain=chain(both))
    open_file(old).close()
    assert names(old.parent) == ["backups", old.name]
