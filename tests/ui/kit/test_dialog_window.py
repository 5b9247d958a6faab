"""Windows over the main window: closed by cross, Escape and program alike, and gone when they are closed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from crm_desktop.ui.kit.dialog_window import DialogWindow
from tests.ui.hands import press, wait_until_freed


class Careful(DialogWindow):
    """Closes only when it may."""

    may = True

    def may_close(self) -> bool:
        return self.may


@pytest.fixture
def window(qtbot: QtBot) -> Careful:
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.show()
    made = Careful(parent, "Products and services", QSize(500, 300))
    made.open()
    qtbot.waitExposed(made)
    return made


@pytest.mark.parametrize("way", ["escape", "cross", "program"])
def test_it_is_freed_however_it_is_closed(window: Careful, qtbot: QtBot, way: str) -> None:
    if way == "escape":
        press(window, Qt.Key.Key_Escape)
    elif way == "cross":
        window.close()
    else:
        window.accept()
    wait_until_freed(qtbot, window)


@pytest.mark.parametrize("way", ["escape", "cross"])
def test_it_stays_open_while_something_typed_would_be_lost(window: Careful, qtbot: QtBot, way: str) -> None:
    window.may = False
    press(window, Qt.Key.Key_Escape) if way == "escape" else window.close()
    assert window.isVisible()
    window.may = True
    window.close()
    wait_until_freed(qtbot, window)


def test_it_says_what_it_is_and_is_never_larger_than_the_screen(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("crm_desktop.ui.kit.screen_room.room_of", lambda _window: QSize(1016, 560))
    window = DialogWindow(None, "Settings", QSize(1400, 900))
    qtbot.addWidget(window)
    assert window.windowTitle() == "Settings"
    assert window.size() == QSize(1016, 560)
