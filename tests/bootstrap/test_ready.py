"""Telling whether an environment stands; that real ones do is shown in tests/test_main.py."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from bootstrap import ready


@pytest.fixture
def made(tmp_path: Path) -> tuple[str, str]:
    """An environment's folder with its stamp, and its lock file."""
    folder, lock = tmp_path / "environment", tmp_path / "some.lock"
    python = Path(ready.python_of(str(folder)))
    python.parent.mkdir(parents=True)
    python.symlink_to(sys.executable)
    lock.write_text("one==1\n", encoding="utf-8")
    (folder / ready.STAMP).write_text(ready.stamp_text(str(folder), str(lock)), encoding="utf-8")
    return str(folder), str(lock)


def test_an_environment_with_the_stamp_of_its_lock_file_is_complete(made: tuple[str, str]) -> None:
    assert ready.is_complete(*made)


def test_without_its_stamp_it_was_left_half_made(made: tuple[str, str]) -> None:
    Path(made[0], ready.STAMP).unlink()
    assert not ready.is_complete(*made)


@pytest.mark.parametrize("text", ["", "one line", "two\nlines"])
def test_half_a_stamp_is_none(made: tuple[str, str], text: str) -> None:
    Path(made[0], ready.STAMP).write_text(text, encoding="utf-8")
    assert not ready.is_complete(*made)


def test_a_changed_lock_file_makes_it_out_of_date(made: tuple[str, str]) -> None:
    Path(made[1]).write_text("one==2\n", encoding="utf-8")
    assert not ready.is_complete(*made)


def test_a_python_that_was_replaced_or_removed_makes_it_out_of_date(made: tuple[str, str], tmp_path: Path) -> None:
    python = Path(ready.python_of(made[0]))
    python.unlink()
    assert not ready.is_complete(*made)
    newer = tmp_path / "python3.99"
    newer.touch()
    python.symlink_to(newer)
    assert not ready.is_complete(*made)


def test_a_place_of_its_own_in_the_users_cache_is_kept_for_each_copy_of_the_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    beside, in_cache = ready.PROGRAM.folders()
    monkeypatch.setattr(ready, "ROOT", str(tmp_path / "another copy"))
    assert Path(beside).parent.joinpath("main.py").is_file()
    assert in_cache.startswith(str(ready.cache_folder()))
    assert ready.PROGRAM.folders()[1] not in (in_cache, beside)
