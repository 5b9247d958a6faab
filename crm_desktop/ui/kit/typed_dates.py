"""Reading a day as people type it. No Qt and no clock in here: today is an argument."""

from __future__ import annotations

import re
from datetime import date, timedelta

from crm_desktop.domain.errors import Refused
from crm_desktop.domain.text import excerpt, fold

_PARTS = re.compile(r"([0-9]{1,2})(?:[./\- ]([0-9]{1,2})(?:[./\- ]([0-9]{2}|[0-9]{4}))?)?")
_ISO = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_AWAY = re.compile(r"([+\-])\s*([0-9]{1,4})\s*([a-z]?)")
_DAYS_IN = {"": 1, "d": 1, "w": 7, "s": 7}
TODAY_WORDS = {"today": 0, "hoje": 0, "tomorrow": 1, "amanha": 1, "yesterday": -1, "ontem": -1}
CENTURY = 100


def read_day(text: str, today: date, *, month_first: bool, example: str, field: str | None = None) -> date | None:
    """The day `text` means; None for an empty text.

    Understood are ``21/11/2026``, ``21.11.26``, ``21-11`` (this year), ``21`` (this month), ``2026-11-21``, ``+7``,
    ``-2w``, ``today`` and its like in Portuguese. Two figures of a year mean the one nearest to today.

    Args:
        text: what was typed.
        today: the day it is typed on.
        month_first: the language writes the month before the day.
        example: a day as the language writes it, for the refusal.
        field: the input the refusal stands beside.

    Raises:
        Refused: ``field.date``.
    """
    typed = fold(text)
    if not typed:
        return None
    try:
        day = _read(typed, today, month_first=month_first)
    except (ValueError, OverflowError):
        day = None
    if day is None or not 1900 <= day.year <= 2199:
        raise Refused("field.date", field=field, text=excerpt(text.strip()), example=example)
    return day


def _read(typed: str, today: date, *, month_first: bool) -> date | None:
    if typed in TODAY_WORDS:
        return today + timedelta(days=TODAY_WORDS[typed])
    if iso := _ISO.fullmatch(typed):
        return date(int(iso[1]), int(iso[2]), int(iso[3]))
    if away := _AWAY.fullmatch(typed):
        days = int(away[2]) * _DAYS_IN.get(away[3], 0)
        return today + timedelta(days=-days if away[1] == "-" else days) if away[3] in _DAYS_IN else None
    if parts := _PARTS.fullmatch(typed):
        first, second, year = int(parts[1]), parts[2], parts[3]
        if second is None:
            return today.replace(day=first)
        day, month = (int(second), first) if month_first else (first, int(second))
        return date(_year(year, today), month, day)
    return None


def _year(typed: str | None, today: date) -> int:
    """The year of two or four figures; this one when there are none."""
    if typed is None:
        return today.year
    if len(typed) > 2:
        return int(typed)
    near = today.year - today.year % CENTURY + int(typed)
    return min((near - CENTURY, near, near + CENTURY), key=lambda year: abs(year - today.year))
