"""Deals: stages, weighting, win rate and what needs attention."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from crm_desktop.domain.errors import Refused
from crm_desktop.domain.marks import N_
from crm_desktop.domain.money import divide_half_up


class StageKind(StrEnum):
    """Whether a stage's deals are still open, or how they ended."""

    OPEN = "open"
    WON = "won"
    LOST = "lost"


class Attention(StrEnum):
    """Why an open deal should be looked at."""

    NO_NEXT_STEP = "no_next_step"
    STEP_OVERDUE = "step_overdue"
    CLOSE_PASSED = "close_passed"


@dataclass(frozen=True, slots=True)
class StageDefault:
    """A stage that a new business begins with. `name` is a msgid; `probability` in percent."""

    name: str
    kind: StageKind
    probability: int


DEFAULT_PIPELINE = N_("Sales")
"""The name of the first pipeline, a msgid."""

DEFAULT_STAGES = (
    StageDefault(N_("Contacted"), StageKind.OPEN, 20),
    StageDefault(N_("Qualified"), StageKind.OPEN, 40),
    StageDefault(N_("Proposal"), StageKind.OPEN, 60),
    StageDefault(N_("Negotiation"), StageKind.OPEN, 80),
    StageDefault(N_("Won"), StageKind.WON, 100),
    StageDefault(N_("Lost"), StageKind.LOST, 0),
)

DEFAULT_LOST_REASONS = (
    N_("Too expensive"),
    N_("Chose someone else"),
    N_("No budget"),
    N_("No longer needed"),
    N_("Bad timing"),
    N_("No answer"),
    N_("Other reason"),
)
"""Msgids of the reasons a new business begins with."""


def check_probability(percent: int, *, field: str | None = "probability") -> int:
    """`percent` itself when it is from 0 to 100, else ``Refused("deal.probability")``."""
    if 0 <= percent <= 100:
        return percent
    raise Refused("deal.probability", field=field, text=str(percent)[:20])


def probability_of(own: int | None, kind: StageKind, stage: int) -> int:
    """The percent a deal is weighted with: what came of it, else its own, else its stage's."""
    if kind is StageKind.WON:
        return 100
    if kind is StageKind.LOST:
        return 0
    return stage if own is None else own


def weighted_value(value: int, probability: int) -> int:
    """`value` in minor units times `probability` in percent, in minor units, half up."""
    return divide_half_up(value * probability, 100)


def win_rate(won: int, lost: int) -> Decimal | None:
    """The share of the ended deals that were won, as 0.6315 with four decimals; None while none has ended."""
    ended = won + lost
    return Decimal(divide_half_up(won * 10_000, ended)).scaleb(-4) if ended else None


def attention(
    kind: StageKind,
    next_step: str,
    next_step_date: dt.date | None,
    expected_close: dt.date | None,
    today: dt.date,
) -> tuple[Attention, ...]:
    """Why a deal needs attention, the most pressing first; nothing for a deal that has ended.

    A step or an expected close of today is not late.
    """
    if kind is not StageKind.OPEN:
        return ()
    reasons = []
    if next_step_date is not None and next_step_date < today:
        reasons.append(Attention.STEP_OVERDUE)
    if expected_close is not None and expected_close < today:
        reasons.append(Attention.CLOSE_PASSED)
    if not next_step.strip() and next_step_date is None:
        reasons.append(Attention.NO_NEXT_STEP)
    return tuple(reasons)
