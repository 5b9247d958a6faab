"""Every benchmark runs with tiny sizes and answers figures; none of them is a claim about this machine."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import __main__ as command
from benchmarks import board, busy, editor, imports, lists, pdf, quotes, save, search, start
from benchmarks.table import Measurement, in_turn

MEASURED = {
    "board": lambda: board.measure((20,)),
    "busy": lambda: busy.measure(200, 20),
    "editor": lambda: editor.measure((3,), 5, (3,)),
    "imports": lambda: imports.measure((30,)),
    "lists": lambda: lists.measure((120,)),
    "pdf": lambda: pdf.measure(((3, 9.0),), 20, 4),
    "quotes": lambda: quotes.measure(60),
    "save": lambda: save.measure((20,)),
    "search": lambda: search.measure((130,)),
    "start": lambda: start.measure((20,), times=1),
}


@pytest.fixture(autouse=True)
def few_times(monkeypatch: pytest.MonkeyPatch) -> None:
    """Once is enough to see that it runs."""
    for module in (board, editor, imports, lists, pdf, quotes, save, search):
        monkeypatch.setattr(module, "in_turn", lambda floor, work, _times=1: in_turn(floor, work, 1))


def test_every_module_of_the_table_is_tested() -> None:
    assert set(MEASURED) == set(command.MODULES)


@pytest.mark.parametrize("name", MEASURED)
def test_a_benchmark_still_measures(name: str, qapp: object) -> None:
    measured: list[Measurement] = MEASURED[name]()
    assert measured
    assert all(each.seconds > 0 and each.floor_seconds > 0 and each.goal > 0 for each in measured)
    assert len({(each.name, each.note) for each in measured}) == len(measured)


def test_the_table_marks_what_is_missed_and_how_much_the_data_cost() -> None:
    few = Measurement("Typing", "painting", 0.010, 0.012, 1.5, "1,000 contacts")
    many = Measurement("Typing", "painting", 0.010, 0.024, 1.5, "100,000 contacts")
    table = command.table(command.with_growth([few, many]))
    assert "| 12.0 ms | 1.20 | ≤ 1.5 |  |" in table
    assert "| 24.0 ms | 2.40 ✗ | ≤ 1.5 | × 2.00 ✗ |" in table


def test_the_readme_keeps_what_stands_around_the_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    readme = tmp_path / "README.md"
    readme.write_text(f"before\n{command.BEGIN}\nold\n{command.END}\nafter\n", encoding="utf-8")
    monkeypatch.setattr(command, "README", readme)
    command.write_readme("new")
    assert readme.read_text(encoding="utf-8") == f"before\n{command.BEGIN}\nnew\n{command.END}\nafter\n"


def test_the_command_line_says_what_there_is_and_measures_nothing_else(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        command.wanted(["--help"])
    assert left.value.code == 0
    assert "search" in capsys.readouterr().out
    with pytest.raises(SystemExit) as left:
        command.wanted(["serach"])
    assert left.value.code == 2
    assert "no such benchmark: serach" in capsys.readouterr().err
    assert command.wanted(["save", "--processor"]).names == ["save"]
    assert command.wanted([]).names == []
