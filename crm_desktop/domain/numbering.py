"""The numbers of quotes: their pattern, the counter behind it, and the gaps in what was given out.

A counter runs for each series, and for each year of the document's date where it starts again every year. Numbers
that were given out are never given again, so the next one follows the highest.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass

from crm_desktop.domain.errors import Refused
from crm_desktop.domain.text import clean_line, excerpt, fold

FIELDS = ("year", "yy", "month", "seq", "client", "series")
MOST = 999_999_999
"""The highest sequence number."""
PATTERN_LIMIT = 60
PART_LIMIT = 12
"""The most characters of a series, and of a client within a number."""

_FIELD = re.compile(r"\{(" + "|".join(FIELDS) + r")(?::([1-9]))?\}")
_DIGITS = re.compile(r"[0-9]+")
_OF_ANY_LENGTH = ("seq", "client", "series")


@dataclass(frozen=True, slots=True)
class NumberRule:
    """How numbers are made.

    `pattern` has text and the fields ``{year}``, ``{yy}``, ``{month}``, ``{seq}`` (``{seq:4}`` for at least four
    digits), ``{client}`` and ``{series}``. `yearly`: the counter begins again each year. `start` is the first
    sequence number, of the year `start_year` only when that is given (who comes from another program in the middle
    of a year), else of every year.
    """

    pattern: str = "Q-{year}-{seq:4}"
    series: str = ""
    yearly: bool = True
    start: int = 1
    start_year: int | None = None


def check_rule(rule: NumberRule) -> NumberRule:
    """`rule` itself, when it gives every quote a number of its own.

    Raises:
        Refused: ``number.*`` with the field at fault: pattern, series or start.
    """
    if not rule.pattern or clean_line(rule.pattern, field="pattern", limit=PATTERN_LIMIT) != rule.pattern:
        raise Refused("number.characters", field="pattern", text=excerpt(rule.pattern))
    found = [match[1] for match in _FIELD.finditer(rule.pattern)]
    _check_fields(rule.pattern, found)
    if rule.yearly and not {"year", "yy"} & set(found):
        raise Refused("number.no_year", field="pattern", text=rule.pattern)
    if len(rule.series) > PART_LIMIT or (rule.series and not rule.series.isalnum()):
        raise Refused("number.series", field="series", text=excerpt(rule.series), limit=PART_LIMIT)
    if not 1 <= rule.start <= MOST:
        raise Refused("number.start", field="start", text=excerpt(str(rule.start)), limit=str(MOST))
    return rule


def counter_year(rule: NumberRule, day: dt.date) -> int:
    """Which counter a document of `day` takes its number from: its year, or 0 where one counter runs on for ever."""
    return day.year if rule.yearly else 0


def next_sequence(rule: NumberRule, day: dt.date, existing: Iterable[int]) -> int:
    """The sequence number of a document of `day`, after all `existing` ones of the same series and counter year.

    Raises:
        Refused: ``number.exhausted`` after `MOST`.
    """
    following = max(_first(rule, day), max(existing, default=0) + 1)
    if following > MOST:
        raise Refused("number.exhausted", field="number", limit=str(MOST))
    return following


def format_number(rule: NumberRule, day: dt.date, sequence: int, *, client: str = "") -> str:
    """The number as printed: ``Q-2026-0001``. `client` is the customer's name, of which letters and digits are used."""
    values = {
        "year": f"{day.year:04}",
        "yy": f"{day.year % 100:02}",
        "month": f"{day.month:02}",
        "client": client_part(client),
        "series": rule.series,
    }

    def filled(match: re.Match[str]) -> str:
        return str(sequence).zfill(int(match[2] or 1)) if match[1] == "seq" else values[match[1]]

    return _FIELD.sub(filled, rule.pattern)


def client_part(name: str) -> str:
    """A customer's name within a number: ``São João, Lda`` gives ``SAOJOAOLDA``."""
    return "".join(letter for letter in fold(name) if letter.isalnum()).upper()[:PART_LIMIT]


def revision_number(first: str, revision: int) -> str:
    """The number of a revision: that of the first quote with ``-R2``, ``-R3`` ... behind it."""
    return f"{first}-R{revision}"


def beside(number: str, sequence: int, missing: int) -> str:
    """How a missing number would be printed, by the `number` of another sequence beside it.

    The last figures of `number` that say its sequence say the missing one instead; without any, the bare counter.
    """
    places = [match for match in _DIGITS.finditer(number) if int(match[0]) == sequence]
    if not places:
        return str(missing)
    last = places[-1]
    return number[: last.start()] + str(missing).zfill(len(last[0])) + number[last.end() :]


def gaps(sequences: Iterable[int], first: int | None = None) -> tuple[tuple[int, int], ...]:
    """The stretches missing between `first` (else the lowest) and the highest: ``((4, 6), (9, 9))``, in order."""
    ordered = sorted(set(sequences))
    if not ordered:
        return ()
    expected = ordered[0] if first is None else first
    missing = []
    for sequence in ordered:
        if sequence > expected:
            missing.append((expected, sequence - 1))
        expected = max(expected, sequence + 1)
    return tuple(missing)


def _first(rule: NumberRule, day: dt.date) -> int:
    """The sequence number a counter begins with."""
    begins = not rule.yearly or rule.start_year is None or rule.start_year == day.year
    return rule.start if begins else 1


def _check_fields(pattern: str, found: list[str]) -> None:
    """Refuses unknown fields, more or less than one counter, and fields whose values run into each other."""
    text = _FIELD.sub("", pattern)
    if "{" in text or "}" in text:
        raise Refused("number.field", field="pattern", text=pattern, known=", ".join(FIELDS))
    if any(match[2] and match[1] != "seq" for match in _FIELD.finditer(pattern)):
        raise Refused("number.field", field="pattern", text=pattern, known=", ".join(FIELDS))
    if found.count("seq") != 1:
        raise Refused("number.one_sequence", field="pattern", text=pattern)
    # A-1 and 1, or A and 11, would both be A11 with nothing in between.
    between = re.split(r"\{(?:" + "|".join(_OF_ANY_LENGTH) + r")(?::[1-9])?\}", pattern)[1:-1]
    if any(_FIELD.sub("", part).isalnum() or not _FIELD.sub("", part) for part in between):
        raise Refused("number.run_together", field="pattern", text=pattern)
