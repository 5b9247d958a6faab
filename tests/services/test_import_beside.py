"""Importing in a process of its own: the same report, the same refusals, and it can be stopped."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from crm_desktop.db.database import Database
from crm_desktop.domain.changes import Changes
from crm_desktop.domain.errors import Refused
from crm_desktop.services import contact_list, import_beside, import_jobs, imports
from crm_desktop.services.contact_list import ContactQuery
from crm_desktop.services.import_jobs import ImportJob, ImportKind
from crm_desktop.services.import_plan import Progress, untold
from crm_desktop.services.imports import ImportReport, ImportSource
from tests.factories import NOW, new_file, opened

CARDS = "".join(
    f"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ana Sousa {number}\r\nEMAIL:ana{number}@example.com\r\nEND:VCARD\r\n"
    for number in range(30)
)
GROUP = "BEGIN:VCARD\r\nVERSION:4.0\r\nKIND:group\r\nFN:Friends\r\nEND:VCARD\r\n"
SOURCES = [
    ImportSource("cards.vcf", (CARDS + GROUP).encode()),
    ImportSource("rest.csv", "Who;Town\nRui;Faro\n".encode("utf-16"), "utf-16", ";", ("name", "keep")),
]  # fmt: skip

DEALS = (
    ImportSource("pipeline.csv", b"opportunity,account,product,stage,value\nRoof,Acme,GTX,Won,12.50\n"),
    None,
    ImportSource("products.csv", b"product,sales_price\nGTX,55\n"),
)
PRODUCTS = ImportSource("list.csv", b"code,name,price\nA1,Visit,40\n")

FAULT = (
    "import sys; from crm_desktop.reports import framing;sys.stdout.buffer.write(framing.pack({'fault': 'Traceback'}))"
)


class StoppedError(Exception):
    """The user stopped it."""


@pytest.fixture(autouse=True)
def everything_beside(monkeypatch: pytest.MonkeyPatch) -> None:
    """However small."""
    monkeypatch.setattr(import_beside, "SMALL", 0)


def _names(store: Database) -> set[str]:
    with store.read() as session:
        query = ContactQuery()
        ids = contact_list.ids(session, query, 0, contact_list.count(session, query))
        return {row.name for row in contact_list.rows(session, ids).values()}


def _job(*sources: ImportSource | None, kind: ImportKind = ImportKind.CONTACTS, dry_run: bool = False) -> ImportJob:
    return ImportJob(kind, sources, NOW.date(), NOW, dry_run=dry_run)


def _beside(store: Database, *, dry_run: bool = False, progress: Progress | None = None) -> ImportReport:
    return import_beside.run_import(store, _job(*SOURCES, dry_run=dry_run), progress)


def test_it_does_and_tells_what_an_import_here_does(tmp_path: Path) -> None:
    with opened(new_file(tmp_path, "here.crm")) as here, opened(new_file(tmp_path, "there.crm")) as there:
        looked = _beside(there, dry_run=True)
        assert looked == imports.import_contacts(here, SOURCES, now=NOW, dry_run=True)
        assert looked.rejected
        assert not _names(there)
        done = _beside(there)
        assert done == imports.import_contacts(here, SOURCES, now=NOW)
        assert _names(there) == _names(here)
        assert len(_names(there)) == 31
        assert _beside(there).skipped == 31


@pytest.mark.parametrize("kind", [ImportKind.DEALS, ImportKind.CATALOGUE])
def test_deals_and_products_are_imported_so_too(tmp_path: Path, kind: ImportKind) -> None:
    job = _job(*(DEALS if kind is ImportKind.DEALS else (PRODUCTS,)), kind=kind)
    with opened(new_file(tmp_path, "here.crm")) as here, opened(new_file(tmp_path, "there.crm")) as there:
        looked = import_beside.run_import(there, replace(job, dry_run=True))
        assert looked == import_jobs.run(here, replace(job, dry_run=True), untold)
        assert looked.created == 1
        done = import_beside.run_import(there, job)
        assert done == import_jobs.run(here, job, untold)
        assert import_beside.run_import(there, job).skipped == 1
        assert there.undo()[1] == job.files[0].name


def test_it_is_told_and_undone_as_one_gesture(tmp_path: Path) -> None:
    told: list[Changes] = []
    steps: list[tuple[int, int]] = []
    with opened(new_file(tmp_path)) as store:
        store.changed_elsewhere()
        store.on_change(lambda changes, _initiator: told.append(changes))
        _beside(store, progress=lambda done, total: steps.append((done, total)))
        assert [changes.everything for changes in told] == [True]
        assert not store.changed_elsewhere()
        assert steps[-1] == (31, 31)
        assert store.undo()[1] == "cards.vcf, rest.csv"
        assert not _names(store)


def test_a_refusal_comes_back_as_one(tmp_path: Path) -> None:
    with opened(new_file(tmp_path)) as store, pytest.raises(Refused) as refused:
        import_beside.run_import(store, _job(ImportSource("none.csv", b" ")))
    assert (refused.value.key, refused.value.values["source"]) == ("import.empty", "none.csv")


def test_stopped_on_its_way_it_writes_nothing(tmp_path: Path) -> None:
    def stop(_done: int, total: int) -> None:
        if total:
            raise StoppedError

    with opened(new_file(tmp_path)) as store:
        # The process may have done all of it by the time it hears of that; then it is told as done, and can be undone.
        try:
            report = _beside(store, progress=stop)
        except StoppedError:
            assert not _names(store)
        else:
            assert len(_names(store)) == report.created
        with pytest.raises(StoppedError):
            _beside(store, dry_run=True, progress=_stop_at_once)
        with store.write("Still possible"):
            pass


def _stop_at_once(_done: int, _total: int) -> None:
    raise StoppedError


def test_what_was_done_before_it_heard_of_being_stopped_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = _ending(
        "import sys; from crm_desktop.reports import framing; from crm_desktop.services import import_worker as w;"
        "from crm_desktop.services.imports import ImportReport; out = sys.stdout.buffer;"
        "out.write(framing.pack({'done': 1, 'total': 2})); out.flush(); sys.stdin.buffer.read();"
        "out.write(framing.pack(*w.packed_report(ImportReport(2, 2, 0, 0, (), ()))))"
    )
    monkeypatch.setattr(import_beside, "worker_command", here)
    with opened(new_file(tmp_path)) as store:
        calls = iter((None, None))

        def stop(_done: int, total: int) -> None:
            if next(calls, StoppedError) is not None or total:
                raise StoppedError

        assert _beside(store, progress=stop).created == 2


@pytest.mark.parametrize(
    ("code", "error"),
    [
        ("pass", Refused),
        ("import sys; sys.stdout.buffer.write(b'no frame at all, but long enough')", Refused),
        (FAULT, RuntimeError),
    ],
)
def test_a_process_that_ends_otherwise_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: str, error: type[Exception]
) -> None:
    monkeypatch.setattr(import_beside, "worker_command", _ending(code))
    with opened(new_file(tmp_path)) as store, pytest.raises(error) as raised:
        _beside(store)
    if isinstance(raised.value, Refused):
        assert raised.value.key == "import.worker_lost"


def _ending(code: str) -> Callable[[str], tuple[str, ...]]:
    return lambda _name: (sys.executable, "-c", code)


def test_a_small_import_starts_no_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_beside, "SMALL", 100_000)
    monkeypatch.setattr(subprocess, "Popen", None)
    with opened(new_file(tmp_path)) as store:
        assert _beside(store).created == 31


def test_a_workbook_is_as_large_as_what_is_packed_in_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_beside, "SMALL", 100)
    monkeypatch.setattr(import_beside, "worker_command", _ending("pass"))
    with opened(new_file(tmp_path)) as store:
        with pytest.raises(Refused) as here:
            import_beside.run_import(store, _job(ImportSource("a.xlsx", b"PK" + bytes(5))))
        with pytest.raises(Refused) as beside:
            import_beside.run_import(store, _job(ImportSource("a.xlsx", b"PK" + bytes(9))))
    assert here.value.key != "import.worker_lost"
    assert beside.value.key == "import.worker_lost"
