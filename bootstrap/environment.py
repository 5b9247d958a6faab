"""Makes the private environment of the program or of its tests: whole or not at all, and one start at a time."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from bootstrap import packages, ready, system_libraries
from bootstrap.telling import Say, SetupFailedError


def prepare(purpose: ready.Purpose, say: Say) -> tuple[Path, str]:
    """Makes what is missing for `purpose` and says so line by line.

    Returns:
        The environment's folder, and what the user has to do before a window can open ('' when nothing).

    Raises:
        SetupFailedError: with a sentence for the user; an environment made before is still there.
    """
    folder = writable_folder(purpose)
    with only_one(folder, say):
        if not ready.is_complete(str(folder), purpose.lock):
            make(folder, purpose, say)
        advice = system_libraries.provide(say)
        if not advice:
            (folder / ready.LIBRARIES_FOUND).touch()
    return folder, advice


def writable_folder(purpose: ready.Purpose) -> Path:
    """The first place of `purpose` in which something can be made.

    Raises:
        SetupFailedError: none can.
    """
    for place in purpose.folders():
        folder = Path(place)
        try:
            folder.parent.mkdir(parents=True, exist_ok=True)
            _lock_file(folder).open("a").close()
        except OSError:
            continue
        return folder
    places = " or ".join(str(Path(place).parent) for place in purpose.folders())
    raise SetupFailedError(f"Nothing can be written in {places}. Move the program to a folder of your own.")


def make(folder: Path, purpose: ready.Purpose, say: Say) -> None:
    """Makes the environment anew; the one before is set aside, and put back when the new one fails.

    Raises:
        SetupFailedError: with a sentence for the user.
    """
    import venv  # only a first start needs it

    began = time.monotonic()
    say(f"Setting up {purpose.title} in {folder} (once; the packages come over the network).")
    before = _set_aside(folder)
    try:
        # A copied python.exe is how Windows does it; elsewhere a link follows the system's security updates.
        venv.EnvBuilder(symlinks=os.name != "nt").create(folder)
        python = Path(ready.python_of(str(folder)))
        packages.install(packages.installer(python, say), Path(purpose.lock), say)
        _compile(python)
        _write_stamp(folder, purpose.lock)
    except BaseException as failure:
        shutil.rmtree(folder, ignore_errors=True)
        if before.exists():
            before.rename(folder)
        if isinstance(failure, OSError):
            raise SetupFailedError(f"The set-up stopped: {failure}. Nothing half made is left behind.") from failure
        raise
    shutil.rmtree(before, ignore_errors=True)
    say(f"Done in {time.monotonic() - began:.0f} s.")


@contextmanager
def only_one(folder: Path, say: Say) -> Iterator[None]:
    """Lets one start at a time make the environment; a second one waits here and then finds it made."""
    with _lock_file(folder).open("a", encoding="utf-8") as file:
        if not _take(file, wait=False):
            say("Another start is setting up in the same place; waiting for it …")
            _take(file, wait=True)
        yield


def _lock_file(folder: Path) -> Path:
    return folder.with_name(folder.name + ".busy")


def _take(file: IO[str], *, wait: bool) -> bool:
    """Takes the lock of an open file, which the system gives back when this process ends, however it ends."""
    if os.name == "nt":
        return _take_on_windows(file, wait=wait)
    import fcntl  # only there where it exists

    try:
        fcntl.flock(file, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except BlockingIOError:
        return False
    return True


def _take_on_windows(file: IO[str], *, wait: bool) -> bool:
    import msvcrt  # only there where it exists

    while True:
        try:
            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
        except OSError:
            if not wait:
                return False
            time.sleep(0.5)
        else:
            return True


def _set_aside(folder: Path) -> Path:
    """Renames an environment that is half made or out of date, which fails while something runs in it on Windows."""
    before = folder.with_name(folder.name + "-before")
    shutil.rmtree(before, ignore_errors=True)
    try:
        if folder.exists():
            folder.rename(before)
    except PermissionError as error:
        raise SetupFailedError("The program is to be renewed but is still open. Close it and start again.") from error
    return before


def _compile(python: Path) -> None:
    """Compiles the program's own modules, so that the first start is as quick as the second; no matter if it cannot."""
    for part in ("bootstrap", "crm_desktop"):
        command = [str(python), "-m", "compileall", "-qq", str(Path(ready.ROOT, part))]
        subprocess.run(command, check=False, capture_output=True)


def _write_stamp(folder: Path, lock: str) -> None:
    """Marks the environment as complete; written under another name first, because half a stamp must not count."""
    written = folder / (ready.STAMP + ".new")
    written.write_text(ready.stamp_text(str(folder), lock), encoding="utf-8")
    written.replace(folder / ready.STAMP)
