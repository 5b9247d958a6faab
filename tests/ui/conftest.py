"""The dressed application for every test of the screens."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from crm_desktop.ui.theme import LIGHT_MODE, theme
from tests.ui.office import Office, office_in
from tests.ui.running import Running, running_in


@pytest.fixture(scope="session")
def dressed_app(qapp: QApplication) -> QApplication:
    """The application in the program's own look."""
    theme().apply(qapp, LIGHT_MODE)
    return qapp


@pytest.fixture(autouse=True)
def _light_again(dressed_app: QApplication) -> Iterator[None]:
    """Starts and leaves every test in the light theme."""
    yield
    if theme().mode != LIGHT_MODE:
        theme().set_mode(LIGHT_MODE)


@pytest.fixture
def qtbot(qtbot: QtBot) -> Iterator[QtBot]:
    """The usual hands, which also hold every widget they were given until the test is torn down.

    The plugin only remembers them weakly: between the end of a test and its tear-down Qt still paints, and a widget
    that Python collects while it is being painted takes the whole run down.
    """
    held: list[QWidget] = []
    add_widget = qtbot.addWidget

    def hold(widget: QWidget, **how: Any) -> None:
        held.append(widget)
        add_widget(widget, **how)

    with patch.object(qtbot, "addWidget", hold):
        yield qtbot


@pytest.fixture
def office(tmp_path: Path, qtbot: QtBot, dressed_app: QApplication) -> Iterator[Office]:
    """A business that is set up and open, with a window to put a page into."""
    with office_in(tmp_path, qtbot) as opened:
        yield opened


@pytest.fixture
def running(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, dressed_app: QApplication
) -> Iterator[Running]:
    """The program as it runs, with no file open yet."""
    with running_in(tmp_path, qtbot, monkeypatch) as program:
        yield program
