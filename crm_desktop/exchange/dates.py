"""Dates as files write them, read only where they can mean one day."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T.*)?")
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?")
_NO_YEAR = re.compile(r"--(\d{2})-?(\d{2})(?:T.*)?")
_PARTS = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?:[T ].*)?")
_TIDY = re.compile(r"(?:(\d{4})|-)-(\d{2})-(\d{2})")
# Apple writes a birthday without its year with this one.
_APPLE_NO_YEAR = 1604


def read_date(text: str, *, day_first: bool | None = None) -> date | None:
    """The day a text means, None where it means none or, without `day_first`, could mean two."""
    text = text.strip()
    if len(text) > 40:
        return None
    found = _ISO.fullmatch(text) or _COMPACT.fullmatch(text)
    if found:
        return _day(int(found[1]), int(found[2]), int(found[3]))
    found = _PARTS.fullmatch(text)
    if not found:
        return None
    first, second, year = int(found[1]), int(found[2]), int(found[3])
    readings = {_day(year, second, first), _day(year, first, second)} - {None}
    if len(readings) == 1:
        return readings.pop()
    if day_first is None or not readings:
        return None
    return _day(year, second, first) if day_first else _day(year, first, second)


def tidy_birthday(text: str) -> str:
    """``1980-03-22`` or, without a year, ``--03-22`` where the text says so; else the text itself."""
    found = _NO_YEAR.fullmatch(text) if len(text) < 40 else None
    if found and _day(2000, int(found[1]), int(found[2])):
        return f"--{found[1]}-{found[2]}"
    day = read_date(text)
    if day is None:
        return text
    return f"--{day:%m-%d}" if day.year == _APPLE_NO_YEAR else day.isoformat()


def is_birthday(text: str) -> bool:
    """Whether a text is a birthday as `tidy_birthday` writes one, on a day there is."""
    found = _TIDY.fullmatch(text)
    # Without its year it may be that of a leap year.
    return found is not None and _day(int(found[1] or 2000), int(found[2]), int(found[3])) is not None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def day_first_of(texts: Iterable[str]) -> bool | None:
    """Whether a column writes the day before the month: None where no cell shows it, or cells disagree."""
    shown = {int(found[1]) > 12 for text in texts if (found := _PARTS.fullmatch(text.strip()[:40])) and _tells(found)}
    return shown.pop() if len(shown) == 1 else None


def _tells(found: re.Match[str]) -> bool:
    return (int(found[1]) > 12) != (int(found[2]) > 12)
