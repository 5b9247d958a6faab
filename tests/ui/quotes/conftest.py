"""A window with the Quotes tab for every test of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from crm_desktop.db.database import Database
from tests.factories import new_file, opened
from tests.services.quotes import FITTING, SHELF, a_draft, put
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


@pytest.fixture
def two(desk: QuoteDesk) -> QuoteDesk:
    """A quote of two lines, open."""
    desk.page.open_record(a_draft(desk.store, SHELF, FITTING))
    return desk


@pytest.fixture
def other(desk: QuoteDesk) -> Iterator[Database]:
    """The same file in another program."""
    with opened(desk.store.path) as elsewhere:
        yield elsewhere
