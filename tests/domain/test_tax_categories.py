"""Why a line is taxed as it is: said, or told by rate and reason."""

from __future__ import annotations

from decimal import Decimal

import pytest

from crm_desktop.domain.tax_categories import category


@pytest.mark.parametrize(
    ("said", "rate", "reason", "taxed", "expected"),
    [("", 23, "", True, "S"), ("E", 23, "x", True, "S"), ("", 0, "x", True, "E"), ("", 0, "", True, "Z"),
     ("", 0, "", False, "O"), ("AE", 0, "x", True, "AE"), ("S", 0, "", True, "Z"), ("K", 0, "", True, "K")],
)  # fmt: skip
def test_what_is_said_is_believed_where_it_goes_with_the_rate(
    said: str, rate: int, reason: str, taxed: bool, expected: str
) -> None:
    assert category(said, Decimal(rate), reason, taxed_country=taxed) == expected
