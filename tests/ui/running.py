"""The program as it runs: a real window over a real file, for tests of what goes beyond one page."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from crm_desktop.paths import Places
from crm_desktop.ui.context import Context
from crm_desktop.ui.kit.toasts import Toast
from crm_desktop.ui.main_window import MainWindow
from crm_desktop.ui.pages import PAGES
from crm_desktop.ui.program import Program
from crm_desktop.ui.window_state import WindowState
from tests.ui.hands import seen
from tests.ui.office import W, business_bytes


class Running:
    """A program, its window, and the dialogs of the system answered beforehand."""

    def __init__(self, folder: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder = folder
        self.qtbot = qtbot
        self.patch = monkeypatch
        self.places = Places(folder / "data")
        self.file = folder / "Forno.crm"
        self.window = MainWindow(WindowState(self.places.settings), PAGES)
        self.window.state.set_text("window/page", "service")
        self.program = Program(self.window, self.places, self.file)
        self.window.show()
        qtbot.waitUntil(self.window.isActiveWindow)

    def put_file(self, path: Path | None = None, name: str = "Oficina do Forno") -> Path:
        """A business file that is set up."""
        path = path or self.file
        path.write_bytes(business_bytes(name))
        return path

    def open(self) -> Context:
        """The file, open in the window."""
        self.put_file()
        assert self.program.open(self.file)
        return self.context()

    def context(self) -> Context:
        """What the open file's screens are given."""
        context = self.program.context
        assert context is not None
        return context

    def answer(self, *chosen: Path) -> None:
        """What the next dialogs of the system answer."""
        names = [str(path) for path in chosen]
        first = names[0] if names else ""
        self.patch.setattr(QFileDialog, "getOpenFileName", lambda *_a, **_k: (first, ""))
        self.patch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (first, ""))
        self.patch.setattr(QFileDialog, "getOpenFileNames", lambda *_a, **_k: (names, ""))
        self.patch.setattr(QFileDialog, "getExistingDirectory", lambda *_a, **_k: first)

    def run(self, key: str) -> None:
        """Gives a command as menu and palette do."""
        self.window.registry.run(key)

    def words_of(self, key: str) -> str:
        """What a command says in the menu."""
        self.window.registry.update()
        return self.window.registry.qt_action(key).text().replace("&&", "&")

    def dialog(self, kind: type[W]) -> W:
        """The only window of a class that is open."""
        found = [each for each in QApplication.topLevelWidgets() if isinstance(each, kind) and each.isVisible()]
        assert len(found) == 1, f"{len(found)} of {kind.__name__} are open"
        return found[0]

    def seen(self, widget: QWidget | None = None) -> list[str]:
        """What can be read in the window."""
        return seen(widget or self.window)

    def told(self) -> list[str]:
        """The messages that stand now."""
        return [toast.text for toast in self.window.toasts.shown()]

    def toast(self) -> Toast:
        """The newest message."""
        return self.window.toasts.shown()[-1]

    def wait(self) -> None:
        """Until nothing runs beside the window."""
        self.qtbot.waitUntil(lambda: not self.window.tasks.running, timeout=20_000)

    def open_name(self) -> str:
        """The name of the file that is open."""
        return self.context().store.path.stem

    def title(self) -> str:
        """The words of the window's title bar."""
        return self.window.windowTitle()


@contextmanager
def running_in(folder: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Running]:
    """A program as long as the block runs."""
    running = Running(folder, qtbot, monkeypatch)
    try:
        yield running
    finally:
        running.window.tasks.shut_down()
        for widget in QApplication.topLevelWidgets():
            if widget is not running.window and widget.parent() is running.window:
                widget.close()
        running.program.close()
        running.window.detach()
        running.window.close()
        running.window.deleteLater()


def any_of(found: list[str], words: str) -> Any:
    """The first text that holds these words; fails when there is none."""
    matching = [text for text in found if words in text]
    assert matching, f"nobody says “{words}” in {found}"
    return matching[0]
