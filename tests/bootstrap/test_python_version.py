"""Finding a Python the program runs on."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest

from bootstrap import python_version
from tests.sources import ROOT


@pytest.mark.parametrize("file", ["main.py", "tests/__main__.py", "tests/__init__.py"])
def test_an_old_python_can_read_what_it_is_started_with(file: str) -> None:
    for read_first in (ROOT / file, Path(python_version.__file__), ROOT / "bootstrap" / "__init__.py"):
        ast.parse(read_first.read_text(encoding="utf-8"), feature_version=(3, 6))


@pytest.mark.parametrize("version", [(3, 11, 0), (3, 12, 4), (3, 14, 9)])
def test_a_python_with_locked_packages_suits(version: tuple[int, int, int]) -> None:
    assert python_version.suits(version)


@pytest.mark.parametrize("version", [(3, 6, 15), (3, 10, 14), (3, 15, 0), (4, 0, 0)])
def test_an_older_or_a_newer_one_does_not(version: tuple[int, int, int]) -> None:
    assert not python_version.suits(version)


def test_the_newest_suitable_python_of_the_machine_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("python3.10", "python3.11", "python3.13", "python3.99"):
        (tmp_path / name).touch(mode=0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert python_version.other_python() == str(tmp_path / "python3.13")


def test_the_launcher_of_windows_is_asked_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    launcher = tmp_path / "py"
    launcher.write_text('#!/bin/sh\n[ "$1" = -3.12 ] && echo "C:\\Python312\\python.exe"\n', encoding="utf-8")
    launcher.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert python_version.other_python() == "C:\\Python312\\python.exe"


def test_without_a_suitable_python_a_sentence_says_where_to_get_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(sys, "version_info", (3, 9, 1, "final", 0))
    with pytest.raises(SystemExit) as stopped:
        python_version.require_suitable("main.py")
    assert "needs Python 3.11" in str(stopped.value.code)
    assert "this is Python 3.9" in str(stopped.value.code)
    assert "python.org" in str(stopped.value.code)
