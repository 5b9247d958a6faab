"""Fills an environment from a lock file with pip, wherever this machine keeps its pip, and says how far it is."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from bootstrap import distribution
from bootstrap.telling import Say, SetupFailedError

# The first pip that fills another Python's environment (`--python`).
OLDEST_PIP = (22, 3)

# pip's settings that would put the packages elsewhere or change what the lock file says.
_NOT_FOR_US = ("PYTHONPATH", "PYTHONHOME", "PIP_TARGET", "PIP_PREFIX", "PIP_ROOT", "PIP_CONSTRAINT", "PIP_NO_BINARY")

# How pip names a package of an index, and a package of a folder that its settings give.
_PACKAGE = re.compile(
    r"Collecting ([^=\s]+)==([^\s;]+)|Processing (?:.*[/\\])?([^-/\\\s]+)-(\d[^-/\\\s]*)-[^/\\\s]+\.whl"
)

# What pip writes, and what it means for the person before the screen; the first that fits is told.
_EXPLANATIONS = {
    r"DO NOT MATCH THE HASHES": "A downloaded package is not the one this program was released with, so it was not "
    "installed. Another network may help; if it happens again, please report it.",
    r"No space left on device|Errno 28": "The disk is full. About 700 MB are needed; free some and start again.",
    r"Retrying \(|ConnectionError|Name or service not known|getaddrinfo failed|ReadTimeout": "The package index could "
    "not be reached. The first start needs the network: connect and start again.",
    r"CERTIFICATE_VERIFY_FAILED|SSLError": "The package index was not trusted: its certificate does not fit.",
    r"No matching distribution found for (\S+?)==(\S+)": "There is no package of {0} {1} for this system. "
    "Linux on Intel and AMD needs glibc 2.34 (Debian 12, Ubuntu 22.04), on ARM 2.39; macOS 13; Windows 10.",
}


def installer(python: Path, say: Say) -> list[str]:
    """The command of a pip that installs into the environment of `python`.

    That is the pip of the Python this runs on, from outside, else pip from Python's own bundle. Debian's Python comes
    without the one and without the other.

    Raises:
        SetupFailedError: there is no pip here and it may not be installed; the text holds the line that does.
    """
    for _ in range(2):
        if _own_pip() >= OLDEST_PIP:
            return [sys.executable, "-Im", "pip", "--python", str(python)]
        if _run([str(python), "-Im", "ensurepip"]).returncode == 0:
            return [str(python), "-Im", "pip"]
        if not distribution.may_install() or not distribution.install(["python3-venv"], say):
            break
    raise SetupFailedError(
        "Python has no pip here, which fetches the packages. Nothing was set up. This line installs it:\n\n    "
        + _pip_line(distribution.manager())
    )


def install(pip: list[str], lock: Path, say: Say) -> None:
    """Installs exactly what `lock` lists: ready-made packages only, each one checked against its hash.

    Raises:
        SetupFailedError: with the reason in a sentence.
    """
    options = ["--require-hashes", "--only-binary", ":all:", "--no-deps", "--no-input", "--progress-bar", "off"]
    options += ["--disable-pip-version-check", "--no-warn-script-location", "--retries", "2"]
    command = [*pip, "install", *options, "--requirement", str(lock)]
    with subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        env=_environment(),
    ) as running:
        assert running.stdout is not None
        written: list[str] = []
        for line in progress(_kept(running.stdout, written), pinned(lock)):
            say(line)
    if running.returncode != 0:
        raise SetupFailedError(explain("".join(written)))


def pinned(lock: Path) -> int:
    """How many packages a lock file lists, counting those only other platforms need."""
    return len(re.findall(r"^[a-z0-9].*==", lock.read_text(encoding="utf-8"), re.MULTILINE))


def progress(lines: Iterable[str], total: int) -> Iterator[str]:
    """Turns what pip writes into one line a package, and one before the longer waits."""
    number = 0
    for line in lines:
        if line.startswith("Ignoring "):
            total -= 1
        elif found := _PACKAGE.match(line):
            number += 1
            name, version = (group for group in found.groups() if group)
            yield f"  [{number:2d}/{total}] {name} {version}"
        elif large := re.match(r"\s+Downloading \S+ \((\d{2,})\.?\d* MB\)", line):
            yield f"          fetching {large[1]} MB …"
        elif line.startswith("Installing collected packages"):
            yield "  Unpacking …"


def explain(output: str) -> str:
    """The reason of a failed installation in a sentence, or pip's own last lines when it is none we know."""
    for pattern, sentence in _EXPLANATIONS.items():
        if found := re.search(pattern, output, re.MULTILINE):
            return "The set-up stopped. " + sentence.format(*(group or "" for group in found.groups()))
    last = "\n".join(output.strip().splitlines()[-12:])
    return f"The set-up stopped, and start again is worth a try. The installer's last words were:\n\n{last}"


def _kept(lines: Iterable[str], kept: list[str]) -> Iterator[str]:
    for line in lines:
        kept.append(line)
        yield line


def _environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in _NOT_FOR_US}
    return {**kept, "PIP_USER": "0", "PYTHONUNBUFFERED": "1", "PYTHONUTF8": "1"}


def _run(command: list[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, check=False, capture_output=True, encoding="utf-8", env=_environment())


def _own_pip() -> tuple[int, ...]:
    """The version of the running Python's pip, () when it has none; a user's private pip is not asked (`-I`)."""
    told = re.match(r"pip (\d+)\.(\d+)", _run([sys.executable, "-Im", "pip", "--version"]).stdout)
    return tuple(int(part) for part in told.groups()) if told else ()


def _pip_line(manager: str) -> str:
    names = {"apt": "python3-venv", "dnf": "python3-pip", "pacman": "python-pip", "zypper": "python3-pip"}
    return distribution.install_line([names[manager]], manager) if manager else f"{sys.executable} -m ensurepip --user"
