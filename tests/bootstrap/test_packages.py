"""Filling an environment with pip: what is said meanwhile, and what a failure means."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from bootstrap import distribution, packages
from bootstrap.telling import SetupFailedError

WRITTEN_BY_PIP = """\
Ignoring colorama: markers 'sys_platform == "win32"' don't match your environment
Collecting alembic==1.20.1 (from -r requirements.lock (line 3))
  Downloading alembic-1.20.1-py3-none-any.whl (270 kB)
Processing /srv/a mirror-3/files-2/et_xmlfile-2.0.0-py3-none-any.whl (from -r requirements.lock (line 9))
Collecting pyside6-essentials==6.11.3
  Downloading pyside6_essentials-6.11.3-cp310-abi3-manylinux_2_34_x86_64.whl (80.3 MB)
Installing collected packages: alembic, et-xmlfile, pyside6-essentials
Successfully installed alembic-1.20.1
"""


def test_each_package_is_told_with_its_number_and_the_longer_waits_with_their_size() -> None:
    assert list(packages.progress(WRITTEN_BY_PIP.splitlines(), 4)) == [
        "  [ 1/3] alembic 1.20.1",
        "  [ 2/3] et_xmlfile 2.0.0",
        "  [ 3/3] pyside6-essentials 6.11.3",
        "          fetching 80 MB …",
        "  Unpacking …",
    ]


NO_MATCH = "ERROR: No matching distribution found for pyside6-essentials==6.11.3"


@pytest.mark.parametrize(
    ("output", "said"),
    [
        (f"WARNING: Retrying (Retry(total=1)) after 'NewConnectionError'\n{NO_MATCH}", "needs the network"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.", "was not installed"),
        ("ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device", "disk is full"),
        (f"ERROR: Could not find a version (from versions: none)\n{NO_MATCH}", "pyside6-essentials 6.11.3 for this"),
        ("SSLError(SSLCertVerificationError(1, '[SSL: CERTIFICATE_VERIFY_FAILED] …'))", "certificate"),
        ("something new went wrong", "something new went wrong"),
    ],
)
def test_a_failure_is_told_in_a_sentence(output: str, said: str) -> None:
    assert said in packages.explain(output)


def test_every_locked_package_is_counted(tmp_path: Path) -> None:
    lock = tmp_path / "some.lock"
    lock.write_text(
        "# made by hand\none==1 \\\n    --hash=sha256:00\ntwo==2 ; sys_platform == 'win32'\n", encoding="utf-8"
    )
    assert packages.pinned(lock) == 2


Answers = dict[str, tuple[int, str]]


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> Answers:
    """What this machine answers to ``-Im pip`` and ``-Im ensurepip`` (exit code, output); by default it has neither."""
    answers: Answers = {"pip": (1, ""), "ensurepip": (1, "")}

    def run(command: list[str]) -> subprocess.CompletedProcess[str]:
        code, output = answers[command[2]]
        return subprocess.CompletedProcess(command, code, output)

    monkeypatch.setattr(packages, "_run", run)
    monkeypatch.setattr(distribution, "may_install", lambda: False)
    return answers


PIP_OF_DEBIAN = (0, "pip 23.0.1 from /usr/lib/python3/dist-packages/pip (python 3.11)\n")


def test_the_pip_of_this_python_fills_the_environment_from_outside(machine: Answers) -> None:
    machine["pip"] = PIP_OF_DEBIAN
    assert packages.installer(Path("python"), print) == [sys.executable, "-Im", "pip", "--python", "python"]


@pytest.mark.parametrize("own", [(1, ""), (0, "pip 22.2.2 from …"), (0, "something else")])
def test_without_a_pip_that_can_pythons_bundle_brings_one(machine: Answers, own: tuple[int, str]) -> None:
    machine.update({"pip": own, "ensurepip": (0, "")})
    assert packages.installer(Path("python"), print) == ["python", "-Im", "pip"]


@pytest.mark.usefixtures("machine")
@pytest.mark.parametrize(
    ("manager", "line"),
    [("apt", "sudo apt install -y python3-venv"), ("dnf", "sudo dnf install -y python3-pip"), ("", "ensurepip --user")],
)
def test_without_any_pip_one_line_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch, manager: str, line: str) -> None:
    monkeypatch.setattr(distribution, "manager", lambda: manager)
    with pytest.raises(SetupFailedError, match=r"Nothing was set up") as failure:
        packages.installer(Path("python"), print)
    assert str(failure.value).endswith(line)


def test_root_on_debian_gets_pip_installed(machine: Answers, monkeypatch: pytest.MonkeyPatch) -> None:
    def install(names: list[str], say: object) -> bool:
        assert names == ["python3-venv"]
        machine["ensurepip"] = (0, "")
        return True

    monkeypatch.setattr(distribution, "may_install", lambda: True)
    monkeypatch.setattr(distribution, "install", install)
    assert packages.installer(Path("python"), print) == ["python", "-Im", "pip"]
