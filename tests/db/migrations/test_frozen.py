"""Tests that files of every age have the schema of today's models: none may change without a revision."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from crm_desktop.db.check import fresh_schema, schema_of
from crm_desktop.db.connection import APPLICATION_ID
from crm_desktop.db.migrations.chain import revisions, steps
from crm_desktop.db.migrations.freeze import frozen_text
from crm_desktop.db.migrations.frozen import FROZEN, statements
from crm_desktop.db.migrations.runner import migrate_copy
from crm_desktop.db.schema import VERSION

ADVICE = (
    "The models, the search index or the guards have changed without a migration. Before the first release write the "
    "first schema anew: python -m crm_desktop.db.migrations.freeze. After it: add a revision to "
    "crm_desktop/db/migrations/versions and to chain.revisions, and raise schema.VERSION."
)


def test_a_file_that_went_through_every_revision_has_the_schema_of_a_new_one(tmp_path: Path) -> None:
    path = tmp_path / "old.crm"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
    migrate_copy(path)
    with closing(sqlite3.connect(path)) as connection:
        migrated = schema_of(connection)
        assert connection.execute("PRAGMA user_version").fetchone() == (VERSION,)
    assert migrated == fresh_schema(), ADVICE


def test_the_frozen_text_is_what_the_command_writes() -> None:
    if len(revisions()) == 1:  # once a second one exists, the first is frozen for ever
        assert FROZEN.read_text(encoding="utf-8") == frozen_text(), ADVICE


def test_the_frozen_text_says_how_it_was_made_and_carries_no_comment_into_the_file() -> None:
    assert "python -m crm_desktop.db.migrations.freeze" in FROZEN.read_text(encoding="utf-8")
    assert all(statement.startswith("CREATE ") for statement in statements())


def test_the_newest_revision_makes_todays_version() -> None:
    chain = revisions()
    assert [revision.version for revision in chain] == list(range(1, VERSION + 1))
    assert steps(chain, VERSION) == []
    assert steps(chain, 0) == list(chain)
