"""A window with the Quotes tab for every test of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from crm_desktop.db.database import Database
from tests.factories import new_file, opened
from tests.services.quotes import put
from tests.ui.quotes.desk import QuoteDesk


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Database]:
    """An open file of a business in Portugal."""
    with opened(new_file(tmp_path)) as database:
        put(database, country="PT", business__name="Oficina Silva", language="en")
        yield database


@pytest.fixture
def desk(qtbot: QtBot, store: Database, tmp_path: Path) -> Iterator[QuoteDesk]:
    """The window, closed properly at the end."""
    desk = QuoteDesk(qtbot, store, tmp_path)
    yield desk
    desk.window.tasks.shut_down()
