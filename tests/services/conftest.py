"""What the tests of the services stand on: an empty business file of their own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from crm_desktop.db.database import Database
from tests.factories import new_file, opened


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Database]:
    """An open, empty business file."""
    with opened(new_file(tmp_path)) as database:
        yield database
