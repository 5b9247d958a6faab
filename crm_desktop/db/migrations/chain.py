"""Which revision makes which version of a file: `user_version` N is what revision N leaves behind.

A new revision is a module in `versions` with alembic's own names (`revision`, `down_revision`, `upgrade()`), one line
in `revisions` and the next `schema.VERSION`. There is no table of versions: the header says it before anything is read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol


class Script(Protocol):
    """A module of `versions`, as alembic knows them."""

    @property
    def revision(self) -> str:
        """Its own number: ``"0002"``."""

    @property
    def down_revision(self) -> str | None:
        """The number of the one before; None for the first."""

    def upgrade(self) -> None:
        """Brings the file from `down_revision` to `revision` with ``alembic.op``, in the running transaction.

        Views and triggers are taken away meanwhile and come back afterwards unless the revision made ones of the same
        name, so one that changes creates its new form here.
        """


@dataclass(frozen=True, slots=True)
class Revision:
    """One step.

    `dropped` names the tables, views and triggers that are gone for good; `resized` the tables whose number of rows
    the step changes on purpose. Whatever else gets lost stops the migration.
    """

    script: Script
    dropped: frozenset[str] = field(default_factory=frozenset)
    resized: frozenset[str] = field(default_factory=frozenset)

    @property
    def version(self) -> int:
        """The `user_version` it leaves."""
        return int(self.script.revision)


def revisions() -> tuple[Revision, ...]:
    """All of them, oldest first. Named in code, so that a packaged program carries them."""
    # They import alembic, which only a file that is behind needs.
    from crm_desktop.db.migrations.versions import (
        r0001_first,
        r0002_quotes_that_hold_up,
        r0003_payable,
        r0004_two_indexes,
    )

    return tuple(map(Revision, (r0001_first, r0002_quotes_that_hold_up, r0003_payable, r0004_two_indexes)))


def steps(chain: Sequence[Revision], version: int) -> list[Revision]:
    """What leads from `version` to the newest.

    Raises:
        ValueError: when the chain has a gap, which is a bug.
    """
    for earlier, later in zip((None, *chain), chain, strict=False):
        down = earlier.script.revision if earlier is not None else None
        if later.script.down_revision != down:
            raise ValueError(f"revision {later.script.revision} does not follow {down}")
    return [revision for revision in chain if revision.version > version]
