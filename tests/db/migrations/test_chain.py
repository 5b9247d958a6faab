"""Tests of the order of revisions."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from crm_desktop.db.migrations.chain import Revision, steps


@dataclass
class _Script:
    revision: str
    down_revision: str | None

    def upgrade(self) -> None:
        """Nothing."""


FIRST, SECOND, THIRD = (Revision(_Script(*names)) for names in (("0001", None), ("0002", "0001"), ("0003", "0002")))


def test_a_file_goes_through_what_it_has_not_seen_yet() -> None:
    assert steps([FIRST, SECOND, THIRD], 1) == [SECOND, THIRD]
    assert steps([FIRST, SECOND, THIRD], 3) == []
    assert [revision.version for revision in (FIRST, SECOND, THIRD)] == [1, 2, 3]


@pytest.mark.parametrize("chain", [[FIRST, THIRD], [SECOND, FIRST], [SECOND]])
def test_a_gap_in_the_chain_is_a_bug_and_stops(chain: list[Revision]) -> None:
    with pytest.raises(ValueError, match="does not follow"):
        steps(chain, 0)
