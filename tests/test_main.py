"""``python3 main.py`` on a fresh machine, with a small program and a small package in place of the real ones."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.sources import ROOT

# The Python that is not itself in an environment, as a user's is.
PYTHON = getattr(sys, "_base_executable", sys.executable)

NOWHERE = "http://127.0.0.1:9/simple"

PROGRAM = """\
import json, os, sys
import small
print(json.dumps({"arguments": sys.argv[1:], "folder": os.getcwd(), "prefix": sys.prefix, "small": small.VERSION}))
sys.exit(3)
"""


class Clone:
    """A fresh copy of the program's start below a folder, and an index of one small package beside it."""

    def __init__(self, home: Path) -> None:
        self.home = home / "a place with spaces & ção"
        self.index = home / "index"
        self.index.mkdir(parents=True)
        shutil.copytree(ROOT / "bootstrap", self.home / "bootstrap", ignore=shutil.ignore_patterns("__pycache__"))
        shutil.copy(ROOT / "main.py", self.home)
        (self.home / "crm_desktop").mkdir()
        (self.home / "crm_desktop" / "__init__.py").touch()
        (self.home / "crm_desktop" / "__main__.py").write_text(PROGRAM, encoding="utf-8")

    def release(self, version: str, *, tampered: bool = False) -> None:
        """Publishes a version of the small package and locks it, with a wrong hash when it was tampered with."""
        wheel = self.index / f"small-{version}-py3-none-any.whl"
        _write_wheel(wheel, version)
        digest = "0" * 64 if tampered else hashlib.sha256(wheel.read_bytes()).hexdigest()
        lock = f"small=={version} \\\n    --hash=sha256:{digest}\n"
        (self.home / "requirements.lock").write_text(lock, encoding="utf-8")

    def start(self, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
        """Starts main.py as a shell does, from another folder than its own."""
        command = [PYTHON, str(self.home / "main.py"), *arguments]
        environment = self.environment(**variables)
        return subprocess.run(command, check=False, capture_output=True, text=True, cwd=self.index, env=environment)

    def environment(self, **variables: str) -> dict[str, str]:
        """The environment variables of a start, in which the index is the whole network."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("PIP_", "PYTHON"))}
        steady = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(self.index), "PIP_CONFIG_FILE": os.devnull}
        return {**kept, **steady, "XDG_CACHE_HOME": str(self.index.parent / "cache"), **variables}


def _write_wheel(wheel: Path, version: str) -> None:
    files = {
        "small.py": f'VERSION = "{version}"\n',
        f"small-{version}.dist-info/METADATA": f"Metadata-Version: 2.1\nName: small\nVersion: {version}\n",
        f"small-{version}.dist-info/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = ""
    with zipfile.ZipFile(wheel, "w") as archive:
        for name, text in files.items():
            archive.writestr(zipfile.ZipInfo(name), text)  # without today: the same bytes each time
            digest = base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).decode().rstrip("=")
            record += f"{name},sha256={digest},{len(text.encode())}\n"
        archive.writestr(
            zipfile.ZipInfo(f"small-{version}.dist-info/RECORD"), f"{record}small-{version}.dist-info/RECORD,,\n"
        )


@pytest.fixture
def clone(tmp_path: Path) -> Clone:
    """A fresh clone with version 1 of its package."""
    made = Clone(tmp_path)
    made.release("1")
    return made


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
    command = [PYTHON, "-X", "importtime", str(clone.home / "main.py")]
    told = subprocess.run(command, check=False, capture_output=True, text=True, env=clone.environment()).stderr
    names = [line.rpartition("|")[2].strip() for line in told.splitlines()]
    assert "bootstrap.ready" in names
    return set(names[names.index("bootstrap") :])


def test_a_package_that_was_tampered_with_is_refused_and_spoils_nothing(clone: Clone) -> None:
    clone.start()
    clone.release("2", tampered=True)
    refused = clone.start()
    assert (refused.returncode, refused.stdout) == (1, "")
    assert refused.stderr.splitlines()[-1].startswith("The set-up stopped. A downloaded package is not the one")

    clone.release("1")
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
