"""Column types for STRICT tables that read tolerantly: a damaged cell never makes a whole list fail.

A cell that cannot be understood is read as an instance of `Damaged` (a stand-in of the right Python type that
remembers the raw text); `intact` turns it into None, `is_damaged` lets a list mark its row.
"""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any, Generic, TypeVar

from sqlalchemy import Integer, Text
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

from crm_desktop.domain.errors import Refused

E = TypeVar("E", bound=StrEnum)
T = TypeVar("T")


class Damaged:
    """Marks a value whose cell could not be read; `raw` is what the cell holds."""

    raw: object


class DamagedDay(date, Damaged):
    """Stands for a date that could not be read."""


class DamagedMoment(datetime, Damaged):
    """Stands for a date and time that could not be read."""


class DamagedWord(str, Damaged):
    """Stands for a word that is none of the known ones."""


class DamagedText(str, Damaged):
    """Stands for text that is not UTF-8: what can be read of it, with the replacement character for the rest."""

    cell: bytes

    @classmethod
    def of(cls, cell: bytes) -> DamagedText:
        """The stand-in for the bytes of a cell."""
        shown = cell.decode("utf-8", "replace")
        made = cls(shown)
        made.raw, made.cell = shown, cell
        return made


class DamagedDict(dict[str, Any], Damaged):
    """Stands for JSON that could not be read."""


class DamagedList(list[Any], Damaged):
    """Stands for a list in JSON that could not be read."""


# Early enough to be seen as wrong, late enough for any arithmetic with time zones and months.
NO_DAY = (1970, 1, 2)


def is_damaged(*values: object) -> bool:
    """True when one of the values could not be read from its cell."""
    return any(isinstance(value, Damaged) for value in values)


def intact(value: T) -> T | None:
    """The value, or None when its cell was damaged."""
    return None if isinstance(value, Damaged) else value


def _damaged(stand_in: Any, raw: object) -> Any:
    stand_in.raw = raw
    return stand_in


def _refuse_damaged(value: object) -> None:
    """A stand-in is never written: the cell keeps what it holds until somebody enters a value."""
    if isinstance(value, Damaged):
        raise Refused("record.damaged", text=str(value.raw))


class Day(TypeDecorator[date]):
    """A calendar day as ISO text (``2026-11-21``)."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: date | None, dialect: Dialect) -> str | None:
        """A date as ISO text; of a datetime only its day.

        Raises:
            Refused: ``record.damaged`` for a stand-in.
        """
        _refuse_damaged(value)
        return date.isoformat(value) if value is not None else None

    def process_result_value(self, value: Any, dialect: Dialect) -> date | None:
        """ISO text as a date; a `DamagedDay` when it is none."""
        if value is None:
            return None
        try:
            return date.fromisoformat(value)
        except (TypeError, ValueError):
            return _damaged(DamagedDay(*NO_DAY), value)  # type: ignore[no-any-return]


_DAY: Any = Day()


def day_of(cell: str | None) -> date | None:
    """The day that a statement written as text found in a cell; None for an empty or a damaged one."""
    return intact(_DAY.process_result_value(cell, None))


class Moment(TypeDecorator[datetime]):
    """A point in time as ISO text in UTC with seconds (``2026-11-21T09:12:00+00:00``)."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        """An aware datetime as ISO text in UTC, so that text order is the order of time.

        Raises:
            Refused: ``record.damaged`` for a stand-in.
            ValueError: for a datetime without a time zone, which is a bug.
        """
        _refuse_damaged(value)
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        return value.astimezone(UTC).isoformat(timespec="seconds")

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """ISO text as an aware datetime; a `DamagedMoment` when it is none."""
        if value is None:
            return None
        try:
            found = datetime.fromisoformat(value)
        except (TypeError, ValueError):
            return _damaged(DamagedMoment(*NO_DAY, tzinfo=UTC), value)  # type: ignore[no-any-return]
        # Without a zone it would be compared with aware ones, which raises.
        return found if found.tzinfo is not None else found.replace(tzinfo=UTC)


class Word(TypeDecorator[E], Generic[E]):
    """One word of an enumeration, as text."""

    impl = Text
    cache_ok = True

    def __init__(self, words: type[E]) -> None:
        super().__init__()
        self.words = words

    def process_bind_param(self, value: E | None, dialect: Dialect) -> str | None:
        """The word as text; an unknown word is a bug and raises ValueError.

        Raises:
            Refused: ``record.damaged`` for a stand-in.
        """
        _refuse_damaged(value)
        return None if value is None else str(self.words(value))

    def process_result_value(self, value: Any, dialect: Dialect) -> E | None:
        """The enumeration's member; a `DamagedWord` for any other text."""
        if value is None:
            return None
        try:
            return self.words(value)
        except ValueError:
            return _damaged(DamagedWord(str(value)), value)  # type: ignore[no-any-return]


class Flag(TypeDecorator[bool]):
    """Yes or no as 1 or 0."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: bool | None, dialect: Dialect) -> int | None:
        """True as 1."""
        return None if value is None else int(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> bool | None:
        """Anything but 0 as True."""
        return None if value is None else bool(value)


# Made once: `json.dumps` makes an encoder anew for every value.
_COMPACT = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


class Json(TypeDecorator[Any]):
    """A small JSON value as text; `shape` (list or dict) is what it must be."""

    impl = Text
    cache_ok = True

    def __init__(self, shape: type[list[Any]] | type[dict[str, Any]] = dict) -> None:
        super().__init__()
        self.shape = shape

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        """Compact JSON with sorted keys.

        Raises:
            Refused: ``record.damaged`` for a stand-in.
        """
        _refuse_damaged(value)
        return None if value is None else _COMPACT(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:
        """The value; a `DamagedDict` or `DamagedList` when the text is no JSON of that shape."""
        if value is None:
            return None
        try:
            found = json.loads(value)
        except (TypeError, ValueError, RecursionError):
            found = None
        if isinstance(found, self.shape):
            return found
        return _damaged(DamagedList() if self.shape is list else DamagedDict(), value)
