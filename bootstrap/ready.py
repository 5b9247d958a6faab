"""Tells whether an environment stands and is still the one its lock file describes.

Every start passes here before anything else, so only what the interpreter has loaded by itself is used: no pathlib, no
dataclasses. What makes an environment is in `bootstrap.environment`.
"""

import os
import sys
import zlib

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))

# Written last, so an environment without it is half made: two lines that name the Python beneath, then the lock file.
STAMP = "made-from.lock"
# Stands in an environment for which the system's own libraries were looked for and found.
LIBRARIES_FOUND = "system-libraries-found"


class Purpose:
    """What an environment is for.

    Args:
        name: its folder's name.
        lock: the name of its lock file, beside main.py.
        title: what it is called when the program speaks of it.
    """

    def __init__(self, name: str, lock: str, title: str) -> None:
        self.name = name
        self.lock = os.path.join(ROOT, lock)
        self.title = title

    def folders(self) -> tuple[str, str]:
        """Where it may stand: beside main.py, or in the user's cache when that place cannot be written."""
        elsewhere = f"{self.name.lstrip('.')}-{zlib.crc32(ROOT.encode('utf-8', 'surrogateescape')):08x}"
        return os.path.join(ROOT, self.name), os.path.join(cache_folder(), "crm-desktop", elsewhere)

    def ready_folder(self) -> str:
        """The folder that is complete, up to date and has its system libraries; '' when none is."""
        for folder in self.folders():
            if is_complete(folder, self.lock) and os.path.exists(os.path.join(folder, LIBRARIES_FOUND)):
                return folder
        return ""


PROGRAM = Purpose(".venv", "requirements.lock", "the program")
TESTS = Purpose(".venv-tests", "requirements-tests.lock", "the tests")


def cache_folder() -> str:
    """The folder in which this platform keeps what a user's programs can make again."""
    home = os.path.expanduser("~")
    if os.name == "nt":
        return os.environ.get("LOCALAPPDATA") or os.path.join(home, "AppData", "Local")
    if sys.platform == "darwin":
        return os.path.join(home, "Library", "Caches")
    return os.environ.get("XDG_CACHE_HOME") or os.path.join(home, ".cache")


def python_of(folder: str) -> str:
    """The path of the environment's own Python."""
    return os.path.join(folder, "Scripts", "python.exe") if os.name == "nt" else os.path.join(folder, "bin", "python")


def stamp_text(folder: str, lock: str) -> str:
    """What the stamp of a complete environment says.

    A system upgrade that replaces the Python beneath changes or removes the first two lines' files, a changed lock file
    the rest: both mean that the environment has to be made again.

    Raises:
        OSError: the lock file cannot be read.
    """
    with open(lock, encoding="utf-8") as file:
        made_from = file.read()
    beneath = getattr(sys, "_base_executable", None) or sys.executable
    return "\n".join((os.path.realpath(python_of(folder)), os.path.realpath(beneath), made_from))


def is_complete(folder: str, lock: str) -> bool:
    """True when the environment was made to the end, from this very lock file, and its Python is where it was."""
    try:
        with open(os.path.join(folder, STAMP), encoding="utf-8") as file:
            python, beneath, made_from = file.read().split("\n", 2)
        with open(lock, encoding="utf-8") as file:
            wanted = file.read()
    except (OSError, ValueError):
        return False
    stands = os.path.exists(beneath) and os.path.exists(python) and os.path.realpath(python_of(folder)) == python
    return stands and made_from == wanted
