"""The process that draws pages is found from a checkout and from a packaged program, wherever it is started."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from crm_desktop.reports import framing
from crm_desktop.reports.command import worker_command, worker_environment


def test_a_packaged_program_starts_itself_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert worker_command() == (sys.executable, "render-worker")


def test_the_worker_runs_from_any_folder_and_ends_with_its_input(tmp_path: Path) -> None:
    asked = framing.pack({"id": 1, "kind": "page", "index": 0, "scale": 1.0}, b"no pdf")
    done = subprocess.run(
        worker_command(), input=asked, capture_output=True, cwd=tmp_path, env=worker_environment(), check=True
    )
    (frame,) = framing.Parser().feed(done.stdout)
    assert frame[0]["error"] == "pdf.unreadable"


def test_what_was_on_the_path_stays_there() -> None:
    assert worker_environment({"PYTHONPATH": "elsewhere"})["PYTHONPATH"].endswith("elsewhere")
