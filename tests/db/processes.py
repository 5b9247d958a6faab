"""Other processes beside the test: a window that holds a lock, a program that is killed, a user without rights."""

from __future__ import annotations

import os
import signal
import sqlite3
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


def killed_after(calls: int, work: Callable[[], object]) -> bool:
    """Does the work in a copy of this process that is killed at its so-many-th call of anything written in C.

    Those are the system calls and the steps of SQLite, and what lies between them. False when the work ended first.
    """
    left = [calls]

    def watch(_frame: object, event: str, _argument: object) -> None:
        if event == "c_call":
            left[0] -= 1
            if left[0] == 0:
                die()

    def watched() -> None:
        sys.setprofile(watch)
        work()

    return in_a_fork(watched) != 0


def cut_off(path: Path) -> Path:
    """Kills a program in the middle of a long write, so that the file is half written and its journal hot."""

    def write() -> None:
        connection = sqlite3.connect(path, isolation_level=None)
        connection.execute("PRAGMA cache_size=1")
        connection.execute("BEGIN IMMEDIATE")
        connection.execute(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000) "
            "INSERT INTO setting (key, value) SELECT 'k' || i, hex(randomblob(200)) FROM n"
        )
        die()

    in_a_fork(write)
    assert path.with_name(path.name + "-journal").stat().st_size > 0
    return path


@contextmanager
def full_disk(size: int) -> Iterator[None]:
    """No file can grow beyond so many bytes."""
    import resource  # POSIX only

    resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
