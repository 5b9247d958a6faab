"""What every test stands on: a steady Qt without a screen, its own folders, real data where it is at hand."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

# Before anything imports Qt: no screen is needed or opened, and no widget is bigger on another machine.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.update({"QT_SCALE_FACTOR": "1", "LANGUAGE": "", "LC_ALL": "C.UTF-8"})
# A test that forgets to name its folder must not write into the folder of the person who runs it.
os.environ["CRM_DESKTOP_DATA"] = str(Path(tempfile.gettempdir()) / f"crm-desktop-tests-{os.getpid()}")

import pytest
from hypothesis import HealthCheck, settings
from PySide6.QtWidgets import QApplication

from crm_desktop.paths import Places
from crm_desktop.words import set_language

ROOT = Path(__file__).resolve().parent.parent

settings.register_profile(
    "steady", derandomize=True, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("wide", deadline=None, database=None, max_examples=5_000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))


@pytest.fixture(scope="session")
def real_data() -> Path:
    """The folder of real vCards, address books and sales records; tests that need it are skipped where it is absent."""
    folder = Path(os.environ.get("CRM_REAL_DATA", ROOT.parent / "shared" / "data")).resolve()
    if not folder.is_dir():
        pytest.skip(f"no real data: {folder.name} is not here; CRM_REAL_DATA names its folder")
    return folder


@pytest.fixture
def places(tmp_path: Path) -> Places:
    """The places of an installation of this test's own; the folder does not exist yet, as on a first start."""
    return Places(tmp_path / "data")


@pytest.fixture(scope="session")
def qapp(qapp: QApplication) -> QApplication:
    """The application in the style the program uses, so that sizes and colours are those of the program."""
    qapp.setStyle("Fusion")
    return qapp


@pytest.fixture(autouse=True)
def _screens_speak_english() -> Iterator[None]:
    """Gives every test English screens, whatever the one before has chosen."""
    set_language("en")
    yield
    set_language("en")
