"""The base of all models: naming convention, STRICT tables, ids that are never used twice."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import CheckConstraint, MetaData, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, MappedAsDataclass, mapped_column

from crm_desktop.db.types import Moment

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(MappedAsDataclass, DeclarativeBase, kw_only=True, eq=False, repr=False):
    """Every table: STRICT, with an AUTOINCREMENT id, so that history and undo can name a row for ever."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map: ClassVar[dict[Any, Any]] = {str: Text()}


def table_options(kind: str, *owners: str, recorded: bool = True, counted: bool = True) -> dict[str, Any]:
    """The options every table is made with.

    Args:
        kind: the kind of change (domain/changes.py) a row of this table means.
        owners: the columns that hold the ids of the records this row belongs to (``"contact_id"``).
        recorded: False for tables that undo and history leave alone.
        counted: False for tables whose rows are never destroyed, so that no id needs to be remembered.
    """
    return {
        "sqlite_strict": True,
        "sqlite_autoincrement": counted,
        "info": {"kind": kind, "owners": owners or ("id",), "recorded": recorded},
    }


def one_of(column: str, words: type[Any]) -> CheckConstraint:
    """A check that a column holds one of an enumeration's words.

    Not with IN: SQLite builds the list anew for every row, which made inserting many rows three times as slow.
    """
    return CheckConstraint(" OR ".join(f"{column} = '{word}'" for word in words), name=column)


class Id(MappedAsDataclass, kw_only=True):
    """The id of a row."""

    id: Mapped[int] = mapped_column(primary_key=True, init=False, sort_order=-1)


class Binned(MappedAsDataclass, kw_only=True):
    """A record that delete puts in the bin instead of destroying it."""

    created_at: Mapped[datetime] = mapped_column(Moment)
    deleted_at: Mapped[datetime | None] = mapped_column(Moment, default=None)
