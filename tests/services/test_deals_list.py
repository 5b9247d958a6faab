"""Deals as a table: views, filter and order; damaged cells never hide the others."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select, text

from crm_desktop.db.database import Database
from crm_desktop.db.models.deals import Deal, Stage
from crm_desktop.domain import deals as rules
from crm_desktop.domain.deals import StageKind
from crm_desktop.domain.errors import Refused
from crm_desktop.services import deals, deals_list
from crm_desktop.services.deals_filter import DealQuery, DealView, attention
from tests.factories import NOW, TODAY, new_file, opened
from tests.services.businesses import LATER, add_deal, add_person, first_reason, stage, start

DAYS = st.none() | st.dates(TODAY - dt.timedelta(days=2), TODAY + dt.timedelta(days=2))


def listed(store: Database, query: DealQuery) -> list[str]:
    with store.read() as session:
        found = deals_list.ids(session, query, 0, 100)
        rows = deals_list.rows(session, found, TODAY)
        assert deals_list.count(session, query) == len(found)
        halves = deals_list.ids(session, query, 0, 2) + deals_list.ids(session, query, 2, 100)
    assert halves == found
    return [rows[deal_id].title for deal_id in found]


@pytest.fixture
def filled(store: Database) -> Database:
    row = start(store)
    ana, rui = add_person(store), add_person(store, "Rui Álvares")
    add_deal(store, "Terrace", value=510000, contact_id=rui, stage_id=stage(row, "Negotiation"), next_step="Sign")
    add_deal(store, "álbum", value=95000, contact_id=ana, expected_close=dt.date(2026, 11, 28), next_step="Call")
    add_deal(store, "Bench", value=0, probability=90, next_step_date=TODAY - dt.timedelta(days=3))
    won, lost = add_deal(store, "Won one", contact_id=ana), add_deal(store, "Lost one")
    binned = add_deal(store, "Binned")
    with store.write("Close deals") as session:
        deals.win(session, won, today=TODAY, now=LATER)
        deals.lose(session, lost, first_reason(store), today=TODAY, now=NOW)
        deals.to_bin(session, binned, now=LATER)
    return store


@pytest.mark.parametrize(
    ("view", "found"),
    [
        (DealView.ALL, ["álbum", "Bench", "Lost one", "Terrace", "Won one"]),
        (DealView.OPEN, ["álbum", "Bench", "Terrace"]),
        (DealView.WON, ["Won one"]),
        (DealView.LOST, ["Lost one"]),
        (DealView.ATTENTION, ["Bench"]),
        (DealView.CLOSING, ["álbum"]),
        (DealView.BIN, ["Binned"]),
    ],
)
def test_each_view_shows_its_deals(filled: Database, view: DealView, found: list[str]) -> None:
    assert listed(filled, DealQuery(view=view, today=TODAY)) == found


@pytest.mark.parametrize(
    ("sort", "rising"),
    [
        ("title", ["álbum", "Bench", "Lost one", "Terrace", "Won one"]),
        ("contact", ["álbum", "Won one", "Terrace", "Bench", "Lost one"]),
        ("stage", ["álbum", "Bench", "Terrace", "Won one", "Lost one"]),
        ("value", ["Bench", "álbum", "Won one", "Lost one", "Terrace"]),
        ("probability", ["Lost one", "álbum", "Terrace", "Bench", "Won one"]),
        ("expected_close", ["álbum", "Terrace", "Bench", "Won one", "Lost one"]),
        ("next_step_date", ["Bench", "Terrace", "álbum", "Won one", "Lost one"]),
        ("stage_since", ["Terrace", "álbum", "Bench", "Lost one", "Won one"]),
        ("closed_on", ["Won one", "Lost one", "Terrace", "álbum", "Bench"]),
    ],
)
def test_the_table_is_sorted_by_any_column_with_what_is_empty_last(
    filled: Database, sort: str, rising: list[str]
) -> None:
    assert listed(filled, DealQuery(sort=sort)) == rising
    falling = listed(filled, DealQuery(sort=sort, descending=True))
    assert sorted(falling) == sorted(rising)
    if sort in {"title", "value"}:
        assert falling[0] == rising[-1]
    if sort in {"expected_close", "next_step_date"}:
        assert falling[0] == rising[0], "the only date comes first either way"


def test_every_column_that_can_be_sorted_is_known() -> None:
    assert set(deals_list.SORTS) == {
        "title", "contact", "stage", "value", "probability", "expected_close", "next_step_date", "stage_since",
        "closed_on",
    }  # fmt: skip


def test_the_table_is_filtered_by_words_contact_stage_and_pipeline(filled: Database) -> None:
    assert listed(filled, DealQuery(text="alvares")) == ["Terrace"]
    assert listed(filled, DealQuery(text="ALBUM")) == ["álbum"]
    with filled.read() as session:
        row = session.scalars(select(Deal).where(Deal.title == "Terrace")).one()
        contact, at = row.contact_id, row.stage_id
    assert listed(filled, DealQuery(contact_id=contact)) == ["Terrace"]
    assert listed(filled, DealQuery(stage_id=at, pipeline_id=1)) == ["Terrace"]
    assert listed(filled, DealQuery(pipeline_id=2)) == []


@given(
    kind=st.sampled_from(StageKind), step=st.sampled_from(["", "Call"]), step_on=DAYS, close=DAYS,
)  # fmt: skip
def test_the_filter_wants_attention_exactly_when_the_domain_does(
    shared_file: Database, kind: StageKind, step: str, step_on: dt.date | None, close: dt.date | None
) -> None:
    with shared_file.read() as session:
        at = session.scalars(select(Stage).where(Stage.kind == kind)).first()
        assert at is not None
        session.execute(text("DELETE FROM deal"))
        session.add(
            Deal(
                title="x", stage_id=at.id, stage_since=NOW, currency="EUR", created_at=NOW, next_step=step,
                next_step_date=step_on, expected_close=close,
            )
        )  # fmt: skip
        session.flush()
        found = session.scalar(select(func.count(Deal.id)).join(Stage).where(attention(TODAY)))
        session.rollback()
    assert bool(found) is bool(rules.attention(kind, step, step_on, close, TODAY))


@pytest.fixture(scope="module")
def shared_file(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """One business for all examples of a property; each is rolled back."""
    with opened(new_file(tmp_path_factory.mktemp("deals"))) as store:
        start(store)
        yield store


def test_a_damaged_cell_is_marked_and_hides_nobody(filled: Database) -> None:
    with filled.write("Damage") as session:
        session.execute(text("UPDATE deal SET expected_close = 'soon', stage_since = '?' WHERE title = 'Bench'"))
    with filled.read() as session:
        found = deals_list.rows(session, deals_list.ids(session, DealQuery(), 0, 9), TODAY)
    marked = {row.title: row.damaged for row in found.values()}
    assert marked == {"álbum": False, "Bench": True, "Lost one": False, "Terrace": False, "Won one": False}


def test_a_deal_that_is_not_there_is_refused(store: Database) -> None:
    with pytest.raises(Refused) as refused, store.read() as session:
        deals_list.deal(session, 1, TODAY)
    assert refused.value.key == "record.missing"


@pytest.mark.parametrize(
    ("query", "index"),
    [
        (DealQuery(), "ix_deal_list_title"),
        (DealQuery(sort="expected_close"), "ix_deal_list_close"),
        (DealQuery(sort="value", descending=True), "ix_deal_list_value"),
        (DealQuery(contact_id=1), "ix_deal_contact_id"),
    ],
)
def test_lists_are_read_from_their_index(store: Database, query: DealQuery, index: str) -> None:
    start(store)
    seen: list[str] = []
    with store.read() as session:
        raw = session.connection().connection.driver_connection
        raw.set_trace_callback(seen.append)  # type: ignore[union-attr]
        deals_list.ids(session, query, 0, 50)
        raw.set_trace_callback(None)  # type: ignore[union-attr]
        statement = next(one for one in seen if one.startswith("SELECT"))
        plan = " ".join(
            str(row[3]) for row in session.execute(text("EXPLAIN QUERY PLAN " + statement.replace(":", "\\:")))
        )
    assert index in plan
