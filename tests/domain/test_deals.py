"""How deals are weighted and counted, and which need attention."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from crm_desktop.domain.deals import (
    DEFAULT_LOST_REASONS,
    DEFAULT_PIPELINE,
    DEFAULT_STAGES,
    Attention,
    StageKind,
    attention,
    check_probability,
    probability_of,
    weighted_value,
    win_rate,
)
from crm_desktop.domain.errors import Refused
from crm_desktop.sentences import sentence

TODAY = dt.date(2026, 11, 21)
YESTERDAY = dt.date(2026, 11, 20)


def test_the_weighted_value_is_rounded_half_up() -> None:
    assert [weighted_value(1, percent) for percent in (0, 49, 50, 100)] == [0, 0, 1, 1]
    assert weighted_value(100_000, 60) == 60_000


def test_a_deal_is_weighted_by_its_end_then_its_own_then_its_stage() -> None:
    assert probability_of(10, StageKind.WON, 30) == 100
    assert probability_of(10, StageKind.LOST, 30) == 0
    assert probability_of(0, StageKind.OPEN, 30) == 0
    assert probability_of(None, StageKind.OPEN, 30) == 30


def test_the_win_rate_has_four_decimals_and_counts_only_what_ended() -> None:
    assert win_rate(4238, 2473) == Decimal("0.6315")
    assert str(win_rate(1, 1)) == "0.5000"
    assert win_rate(0, 0) is None


@pytest.mark.parametrize("percent", [-1, 101, 10**30])
def test_a_probability_is_a_percentage(percent: int) -> None:
    assert [check_probability(good) for good in (0, 100)] == [0, 100]
    with pytest.raises(Refused) as caught:
        check_probability(percent)
    assert caught.value.field == "probability"
    assert sentence(caught.value)


@pytest.mark.parametrize(
    ("step", "step_date", "close", "reasons"),
    [
        ("Call", TODAY, TODAY, ()),
        ("Call", None, None, ()),
        ("", TODAY, None, ()),
        (" ", None, None, (Attention.NO_NEXT_STEP,)),
        ("Call", YESTERDAY, None, (Attention.STEP_OVERDUE,)),
        ("Call", TODAY, YESTERDAY, (Attention.CLOSE_PASSED,)),
        ("", YESTERDAY, YESTERDAY, (Attention.STEP_OVERDUE, Attention.CLOSE_PASSED)),
    ],
)
def test_an_open_deal_needs_attention(
    step: str, step_date: dt.date | None, close: dt.date | None, reasons: tuple[Attention, ...]
) -> None:
    assert attention(StageKind.OPEN, step, step_date, close, TODAY) == reasons


def test_a_deal_that_ended_needs_none() -> None:
    assert attention(StageKind.WON, "", None, YESTERDAY, TODAY) == ()


def test_a_new_business_begins_with_a_pipeline_that_can_end_both_ways() -> None:
    open_stages = [stage.probability for stage in DEFAULT_STAGES if stage.kind is StageKind.OPEN]
    assert open_stages == sorted(open_stages) == [20, 40, 60, 80]
    assert [stage.kind for stage in DEFAULT_STAGES[-2:]] == [StageKind.WON, StageKind.LOST]
    assert len(set(DEFAULT_LOST_REASONS)) == len(DEFAULT_LOST_REASONS) > 3
    assert DEFAULT_PIPELINE
