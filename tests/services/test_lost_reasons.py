"""The reasons deals are lost for."""

from __future__ import annotations

import pytest

from crm_desktop.db.database import Database
from crm_desktop.domain.errors import Refused
from crm_desktop.services import deals, lost_reasons
from tests.factories import NOW, TODAY
from tests.services.businesses import add_deal, first_reason, snapshot, start


def names(store: Database, *, archived: bool = False) -> list[str]:
    with store.read() as session:
        return [row.name for row in lost_reasons.lost_reasons(session, archived=archived)]


def test_reasons_are_added_renamed_ordered_archived_and_removed(store: Database) -> None:
    start(store)
    usual = names(store)
    before = snapshot(store)
    with store.write("Add reason") as session:
        added = lost_reasons.add_lost_reason(session, "Too far away")
    with store.write("Edit reason") as session:
        lost_reasons.edit_lost_reason(session, added, name="Too far")
        lost_reasons.move_lost_reason(session, added, 0)
    assert names(store) == ["Too far", *usual]
    with store.write("Archive reason") as session:
        lost_reasons.edit_lost_reason(session, added, archived=True)
    assert names(store) == usual
    assert names(store, archived=True) == ["Too far", *usual]
    with store.write("Remove reason") as session:
        lost_reasons.remove_lost_reason(session, added)
    assert names(store, archived=True) == usual
    for _ in range(4):
        store.undo()
    assert snapshot(store) == before


def test_a_reason_a_deal_was_lost_for_stays(store: Database) -> None:
    start(store)
    deal, reason = add_deal(store), first_reason(store)
    with store.write("Lose deal") as session:
        deals.lose(session, deal, reason, today=TODAY, now=NOW)
    with pytest.raises(Refused) as refused, store.write("Remove reason") as session:
        lost_reasons.remove_lost_reason(session, reason)
    assert refused.value.key == "lost_reason.in_use"


@pytest.mark.parametrize(("name", "key"), [("", "name.empty"), ("no  BUDGET", "name.taken")])
def test_a_reason_needs_a_name_of_its_own(store: Database, name: str, key: str) -> None:
    start(store)
    with pytest.raises(Refused) as refused, store.write("Add reason") as session:
        lost_reasons.add_lost_reason(session, name)
    assert refused.value.key == key
