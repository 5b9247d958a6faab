"""The base of every tab: hears of changes, goes stale while hidden, asks again when it is seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    # Only types: the main window knows this class before it is first painted.
    from crm_desktop.domain.changes import Changes
    from crm_desktop.ui.actions import Action
    from crm_desktop.ui.context import Context


class Page(QWidget):
    """One tab of the main window.

    A page sets `kinds` to the kinds of records it shows and overrides `refresh`; the rest is optional. It is filled
    when it is first shown, asks again at once when a gesture touched its kinds while it is visible, and later, when
    shown, if it was hidden then.
    """

    kinds: tuple[str, ...] = ()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.editable = True
        self._stale = True
        context.bus.changed.connect(self._on_changed)

    def refresh(self) -> None:
        """Asks for everything the page shows, keeping selection and scroll place."""

    def take_changes(self, changes: Changes, initiator: object) -> None:
        """Called instead of `refresh` while visible; override to refresh less, or to ignore one's own echo."""
        self.refresh()

    def page_actions(self) -> tuple[Action, ...]:
        """The commands of this page, for menus, palette and shortcut sheet while it is shown."""
        return ()

    def open_record(self, record_id: int) -> None:
        """Shows one record."""

    def new_record(self) -> None:
        """Starts a new record (Ctrl+N)."""

    def focus_filter(self) -> None:
        """Puts the cursor into the page's filter field (Ctrl+F)."""

    def leave(self) -> bool:
        """Saves what was typed before the page is left or the window closed; False keeps the user here."""
        return True

    def set_editable(self, editable: bool) -> None:
        """Read-only while a long writer runs or the file cannot be written; override to lock the fields."""
        self.editable = editable

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._stale = False
            self.refresh()

    def _on_changed(self, changes: Changes, initiator: object) -> None:
        if not changes.touches(*self.kinds):
            return
        if self.isVisible():
            self.take_changes(changes, initiator)
        else:
            self._stale = True
