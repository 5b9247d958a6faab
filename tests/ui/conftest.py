"""The dressed application for every test of the screens."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from crm_desktop.ui.theme import LIGHT_MODE, theme


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
