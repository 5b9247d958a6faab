"""Revisions made up for the tests, after the program's own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from alembic import op
from sqlalchemy import Column, Integer, Text

from crm_desktop.db.migrations.chain import Revision, revisions

FIRST = revisions()
NEXT = FIRST[-1].version + 1
"""The version the made up revision leaves."""
STRICT = {"sqlite_strict": True, "sqlite_autoincrement": True}
HISTORY = ("search", "sqlite_sequence", "gesture")


@dataclass
class Made:
    """A revision made up for a test."""

    work: Callable[[], object]
    revision: str = f"{NEXT:04}"
    down_revision: str | None = FIRST[-1].script.revision

    def upgrade(self) -> None:
        """What the test says."""
        self.work()


def chain(work: Callable[[], object], **values: frozenset[str]) -> tuple[Revision, ...]:
    """The program's revisions and one more, which does `work`."""
    return (*FIRST, Revision(Made(work), **values))


def add_column() -> None:
    """What SQLite can do by itself."""
    op.add_column("contact", Column("website", Text, nullable=False, server_default=""))
    op.execute("UPDATE contact SET website = 'https://example.com/' || id")


def rebuild_contact() -> None:
    """What alembic does where SQLite cannot alter: a new table, the rows copied, the old one dropped."""
    with op.batch_alter_table("contact", recreate="always", table_kwargs=STRICT) as batch:
        batch.add_column(Column("rating", Integer, nullable=False, server_default="3"))


def both() -> None:
    """One after the other."""
    add_column()
    rebuild_contact()
