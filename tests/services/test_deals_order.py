"""Cards stay where they are put."""

from __future__ import annotations

import pytest

from crm_desktop.db.database import Database
from crm_desktop.services import deals, deals_order
from crm_desktop.services.boards import cards
from crm_desktop.services.deals_order import Place
from tests.factories import TODAY
from tests.services.businesses import LATER, add_deal, stage, start


def order(store: Database, stage_id: int) -> list[str]:
    with store.read() as session:
        return [card.title for card in cards(session, stage_id, 0, 99, today=TODAY)]


def test_a_card_goes_where_it_is_dropped(store: Database) -> None:
    row = start(store)
    place = stage(row, "Contacted")
    a, b, c = (add_deal(store, title) for title in ("A", "B", "C"))
    assert order(store, place) == ["C", "B", "A"]

    def drop(deal: int, **where: int) -> list[str]:
        with store.write("Move deal") as session:
            deals.move(session, deal, place, Place(**where), today=TODAY, now=LATER)
        return order(store, place)

    assert drop(c, before_id=a) == ["B", "C", "A"]
    assert drop(b, after_id=a) == ["C", "A", "B"]
    assert drop(b) == ["B", "C", "A"]
    assert drop(b, after_id=c) == ["C", "B", "A"]
    assert drop(b, before_id=999) == ["B", "C", "A"]
    store.undo()
    assert order(store, place) == ["C", "B", "A"]


def test_cards_keep_their_order_when_no_room_is_left_between_two(
    store: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(deals_order, "GAP", 4)
    row = start(store)
    place = stage(row, "Contacted")
    low, high = add_deal(store, "Low"), add_deal(store, "High")
    first, second = add_deal(store, "One"), add_deal(store, "Two")
    for _ in range(4):
        for deal in (first, second):
            with store.write("Move deal") as session:
                deals.move(session, deal, place, Place(after_id=high), today=TODAY, now=LATER)
    assert order(store, place) == ["High", "Two", "One", "Low"]
    assert low
