"""A disk that is full while a quote is issued, accepted or noted as sent: nothing by halves, and no number is lost."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from crm_desktop.db.check import check_file
from crm_desktop.db.connection import driver_of
from crm_desktop.db.database import Database
from crm_desktop.domain.errors import Refused
from crm_desktop.services import quote_verification, sending
from crm_desktop.services.quote_verification import Verified
from tests.factories import NOW, TODAY
from tests.services.quotes import accept, complete, issue, shown

LONG = "What was said. " * 6_000


def limit(store: Database, more: int) -> None:
    """Lets the file grow by so many pages and no more, as far as its writing connection is concerned."""
    with store.write("Look", barrier="undo.restored") as session:
        driver = driver_of(session)
        (pages,) = driver.execute("PRAGMA page_count").fetchone()
        driver.execute(f"PRAGMA max_page_count={pages + more}")


def note(store: Database, quote_id: int) -> None:
    with store.write("Send quote", barrier="undo.barrier.send") as session:
        sending.note_sent(session, quote_id, sending.Way.SERVER, text=LONG, today=TODAY, now=NOW)


@pytest.mark.parametrize("more", [0, 1, 3])
@pytest.mark.parametrize(
    "act",
    [issue, lambda store, quote_id: accept(store, quote_id, note=LONG), note],
    ids=["issue", "accept", "send"],
)
def test_a_full_disk_stops_it_whole_and_afterwards_it_works(
    store: Database, act: Callable[[Database, int], object], more: int
) -> None:
    quote_id = complete(store)
    if act is not issue:
        issue(store, quote_id)
    before, issued = shown(store, quote_id), int(act is not issue)
    limit(store, more)
    with pytest.raises(Refused) as refused:
        act(store, quote_id)
    assert refused.value.key == "file.disk_full"
    assert shown(store, quote_id) == before
    assert quote_verification.verify_all(store) == Verified(issued, ())
    assert check_file(store.path) == []
    limit(store, 10_000)
    act(store, quote_id)
    assert shown(store, quote_id).status != before.status
    assert issue(store, complete(store)).number == "Q-2026-0002"
