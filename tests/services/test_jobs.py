"""Jobs from outside: what they cost, what is refused, and everything taken back."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from crm_desktop.db.database import Database
from crm_desktop.domain.errors import Refused, Stale
from crm_desktop.domain.jobs import MOST_MINUTES, JobKind, JobStatus
from crm_desktop.services import jobs, jobs_list, settings
from crm_desktop.services.jobs import NewJob, PartLine
from crm_desktop.services.jobs_list import JobDetail
from tests.factories import NOW, TODAY
from tests.services.businesses import LATER, add_person, snapshot, start

BELT = PartLine("Drive belt", Decimal(2), "pcs", Decimal("12.345"))
OIL = PartLine("Oil", Decimal("0.5"), "l", Decimal("8.9"))


def add(store: Database, *parts: PartLine, **values: Any) -> int:
    with store.write("New job") as session:
        return jobs.create(session, NewJob(**{"date": TODAY, "title": "Saw", **values}), parts, now=NOW)


def edit(store: Database, job: int, seen: dict[str, Any] | None = None, **values: Any) -> None:
    with store.write("Edit job") as session:
        jobs.edit(session, job, values, seen)


def shown(store: Database, job: int) -> JobDetail:
    with store.read() as session:
        return jobs_list.job(session, job, TODAY)


@pytest.fixture
def workshop(store: Database) -> Database:
    start(store)
    with store.write("Change setting") as session:
        settings.put(session, "job.hour_price", "37.5")
    return store


def test_a_job_costs_its_time_and_its_parts_each_rounded_once(workshop: Database) -> None:
    found = shown(workshop, add(workshop, BELT, OIL, minutes=100))
    assert (found.labour, found.row.total, found.row.currency) == (6250, 6250 + 2469 + 445, "EUR")
    assert [(part.name, part.quantity, part.unit_price) for part in found.parts] == [
        ("Drive belt", Decimal(2), Decimal("12.345")), ("Oil", Decimal("0.5"), Decimal("8.9"))
    ]  # fmt: skip


def test_labour_follows_the_time_until_it_is_set_by_hand(workshop: Database) -> None:
    job = add(workshop, minutes=60)
    edit(workshop, job, minutes=120)
    assert shown(workshop, job).labour == 7500
    edit(workshop, job, labour=5000)
    edit(workshop, job, minutes=240)
    assert (shown(workshop, job).labour, shown(workshop, job).row.total) == (5000, 5000)
    assert shown(workshop, add(workshop, minutes=60, labour=0)).row.total == 0
    assert shown(workshop, add(workshop, minutes=60, currency="USD")).row.total == 0


def test_every_fact_of_a_job_can_be_edited_and_taken_back(workshop: Database) -> None:
    job, ana = add(workshop), add_person(workshop)
    before = snapshot(workshop)
    edit(
        workshop, job, title="Table saw", contact_id=ana, kind=JobKind.REPAIR, status=JobStatus.DONE, minutes=45,
        date=dt.date(2026, 11, 2), problem="Does not\nstart", work_done="New belt", currency="USD", labour=100,
        next_date=dt.date(2027, 11, 2), notes="Noisy",
    )  # fmt: skip
    found = shown(workshop, job)
    row = found.row
    assert (row.title, row.contact, row.kind, row.status) == ("Table saw", "Ana Sousa", JobKind.REPAIR, JobStatus.DONE)
    assert (row.date, row.next_date, row.minutes) == (dt.date(2026, 11, 2), dt.date(2027, 11, 2), 45)
    assert (row.problem, found.work_done, found.notes, row.total, row.currency) == (
        "Does not\nstart", "New belt", "Noisy", 100, "USD"
    )  # fmt: skip
    workshop.undo()
    assert snapshot(workshop) == before


def test_parts_are_changed_ordered_and_removed_in_one_gesture(workshop: Database) -> None:
    job = add(workshop, BELT, OIL, labour=0)
    before = snapshot(workshop)
    belt, oil = shown(workshop, job).parts
    with workshop.write("Edit parts") as session:
        kept = jobs.put_parts(session, job, [oil, PartLine("Blade", unit_price=Decimal(30))], seen=[belt, oil])
    assert [part.name for part in kept] == ["Oil", "Blade"]
    assert kept[0].id == oil.id
    assert (shown(workshop, job).parts, shown(workshop, job).row.total) == (kept, 445 + 3000)
    with pytest.raises(Stale), workshop.write("Edit parts") as session:
        jobs.put_parts(session, job, [], seen=[belt, oil])
    workshop.undo()
    assert snapshot(workshop) == before
    workshop.redo()
    assert shown(workshop, job).parts == kept


@pytest.mark.parametrize(
    ("values", "key"),
    [
        ({"minutes": -1}, "job.minutes"),
        ({"minutes": MOST_MINUTES + 1}, "job.minutes"),
        ({"labour": -1}, "job.amount_negative"),
        ({"labour": 10**17}, "amount.too_large"),
        ({"date": dt.date(1, 1, 1)}, "date.not_a_date"),
        ({"next_date": dt.date(9999, 1, 1)}, "date.not_a_date"),
        ({"contact_id": 7}, "record.missing"),
        ({"quote_id": 7}, "record.missing"),
        ({"currency": "€"}, "currency.unknown"),
        ({"title": "x" * 5_000}, "text.too_long"),
        ({"problem": "x" * 200_000}, "text.too_long"),
    ],
)
def test_a_job_that_makes_no_sense_is_refused_beside_its_field(
    workshop: Database, values: dict[str, Any], key: str
) -> None:
    job = add(workshop)
    before = snapshot(workshop)
    for act in (lambda: edit(workshop, job, **values), lambda: add(workshop, **values)):
        with pytest.raises(Refused) as refused:
            act()
        assert (refused.value.key, refused.value.field) == (key, next(iter(values)))
    assert snapshot(workshop) == before


@pytest.mark.parametrize(
    ("part", "key"),
    [
        (PartLine(" "), "job.part_nameless"),
        (PartLine("Belt", Decimal(0)), "job.quantity_not_positive"),
        (PartLine("Belt", unit_price=Decimal(-1)), "job.amount_negative"),
        (PartLine("Belt", unit_price=Decimal("0.00001")), "amount.too_precise"),
        (PartLine("Belt", Decimal("1e30")), "amount.too_large"),
        (PartLine("Belt", item_id=5), "record.missing"),
        (PartLine("Belt", unit="x" * 50), "text.too_long"),
    ],
)
def test_a_part_that_makes_no_sense_is_refused(workshop: Database, part: PartLine, key: str) -> None:
    with pytest.raises(Refused) as refused:
        add(workshop, part)
    assert refused.value.key == key


def test_what_another_window_changed_is_not_overwritten(workshop: Database) -> None:
    job = add(workshop)
    edit(workshop, job, title="Theirs", seen={"title": "Saw"})
    with pytest.raises(Stale):
        edit(workshop, job, title="Yours", seen={"title": "Saw"})


def test_a_job_goes_to_the_bin_and_comes_back(workshop: Database) -> None:
    job = add(workshop)
    before = snapshot(workshop)
    with workshop.write("Delete job") as session:
        jobs.to_bin(session, job, now=LATER)
        jobs.to_bin(session, job, now=NOW)
    assert shown(workshop, job).binned
    with workshop.write("Restore job") as session:
        jobs.restore(session, job)
    assert not shown(workshop, job).binned
    workshop.undo()
    workshop.undo()
    assert snapshot(workshop) == before
    with pytest.raises(Refused), workshop.write("Delete job") as session:
        jobs.to_bin(session, 99, now=LATER)
