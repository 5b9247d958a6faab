"""Other processes beside the test: a window that holds a lock, a program that is killed, a user without rights."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path


class StoppedError(Exception):
    """What the window raises in long work when the user stops it."""


ROOT = Path(__file__).resolve().parent.parent.parent
NOBODY = 65534


@contextmanager
def beside(code: str, *arguments: str | Path) -> Iterator[subprocess.Popen[str]]:
    """Runs code in another process until the block ends; goes on once the code has printed a line.

    The code waits for its end with ``input()``.
    """
    process = subprocess.Popen(
        [sys.executable, "-c", code, *map(str, arguments)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        assert process.stdout.readline(), "the other process did not start"
        yield process
    finally:
        process.kill()
        process.wait()
        process.stdin.close()
        process.stdout.close()


def answer(process: subprocess.Popen[str], line: str = "") -> str:
    """Says a line to the other process and answers with its next one."""
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(line + "\n")
    process.stdin.flush()
    return process.stdout.readline().strip()


HOLD = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute(sys.argv[2])
print("held", flush=True)
input()
"""


def holding(path: Path, statement: str = "BEGIN EXCLUSIVE") -> AbstractContextManager[subprocess.Popen[str]]:
    """Another program that has begun a transaction on the file."""
    return beside(HOLD, path, statement)


def in_a_fork(work: Callable[[], object]) -> int:
    """Does the work in a copy of this process; answers the signal that killed it, or 0, or 1 when it raised."""
    child = os.fork()
    if child == 0:
        status = 1
        try:
            work()
            status = 0
        finally:
            os._exit(status)
    _pid, status = os.waitpid(child, 0)
    return os.WTERMSIG(status) if os.WIFSIGNALED(status) else os.WEXITSTATUS(status)


def die() -> None:
    """Ends this process at once, as a power cut or the task manager would."""
    os.kill(os.getpid(), signal.SIGKILL)


@contextmanager
def open_folder() -> Iterator[Path]:
    """A temporary folder that every user may reach (pytest's own are closed to others)."""
    with tempfile.TemporaryDirectory(prefix="crm-desktop-") as name:
        folder = Path(name)
        folder.chmod(0o777)
        yield folder
        folder.chmod(0o777)


@contextmanager
def as_nobody() -> Iterator[None]:
    """Gives up the rights of the superuser for a while, because he may write to what is write-protected."""
    if os.geteuid() != 0:
        yield
        return
    os.setegid(NOBODY)
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)
        os.setegid(0)


def names(folder: Path) -> list[str]:
    """What lies in a folder."""
    return sorted(found.name for found in folder.iterdir())
