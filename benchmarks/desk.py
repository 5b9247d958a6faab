"""One business open on an unseen screen: the program's own pages in a window, worked with keys and painted at once."""

from __future__ import annotations

import gc
import os
from pathlib import Path
from tempfile import TemporaryDirectory

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from benchmarks.data import NOW, TODAY
from crm_desktop.db.files import open_file
from crm_desktop.paths import Places
from crm_desktop.ui.bus import ChangeBus
from crm_desktop.ui.context import Context
from crm_desktop.ui.kit.toasts import Toasts
from crm_desktop.ui.tasks import TaskRunner
from crm_desktop.ui.theme import theme
from crm_desktop.ui.window_state import WindowState

SIZE = (1280, 800)


def application() -> QApplication:
    """The one of this process, dressed as the program is."""
    found = QApplication.instance()
    made = found if isinstance(found, QApplication) else QApplication([])
    theme().apply(made, "light")
    return made


class Desk:
    """An open file and a window to show pages in; use it in a ``with``."""

    def __init__(self, path: Path, size: tuple[int, int] = SIZE) -> None:
        application()
        self._folder = TemporaryDirectory()
        folder = Path(self._folder.name)
        self.store = open_file(path)
        self.window = QWidget()
        self.window.resize(*size)
        self._column = QVBoxLayout(self.window)
        self._column.setContentsMargins(0, 0, 0, 0)
        bus = ChangeBus(self.window)
        self.store.on_change(bus.publish)
        self.tasks = TaskRunner(self.window)
        self.context = Context(
            store=self.store,
            bus=bus,
            tasks=self.tasks,
            toasts=Toasts(self.window),
            places=Places(folder),
            state=WindowState(folder / "settings.ini"),
            today=lambda: TODAY,
            now=lambda: NOW,
            go=lambda _page, _record: None,
        )

    def __enter__(self) -> Desk:
        return self

    def __exit__(self, *_why: object) -> None:
        self.tasks.shut_down()
        self.window.close()
        self.window.deleteLater()
        settle()
        self.store.close()
        self._folder.cleanup()
        gc.unfreeze()

    def show(self, page: QWidget) -> None:
        """Puts a page into the window and lets everything come to rest."""
        self._column.addWidget(page)
        self.window.show()
        settle()
        # As the program does once it has started: what was loaded is not looked at again when garbage is collected.
        gc.collect()
        gc.freeze()


def settle() -> None:
    """Lets everything that was put off happen."""
    for _ in range(10):
        QApplication.processEvents()
        QApplication.sendPostedEvents(None, int(QEvent.Type.DeferredDelete.value))


def press(widget: QWidget, letter: str, key: Qt.Key = Qt.Key.Key_A) -> None:
    """One key pressed and let go in a widget."""
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(widget, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, letter))


def paint(widget: QWidget) -> None:
    """Paints all that has to be painted in the window of a widget, now."""
    QApplication.sendEvent(widget.window(), QEvent(QEvent.Type.UpdateRequest))
