"""Files that are there completely or not at all: written under another name, synced, renamed."""

from __future__ import annotations

import errno
import hashlib
import os
import secrets
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from glob import escape
from pathlib import Path

from crm_desktop.domain.errors import Refused

SIDE_FILES = ("-journal", "-wal", "-shm")
CHUNK = 1 << 20
NAME_KEPT = 50
"""So much of a name stays in a temporary one: 255 bytes are the most, and a character can take four."""
SECONDS_A_PART_MAY_TAKE = 24 * 60 * 60
FULL_DISK = {errno.ENOSPC, errno.EDQUOT} if hasattr(errno, "EDQUOT") else {errno.ENOSPC}
REASONS = {
    errno.EACCES: "file.no_permission",
    errno.EPERM: "file.no_permission",
    errno.EROFS: "file.no_permission",
    errno.ENOENT: "file.folder_missing",
    errno.ENOTDIR: "file.folder_missing",
    errno.EEXIST: "file.exists",
    errno.EFBIG: "file.too_big",
    errno.ENAMETOOLONG: "file.name_too_long",
}


def os_refusal(error: OSError, path: Path) -> Refused:
    """The sentence for what the system would not do with a file or folder."""
    if error.errno in FULL_DISK:
        return Refused("file.disk_full", path=str(path))
    return Refused(REASONS.get(error.errno or 0, "file.io"), path=str(path))


@contextmanager
def refusing(path: Path) -> Iterator[None]:
    """Turns the system's errors into sentences about `path`.

    Raises:
        Refused: ``file.*``
    """
    try:
        yield
    except OSError as error:
        raise os_refusal(error, path) from error


def sync_file(path: Path) -> None:
    """Makes sure that the content of a file no SQLite connection holds is on the disk."""
    # Windows syncs only what is open for writing.
    handle = os.open(path, os.O_RDWR | getattr(os, "O_BINARY", 0))
    try:
        if sys.platform == "darwin":
            import fcntl  # Windows has none; here fsync alone leaves the content in the drive's own memory

            fcntl.fcntl(handle, fcntl.F_FULLFSYNC)
        else:
            os.fsync(handle)
    finally:
        os.close(handle)


def sync_folder(folder: Path) -> None:
    """Makes sure that the names in a folder are on the disk; Windows does so by itself."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        # Some network file systems refuse it; they have their own idea of when a name is safe.
        with suppress(OSError):
            os.fsync(handle)
    finally:
        os.close(handle)


def rename_new(source: Path, target: Path) -> None:
    """Gives `source` the name `target`, which must be free, and syncs the folder.

    Raises:
        FileExistsError: when something has that name.
    """
    try:
        os.link(source, target)
    except FileExistsError:
        raise
    except OSError:
        # No hard links here (memory sticks, some network drives): hold the name, then put the file over it.
        os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
        source.replace(target)
    else:
        source.unlink()
    sync_folder(target.parent)


def replace(source: Path, target: Path) -> None:
    """Puts `source` in the place of `target` at once and syncs the folder."""
    source.replace(target)
    sync_folder(target.parent)


def temporary_name(target: Path) -> Path:
    """A free name beside `target`, hidden, by which leftovers of a killed program are known."""
    return target.with_name(f".{target.name[:NAME_KEPT]}.{secrets.token_hex(4)}.part")


def leftovers(target: Path, now: datetime) -> list[Path]:
    """What a program that was killed had begun to write for `target`: so old that nobody is at work on it any more."""
    found = []
    for left in target.parent.glob(f".{escape(target.name[:NAME_KEPT])}.*.part"):
        with suppress(OSError):
            if now.timestamp() - left.stat().st_mtime > SECONDS_A_PART_MAY_TAKE:
                found.append(left)
    return found


@contextmanager
def temporary(target: Path) -> Iterator[Path]:
    """A name to write under before `target` gets its own; whatever still has it at the end is removed.

    Raises:
        Refused: what the block raises, about `target` where it was about the temporary name.
    """
    path = temporary_name(target)
    try:
        yield path
    except Refused as refused:
        raise about(refused, path, target) from refused
    finally:
        remove(path)


def about(refused: Refused, written: Path, meant: Path) -> Refused:
    """The refusal with the name the user knows, where it was about a file written under another one, or in it."""
    place = refused.values.get("path")
    if place is None or not Path(str(place)).is_relative_to(written):
        return refused
    return Refused(refused.key, field=refused.field, **{**refused.values, "path": str(meant)})


def remove(path: Path) -> None:
    """Removes a file nobody needs and what SQLite left beside it; never fails."""
    for name in (path, *side_files(path)):
        with suppress(OSError):
            name.unlink(missing_ok=True)


def side_files(path: Path) -> list[Path]:
    """The names of the files SQLite may keep beside a file."""
    return [path.with_name(path.name + ending) for ending in SIDE_FILES]


def set_aside(path: Path) -> None:
    """Takes journals left by a file that is gone out of the way, so that they are never rolled back into a new one."""
    for left in side_files(path):
        with suppress(FileNotFoundError):
            left.rename(left.with_name(f"{left.name}.{secrets.token_hex(4)}.left"))


def sha256(path: Path, step: Callable[[int], None] | None = None) -> str:
    """The SHA-256 of a file no SQLite connection holds, in hex; `step(bytes)` is called for each part read."""
    found = hashlib.sha256()
    with path.open("rb") as file:
        while part := file.read(CHUNK):
            found.update(part)
            if step is not None:
                step(len(part))
    return found.hexdigest()


def is_writable(path: Path) -> bool:
    """Whether this program may change a file and make others beside it, without trying on the file itself."""
    by_effect = os.access in os.supports_effective_ids
    path = Path(os.path.realpath(path))
    for name in (path, path.parent):
        if not os.access(name, os.W_OK, effective_ids=by_effect):
            return False
    return os.name != "nt" or _folder_takes_files(path)


def _folder_takes_files(path: Path) -> bool:
    """Windows knows no right to write to a folder that could be asked for; so make a file there."""
    probe = temporary_name(path)
    try:
        os.close(os.open(probe, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
        probe.unlink()
    except OSError:
        return False
    return True


def is_regular(path: Path) -> bool:
    """Whether it is a plain file: a pipe or device would block whoever reads it."""
    return stat.S_ISREG(path.stat().st_mode)
