"""Column types for STRICT tables that read tolerantly: a damaged cell never makes a whole list fail.

A cell that cannot be understood is read as an instance of `Damaged` (a stand-in of the right Python type that
remembers the raw text); `intact` turns it into None, `is_damaged` lets a list mark its row.
"""

from __future__ import annotations

import json
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Generic, TypeVar

from sqlalchemy import Integer, Text
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

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


class DamagedDict(dict[str, Any], Damaged):
    """Stands for JSON that could not be read."""


def is_damaged(*values: object) -> bool:
    """True when one of the values could not be read from its cell."""
    return any(isinstance(value, Damaged) for value in values)


def intact(value: T) -> T | None:
    """The value, or None when its cell was damaged."""
    return None if isinstance(value, Damaged) else value


def _damaged(stand_in: Any, raw: object) -> Any:
    stand_in.raw = raw
    return stand_in


class Day(TypeDecorator[date]):
    """A calendar day as ISO text (``2026-11-21``)."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: date | None, dialect: Dialect) -> str | None:
        """A date as ISO text."""
        return value.isoformat() if value is not None else None

    def process_result_value(self, value: Any, dialect: Dialect) -> date | None:
        """ISO text as a date; a `DamagedDay` when it is none."""
        if value is None:
            return None
        try:
            return date.fromisoformat(value)
        except (TypeError, ValueError):
            return _damaged(DamagedDay(1, 1, 1), value)  # type: ignore[no-any-return]


class Moment(TypeDecorator[datetime]):
    """A point in time as ISO text in UTC with seconds (``2026-11-21T09:12:00+00:00``)."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        """An aware datetime as ISO text."""
        return value.isoformat(timespec="seconds") if value is not None else None

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """ISO text as a datetime; a `DamagedMoment` when it is none."""
        if value is None:
            return None
        try:
            return datetime.fromisoformat(value)
        except (TypeError, ValueError):
            return _damaged(DamagedMoment(1, 1, 1), value)  # type: ignore[no-any-return]


class Word(TypeDecorator[E], Generic[E]):
    """One word of an enumeration, as text."""

    impl = Text
    cache_ok = True

    def __init__(self, words: type[E]) -> None:
        super().__init__()
        self.words = words

    def process_bind_param(self, value: E | None, dialect: Dialect) -> str | None:
        """The word as text; an unknown word is a bug and raises ValueError."""
        return None if value is None else str(self.words(value))

    def process_result_value(self, value: Any, dialect: Dialect) -> E | None:
        """The enumeration's member; a `DamagedWord` for any other text."""
        if value is None:
            return None
        try:
            return self.words(value)
        except ValueError:
            return _damaged(DamagedWord(value), value)  # type: ignore[no-any-return]


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


class Json(TypeDecorator[Any]):
    """A small JSON value as text."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        """Compact JSON with sorted keys."""
        return None if value is None else json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:
        """The value; a `DamagedDict` when the text is no JSON."""
        if value is None:
            return None
        try:
            return json.loads(value)
        except (TypeError, ValueError):
            return _damaged(DamagedDict(), value)
