"""A second start on the same file brings the first window to the front."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from crm_desktop.ui.one_window import WindowOfFile, raise_other_window, socket_name
from tests.sources import ROOT

SECOND_START = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
app = QCoreApplication([])
from crm_desktop.ui.one_window import raise_other_window
sys.exit(0 if raise_other_window(Path(sys.argv[1]), Path(sys.argv[2])) else 1)
"""


def second_start(file: Path, notes: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", SECOND_START, str(file), str(notes)], cwd=ROOT)


def test_a_second_process_raises_the_window_of_the_first(tmp_path: Path, qtbot: QtBot) -> None:
    file, notes, raised = tmp_path / "a.crm", tmp_path / "run", list[str]()
    window = WindowOfFile(file, notes, lambda: raised.append("up"))
    other = second_start(file, notes)
    qtbot.waitUntil(lambda: other.poll() is not None, timeout=20_000)
    window.close()
    assert other.returncode == 0
    assert raised == ["up"]


def test_a_start_on_another_file_raises_nothing(tmp_path: Path, qtbot: QtBot) -> None:
    notes, raised = tmp_path / "run", list[str]()
    window = WindowOfFile(tmp_path / "a.crm", notes, lambda: raised.append("up"))
    assert not raise_other_window(tmp_path / "b.crm", notes)
    window.close()
    assert raised == []


def test_a_note_left_by_a_crash_keeps_nobody_from_starting(tmp_path: Path, qtbot: QtBot) -> None:
    file, notes = tmp_path / "a.crm", tmp_path / "run"
    notes.mkdir()
    (notes / f"{socket_name(file)}.pid").write_text("1", "ascii")
    assert not raise_other_window(file, notes)


def test_a_closed_window_takes_its_note_away(tmp_path: Path, qtbot: QtBot) -> None:
    file, notes = tmp_path / "a.crm", tmp_path / "run"
    window = WindowOfFile(file, notes, lambda: None)
    assert list(notes.iterdir())
    window.close()
    assert not list(notes.iterdir())
    assert not raise_other_window(file, notes)


def test_every_way_to_write_a_path_is_the_same_file(tmp_path: Path) -> None:
    (tmp_path / "x").mkdir()
    assert socket_name(tmp_path / "x" / ".." / "a.crm") == socket_name(tmp_path / "a.crm")
    assert socket_name(tmp_path / "b.crm") != socket_name(tmp_path / "a.crm")


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="asked of the system as another user")
def test_a_place_that_cannot_be_written_costs_only_the_convenience(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_args: object, **_named: object) -> None:
        raise PermissionError("read-only")

    monkeypatch.setattr(Path, "mkdir", refused)
    window = WindowOfFile(tmp_path / "a.crm", tmp_path / "run", lambda: None)
    window.close()
