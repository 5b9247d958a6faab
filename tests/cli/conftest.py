"""A script over a business file of its own for every test of the command line, on a day that is always the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from crm_desktop.cli.desk import Desk
from tests.cli.commands import Script
from tests.factories import NOW, TODAY


@pytest.fixture(autouse=True)
def _same_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """The tests say days; on which one they run must not matter."""
    monkeypatch.setattr(Desk, "today", TODAY)
    monkeypatch.setattr(Desk, "now", NOW)


@pytest.fixture
def script(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Script:
    """Commands over a file that does not exist yet."""
    return Script(tmp_path, capsys)
