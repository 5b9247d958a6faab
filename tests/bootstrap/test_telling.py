"""How the set-up speaks where there is a terminal and where there is none."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from bootstrap import telling
from bootstrap.telling import Say, SetupFailedError


class Stream:
    """A standard stream that is a terminal or is not."""

    def __init__(self, *, terminal: bool) -> None:
        self._terminal = terminal

    def isatty(self) -> bool:
        return self._terminal


Started = Callable[..., None]


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> Started:
    """Pretends how this process was started."""

    def start(*arguments: str, terminal: bool = False, display: str = ":0") -> None:
        for name in ("stdin", "stdout", "stderr"):
            monkeypatch.setattr(sys, name, Stream(terminal=terminal))
        monkeypatch.setattr(sys, "argv", ["main.py", *arguments])
        monkeypatch.setenv("DISPLAY", display)
        monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)

    return start


def test_lines_go_to_stderr_because_answers_go_to_stdout(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def work(say: Say) -> int:
        say("Setting up")
        return 7

    monkeypatch.setattr(sys, "argv", ["main.py", "info"])
    assert telling.told(work) == 7
    assert capsys.readouterr() == ("", "Setting up\n")


def test_a_desktop_start_has_no_terminal_and_no_arguments(started: Started) -> None:
    started()
    assert telling.was_double_clicked()


@pytest.mark.parametrize("how", [{"terminal": True}, {"display": ""}])
def test_a_shell_or_a_machine_without_a_screen_is_no_desktop_start(started: Started, how: dict[str, object]) -> None:
    started(**how)
    assert not telling.was_double_clicked()


def test_a_script_that_passes_arguments_is_never_held_up_by_a_dialog(started: Started) -> None:
    started("info", "--json")
    assert not telling.was_double_clicked()


def test_without_a_terminal_a_failure_is_shown_by_the_desktop(
    started: Started, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = tmp_path / "shown"
    for name in ("notify-send", "zenity"):
        stand_in = tmp_path / name
        stand_in.write_text(f'#!/bin/sh\necho {name} "$@" >> "{shown}"\n')
        stand_in.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setitem(sys.modules, "bootstrap.window", None)  # as on a system without tkinter

    def fail(say: Say) -> int:
        raise SetupFailedError("There is no pip here.")

    started()
    monkeypatch.setattr(sys, "stderr", None)
    with pytest.raises(SetupFailedError):
        telling.told(fail)
    notified, failed = shown.read_text().splitlines()
    assert "first start" in notified
    assert failed.startswith("zenity --error")
    assert failed.endswith("There is no pip here.")
