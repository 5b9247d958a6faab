"""``python -m benchmarks [NAME ...]``: the table of ratios to floors measured in the same run.

Names are the modules of this package (start, search, pdf ...); without one all of them run. ``--readme`` also writes
the table into README.md; ``--processor`` reads the time of the processor instead of the clock's, where other programs
run beside it.
"""

from __future__ import annotations

import sys
import time
from dataclasses import replace
from importlib import import_module
from pathlib import Path

from benchmarks.table import Clock, Measurement

MODULES = ("start", "search", "lists", "save", "board", "editor", "pdf", "imports", "busy")
FEW, MANY = "1,000 contacts", "100,000 contacts"
MOST_GROWTH = 1.5
"""So much slower may a screen be with a hundred times the contacts."""
README = Path(__file__).resolve().parent.parent / "README.md"
BEGIN, END = "<!-- benchmarks -->", "<!-- end of benchmarks -->"


def table(measured: list[Measurement]) -> str:
    """The measurements as a Markdown table."""
    rows = [
        "| Work | With | Floor | Floor’s | Ours | Ratio | Goal | With 1,000 |",
        "|---|---|---|---:|---:|---:|---:|---:|",
    ]
    for each in measured:
        mark = "" if each.holds else " ✗"
        growth = f"× {each.growth:.2f}{' ✗' if each.growth > MOST_GROWTH else ''}" if each.growth else ""
        rows.append(
            f"| {each.name} | {each.note} | {each.floor_name} | {each.written(each.floor_seconds)} "
            f"| {each.written(each.seconds)} | {each.ratio:.2f}{mark} | ≤ {each.goal:g} | {growth} |"
        )
    return "\n".join(rows)


def with_growth(measured: list[Measurement]) -> list[Measurement]:
    """The measurements, those with many contacts compared with the same with few."""
    few = {each.name: each.seconds for each in measured if each.note.endswith(FEW)}
    return [
        replace(each, growth=each.seconds / few[each.name]) if each.note.endswith(MANY) and each.name in few else each
        for each in measured
    ]


def write_readme(text: str) -> None:
    """Puts the table between its marks in the README."""
    readme = README.read_text(encoding="utf-8")
    head, _, rest = readme.partition(BEGIN)
    _, _, tail = rest.partition(END)
    README.write_text(f"{head}{BEGIN}\n{text}\n{END}{tail}", encoding="utf-8")


def main() -> int:
    """Measures and prints."""
    if "--processor" in sys.argv:
        Clock.read = time.process_time
    chosen = [name for name in sys.argv[1:] if not name.startswith("-")] or list(MODULES)
    measured: list[Measurement] = []
    for name in chosen:
        print(f"measuring {name} ...", file=sys.stderr, flush=True)
        measured += import_module(f"benchmarks.{name}").measure()
    text = table(with_growth(measured))
    print(text)
    if "--readme" in sys.argv:
        write_readme(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
