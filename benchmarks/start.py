"""The start as a whole process: to the first paint, to the first rows, and the memory it takes."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.data import business
from benchmarks.table import Measurement

TIMES = 7
SIZES = (1_000, 100_000)


def measure() -> list[Measurement]:
    """Start and memory with a small and a large business."""
    with tempfile.TemporaryDirectory() as folder:
        made = {size: business(Path(folder) / f"{size}.crm", size) for size in SIZES}
        return [each for size, file in made.items() for each in _measured(file, size, Path(folder))]


def _measured(file: Path, size: int, folder: Path) -> list[Measurement]:
    bare: list[float] = []
    rows_floor: list[tuple[float, float]] = []
    ours: list[dict[str, float]] = []
    for _ in range(TIMES + 1):  # the first round warms the disk's cache and is left out
        bare.append(float(_run("-m", "benchmarks.floors.bare_window")))
        seconds, memory = _run("-m", "benchmarks.floors.orm_window", str(file)).split()
        rows_floor.append((float(seconds), float(memory)))
        command = ("-m", "crm_desktop", "--data", str(folder / "data"), "--file", str(file), "self-test", "--json")
        ours.append(json.loads(_run(*command)))
    bare, rows_floor, ours = bare[1:], rows_floor[1:], ours[1:]
    note = f"{size:,} contacts"
    return [
        Measurement(
            "Start to first paint", "bare window with four tabs", statistics.median(bare),
            statistics.median(run["first_paint_ms"] / 1000 for run in ours), 1.3, note,
        ),
        Measurement(
            "Start to first rows", "that window, SQLAlchemy, ten tables, 50 rows",
            statistics.median(seconds for seconds, _memory in rows_floor),
            statistics.median(run["first_rows_ms"] / 1000 for run in ours), 1.2, note,
        ),
        Measurement(
            "Memory after start", "the same", statistics.median(memory for _seconds, memory in rows_floor),
            statistics.median(run["memory_at_first_rows"] for run in ours), 1.4, note, unit="bytes",
        ),
    ]  # fmt: skip


def _run(*arguments: str) -> str:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "STARTED_NS": str(time.monotonic_ns())}
    done = subprocess.run(
        [sys.executable, *arguments], env=environment, check=True, capture_output=True, text=True, timeout=120
    )
    return done.stdout
