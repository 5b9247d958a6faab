"""The start as a whole process: to the first paint, to the first rows, and the memory it takes."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path

from benchmarks.data import business
from benchmarks.table import Clock, Measurement

Told = dict[str, float]

TIMES = 7
SIZES = (1_000, 100_000)


def measure(sizes: tuple[int, ...] = SIZES, times: int = TIMES) -> list[Measurement]:
    """Start and memory with a small and a large business."""
    with tempfile.TemporaryDirectory() as folder:
        made = {size: business(Path(folder) / f"{size}.crm", size) for size in sizes}
        return [each for size, file in made.items() for each in _measured(file, size, Path(folder), times)]


def _measured(file: Path, size: int, folder: Path, times: int) -> list[Measurement]:
    floors: list[tuple[Told, Told]] = []
    ours: list[Told] = []
    for _ in range(times + 1):  # the first round compiles, warms the disk's cache, and is left out
        bare = _run(folder, "benchmarks.floors.bare_window")
        floors.append((bare, _run(folder, "benchmarks.floors.orm_window", str(file))))
        told = _run(folder, "crm_desktop", "--data", str(folder / "data"), "--file", str(file), "self-test", "--json")
        ours.append(told)
    bare_runs, orm_runs = zip(*floors[1:], strict=True)
    del ours[0]
    kind = "cpu_ms" if Clock.read is time.process_time else "ms"
    note = f"{size:,} contacts"
    return [
        Measurement(
            "Start to first paint", "bare window with four tabs",
            _median(bare_runs, kind) / 1000, _median(ours, f"first_paint_{kind}") / 1000, 1.3, note,
        ),
        Measurement(
            "Start to first rows", "that window, SQLAlchemy, ten tables, 50 rows",
            _median(orm_runs, kind) / 1000, _median(ours, f"first_rows_{kind}") / 1000, 1.2, note,
        ),
        Measurement(
            "Memory after start", "the same",
            _median(orm_runs, "memory"), _median(ours, "memory_at_first_rows"), 1.4, note, unit="bytes",
        ),
    ]  # fmt: skip


def _median(runs: Iterable[Told], name: str) -> float:
    return statistics.median(run[name] for run in runs)


def _run(folder: Path, module: str, *arguments: str) -> Told:
    """What a process told of itself; it finds its bytecode in a folder of this run, as an installed program does."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPYCACHEPREFIX": str(folder / "compiled")}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    environment["STARTED_NS"] = str(time.monotonic_ns())
    done = subprocess.run(
        [sys.executable, "-m", module, *arguments],
        env=environment, check=False, capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    if done.returncode:
        # A tab that could not be shown is told, and takes nothing from the figures of the start before it.
        print(done.stdout, done.stderr, file=sys.stderr)
    told: Told = json.loads(done.stdout)
    return told
