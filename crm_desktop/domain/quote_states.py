"""The life of a quote: which state may follow which, when it is expired, and what is shown."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from types import MappingProxyType

from crm_desktop.domain.errors import Refused
from crm_desktop.domain.quotes import QuoteStatus

EXPIRED = "expired"
"""What is shown of an open quote after its last day; never stored."""

MOVES: Mapping[QuoteStatus, frozenset[QuoteStatus]] = MappingProxyType(
    {
        QuoteStatus.DRAFT: frozenset({QuoteStatus.ISSUED}),
        QuoteStatus.ISSUED: frozenset(
            {
                QuoteStatus.SENT,
                QuoteStatus.ACCEPTED,
                QuoteStatus.DECLINED,
                QuoteStatus.WITHDRAWN,
                QuoteStatus.SUPERSEDED,
            }
        ),
        QuoteStatus.SENT: frozenset(
            {
                QuoteStatus.ACCEPTED,
                QuoteStatus.DECLINED,
                QuoteStatus.WITHDRAWN,
                QuoteStatus.SUPERSEDED,
            }
        ),
        # Un-accepting leads back to where it was accepted from.
        QuoteStatus.ACCEPTED: frozenset(
            {
                QuoteStatus.ISSUED,
                QuoteStatus.SENT,
                QuoteStatus.DECLINED,
                QuoteStatus.SUPERSEDED,
            }
        ),
        # A customer may think again.
        QuoteStatus.DECLINED: frozenset(
            {
                QuoteStatus.ISSUED,
                QuoteStatus.SENT,
                QuoteStatus.ACCEPTED,
                QuoteStatus.SUPERSEDED,
            }
        ),
        QuoteStatus.WITHDRAWN: frozenset(),
        # An earlier revision can still be accepted, knowingly.
        QuoteStatus.SUPERSEDED: frozenset({QuoteStatus.ACCEPTED}),
    }
)
"""The states that may follow each state."""

WAITING = frozenset({QuoteStatus.ISSUED, QuoteStatus.SENT})
"""States in which the customer's answer is awaited."""


def check_move(status: QuoteStatus, wanted: QuoteStatus) -> None:
    """Refuses a move that `MOVES` does not have, with the sentence of the wanted state (``quote.not_accepted`` ...)."""
    if wanted not in MOVES[status]:
        raise Refused(f"quote.not_{wanted.value}", field="status")


def is_expired(status: QuoteStatus, valid_until: dt.date | None, today: dt.date) -> bool:
    """Whether a quote still waiting for an answer is past its last day; on that day itself it holds."""
    return status in WAITING and valid_until is not None and today > valid_until


def shown_status(status: QuoteStatus, valid_until: dt.date | None, today: dt.date) -> str:
    """The state that lists and papers show: a `QuoteStatus` value, or `EXPIRED`."""
    return EXPIRED if is_expired(status, valid_until, today) else status.value
