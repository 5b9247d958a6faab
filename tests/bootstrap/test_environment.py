"""Making the private environment: whole or not at all, one start at a time. No package is fetched here."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from bootstrap import environment, packages, ready, system_libraries
from bootstrap.telling import Say, SetupFailedError
from tests.sources import ROOT


class Copy(ready.Purpose):
    """An environment below a folder of the test, made from a lock file of the test."""

    def __init__(self, home: Path) -> None:
        super().__init__("environment", "unused", "the test")
        self.home = home
        self.lock = str(home / "some.lock")
        Path(self.lock).write_text("one==1\n", encoding="utf-8")

    def folders(self) -> tuple[str, str]:
        return str(self.home / "beside" / self.name), str(self.home / "cache" / self.name)


@pytest.fixture
def copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Copy:
    """A copy of the program whose packages come without pip, and whose system has every library."""
    monkeypatch.setattr(packages, "installer", lambda python, say: [])
    monkeypatch.setattr(packages, "install", lambda pip, lock, say: say("  [ 1/1] one 1"))
    monkeypatch.setattr(environment, "_compile", lambda python: None)
    monkeypatch.setattr(system_libraries, "missing", lambda: ())
    return Copy(tmp_path)


def _fail(failure: BaseException) -> object:
    def install(pip: list[str], lock: Path, say: Say) -> None:
        raise failure

    return install


def test_what_is_missing_is_made_and_said(copy: Copy) -> None:
    said: list[str] = []
    folder, advice = environment.prepare(copy, said.append)
    assert (str(folder), advice) == (copy.folders()[0], "")
    assert copy.ready_folder() == str(folder)
    assert said[0].startswith(f"Setting up the test in {folder} (once")
    assert said[1:] == ["  [ 1/1] one 1", said[2]]
    assert said[2].startswith("Done in ")


def test_what_stands_is_not_made_again(copy: Copy) -> None:
    environment.prepare(copy, print)
    said: list[str] = []
    environment.prepare(copy, said.append)
    assert said == []


def test_a_set_up_that_was_killed_is_made_again(copy: Copy) -> None:
    folder, _ = environment.prepare(copy, print)
    (folder / ready.STAMP).unlink()
    (folder / "left over").touch()
    environment.prepare(copy, print)
    assert copy.ready_folder() == str(folder)
    assert not (folder / "left over").exists()


def test_a_changed_lock_file_renews_it(copy: Copy) -> None:
    environment.prepare(copy, print)
    Path(copy.lock).write_text("one==2\n", encoding="utf-8")
    assert copy.ready_folder() == ""
    folder, _ = environment.prepare(copy, print)
    assert copy.ready_folder() == str(folder)
    assert [entry.name for entry in folder.parent.iterdir() if entry.is_dir()] == [folder.name]


@pytest.mark.parametrize("failure", [SetupFailedError("no network"), KeyboardInterrupt(), OSError(28, "disk full")])
def test_a_failure_leaves_nothing_half_made_and_the_old_one_in_place(
    copy: Copy, monkeypatch: pytest.MonkeyPatch, failure: BaseException
) -> None:
    folder, _ = environment.prepare(copy, print)
    (folder / "of the old one").touch()
    Path(copy.lock).write_text("one==2\n", encoding="utf-8")
    monkeypatch.setattr(packages, "install", _fail(failure))
    with pytest.raises((SetupFailedError, KeyboardInterrupt)):
        environment.prepare(copy, print)
    assert copy.ready_folder() == ""
    assert (folder / "of the old one").exists()
    assert [entry.name for entry in folder.parent.iterdir() if entry.is_dir()] == [folder.name]


def test_a_first_failure_leaves_no_environment(copy: Copy, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packages, "install", _fail(OSError(28, "No space left on device")))
    with pytest.raises(SetupFailedError, match="No space left on device"):
        environment.prepare(copy, print)
    assert not Path(copy.folders()[0]).exists()


def test_a_place_that_cannot_be_written_is_given_up_for_the_users_cache(copy: Copy) -> None:
    (copy.home / "beside").touch()  # a file where a folder is needed, since root may write anywhere
    folder, _ = environment.prepare(copy, print)
    assert copy.ready_folder() == str(folder) == copy.folders()[1]


def test_where_nothing_can_be_written_a_sentence_says_so(copy: Copy) -> None:
    (copy.home / "beside").touch()
    (copy.home / "cache").touch()
    with pytest.raises(SetupFailedError, match="Move the program to a folder of your own"):
        environment.prepare(copy, print)


def test_missing_libraries_are_looked_for_again_at_the_next_start(copy: Copy, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system_libraries, "provide", lambda say: "install libegl1")
    folder, advice = environment.prepare(copy, print)
    assert advice == "install libegl1"
    assert copy.ready_folder() == ""
    monkeypatch.setattr(system_libraries, "provide", lambda say: "")
    said: list[str] = []
    assert environment.prepare(copy, said.append) == (folder, "")
    assert copy.ready_folder() == str(folder)
    assert said == [], "the packages were there already"


def test_a_second_start_waits_for_the_first(tmp_path: Path) -> None:
    folder = tmp_path / "environment"
    script = (
        "import sys; from pathlib import Path; from bootstrap.environment import only_one\n"
        "with only_one(Path(sys.argv[1]), print): print('in', flush=True); sys.stdin.read()"
    )
    command = [sys.executable, "-u", "-c", script, str(folder)]
    start = {"cwd": ROOT, "stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen(command, **start) as first:  # type: ignore[call-overload]
        assert first.stdout.readline() == "in\n"
        with subprocess.Popen(command, **start) as second:  # type: ignore[call-overload]
            assert second.stdout.readline().startswith("Another start is setting up")
            first.kill()  # however the first one ends
            assert second.stdout.readline() == "in\n"
            second.stdin.close()
