"""What is open of a quote, and which instalment comes next."""

from __future__ import annotations

import pytest

from crm_desktop.domain.quote_balance import REST, Instalment, balance, cut

PLAN = (Instalment("a", 400), Instalment("b", 600))


@pytest.mark.parametrize(
    ("received", "label", "missing"), [(0, "a", 400), (399, "a", 1), (400, "b", 600), (999, "b", 1)]
)
def test_the_next_is_the_first_that_is_not_paid_whole(received: int, label: str, missing: int) -> None:
    found = balance(1000, 0, received, PLAN)
    assert found.next is not None
    assert (found.next.label, found.next.amount, found.open) == (label, missing, 1000 - received)


def test_nothing_comes_after_the_last_cent() -> None:
    found = balance(1000, 1200, 1005, PLAN)
    assert (found.next, found.open, found.over, found.uninvoiced) == (None, 0, 5, 0)


def test_without_a_plan_the_whole_is_next() -> None:
    assert balance(1000, 300, 100, ()).next == Instalment("", 900, kind=REST)
    assert balance(1000, 300, 100, ()).uninvoiced == 700


@pytest.mark.parametrize(("agreed", "amounts"), [(1500, [400, 600]), (700, [400, 300]), (400, [400]), (0, [])])
def test_a_plan_is_cut_to_what_is_agreed(agreed: int, amounts: list[int]) -> None:
    assert [one.amount for one in cut(PLAN, agreed)] == amounts
