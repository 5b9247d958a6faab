"""Finds a Python the program runs on. Every Python from 3.6 reads this file, so it is written for 3.6."""

import os
import sys

OLDEST = (3, 11)
NEWEST = (3, 14)


def suits(version: tuple) -> bool:  # type: ignore[type-arg]  # 3.6 cannot subscript it
    """True when the locked packages exist for this version of Python, given as `sys.version_info` gives it."""
    return OLDEST <= tuple(version[:2]) <= NEWEST


def other_python() -> str:
    """The path of the newest Python on this machine that suits, found by its name; '' when there is none."""
    import shutil  # every start reads this file, hardly one comes here

    for minor in range(NEWEST[1], OLDEST[1] - 1, -1):
        found = shutil.which("python3.{}".format(minor)) or _from_launcher(minor)  # noqa: UP032  # as old as the rest
        if found:
            return found
    return ""


def _from_launcher(minor: int) -> str:
    """The path of Python 3.`minor` as Windows' launcher knows it; '' where there is no launcher or no such Python."""
    import shutil
    import subprocess

    if not shutil.which("py"):
        return ""
    command = ["py", "-3.{}".format(minor), "-c", "import sys; print(sys.executable)"]  # noqa: UP032
    try:
        return subprocess.check_output(command, stderr=subprocess.DEVNULL, universal_newlines=True).strip()
    except (OSError, subprocess.CalledProcessError):
        return ""


def require_suitable(*arguments: str) -> None:
    """Returns when the running Python suits.

    Otherwise runs `arguments` with one that does, or ends with a sentence that says where to get one.
    """
    if suits(sys.version_info):
        return
    python = other_python()
    if not python:
        sys.exit(
            "CRM Desktop needs Python 3.11, 3.12, 3.13 or 3.14; this is Python {}.{}, and no other was found.\n"
            "Get Python from your system's packages or from https://www.python.org/downloads/ and start again.".format(
                *sys.version_info[:2]
            )
        )
    if os.name == "nt":
        import subprocess  # likewise

        sys.exit(subprocess.call([python, *arguments]))
    os.execv(python, [python, *arguments])
