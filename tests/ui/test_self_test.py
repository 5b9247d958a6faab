"""``self-test`` as a packaged program is checked with it: a process of its own, its answer, its status."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from crm_desktop.ui.window_state import WindowState
from tests.sources import ROOT
from tests.ui.office import business_bytes


def self_test(folder: Path, file: Path, *more: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "crm_desktop", "--data", str(folder / "data"), "--file", str(file), "self-test"]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "STARTED_NS": ""}
    return subprocess.run(
        [*command, *more], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=100, check=False
    )


def test_a_sample_business_shows_every_tab_and_tells_its_times(tmp_path: Path) -> None:
    file = tmp_path / "Sample.crm"
    options = ["--data", str(tmp_path / "data"), "--file", str(file)]
    for words in (["new", "--name", "Forno", "--country", "PT"], ["sample"]):
        subprocess.run([sys.executable, "-m", "crm_desktop", *options, *words], cwd=ROOT, check=True, timeout=100)
    done = self_test(tmp_path, file, "--json")
    assert done.returncode == 0, done.stdout + done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    assert found["ok"] is True
    assert found["problems"] == []
    assert 0 < found["first_paint_ms"] < found["first_rows_ms"]
    assert 0 < found["memory_at_first_rows"] <= found["peak_memory"]
    state = WindowState(tmp_path / "data" / "settings.ini")
    assert state.text("window/page") == ""


def test_an_empty_business_is_sound_too_and_the_answer_can_be_read(tmp_path: Path) -> None:
    file = tmp_path / "Forno.crm"
    file.write_bytes(business_bytes())
    done = self_test(tmp_path, file)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "ok: True" in done.stdout


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "There is no file"),
        (b"", "is empty"),
        (b"no business at all, but long enough to be one" * 100, "is not a business file"),
        (business_bytes()[:5000] + b"\xff" * 50_000, "damaged"),
    ],
    ids=["missing", "empty", "foreign", "damaged"],
)
def test_a_file_that_cannot_be_opened_is_said_at_once(tmp_path: Path, content: bytes | None, said: str) -> None:
    file = tmp_path / "Forno.crm"
    if content is not None:
        file.write_bytes(content)
    done = self_test(tmp_path, file, "--json")
    assert done.returncode == 1
    found = json.loads(done.stdout)
    assert found["ok"] is False
    (problem,) = found["problems"]
    assert said in problem
    assert done.stderr.splitlines()[-1] == problem
    assert (file.read_bytes() if content is not None else None) == content
