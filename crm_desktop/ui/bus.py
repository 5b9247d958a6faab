"""The one application-wide signal: what the last committed gesture changed."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from crm_desktop.domain.changes import Changes


class ChangeBus(QObject):
    """Tells every screen of changes after they are committed.

    `changed(changes, initiator)` carries a `Changes` and whoever made them (None when unknown); an editor ignores
    its own echo by comparing `initiator` with itself. Publishing from a worker thread is allowed: screens hear of it
    in their own thread.
    """

    changed = Signal(object, object)

    def publish(self, changes: Changes, initiator: object = None) -> None:
        """Sends the news once; changes of nothing are no news."""
        if changes:
            self.changed.emit(changes, initiator)
