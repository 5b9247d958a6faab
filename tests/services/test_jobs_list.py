"""The list of jobs: views, filter, order, what they come to."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import text

from crm_desktop.db.database import Database
from crm_desktop.domain.errors import Refused
from crm_desktop.domain.jobs import JobKind, JobStatus
from crm_desktop.services import jobs, jobs_list
from crm_desktop.services.jobs import NewJob, PartLine
from crm_desktop.services.jobs_list import JobQuery, JobView
from tests.factories import NOW, TODAY
from tests.services.businesses import LATER, add_person, start


def day(days: int) -> dt.date:
    return TODAY + dt.timedelta(days=days)


@pytest.fixture
def filled(store: Database) -> Database:
    start(store)
    ana, rui = add_person(store), add_person(store, "Rui Álvares")
    with store.write("Jobs") as session:
        for new in (
            NewJob(day(-400), "Old saw", rui, kind=JobKind.REPAIR, status=JobStatus.DONE, minutes=90, labour=500,
                   next_date=day(-35)),
            NewJob(day(-3), "Late visit", ana, problem="Bench wobbles"),
            NewJob(day(0), "Shelves", ana, status=JobStatus.IN_PROGRESS, minutes=30, labour=900),
            NewJob(day(9), "Fitting", next_date=day(31), labour=70, currency="USD"),
            NewJob(day(-9), "Called off", rui, status=JobStatus.CANCELLED, next_date=day(1)),
        ):  # fmt: skip
            jobs.create(session, new, now=NOW)
        binned = jobs.create(session, NewJob(day(1), "Binned"), [PartLine("Hinge")], now=NOW)
        jobs.to_bin(session, binned, now=LATER)
    return store


def listed(store: Database, query: JobQuery) -> list[str]:
    with store.read() as session:
        found = jobs_list.ids(session, query, 0, 100)
        assert jobs_list.count(session, query) == len(found)
        rows = jobs_list.rows(session, found, TODAY)
    return [rows[job_id].title for job_id in found]


@pytest.mark.parametrize(
    ("view", "found"),
    [
        (JobView.ALL, ["Fitting", "Shelves", "Late visit", "Called off", "Old saw"]),
        (JobView.PLANNED, ["Fitting", "Late visit"]),
        (JobView.IN_PROGRESS, ["Shelves"]),
        (JobView.DONE, ["Old saw"]),
        (JobView.OVERDUE, ["Late visit"]),
        (JobView.NEXT_DUE, ["Old saw"]),
        (JobView.BIN, ["Binned"]),
    ],
)
def test_each_view_shows_its_jobs(filled: Database, view: JobView, found: list[str]) -> None:
    assert listed(filled, JobQuery(view=view, today=TODAY)) == found


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("alvares", ["Called off", "Old saw"]),
        ("WOBB", ["Late visit"]),
        ("ana shel", ["Shelves"]),
        ("hinge", []),
        ("\ud800 ( \x00", ["Fitting", "Shelves", "Late visit", "Called off", "Old saw"]),
    ],
)
def test_the_list_is_filtered_as_you_type(filled: Database, typed: str, found: list[str]) -> None:
    assert listed(filled, JobQuery(text=typed)) == found


@pytest.mark.parametrize("sort", sorted(jobs_list.SORTS))
def test_the_list_is_sorted_by_any_column_both_ways(filled: Database, sort: str) -> None:
    rising = listed(filled, JobQuery(sort=sort, descending=False))
    falling = listed(filled, JobQuery(sort=sort, descending=True))
    assert sorted(rising) == sorted(falling)
    assert rising != falling
    if sort == "next_date":
        assert rising[:3] == ["Old saw", "Called off", "Fitting"]
        assert falling[:3] == ["Fitting", "Called off", "Old saw"]


def test_the_jobs_of_a_contact_and_what_they_come_to(filled: Database) -> None:
    with filled.read() as session:
        ana = next(row.contact_id for row in jobs_list.rows(session, [2], TODAY).values())
        assert jobs_list.totals(session, JobQuery(contact_id=ana)) == (("EUR", 30, 900),)
        assert jobs_list.totals(session, JobQuery()) == (("EUR", 120, 1400), ("USD", 0, 70))
    assert listed(filled, JobQuery(contact_id=ana)) == ["Shelves", "Late visit"]


def test_late_jobs_are_marked_and_damaged_ones_hide_nobody(filled: Database) -> None:
    with filled.write("Damage") as session:
        session.execute(text("UPDATE job SET date = 'soon' WHERE title = 'Fitting'"))
    with filled.read() as session:
        rows = jobs_list.rows(session, jobs_list.ids(session, JobQuery(), 0, 9), TODAY)
    assert {row.title for row in rows.values() if row.overdue} == {"Late visit"}
    assert {row.title for row in rows.values() if row.damaged} == {"Fitting"}


def test_a_job_that_is_not_there_is_refused(store: Database) -> None:
    with pytest.raises(Refused), store.read() as session:
        jobs_list.job(session, 1, TODAY)


@pytest.mark.parametrize(
    ("query", "index"),
    [
        (JobQuery(), "ix_job_list_date"),
        (JobQuery(view=JobView.PLANNED), "ix_job_list_"),
        (JobQuery(sort="next_date", descending=False), "ix_job_list_next"),
        (JobQuery(contact_id=1), "ix_job_contact_id"),
    ],
)
def test_lists_are_read_from_their_index(store: Database, query: JobQuery, index: str) -> None:
    with store.read() as session:
        raw = session.connection().connection.driver_connection
        assert raw is not None
        seen: list[str] = []
        raw.set_trace_callback(seen.append)
        jobs_list.ids(session, query, 0, 50)
        raw.set_trace_callback(None)
        plan = " ".join(step[3] for step in raw.execute("EXPLAIN QUERY PLAN " + seen[-1]))
    assert index in plan
