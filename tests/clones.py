"""A fresh clone of the project's start for the tests of the set-up, with a small package in place of the real ones."""

from __future__ import annotations

import base64
import hashlib
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from pathlib import Path

from tests.sources import ROOT

# The Python that is not itself in an environment, as a user's is.
PYTHON = getattr(sys, "_base_executable", sys.executable)
# An index at which nobody answers.
NOWHERE = "http://127.0.0.1:9/simple"


class Clone:
    """The files a start reads first, in a folder with an awkward name, and an index of packages beside it."""

    def __init__(self, home: Path) -> None:
        self.home = home / "a place with spaces & ção"
        self.index = home / "index"
        self.index.mkdir(parents=True)
        shutil.copytree(ROOT / "bootstrap", self.home / "bootstrap", ignore=shutil.ignore_patterns("__pycache__"))
        shutil.copy(ROOT / "main.py", self.home)

    def write(self, files: Mapping[str, str]) -> None:
        """Puts files into the clone, by their paths in it."""
        for name, text in files.items():
            file = self.home / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")

    def lock(self, lock: str, package: str, version: str, files: Mapping[str, str], *, tampered: bool = False) -> None:
        """Publishes a package of `files` and locks it in `lock`, by a wrong hash when it was tampered with."""
        wheel = self.index / f"{package}-{version}-py3-none-any.whl"
        _write_wheel(wheel, package, version, files)
        digest = "0" * 64 if tampered else hashlib.sha256(wheel.read_bytes()).hexdigest()
        self.write({lock: f"{package}=={version} \\\n    --hash=sha256:{digest}\n"})

    def run(self, *command: str, folder: Path | None = None, **variables: str) -> subprocess.CompletedProcess[str]:
        """Runs the user's Python as a shell does, by default in the folder of the index."""
        return subprocess.run(
            [PYTHON, *command],
            check=False,
            capture_output=True,
            text=True,
            cwd=folder or self.index,
            env=self.environment(**variables),
        )

    def start(self, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
        """Starts main.py from another folder than its own."""
        return self.run(str(self.home / "main.py"), *arguments, folder=None, **variables)

    def environment(self, **variables: str) -> dict[str, str]:
        """The environment variables of a start, in which the index is the whole network."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("PIP_", "PYTHON"))}
        steady = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(self.index), "PIP_CONFIG_FILE": os.devnull}
        return {**kept, **steady, "XDG_CACHE_HOME": str(self.index.parent / "cache"), **variables}


def _write_wheel(wheel: Path, package: str, version: str, files: Mapping[str, str]) -> None:
    about = f"{package}-{version}.dist-info"
    contents = {
        **files,
        f"{about}/METADATA": f"Metadata-Version: 2.1\nName: {package}\nVersion: {version}\n",
        f"{about}/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = f"{about}/RECORD,,\n"
    for name, text in contents.items():
        digest = base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).decode().rstrip("=")
        record += f"{name},sha256={digest},{len(text.encode())}\n"
    with zipfile.ZipFile(wheel, "w") as archive:
        for name, text in {**contents, f"{about}/RECORD": record}.items():
            archive.writestr(zipfile.ZipInfo(name), text)  # without today's date: the same bytes each time
