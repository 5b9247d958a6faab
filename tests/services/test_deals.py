"""The life of a deal: made, changed, moved, won, lost, reopened, binned; and all of it taken back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from crm_desktop.db.database import Database
from crm_desktop.db.models.contacts import Contact
from crm_desktop.db.models.deals import Deal
from crm_desktop.db.models.quotes import Quote
from crm_desktop.domain.contacts import Lifecycle
from crm_desktop.domain.deals import Attention, StageKind
from crm_desktop.domain.errors import Refused, Stale
from crm_desktop.domain.sales import SaleOrigin
from crm_desktop.services import deals, pipelines, sales
from crm_desktop.services.boards import cards
from crm_desktop.services.deals_order import Place
from tests.factories import NOW, TODAY, new_file, opened, pipeline, quote
from tests.factories import stage as factory_stage
from tests.services.businesses import (
    LATER,
    add_deal,
    add_person,
    board_of,
    detail,
    first_reason,
    snapshot,
    sold,
    stage,
    start,
)


def edit(store: Database, deal_id: int, seen: dict[str, Any] | None = None, **values: Any) -> None:
    with store.write("Edit deal") as session:
        deals.edit(session, deal_id, values, seen, now=LATER)


def win(store: Database, deal_id: int) -> None:
    with store.write("Win deal") as session:
        deals.win(session, deal_id, today=TODAY, now=LATER)


def reopen(store: Database, deal_id: int) -> None:
    with store.write("Reopen deal") as session:
        deals.reopen(session, deal_id, today=TODAY, now=LATER)


def test_a_new_deal_begins_on_top_of_the_first_stage_in_the_currency_of_the_business(store: Database) -> None:
    start(store, "BR")
    add_deal(store, "Older")
    found = detail(store, add_deal(store, "  Kitchen,   oak "))
    assert (found.row.title, found.row.stage, found.row.currency) == ("Kitchen, oak", "Contacted", "BRL")
    assert (found.row.value, found.row.probability, found.row.weighted, found.opened_on) == (240000, 20, 48000, TODAY)
    assert [(step.came_from, step.came_to, step.at) for step in found.history] == [("", "Contacted", NOW)]
    assert found.row.attention == (Attention.NO_NEXT_STEP,)
    with store.read() as session:
        assert [card.title for card in cards(session, found.row.stage_id, 0, 9, today=TODAY)] == [
            "Kitchen, oak",
            "Older",
        ]


def test_every_fact_of_a_deal_can_be_edited(store: Database) -> None:
    start(store)
    deal, ana = add_deal(store), add_person(store)
    edit(
        store, deal, title="Library", contact_id=ana, value=1, currency="USD", probability=0, owner="Rui",
        expected_close=dt.date(2026, 12, 24), next_step="Call", next_step_date=dt.date(2026, 11, 24),
        product="Shelves", source="Fair", notes="First line\nSecond", opened_on=dt.date(2026, 1, 2),
    )  # fmt: skip
    found = detail(store, deal)
    row = found.row
    assert (row.title, row.contact, row.value, row.currency, row.probability) == ("Library", "Ana Sousa", 1, "USD", 0)
    assert (row.expected_close, row.next_step, row.next_step_date) == (
        dt.date(2026, 12, 24), "Call", dt.date(2026, 11, 24)
    )  # fmt: skip
    assert (row.owner, row.product, found.source, found.notes) == ("Rui", "Shelves", "Fair", "First line\nSecond")
    assert (found.own_probability, found.opened_on, row.attention) == (0, dt.date(2026, 1, 2), ())
    edit(store, deal, probability=None, contact_id=None)
    assert (detail(store, deal).row.probability, detail(store, deal).row.contact) == (20, "")


@pytest.mark.parametrize(
    ("values", "key"),
    [
        ({"title": " \x00 "}, "deal.title_empty"),
        ({"title": "x" * 10_000}, "text.too_long"),
        ({"value": -1}, "deal.value_negative"),
        ({"value": 10**18}, "amount.too_large"),
        ({"currency": "EURO"}, "currency.unknown"),
        ({"probability": 101}, "deal.probability"),
        ({"expected_close": dt.date(1, 1, 1)}, "date.not_a_date"),
        ({"next_step_date": dt.date(9999, 1, 1)}, "date.not_a_date"),
        ({"contact_id": 99}, "record.missing"),
        ({"lost_reason_id": 1}, "deal.not_lost"),
    ],
)
def test_facts_that_make_no_sense_are_refused_beside_their_field(
    store: Database, values: dict[str, Any], key: str
) -> None:
    start(store)
    deal = add_deal(store)
    before = snapshot(store)
    with pytest.raises(Refused) as refused:
        edit(store, deal, **values)
    assert refused.value.key == key
    assert refused.value.field == next(iter(values))
    assert snapshot(store) == before


def test_a_deal_for_somebody_in_the_bin_is_refused(store: Database) -> None:
    start(store)
    gone = add_person(store, deleted_at=NOW)
    with pytest.raises(Refused) as refused:
        add_deal(store, contact_id=gone)
    assert (refused.value.key, refused.value.field) == ("record.missing", "contact_id")


def test_a_deal_does_not_begin_closed_and_needs_a_stage(store: Database) -> None:
    with pytest.raises(Refused) as refused:
        add_deal(store)
    assert refused.value.key == "deal.no_pipeline"
    row = start(store)
    with pytest.raises(Refused) as refused:
        add_deal(store, stage_id=stage(row, "Won"))
    assert refused.value.key == "deal.begins_open"


def test_two_editors_do_not_overwrite_each_other(store: Database) -> None:
    start(store)
    deal = add_deal(store)
    edit(store, deal, value=5, seen={"value": 240000})
    with pytest.raises(Stale) as stale:
        edit(store, deal, value=7, seen={"value": 240000})
    assert (stale.value.theirs, stale.value.yours) == (5, 7)
    edit(store, deal, value=5, seen={"value": 240000})


def test_every_change_of_stage_is_kept_with_its_time(store: Database) -> None:
    row = start(store)
    deal = add_deal(store)
    with store.write("Move deal") as session:
        deals.move(session, deal, stage(row, "Proposal"), today=TODAY, now=LATER)
    found = detail(store, deal, LATER.date() + dt.timedelta(days=2))
    assert (found.row.stage, found.row.days_in_stage) == ("Proposal", 2)
    assert [(step.came_from, step.came_to, step.at) for step in found.history] == [
        ("", "Contacted", NOW), ("Contacted", "Proposal", LATER)
    ]  # fmt: skip
    with store.write("Move deal") as session:
        deals.move(session, deal, stage(row, "Proposal"), today=TODAY, now=LATER)
    assert len(detail(store, deal).history) == 2


def test_a_won_deal_makes_a_sale_and_a_customer(store: Database) -> None:
    start(store)
    ana = add_person(store)
    deal = add_deal(store, contact_id=ana)
    before = snapshot(store)
    win(store, deal)
    (sale,) = sold(store, ana)
    assert (sale.amount, sale.currency, sale.origin, sale.date) == (240000, "EUR", SaleOrigin.DEAL, TODAY)
    with store.read() as session:
        assert session.get_one(Contact, ana).lifecycle is Lifecycle.CUSTOMER
    found = detail(store, deal)
    assert (found.row.kind, found.row.closed_on, found.row.probability, found.row.attention) == (
        StageKind.WON, TODAY, 100, ()
    )  # fmt: skip
    edit(store, deal, value=300000, title="Bigger kitchen")
    assert [(one.amount, one.title) for one in sold(store, ana)] == [(300000, "Bigger kitchen")]
    store.undo()
    store.undo()
    assert snapshot(store) == before


def test_moving_a_card_to_the_won_stage_wins_it(store: Database) -> None:
    row = start(store)
    ana = add_person(store)
    deal = add_deal(store, contact_id=ana)
    with store.write("Move deal") as session:
        deals.move(session, deal, stage(row, "Won"), today=TODAY, now=LATER)
    assert len(sold(store, ana)) == 1


def test_reopening_takes_the_sale_back_and_returns_to_the_last_open_stage(store: Database) -> None:
    row = start(store)
    ana = add_person(store)
    deal = add_deal(store, contact_id=ana, stage_id=stage(row, "Negotiation"))
    win(store, deal)
    reopen(store, deal)
    found = detail(store, deal)
    assert (found.row.stage, found.row.closed_on, sold(store, ana)) == ("Negotiation", None, ())
    win(store, deal)
    assert len(sold(store, ana)) == 1
    with pytest.raises(Refused) as refused:
        reopen(store, add_deal(store))
    assert refused.value.key == "deal.is_open"


def test_a_deal_is_lost_for_a_reason_only(store: Database) -> None:
    row = start(store)
    deal, reason = add_deal(store), first_reason(store)
    acts: tuple[Callable[[Session], None], ...] = (
        lambda session: deals.lose(session, deal, None, today=TODAY, now=LATER),
        lambda session: deals.move(session, deal, stage(row, "Lost"), today=TODAY, now=LATER),
    )
    for act in acts:
        with pytest.raises(Refused) as refused, store.write("Lose deal") as session:
            act(session)
        assert refused.value.key == "deal.reason_needed"
    before = snapshot(store)
    with store.write("Lose deal") as session:
        deals.lose(session, deal, reason, "Went to the cousin", today=TODAY, now=LATER)
    found = detail(store, deal)
    assert (found.row.stage, found.row.lost_reason, found.lost_note) == ("Lost", "Too expensive", "Went to the cousin")
    with pytest.raises(Refused) as refused:
        edit(store, deal, lost_reason_id=None)
    assert refused.value.key == "deal.reason_needed"
    edit(store, deal, lost_reason_id=reason + 1)
    assert detail(store, deal).row.lost_reason == "Chose someone else"
    reopen(store, deal)
    assert (detail(store, deal).row.lost_reason, detail(store, deal).lost_note) == ("", "")
    for _ in range(3):
        store.undo()
    assert snapshot(store) == before


def test_the_sale_of_a_deal_goes_to_the_bin_with_it_and_comes_back(store: Database) -> None:
    start(store)
    ana = add_person(store)
    deal = add_deal(store, contact_id=ana)
    win(store, deal)
    with store.write("Delete deal") as session:
        deals.to_bin(session, deal, now=LATER)
    assert (sold(store, ana), detail(store, deal).binned) == ((), True)
    with store.write("Restore deal") as session:
        deals.restore(session, deal, now=LATER)
    assert (len(sold(store, ana)), detail(store, deal).binned) == (1, False)


def test_what_is_in_the_bin_already_keeps_its_time(store: Database) -> None:
    start(store)
    deal = add_deal(store)
    for when in (NOW, LATER):
        with store.write("Delete deal") as session:
            deals.to_bin(session, deal, now=when)
    with store.read() as session:
        assert session.get_one(Deal, deal).deleted_at == NOW


def test_a_pipeline_without_a_won_stage_cannot_win(store: Database) -> None:
    with store.write("Old file") as session:
        row = pipeline()
        session.add(row)
        session.flush()
        session.add(only := factory_stage(row))
        session.flush()
        at = only.id
    deal = add_deal(store, stage_id=at)
    with pytest.raises(Refused) as refused:
        win(store, deal)
    assert refused.value.key == "deal.no_pipeline"
    edit(store, deal, lost_reason_id=None)


def accepted_quote(store: Database, deal: int, contact: int, net: int = 100000) -> int:
    with store.write("Accept quote") as session:
        row = quote(deal_id=deal, contact_id=contact, net=net, total=net, number="2026-0007")
        session.add(row)
        session.flush()
        sales.sale_of_quote(session, row, date=TODAY, now=NOW)
        return row.id


def test_an_accepted_quote_stands_for_the_sale_of_its_deal(store: Database) -> None:
    start(store)
    ana = add_person(store)
    deal = add_deal(store, contact_id=ana)
    made = accepted_quote(store, deal, ana)
    win(store, deal)
    (sale,) = sold(store, ana)
    assert (sale.amount, sale.origin, sale.reference) == (100000, SaleOrigin.QUOTE, "2026-0007")
    with store.write("Take acceptance back") as session:
        sales.take_back_quote(session, made, now=LATER)
    (sale,) = sold(store, ana)
    assert (sale.amount, sale.origin) == (240000, SaleOrigin.DEAL)
    with store.write("Accept quote") as session:
        sales.sale_of_quote(session, session.get_one(Quote, made), date=TODAY, now=LATER)
    assert [(one.amount, one.origin) for one in sold(store, ana)] == [(100000, SaleOrigin.QUOTE)]


GESTURES = st.lists(
    st.tuples(
        st.sampled_from(["create", "move", "win", "lose", "reopen", "bin", "restore", "value"]), st.integers(0, 9)
    ),
    max_size=12,
)


@settings(max_examples=12)
@given(gestures=GESTURES)
def test_any_gestures_are_taken_back_one_by_one_and_done_again(
    tmp_path_factory: pytest.TempPathFactory, gestures: list[tuple[str, int]]
) -> None:
    with opened(new_file(tmp_path_factory.mktemp("undo"))) as store:
        row = start(store)
        made = [add_deal(store, contact_id=add_person(store))]
        states = [snapshot(store)]
        for name, number in gestures:
            try:
                _gesture(store, row, made, name, number)
            except Refused:
                continue
            if snapshot(store) != states[-1]:
                states.append(snapshot(store))
        for state in reversed(states[:-1]):
            store.undo()
            assert snapshot(store) == state
        for state in states[1:]:
            store.redo()
            assert snapshot(store) == state


def _gesture(store: Database, row: pipelines.PipelineRow, made: list[int], name: str, number: int) -> None:
    deal = made[number % len(made)]
    with store.write(name) as session:
        if name == "create":
            made.append(deals.create(session, deals.NewDeal(f"Deal {number}", value=number), today=TODAY, now=NOW))
        elif name == "move":
            deals.move(session, deal, row.stages[number % 5].id, Place(before_id=made[0]), today=TODAY, now=LATER)
        elif name == "win":
            deals.win(session, deal, today=TODAY, now=LATER)
        elif name == "lose":
            deals.lose(session, deal, 1, "because", today=TODAY, now=LATER)
        elif name == "reopen":
            deals.reopen(session, deal, today=TODAY, now=LATER)
        elif name == "bin":
            deals.to_bin(session, deal, now=LATER)
        elif name == "restore":
            deals.restore(session, deal, now=LATER)
        else:
            deals.edit(session, deal, {"value": number}, now=LATER)


def test_a_won_deal_without_contact_sells_to_nobody_in_particular(store: Database) -> None:
    row = start(store)
    win(store, add_deal(store))
    assert board_of(store, row).won.count == 1
