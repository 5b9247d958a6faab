"""The kinds of arguments that several commands take; what cannot be meant is wrong usage, and says why."""

from __future__ import annotations

from argparse import ArgumentTypeError
from datetime import date
from pathlib import Path

from crm_desktop.domain.dates import parse_date
from crm_desktop.domain.errors import Refused

MOST = 2**31 - 1
"""More than any list holds, and few enough to be counted with."""
LONGEST_NUMBER = 40


def count(text: str) -> int:
    """How many at most: a whole number from 0.

    Raises:
        ArgumentTypeError: for anything else.
    """
    return min(_whole(text), MOST)


def record_id(text: str) -> int:
    """The number of a record, in plain digits: a guess at what ``1_0`` means could issue another quote.

    Raises:
        ArgumentTypeError: for anything else.
    """
    return _whole(text)


def calendar_day(text: str) -> date:
    """A day written ``2026-11-21``.

    Raises:
        ArgumentTypeError: for anything else.
    """
    try:
        return parse_date(text, field=None)
    except Refused:
        raise ArgumentTypeError(f"{text[:LONGEST_NUMBER]!r} is not a day like 2026-11-21") from None


def place(text: str) -> Path:
    """A file or folder. '' is what a script hands over whose variable is empty; it means no place at all.

    Raises:
        ArgumentTypeError: for ''.
    """
    return Path(folder(text))


def folder(text: str) -> str:
    """A folder as it is written.

    Raises:
        ArgumentTypeError: for ''.
    """
    if not text:
        raise ArgumentTypeError("the name is empty")
    return text


def _whole(text: str) -> int:
    if not text.isascii() or not text.isdigit() or len(text) > LONGEST_NUMBER:
        raise ArgumentTypeError(f"{text[:LONGEST_NUMBER]!r} is not a whole number")
    return int(text)
