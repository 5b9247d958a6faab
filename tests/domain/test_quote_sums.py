"""Subtotals and carried-forward sums agree with the totals."""

from __future__ import annotations

import random
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.domain.quote_arithmetic import compute_totals
from crm_desktop.domain.quote_sums import line_sums, role_sum
from crm_desktop.domain.quotes import Line, LineKind, LineRole, QuoteTerms
from tests.domain.exact_quotes import random_terms


def item(price: str, role: LineRole = LineRole.STANDARD) -> Line:
    return Line(unit_price=Decimal(price), role=role)


def test_a_subtotal_sums_its_section_and_starts_anew() -> None:
    section, subtotal = Line(LineKind.SECTION), Line(LineKind.SUBTOTAL)
    lines = (
        item("1"),
        section,
        item("2"),
        item("9", LineRole.OPTIONAL),
        item("4"),
        subtotal,
        item("8"),
        subtotal,
        section,
    )
    terms = QuoteTerms("EUR", lines)
    sums = line_sums(terms, compute_totals(terms))
    assert sums.sections == (100, 0, 200, 200, 600, 600, 800, 800, 0)
    assert sums.running == (100, 100, 300, 300, 700, 700, 1500, 1500, 1500)


@given(st.randoms(use_true_random=False))
def test_all_sums_agree_with_the_totals(source: random.Random) -> None:
    terms = random_terms(source)
    totals = compute_totals(terms)
    sums = line_sums(terms, totals)
    assert (sums.running or (0,))[-1] == totals.lines_sum == role_sum(terms, totals, LineRole.STANDARD)
    assert sum(role_sum(terms, totals, role) for role in LineRole) == sum(
        one for one in totals.lines if one is not None
    )
