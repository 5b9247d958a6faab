"""A desk for every test of a field."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.kit.desk import Desk


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    return Desk(qtbot)
