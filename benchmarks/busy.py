"""Typing while long work runs beside it: an import and a long quote, each in a process of its own."""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QApplication

from benchmarks.data import NOW, business
from benchmarks.desk import Desk
from benchmarks.imports import write_table
from benchmarks.pdf import paper_of
from benchmarks.screen import Screen
from benchmarks.table import Measurement
from crm_desktop.reports.codec import paper_to_json
from crm_desktop.services import import_beside, imports
from crm_desktop.services.import_jobs import ImportJob, ImportKind
from crm_desktop.ui.render_client import RenderClient
from crm_desktop.ui.tasks import Task

CONTACTS = 10_000
IMPORTED = 20_000
LINES = 5_000
TYPED = "ana sousa"
SECONDS_BETWEEN = 0.02
MOST_SECONDS = 60.0


def measure(imported: int = IMPORTED, lines: int = LINES) -> list[Measurement]:
    """A key press to painted, with and without work beside it."""
    with tempfile.TemporaryDirectory() as folder:
        source = write_table(Path(folder) / "many.csv", imported)
        path = business(Path(folder) / "busy.crm", CONTACTS)
        with Desk(path) as desk:
            screen = Screen(desk)
            _keys(screen, lambda: False)
            idle = _keys(screen, lambda: False)
            while_importing = _keys(screen, _import(desk, source))
            while_drawing = _keys(screen, _draw(lines))
    at_rest = statistics.median(idle)
    floor = "the same at rest"
    told = []
    for name, note, spent in (
        ("an import runs", f"{imported:,} contacts, in a process", while_importing),
        ("a PDF is drawn", f"{lines:,} lines, in a process", while_drawing),
    ):
        told += [
            Measurement(f"Key press while {name}", floor, at_rest, statistics.median(spent), 2, note),
            Measurement(f"19 of 20 keys while {name}", "the 16 ms of a frame", 0.016, _most(spent), 1, note),
        ]
    return told


def _keys(screen: Screen, runs: Callable[[], bool]) -> list[float]:
    """The seconds of each key, typed steadily: once through when nothing runs, else until the work is done."""
    spent: list[float] = []
    begun = time.perf_counter()
    while not spent or (runs() and time.perf_counter() - begun < MOST_SECONDS):
        for letter in TYPED:
            QApplication.processEvents()
            time.sleep(SECONDS_BETWEEN)
            start = time.perf_counter()
            screen.type(letter)
            spent.append(time.perf_counter() - start)
        screen.clear()
    return spent


def _import(desk: Desk, source: Path) -> Callable[[], bool]:
    """Starts an import as its dialog does; answers whether it still runs."""

    def work(task: Task) -> object:
        sources = tuple(imports.open_sources([source]))
        job = ImportJob(ImportKind.CONTACTS, sources, NOW.date(), NOW)
        return import_beside.run_import(desk.store, job, task.progress)

    desk.tasks.run(work, title="Importing", exclusive=True)
    return lambda: desk.tasks.busy


def _draw(lines: int) -> Callable[[], bool]:
    """Asks the process that draws for a long quote; answers whether it is still being drawn."""
    client = RenderClient()
    answers: list[bytes] = []
    client.render("quote", paper_to_json(paper_of(lines)), answers.append)
    return partial(_waits, client, answers)


def _waits(client: RenderClient, answers: list[bytes]) -> bool:
    if answers:
        client.close()
    return not answers


def _most(spent: list[float]) -> float:
    """What 19 of 20 keys stay below."""
    return sorted(spent)[int(len(spent) * 0.95) - 1] if len(spent) > 1 else spent[0]
