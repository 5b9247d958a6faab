"""The edge of the command line: whatever goes wrong ends in a sentence and in 0, 1 or 2."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from crm_desktop.cli import main as cli
from crm_desktop.cli.desk import Desk
from crm_desktop.cli.main import main
from tests.cli.commands import Said, Script

ROOT = Path(__file__).resolve().parents[2]
posix = pytest.mark.skipif(os.name == "nt", reason="pipes and devices of POSIX")


def run_outside(script: Script, *arguments: str, stdout: int) -> subprocess.CompletedProcess[str]:
    """A command in a process of its own, its answers going to an open file."""
    command = [sys.executable, "-m", "crm_desktop", "--file", str(script.file), *arguments]
    return subprocess.run(command, cwd=ROOT, stdout=stdout, stderr=subprocess.PIPE, text=True, check=False)


@posix
def test_a_reader_that_has_seen_enough_is_no_failure(script: Script) -> None:
    script.new()
    reader, writer = os.pipe()
    os.close(reader)
    try:
        done = run_outside(script, "settings", "--json", stdout=writer)
    finally:
        os.close(writer)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
def test_an_answer_that_cannot_be_written_is_told_though_the_work_is_done(script: Script) -> None:
    script.new()
    full = os.open("/dev/full", os.O_WRONLY)
    try:
        done = run_outside(script, "settings", "business.name", "Forno Novo", stdout=full)
    finally:
        os.close(full)
    assert done.returncode == 1
    assert done.stderr.startswith("The answer could not be written")
    assert len(done.stderr.splitlines()) == 1
    assert script.json("settings", "business.name")["value"] == "Forno Novo"


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (KeyboardInterrupt(), "It was stopped. Nothing was saved.\n"),
        (MemoryError(), "The computer has too little memory left for this."),
    ],
)
def test_stopping_and_lack_of_memory_are_said_in_a_sentence(
    script: Script, monkeypatch: pytest.MonkeyPatch, fault: BaseException, said: str
) -> None:
    failing(monkeypatch, fault)
    told = script.run("info")
    assert (told.status, told.out) == (1, "")
    assert told.err.startswith(said)


def test_stopping_while_the_commands_are_loaded_is_said_too(script: Script, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(_name: str) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(cli, "import_module", stopped)
    assert script.run("info") == Said(1, "", "It was stopped. Nothing was saved.\n")


def test_a_fault_nobody_expected_is_a_sentence_and_its_trace_is_in_the_log(
    script: Script, monkeypatch: pytest.MonkeyPatch
) -> None:
    failing(monkeypatch, ZeroDivisionError("by nobody"))
    told = script.run("info")
    log = script.data / "log" / "crm-desktop.log"
    assert (told.status, told.out) == (1, "")
    assert "ZeroDivisionError" in told.err
    assert str(log) in told.err
    assert "Traceback" not in told.err
    assert "by nobody" in log.read_text(encoding="utf-8")


def test_a_fault_is_told_where_no_log_can_be_written_either(script: Script, monkeypatch: pytest.MonkeyPatch) -> None:
    failing(monkeypatch, ZeroDivisionError("by nobody"))
    script.data.write_text("a file where the folder should be", encoding="utf-8")
    told = script.run("info")
    assert (told.status, told.out) == (1, "")
    assert "ZeroDivisionError" in told.err


def failing(monkeypatch: pytest.MonkeyPatch, fault: BaseException) -> None:
    """From now on the file cannot be opened, because of `fault`."""

    def store(_desk: Desk) -> None:
        raise fault

    monkeypatch.setattr(Desk, "store", property(store))


def test_a_folder_of_nobody_we_know_is_taken_as_it_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["--data", "~nobody-here/x", "info"]) == 1
    assert "There is no file" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [
        ["--data", "", "info"],
        ["--file", "", "info"],
        ["export", ""],
        ["backup", ""],
        ["restore", ""],
        ["import", "contacts", ""],
        ["contact", "1_0"],
        ["contact", "٣"],
        ["contact", "-1"],
        ["quote", "issue", "+1"],
        ["quotes", "--limit=-1"],
        ["history", "--limit=1_0"],
        ["deals", "--limit=--"],
    ],
)
def test_what_cannot_be_meant_is_wrong_usage(script: Script, arguments: list[str]) -> None:
    script.new()
    told = script.run(*arguments)
    assert (told.status, told.out) == (2, "")
    assert "_" not in told.err.splitlines()[-1].replace("1_0", "")


@pytest.mark.parametrize("option", ["--text=--", "--view=--"])
def test_dashes_alone_are_no_value_of_an_option(script: Script, option: str) -> None:
    script.new()
    for command in ("contacts", "deals", "jobs"):
        told = script.run(command, option)
        # Later Pythons take them for the text they are.
        assert told.status == 2 or (told.status == 0 and option == "--text=--") or "“--” is not" in told.err


@pytest.mark.parametrize("command", ["contacts", "deals", "quotes", "jobs", "history"])
def test_a_limit_beyond_every_list_lists_everything(script: Script, command: str) -> None:
    script.new()
    assert script.json(command, "--limit", str(2**64)) == script.json(command)
