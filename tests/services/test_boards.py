"""The board: counts, sums and weighted sums that agree with every card, and what the status bar says."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import delete, insert

from crm_desktop.db.database import Database
from crm_desktop.db.models.deals import Deal
from crm_desktop.domain.deals import probability_of, weighted_value
from crm_desktop.domain.errors import Refused
from crm_desktop.domain.money import MAX_MINOR
from crm_desktop.services import boards, deals
from crm_desktop.services.boards import Sum
from crm_desktop.services.deals_filter import DealView
from crm_desktop.services.pipelines import PipelineRow
from tests.factories import NOW, TODAY, new_file, opened
from tests.services.businesses import LATER, add_deal, add_person, board_of, detail, first_reason, stage, start


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Database, PipelineRow]]:
    """One business for all examples of a property; each is rolled back."""
    with opened(new_file(tmp_path_factory.mktemp("boards"))) as store:
        yield store, start(store)


VALUES = st.integers(0, 1_000) | st.integers(0, MAX_MINOR)
DEALS = st.lists(st.tuples(VALUES, st.none() | st.integers(0, 100), st.sampled_from(["EUR", "JPY"])), max_size=30)


@given(made=DEALS)
def test_sums_are_those_of_the_cards_one_by_one(
    shared: tuple[Database, PipelineRow], made: list[tuple[int, int | None, str]]
) -> None:
    store, row = shared
    totals: Counter[tuple[int, str]] = Counter()
    weighted: Counter[tuple[int, str]] = Counter()
    cards = []
    for number, (value, own, currency) in enumerate(made):
        at = row.stages[number % len(row.stages)]
        cards.append(
            {"title": "x", "stage_id": at.id, "stage_since": NOW, "created_at": NOW, "position": 0, "value": value,
             "probability": own, "currency": currency}
        )  # fmt: skip
        totals[at.id, currency] += value
        weighted[at.id, currency] += weighted_value(value, probability_of(own, at.kind, at.probability))
    with store.read() as session:
        session.execute(delete(Deal))
        if cards:
            session.execute(insert(Deal), cards)
        board = boards.board(session, row.id)
        filtered = boards.board(session, row.id, view=DealView.OPEN)
        session.rollback()
    assert filtered.columns == board.columns, "counted one by one, the sums are the same"
    assert filtered.won.count == 0
    columns = (*board.columns, board.won, board.lost)
    assert sum(column.count for column in columns) == len(made)
    for column in columns:
        for one in column.sums:
            assert (one.total, one.weighted) == (
                totals[column.stage.id, one.currency], weighted[column.stage.id, one.currency]
            )  # fmt: skip


def test_the_board_counts_each_stage_by_currency_and_keeps_closed_deals_as_totals(store: Database) -> None:
    row = start(store)
    add_deal(store, "A", value=1005)
    add_deal(store, "B", value=1005)
    add_deal(store, "C", value=99, currency="USD", probability=50)
    add_deal(store, "D", value=7, stage_id=stage(row, "Proposal"))
    won, lost, binned = (add_deal(store, title) for title in ("W", "L", "X"))
    with store.write("Close deals") as session:
        deals.win(session, won, today=TODAY, now=LATER)
        deals.lose(session, lost, first_reason(store), today=TODAY, now=LATER)
        deals.to_bin(session, binned, now=LATER)
    board = board_of(store, row)
    contacted, qualified, proposal, _ = board.columns
    assert (board.name, contacted.stage.name, contacted.count) == ("Sales", "Contacted", 3)
    assert contacted.sums == (Sum("EUR", 2, 2010, 402), Sum("USD", 1, 99, 50))
    assert (qualified.count, qualified.sums) == (0, ())
    assert proposal.sums == (Sum("EUR", 1, 7, 4),)
    assert board.won.sums == (Sum("EUR", 1, 240000, 240000),)
    assert board.lost.sums == (Sum("EUR", 1, 240000, 0),)
    assert board.win_rate == Decimal("0.5")


def test_the_status_bar_adds_up_the_open_deals(store: Database) -> None:
    row = start(store)
    add_deal(store, value=1005, next_step="Call", next_step_date=TODAY, expected_close=dt.date(2026, 11, 30))
    add_deal(store, value=1005, stage_id=stage(row, "Proposal"), next_step="Write")
    add_deal(store, "Late", next_step="Call", next_step_date=TODAY - dt.timedelta(days=1), currency="USD")
    with store.write("Win deal") as session:
        deals.win(session, add_deal_in(session), today=TODAY, now=LATER)
    with store.read() as session:
        facts = boards.open_deals(session, TODAY)
        assert boards.open_deals(session, TODAY, row.id) == facts
        assert boards.open_deals(session, TODAY, 99).count == 0
    assert (facts.count, facts.attention, facts.closing) == (3, 1, 1)
    assert facts.sums == (Sum("USD", 1, 240000, 48000), Sum("EUR", 2, 2010, 201 + 603))


def add_deal_in(session: object) -> int:
    return deals.create(session, deals.NewDeal("Won"), today=TODAY, now=NOW)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("kitchen", ["Kitchen, oak"]),
        ("KITCH", ["Kitchen, oak"]),
        ("ana sousa", ["Terrace", "Kitchen, oak"]),
        ("oak joão", []),
        ("joao", ["Lobby"]),
        ("ousa oak", ["Kitchen, oak"]),
        ("AT&T \" ' ( *", ["Terrace"]),
        ("sign", ["Terrace"]),
        ("", ["Terrace", "Lobby", "Kitchen, oak"]),
        ("& * ( \x00", ["Terrace", "Lobby", "Kitchen, oak"]),
        ("x" * 10_000, []),
    ],
)
def test_the_board_is_filtered_as_you_type_by_deal_and_contact(store: Database, text: str, found: list[str]) -> None:
    row = start(store)
    ana, joao = add_person(store), add_person(store, "João Reis")
    add_deal(store, "Kitchen, oak", contact_id=ana)
    add_deal(store, "Lobby", contact_id=joao)
    add_deal(store, "Terrace", contact_id=ana, next_step="Sign with AT&T")
    with store.read() as session:
        shown = boards.cards(session, stage(row, "Contacted"), 0, 10, today=TODAY, text=text)
        board = boards.board(session, row.id, text)
        first = boards.first_cards(session, board, 2, today=TODAY)
    assert [card.title for card in shown] == found
    assert board.columns[0].count == len(found)
    assert [card.title for card in first[stage(row, "Contacted")]] == found[:2]
    assert first[stage(row, "Proposal")] == ()


def test_cards_come_a_page_at_a_time_and_in_their_order(store: Database) -> None:
    row = start(store)
    for number in range(7):
        add_deal(store, f"Deal {number}")
    with store.read() as session:
        pages = [boards.cards(session, stage(row, "Contacted"), first, 3, today=TODAY) for first in (0, 3, 6, 9)]
        board = boards.board(session, row.id)
        assert boards.first_cards(session, board, 3, today=TODAY)[stage(row, "Contacted")] == pages[0]
        ids = boards.card_ids(session, stage(row, "Contacted"), 2, 3)
    assert ids == [card.id for card in (*pages[0], *pages[1])[2:5]]
    assert [[card.title[-1] for card in page] for page in pages] == [["6", "5", "4"], ["3", "2", "1"], ["0"], []]


def test_the_board_shows_only_what_wants_attention_or_closes_this_month(store: Database) -> None:
    row = start(store)
    late = add_deal(store, "Late", next_step="Call", next_step_date=TODAY - dt.timedelta(days=1))
    add_deal(store, "Fine", next_step="Call", expected_close=dt.date(2026, 11, 30))
    add_deal(store, "Later", next_step="Call", expected_close=dt.date(2026, 12, 1))
    assert board_of(store, row, view=DealView.ATTENTION, today=TODAY).columns[0].count == 1
    assert board_of(store, row, view=DealView.CLOSING, today=TODAY).columns[0].count == 1
    with store.read() as session:
        (card,) = boards.cards(session, stage(row, "Contacted"), 0, 9, today=TODAY, view=DealView.ATTENTION)
        board = boards.board(session, row.id, view=DealView.ATTENTION, today=TODAY)
        first = boards.first_cards(session, board, 9, today=TODAY)
    assert first[stage(row, "Contacted")] == (card,)
    assert card == detail(store, late).row


def test_a_board_that_is_not_there_is_refused(store: Database) -> None:
    with pytest.raises(Refused) as refused, store.read() as session:
        boards.board(session, 5)
    assert refused.value.key == "record.missing"


def test_the_board_reads_only_its_index(store: Database) -> None:
    row = start(store)
    with store.read() as session:
        raw = session.connection().connection.driver_connection
        assert raw is not None
        seen: list[str] = []
        raw.set_trace_callback(seen.append)
        boards.board(session, row.id)
        raw.set_trace_callback(None)
        (grouped,) = [one for one in seen if "GROUP BY" in one]
        plan = " ".join(step[3] for step in raw.execute("EXPLAIN QUERY PLAN " + grouped))
    assert "COVERING INDEX ix_deal_board" in plan
    assert "TEMP B-TREE" not in plan
