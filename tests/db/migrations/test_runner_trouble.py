"""Tests of migrations that fail, lose something, are killed or stopped: the file is as it was."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from alembic import op

from crm_desktop.db.backup import backup_folder, list_backups
from crm_desktop.db.check import schema_of
from crm_desktop.db.migrations import runner
from crm_desktop.db.migrations.runner import migrate, migrate_copy
from crm_desktop.domain.errors import Refused
from crm_desktop.sentences import sentence
from tests.db.contents import contents, filled_file
from tests.db.migrations.made_up import NEXT, both, chain, rebuild_contact
from tests.db.processes import StoppedError, die, full_disk, holding, in_a_fork
from tests.db.versions import version_of

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="needs fork")


@pytest.fixture
def old(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A filled file of version 1, for a program whose version is 2."""
    path = filled_file(tmp_path)
    monkeypatch.setattr("crm_desktop.db.header.VERSION", NEXT)
    return path


def _loses_children() -> None:
    op.execute("DELETE FROM channel WHERE id = 1")


def _loses_a_table() -> None:
    op.drop_table("job_part")


def _loses_owners() -> None:
    op.execute("UPDATE channel SET contact_id = 4711")


def _fails_late() -> None:
    both()
    op.execute("UPDATE nothing SET something = 1")


def _raises() -> None:
    both()
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
        migrate(old, chain=chain(work))
    assert contents(old, without=()) == before
    with closing(sqlite3.connect(old)) as connection:
        assert schema_of(connection) == schema
    assert version_of(old) == NEXT - 1
    assert str(caught.value.values["reason"]) in sentence(caught.value)
    assert "migration of" in caplog.text
    assert len(list_backups(backup_folder(old.parent / "backups", old))) == 1


def test_what_a_revision_says_it_drops_may_go(old: Path) -> None:
    migrate(old, chain=chain(_loses_a_table, dropped=frozenset({"job_part", "search_job"} | _part_triggers())))
    migrated = contents(old)
    assert "job_part" not in migrated


def _part_triggers() -> set[str]:
    return {f"search_job_part_{event}" for event in ("insert", "update", "delete")}


def test_what_a_revision_says_it_resizes_may_change(old: Path) -> None:
    migrate(old, chain=chain(_loses_children, resized=frozenset({"channel"})))
    assert [row[0] for row in contents(old)["channel"]] == [2, 3]


def test_rows_that_had_no_owner_before_do_not_lock_the_user_out(old: Path) -> None:
    with closing(sqlite3.connect(old)) as connection:
        connection.execute("UPDATE channel SET contact_id = 4711 WHERE id = 1")
        connection.commit()
    migrate(old, chain=chain(both))
    assert version_of(old) == NEXT


def _writes(path: Path) -> list[str]:
    """What a migration writes with, statement by statement, to the last."""
    seen: list[str] = []
    with _traced(seen.append):
        migrate_copy(path, chain=chain(both))
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
                migrate_copy(old, chain=chain(both))

        assert in_a_fork(killed) != 0
        assert contents(old, without=()) == before
    with closing(sqlite3.connect(old)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    migrate(old, chain=chain(both))
    assert version_of(old) == NEXT


def test_stopping_it_leaves_the_old_file(old: Path) -> None:
    told: list[int] = []
    (probe := old.with_name("probe.crm")).write_bytes(old.read_bytes())
    migrate(probe, chain=chain(both), progress=lambda done, _total: told.append(done))
    before = contents(old, without=())
    for stop_at in range(len(told)):
        left = iter(range(stop_at))

        def stop(_done: int, _total: int, left: Iterator[int] = left) -> None:
            if next(left, None) is None:
                raise StoppedError

        with pytest.raises(StoppedError):
            migrate(old, chain=chain(both), progress=stop)
        assert contents(old, without=()) == before


def test_a_locked_file_is_refused_and_stays(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runner, "BUSY_MILLISECONDS", 50)
    before = old.read_bytes()
    with holding(old, "BEGIN IMMEDIATE"), pytest.raises(Refused, match=r"file\.locked"):
        migrate(old, chain=chain(both))
    assert old.read_bytes() == before


@POSIX
def test_a_full_disk_leaves_the_old_file(old: Path) -> None:
    def grow() -> None:
        rebuild_contact()
        op.execute("UPDATE contact SET notes = hex(zeroblob(300000))")

    before = contents(old, without=())
    with full_disk(old.stat().st_size + 50_000), pytest.raises(Refused) as caught:
        migrate(old, chain=chain(grow))
    assert caught.value.key in {"file.disk_full", "file.io", "file.too_big"}
    assert contents(old, without=()) == before
