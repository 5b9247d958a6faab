"""Days as programs write them, and days counted on; which day is today is always told."""

from __future__ import annotations

import datetime as dt
import re

from crm_desktop.domain.errors import Refused
from crm_desktop.domain.text import excerpt

FIRST_YEAR = 1900
LAST_YEAR = 2199
"""Years outside are typing errors here, and some formats cannot write them with four digits."""

_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")


def parse_date(text: str, *, field: str | None) -> dt.date:
    """A day written ``2026-11-21``, as files and the command line write it.

    Raises:
        Refused: ``date.not_a_date`` for any other writing, a day the calendar has not, or a year out of reason.
    """
    match = _ISO.fullmatch(text)
    try:
        year, month, day = (int(part) for part in match.groups()) if match else (0, 0, 0)
        return check_date(dt.date(year, month, day), field=field)
    except ValueError:
        raise Refused("date.not_a_date", field=field, text=excerpt(text)) from None


def check_date(day: dt.date, *, field: str | None) -> dt.date:
    """`day` itself when its year is within reason, else ``Refused("date.not_a_date")``."""
    if FIRST_YEAR <= day.year <= LAST_YEAR:
        return day
    raise Refused("date.not_a_date", field=field, text=day.isoformat())


def days_after(day: dt.date, days: int, *, field: str | None = None) -> dt.date:
    """The day so many days after `day`: 30 days after 2026-01-15 is 2026-02-14.

    Raises:
        Refused: ``date.not_a_date`` where that leads out of the years within reason.
    """
    try:
        return check_date(day + dt.timedelta(days=days), field=field)
    except OverflowError:
        raise Refused("date.not_a_date", field=field, text=f"{day.isoformat()} + {days}") from None
