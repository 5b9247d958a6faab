"""Jobs of the service history: kinds, states, time and cost."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from crm_desktop.domain.errors import Refused
from crm_desktop.domain.money import check_minor, divide_half_up, minor_digits, to_ten_thousandths
from crm_desktop.domain.text import excerpt

MOST_MINUTES = 60 * 10_000
"""The longest job, ten thousand hours; more is a typing error."""

_MINUTES = re.compile(r"([0-9]{1,9})\s*(?:m|min)?\.?", re.IGNORECASE)
_HOURS = re.compile(r"([0-9]{1,9})\s*(?::\s*([0-5][0-9])|h\s*(?:([0-5]?[0-9])\s*(?:m|min)?\.?)?)", re.IGNORECASE)
_PARTS_OF_HOURS = re.compile(r"([0-9]{1,9})[.,]([0-9]{1,2})\s*h\.?", re.IGNORECASE)


class JobKind(StrEnum):
    """What sort of work a job is."""

    VISIT = "visit"
    REPAIR = "repair"
    INSTALLATION = "installation"
    MAINTENANCE = "maintenance"
    REMOTE = "remote"
    OTHER = "other"


class JobStatus(StrEnum):
    """How far a job is."""

    PLANNED = "planned"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Part:
    """A part used in a job: how much of it, at what price for one; Decimal with at most four decimals."""

    quantity: Decimal
    unit_price: Decimal


def part_cost(part: Part, currency: str) -> int:
    """The cost of one part in minor units, rounded once, half up.

    Raises:
        Refused: a quantity not above zero, a negative price, more than four decimals, too large.
    """
    quantity = to_ten_thousandths(part.quantity, field="quantity")
    price = to_ten_thousandths(part.unit_price, field="unit_price")
    if quantity <= 0:
        raise Refused("job.quantity_not_positive", field="quantity", text=excerpt(str(part.quantity)))
    if price < 0:
        raise Refused("job.amount_negative", field="unit_price", text=excerpt(str(part.unit_price)))
    return check_minor(divide_half_up(quantity * price * 10 ** minor_digits(currency), 10**8), "unit_price")


def labour_cost(minutes: int, hourly_rate: Decimal, currency: str) -> int:
    """The cost of the time worked in minor units, rounded once, half up; the rate is for one hour.

    Raises:
        Refused: negative or too long time, a negative rate, more than four decimals, too large.
    """
    rate = to_ten_thousandths(hourly_rate, field="hourly_rate")
    if rate < 0:
        raise Refused("job.amount_negative", field="hourly_rate", text=excerpt(str(hourly_rate)))
    exact = check_minutes(minutes) * rate * 10 ** minor_digits(currency)
    return check_minor(divide_half_up(exact, 60 * 10**4), "hourly_rate")


def total_cost(labour: int, parts: Iterable[Part], currency: str) -> int:
    """Labour in minor units and the parts, each rounded, together in minor units.

    Raises:
        Refused: negative labour, and as `part_cost`.
    """
    if labour < 0:
        raise Refused("job.amount_negative", field="labour", text=excerpt(str(labour)))
    return check_minor(labour + sum(part_cost(part, currency) for part in parts), "labour")


def check_minutes(minutes: int, *, field: str | None = "minutes") -> int:
    """`minutes` itself when it is from 0 to `MOST_MINUTES`, else ``Refused("job.minutes")``."""
    if 0 <= minutes <= MOST_MINUTES:
        return minutes
    raise Refused("job.minutes", field=field, text=excerpt(str(minutes)))


def parse_minutes(text: str, *, field: str | None = "minutes") -> int:
    """The minutes of a typed time: ``90``, ``90 min``, ``1:30``, ``1h30``, ``2 h``, ``1,5 h``; nothing typed is 0.

    Raises:
        Refused: ``job.minutes``.
    """
    typed = text.strip()
    if not typed:
        return 0
    if match := _MINUTES.fullmatch(typed):
        return check_minutes(int(match[1]), field=field)
    if match := _HOURS.fullmatch(typed):
        return check_minutes(int(match[1]) * 60 + int(match[2] or match[3] or 0), field=field)
    if match := _PARTS_OF_HOURS.fullmatch(typed):
        hundredths = int(match[1]) * 100 + int(match[2].ljust(2, "0"))
        return check_minutes(divide_half_up(hundredths * 60, 100), field=field)
    raise Refused("job.minutes", field=field, text=excerpt(typed))


def format_minutes(minutes: int) -> str:
    """Minutes as hours and minutes in every language: 90 is ``1:30``."""
    hours, rest = divmod(minutes, 60)
    return f"{hours}:{rest:02}"
