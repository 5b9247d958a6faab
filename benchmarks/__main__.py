"""``python -m benchmarks [NAME ...]``: the table of ratios to floors measured in the same run.

Names are the modules of this package (start, search, pdf ...); without one all of them run. ``--readme`` also writes
the table into README.md; ``--processor`` reads the time of the processor instead of the clock's, where other programs
run beside it.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from importlib import import_module
from pathlib import Path

from benchmarks.table import Clock, Measurement

MODULES = ("start", "search", "lists", "save", "board", "quotes", "editor", "pdf", "imports", "busy")
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


def wanted(arguments: Sequence[str] | None = None) -> argparse.Namespace:
    """What the command line asks for; ends the program with a word of help, or of what is wrong."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks", description="Measures the program against floors measured in the same run."
    )
    # Without `choices`, which would refuse the empty list that means all of them.
    parser.add_argument(
        "names", nargs="*", metavar="NAME", help=f"what to measure ({', '.join(MODULES)}); without one, everything"
    )
    parser.add_argument("--readme", action="store_true", help="also write the table into README.md")
    parser.add_argument(
        "--processor", action="store_true", help="read the time of the processor, where other programs run beside it"
    )
    found = parser.parse_args(arguments)
    unknown = [name for name in found.names if name not in MODULES]
    if unknown:
        parser.error(f"no such benchmark: {', '.join(unknown)}; there are {', '.join(MODULES)}")
    return found


def main() -> int:
    """Measures and prints."""
    asked = wanted()
    if asked.processor:
        Clock.read = time.process_time
    measured: list[Measurement] = []
    for name in asked.names or MODULES:
        print(f"measuring {name} ...", file=sys.stderr, flush=True)
        measured += import_module(f"benchmarks.{name}").measure()
    text = table(with_growth(measured))
    print(text)
    if asked.readme:
        write_readme(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
