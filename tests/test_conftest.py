"""What every test stands on: nothing that goes wrong beside a test goes unnoticed."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

from tests.sources import ROOT

GOES_WRONG = """
import threading, warnings
from PySide6.QtCore import QObject, QTimer, qWarning
from PySide6.QtWidgets import QPushButton

def test_in_a_slot(qtbot):
    button = QPushButton()
    qtbot.addWidget(button)
    button.clicked.connect(lambda: 1 / 0)
    button.click()

def test_in_a_timer(qtbot):
    QTimer.singleShot(0, lambda: 1 / 0)
    qtbot.wait(20)

def test_in_a_thread():
    thread = threading.Thread(target=lambda: 1 / 0)
    thread.start()
    thread.join()

def test_while_something_is_thrown_away():
    class Careless:
        def __del__(self):
            raise ValueError
    Careless()

def test_with_a_warning_of_python():
    warnings.warn("this will not work for long", DeprecationWarning)

def test_with_a_warning_of_qt(qapp):
    qWarning("QObject::connect: no such signal")

def test_with_a_file_left_open(tmp_path):
    open(tmp_path / "left", "w")

def test_of_nothing(qapp, places):
    assert qapp.style().name() == "fusion"
    assert not places.data.exists()
"""


def test_what_goes_wrong_beside_a_test_fails_it(tmp_path: Path) -> None:
    inner = tmp_path / "test_inner.py"
    inner.write_text(GOES_WRONG, encoding="utf-8")
    options = ["-c", str(ROOT / "pyproject.toml"), "--rootdir", str(tmp_path), "-p", "tests.conftest", "-rA"]
    command = [sys.executable, "-m", "pytest", *options, str(inner)]
    done = subprocess.run(command, check=False, cwd=ROOT, capture_output=True, text=True, env=dict(os.environ))
    passed = set(re.findall(r"^PASSED \S+::(\w+)", done.stdout, re.MULTILINE))
    failed = set(re.findall(r"^(?:FAILED|ERROR) \S+::(\w+)", done.stdout, re.MULTILINE))
    assert passed - failed == {"test_of_nothing"}, done.stdout
    assert failed == set(re.findall(r"def (test_\w+)", GOES_WRONG)) - {"test_of_nothing"}
