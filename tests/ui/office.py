"""A business that is set up, open in a window of its own, for tests of one page or dialog."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from crm_desktop.db.database import Database
from crm_desktop.db.files import open_file
from crm_desktop.paths import Places
from crm_desktop.services.start import NewBusiness, create_business
from crm_desktop.ui.bus import ChangeBus
from crm_desktop.ui.context import Context
from crm_desktop.ui.kit.toasts import Toast, Toasts
from crm_desktop.ui.tasks import InlineTasks
from crm_desktop.ui.window_state import WindowState
from tests.factories import NOW, TODAY
from tests.ui.hands import wait_until_freed

W = TypeVar("W", bound=QWidget)
T = TypeVar("T")


@cache
def business_bytes(name: str = "Oficina do Forno") -> bytes:
    """The bytes of a file that was set up; making it anew for every test would cost most of the test's time."""
    with TemporaryDirectory() as folder:
        create_business(path := Path(folder) / "new.crm", NewBusiness(name, "PT", "en"))
        return path.read_bytes()


class Office:
    """One open file and a window to put a page into.

    Attributes:
        went: where `context.go` was asked to go.
    """

    def __init__(self, folder: Path, qtbot: QtBot) -> None:
        self.path = folder / "business.crm"
        self.path.write_bytes(business_bytes())
        self.store: Database = open_file(self.path)
        self.qtbot = qtbot
        self.day = TODAY
        self.went: list[tuple[str, int | None]] = []
        self.window = QWidget()
        self.window.resize(1280, 720)
        QHBoxLayout(self.window).setContentsMargins(0, 0, 0, 0)
        self.state = WindowState(folder / "settings.ini")
        bus = ChangeBus(self.window)
        self.store.on_change(bus.publish)
        self.context = Context(
            store=self.store,
            bus=bus,
            tasks=InlineTasks(self.window),
            toasts=Toasts(self.window),
            places=Places(folder / "data"),
            state=self.state,
            today=lambda: self.day,
            now=lambda: NOW + dt.timedelta(days=(self.day - TODAY).days),
            go=self._go,
        )

    def _go(self, page: str, record_id: int | None) -> None:
        self.went.append((page, record_id))

    def show(self, widget: W) -> W:
        """Puts a page into the window and shows it."""
        layout = self.window.layout()
        assert layout is not None
        layout.addWidget(widget)
        self.window.show()
        self.window.activateWindow()
        self.qtbot.waitUntil(self.window.isActiveWindow)
        return widget

    def write(self, verb: Callable[[Any], T], label: str = "Test") -> T:
        """One gesture outside the page, as another screen makes it."""
        with self.store.write(label) as session:
            return verb(session)

    def ask(self, question: Callable[[Any], T]) -> T:
        """One question to the file."""
        with self.store.read() as session:
            return question(session)

    def toast(self) -> Toast:
        """The newest message."""
        return self.context.toasts.shown()[-1]

    def told(self) -> list[str]:
        """The messages that stand now."""
        return [toast.text for toast in self.context.toasts.shown()]

    def undo_by_toast(self) -> None:
        """Presses Undo in the newest message."""
        button = self.toast().action_button
        assert button is not None
        assert button.words() == "Undo"
        button.click()

    def opened(self, kind: type[W]) -> W:
        """The only window of a class that is open."""
        found = [widget for widget in QApplication.topLevelWidgets() if isinstance(widget, kind) and widget.isVisible()]
        assert len(found) == 1, f"{len(found)} of {kind.__name__} are open"
        return found[0]

    def close(self, dialog: QWidget) -> None:
        """Closes a dialog and waits until it is freed."""
        dialog.close()
        wait_until_freed(self.qtbot, dialog)


@contextmanager
def office_in(folder: Path, qtbot: QtBot) -> Iterator[Office]:
    """An office as long as the block runs."""
    office = Office(folder, qtbot)
    try:
        yield office
    finally:
        office.window.close()
        office.window.deleteLater()
        office.store.close()
