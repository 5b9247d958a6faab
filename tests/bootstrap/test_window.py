"""The small window of a double-clicked first start."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

import pytest

from tests.sources import ROOT

pytest.importorskip("tkinter")

SHOWN = """
import sys
from bootstrap.window import NoWindowError, told_in_window
def work(say):
    say("  [ 1/18] alembic")
    return 7
def fail(say):
    raise KeyError("inside")
try:
    print(told_in_window(work))
    told_in_window(fail)
except KeyError as error:
    print("raised", error)
except NoWindowError:
    print("no window")
"""


def _run(**environment: str) -> str:
    """What the script prints in a process of its own: Qt and Tk do not share one."""
    command = [sys.executable, "-c", SHOWN]
    if environment.get("DISPLAY") is None:
        command = ["xvfb-run", "-a", *command]
    done = subprocess.run(
        command, check=True, cwd=ROOT, capture_output=True, text=True, env={**os.environ, **environment}
    )
    return done.stdout


def test_without_a_screen_the_work_has_not_begun() -> None:
    assert _run(DISPLAY="") == "no window\n"


@pytest.mark.skipif(not shutil.which("xvfb-run"), reason="needs a screen in memory")
def test_the_window_closes_with_the_works_result_or_its_failure() -> None:
    assert _run() == "7\nraised 'inside'\n"
