"""``python3 main.py`` on a fresh machine."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from tests.clones import NOWHERE, PYTHON, Clone

PROGRAM = """\
import json, os, sys
import small
print(json.dumps({"arguments": sys.argv[1:], "folder": os.getcwd(), "prefix": sys.prefix, "small": small.VERSION}))
sys.exit(3)
"""


@pytest.fixture
def clone(tmp_path: Path) -> Clone:
    """A fresh clone with version 1 of the package its program needs."""
    clone = Clone(tmp_path)
    clone.write({"crm_desktop/__init__.py": "", "crm_desktop/__main__.py": PROGRAM})
    _release(clone, "1")
    return clone


def _release(clone: Clone, version: str, *, tampered: bool = False) -> None:
    clone.lock("requirements.lock", "small", version, {"small.py": f'VERSION = "{version}"\n'}, tampered=tampered)


def test_a_first_start_sets_up_and_later_ones_go_straight_in(clone: Clone, tmp_path: Path) -> None:
    first = clone.start("--data", "a b", "ção")
    answer = json.loads(first.stdout)
    assert first.returncode == 3, "the program's exit code is the start's"
    assert answer["arguments"] == ["--data", "a b", "ção"]
    assert answer["folder"] == str(clone.index), "paths among the arguments mean what they meant to the shell"
    assert answer["prefix"] == str(clone.home / ".venv")
    assert first.stderr.splitlines()[0].startswith("Setting up the program in ")
    assert "[ 1/1] small 1" in first.stderr

    second = clone.start("find", "Ana", PIP_FIND_LINKS=NOWHERE)
    assert (second.returncode, second.stderr) == (3, "")
    assert json.loads(second.stdout)["arguments"] == ["find", "Ana"]
    assert not _loaded_by_a_start(clone) & {"pathlib", "subprocess", "shutil", "dataclasses", "tempfile", "ctypes"}

    clone.home = clone.home.rename(tmp_path / "moved")
    moved = clone.start(PIP_FIND_LINKS=NOWHERE)
    assert json.loads(moved.stdout)["prefix"] == str(tmp_path / "moved" / ".venv"), moved.stderr


def _loaded_by_a_start(clone: Clone) -> set[str]:
    """The modules a start loads after the interpreter's own, up to where the environment's Python takes over."""
    told = clone.run("-X", "importtime", str(clone.home / "main.py")).stderr
    names = [line.rpartition("|")[2].strip() for line in told.splitlines()]
    assert "bootstrap.ready" in names
    return set(names[names.index("bootstrap") :])


def test_a_package_that_was_tampered_with_is_refused_and_spoils_nothing(clone: Clone) -> None:
    clone.start()
    _release(clone, "2", tampered=True)
    refused = clone.start()
    assert (refused.returncode, refused.stdout) == (1, "")
    assert refused.stderr.splitlines()[-1].startswith("The set-up stopped. A downloaded package is not the one")

    _release(clone, "1")
    back = clone.start()
    assert (json.loads(back.stdout)["small"], back.stderr) == ("1", ""), "the environment before is still the one"


def test_without_a_network_a_sentence_says_what_to_do(clone: Clone) -> None:
    failed = clone.start(PIP_NO_INDEX="0", PIP_FIND_LINKS="", PIP_INDEX_URL=NOWHERE)
    assert failed.returncode == 1
    assert failed.stderr.splitlines()[-1].endswith("The first start needs the network: connect and start again.")
    assert not (clone.home / ".venv").exists()


def test_two_first_starts_at_once_set_up_once(clone: Clone) -> None:
    command = [PYTHON, str(clone.home / "main.py")]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    starts = [subprocess.Popen(command, env=clone.environment(), **pipes) for _ in range(2)]  # type: ignore[call-overload]
    outcomes = [start.communicate() for start in starts]
    assert [json.loads(out)["small"] for out, _ in outcomes] == ["1", "1"]
    assert sum(err.count("Setting up") for _, err in outcomes) == 1
