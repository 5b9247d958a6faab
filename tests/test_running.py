"""``python3 -m tests`` on a fresh machine, with a package called pytest in place of the real one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.clones import Clone
from tests.sources import ROOT

PYTEST = """\
import json, os, sys
print(json.dumps({"arguments": sys.argv[1:], "screen": os.environ["QT_QPA_PLATFORM"], "folder": os.getcwd()}))
sys.exit(5)
"""


@pytest.fixture
def clone(tmp_path: Path) -> Clone:
    """A fresh clone of what runs the tests."""
    clone = Clone(tmp_path)
    clone.write(
        {file: (ROOT / file).read_text(encoding="utf-8") for file in ("tests/__init__.py", "tests/__main__.py")}
    )
    return clone


def test_the_first_run_sets_up_and_hands_on_what_it_was_told(clone: Clone) -> None:
    clone.lock("requirements-tests.lock", "pytest", "1", {"pytest/__init__.py": "", "pytest/__main__.py": PYTEST})

    first = clone.run("-m", "tests", "tests/domain", "-k", "money", folder=clone.home, QT_QPA_PLATFORM="xcb")
    told = json.loads(first.stdout)
    assert first.returncode == 5, "pytest's exit code is that of the run"
    assert told["arguments"][-3:] == ["tests/domain", "-k", "money"]
    assert told["arguments"][:2] == ["-n", "auto"]
    assert told["screen"] == "offscreen", "no window opens on the screen of the person who runs the tests"
    assert told["folder"] == str(clone.home)
    assert "[ 1/1] pytest 1" in first.stderr

    second = clone.run("-m", "tests", folder=clone.home)
    assert (second.returncode, second.stderr) == (5, "")


def test_without_packages_a_sentence_says_why_no_test_ran(clone: Clone) -> None:
    clone.lock("requirements-tests.lock", "pytest", "1", {"pytest/__init__.py": ""}, tampered=True)
    failed = clone.run("-m", "tests", folder=clone.home)
    assert (failed.returncode, failed.stdout) == (1, "")
    assert failed.stderr.splitlines()[-1].startswith("The set-up stopped.")
