"""What may become of a quote, and when it is expired."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pytest

from crm_desktop.domain.errors import Refused
from crm_desktop.domain.quote_states import (
    MOVES,
    check_move,
    is_expired,
    shown_status,
)
from crm_desktop.domain.quotes import QuoteStatus
from crm_desktop.sentences import sentence

LAST_DAY = dt.date(2026, 11, 30)
DAY_AFTER = dt.date(2026, 12, 1)


@pytest.mark.parametrize(
    "path",
    [
        "draft issued sent accepted",
        "draft issued declined accepted",
        "draft issued accepted sent superseded accepted",
        "draft issued withdrawn",
    ],
)
def test_a_quote_can_go_its_ways(path: str) -> None:
    states = [QuoteStatus(word) for word in path.split()]
    for status, wanted in pairwise(states):
        check_move(status, wanted)
        assert wanted in MOVES[status]


def test_every_other_move_is_refused_with_a_sentence() -> None:
    refused = [(one, other) for one in QuoteStatus for other in QuoteStatus if other not in MOVES[one]]
    assert (QuoteStatus.ISSUED, QuoteStatus.DRAFT) in refused
    assert (QuoteStatus.DRAFT, QuoteStatus.ACCEPTED) in refused
    assert all((QuoteStatus.WITHDRAWN, other) in refused for other in QuoteStatus)
    for status, wanted in refused:
        with pytest.raises(Refused) as caught:
            check_move(status, wanted)
        assert "Nothing was changed" in sentence(caught.value)


def test_a_waiting_quote_is_expired_from_the_day_after_its_last() -> None:
    for status in (QuoteStatus.ISSUED, QuoteStatus.SENT):
        assert not is_expired(status, LAST_DAY, LAST_DAY)
        assert is_expired(status, LAST_DAY, DAY_AFTER)
        assert not is_expired(status, None, DAY_AFTER)
        assert shown_status(status, LAST_DAY, DAY_AFTER) == "expired"


def test_no_other_quote_expires() -> None:
    for status in set(QuoteStatus) - {QuoteStatus.ISSUED, QuoteStatus.SENT}:
        assert not is_expired(status, LAST_DAY, DAY_AFTER)
        assert shown_status(status, LAST_DAY, DAY_AFTER) == status.value
