"""An open business file for every test of the database."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from crm_desktop.db.database import Database
from tests.factories import new_file, opened


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A new, empty business file that nobody has open."""
    return new_file(tmp_path)


@pytest.fixture
def database(file: Path) -> Iterator[Database]:
    """A new business file, open."""
    with opened(file) as found:
        yield found
