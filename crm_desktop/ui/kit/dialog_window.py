"""A window over the main window with a life of its own: settings, catalogue, backups. Freed as soon as it is closed."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QWidget

from crm_desktop.ui.kit.screen_room import fit_to_screen


class DialogWindow(QDialog):
    """Closed by its cross, by Escape and by `close()` alike, unless `may_close` has something against it."""

    def __init__(self, parent: QWidget | None, title: str, size: QSize) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        fit_to_screen(self, size)

    def may_close(self) -> bool:
        """Called before it is closed; override to save what was typed, and return False to keep it open."""
        return True

    def reject(self) -> None:
        # Qt comes here for the cross and for Escape alike.
        if self.may_close():
            super().reject()

    def done(self, result: int) -> None:
        super().done(result)
        # Qt only hides it; closing frees it.
        self.close()
