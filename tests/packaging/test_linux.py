"""The entry in the applications menu of a Linux desktop."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.sources import ROOT

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a shell script for Linux desktops")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the program in a folder whose name means something to shells and to the format."""
    folder = tmp_path / "my $program & 100%"
    for part in ("packaging", "resources/crm-desktop.svg"):
        target = folder / part
        target.parent.mkdir(parents=True, exist_ok=True)
        (shutil.copytree if (ROOT / part).is_dir() else shutil.copy)(ROOT / part, target)
    return folder


def _add_to_menu(folder: Path, *arguments: str) -> Path:
    script = folder / "packaging" / "linux" / "add-to-menu.sh"
    data = folder.parent / "data"
    subprocess.run(
        [str(script), *arguments], check=True, capture_output=True, env={**os.environ, "XDG_DATA_HOME": str(data)}
    )
    return data / "applications" / "crm-desktop.desktop"


def test_the_entry_starts_this_very_folder_whatever_its_name(folder: Path) -> None:
    lines = dict(
        line.split("=", 1) for line in _add_to_menu(folder).read_text(encoding="utf-8").splitlines() if "=" in line
    )
    assert lines["Exec"] == f'python3 "{folder.parent}/my \\\\$program & 100%%/main.py"'
    assert Path(lines["Icon"]).is_file()
    assert "@" not in "".join(lines.values())


def test_the_entry_can_be_taken_out_again(folder: Path) -> None:
    assert _add_to_menu(folder).exists()
    assert not _add_to_menu(folder, "--remove").exists()
