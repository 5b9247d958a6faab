"""``python -m benchmarks [NAME ...]``: the table of ratios to floors measured in the same run.

Names are the modules of this package (start, search, pdf ...); without one all of them run. ``--readme`` also writes
the table into README.md.
"""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path

from benchmarks.table import Measurement

MODULES = ("start", "search", "lists", "save", "board", "editor", "pdf", "imports")
README = Path(__file__).resolve().parent.parent / "README.md"
BEGIN, END = "<!-- benchmarks -->", "<!-- end of benchmarks -->"


def table(measured: list[Measurement]) -> str:
    """The measurements as a Markdown table."""
    rows = ["| Work | With | Floor | Floor's | Ours | Ratio | Goal |", "|---|---|---|---:|---:|---:|---:|"]
    for each in measured:
        mark = "" if each.holds else " ✗"
        rows.append(
            f"| {each.name} | {each.note} | {each.floor_name} | {each.written(each.floor_seconds)} "
            f"| {each.written(each.seconds)} | {each.ratio:.2f}{mark} | ≤ {each.goal:g} |"
        )
    return "\n".join(rows)


def write_readme(text: str) -> None:
    """Puts the table between its marks in the README."""
    readme = README.read_text(encoding="utf-8")
    head, _, rest = readme.partition(BEGIN)
    _, _, tail = rest.partition(END)
    README.write_text(f"{head}{BEGIN}\n{text}\n{END}{tail}", encoding="utf-8")


def main() -> int:
    """Measures and prints."""
    chosen = [name for name in sys.argv[1:] if not name.startswith("-")] or list(MODULES)
    measured: list[Measurement] = []
    for name in chosen:
        print(f"measuring {name} ...", file=sys.stderr, flush=True)
        measured += import_module(f"benchmarks.{name}").measure()
    text = table(measured)
    print(text)
    if "--readme" in sys.argv:
        write_readme(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
