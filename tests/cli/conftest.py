"""A script over a business file of its own for every test of the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.commands import Script


@pytest.fixture
def script(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Script:
    """Commands over a file that does not exist yet."""
    return Script(tmp_path, capsys)
