"""What is agreed, invoiced and paid of one quote, and which instalment is due next. Amounts in minor units."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

PLANNED, DEPOSIT, REST = "planned", "deposit", "rest"


@dataclass(frozen=True, slots=True)
class Instalment:
    """One part of what is to be paid; `due` None where its label says when.

    `kind` is ``planned`` (by the schedule, with the label the user gave it), ``deposit`` or ``rest``.
    """

    label: str
    amount: int
    due: dt.date | None = None
    kind: str = PLANNED


@dataclass(frozen=True, slots=True)
class Balance:
    """Where the money of a quote stands.

    `agreed` is what the customer has to pay. `open` is what of it has not come, `over` what came beyond it;
    `uninvoiced` what no invoice asks for yet. `next` is the first instalment that is not paid whole, with what is
    missing of it; None when all is paid.
    """

    agreed: int
    invoiced: int
    received: int
    open: int
    over: int
    uninvoiced: int
    next: Instalment | None


def balance(agreed: int, invoiced: int, received: int, instalments: Sequence[Instalment]) -> Balance:
    """The balance of a quote whose instalments, in order, come to no more than what is agreed."""
    return Balance(
        agreed=agreed,
        invoiced=invoiced,
        received=received,
        open=max(0, agreed - received),
        over=max(0, received - agreed),
        uninvoiced=max(0, agreed - invoiced),
        next=_next(agreed, received, instalments),
    )


def cut(instalments: Sequence[Instalment], agreed: int) -> tuple[Instalment, ...]:
    """The instalments, in order, as far as what is agreed goes."""
    kept, left = [], agreed
    for one in instalments:
        if left > 0:
            kept.append(replace(one, amount=min(one.amount, left)))
        left -= one.amount
    return tuple(kept)


def _next(agreed: int, received: int, instalments: Sequence[Instalment]) -> Instalment | None:
    if received >= agreed:
        return None
    planned = 0
    for one in instalments:
        planned += one.amount
        if planned > received:
            return replace(one, amount=min(one.amount, planned - received))
    return Instalment("", agreed - received, kind=REST)
