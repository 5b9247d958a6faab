"""The title of the window: whose business it is and which tab is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from crm_desktop.domain.changes import SETTINGS, Changes
from crm_desktop.services.business_files import business_name
from crm_desktop.words import _

if TYPE_CHECKING:
    from crm_desktop.services.store import Store
    from crm_desktop.ui.bus import ChangeBus
    from crm_desktop.ui.main_window import MainWindow


class WindowTitle(QObject):
    """Keeps the title of a window right as long as its file is open; Qt puts the program's name behind it.

    A business without a name goes by that of its file.
    """

    def __init__(self, window: MainWindow, store: Store, bus: ChangeBus) -> None:
        super().__init__(window)
        self._window = window
        self._store = store
        self._name = business_name(store)
        bus.changed.connect(self._on_changed)
        window.stack.currentChanged.connect(self._show)
        self._show()

    def end(self) -> None:
        """Leaves the window without a title."""
        self._window.stack.currentChanged.disconnect(self._show)
        self._window.setWindowTitle("")
        self.deleteLater()

    def _on_changed(self, changes: Changes, _initiator: object) -> None:
        if changes.touches(SETTINGS):
            self._name = business_name(self._store)
            self._show()

    def _show(self) -> None:
        name = self._name or self._store.path.stem
        tab = self._window.page_title
        self._window.setWindowTitle(_("{business} – {tab}", business=name, tab=tab) if tab else name)
