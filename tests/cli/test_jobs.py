"""Jobs by script."""

from __future__ import annotations

import datetime as dt

import pytest

from crm_desktop.db.files import open_file
from crm_desktop.domain.jobs import JobKind, JobStatus
from crm_desktop.services import jobs
from crm_desktop.services.jobs import NewJob
from tests.cli.commands import Script
from tests.factories import NOW, TODAY
from tests.services.businesses import add_person


@pytest.fixture
def filled(script: Script) -> Script:
    script.new()
    store = open_file(script.file)
    ana = add_person(store)
    with store.write("Jobs") as session:
        jobs.create(session, NewJob(TODAY, "Saw", ana, kind=JobKind.REPAIR, minutes=90, labour=5625), now=NOW)
        done = NewJob(dt.date(2026, 1, 5), "Shelf", status=JobStatus.DONE, next_date=dt.date(2027, 1, 5))
        jobs.create(session, done, now=NOW)
    store.close()
    return script


def test_jobs_are_listed_newest_first(filled: Script) -> None:
    saw, shelf = filled.json("jobs")
    assert (saw["title"], saw["contact"], saw["kind"], saw["status"]) == ("Saw", "Ana Sousa", "repair", "planned")
    assert (saw["date"], saw["minutes"], saw["total"], saw["currency"]) == (TODAY.isoformat(), 90, "56.25", "EUR")
    assert (shelf["next_date"], shelf["contact"], shelf["total"]) == ("2027-01-05", "", "0.00")


def test_jobs_are_narrowed_by_view_words_and_limit(filled: Script) -> None:
    assert [row["title"] for row in filled.json("jobs", "--view", "done")] == ["Shelf"]
    assert [row["title"] for row in filled.json("jobs", "--text", "ana")] == ["Saw"]
    assert [row["title"] for row in filled.json("jobs", "--limit", "1")] == ["Saw"]
    assert "Shelf" in filled.run("jobs").out
