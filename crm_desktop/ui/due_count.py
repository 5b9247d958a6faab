"""How many quotes come up for follow-up, on the tab of the quotes: seen in the morning on whatever page one begins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from crm_desktop.domain.changes import QUOTE, SETTINGS, Changes
from crm_desktop.domain.errors import Refused
from crm_desktop.services import follow_ups
from crm_desktop.words import current

if TYPE_CHECKING:
    from crm_desktop.ui.context import Context
    from crm_desktop.ui.top_bar import PageTab

ANEW_MILLISECONDS = 10 * 60 * 1000
"""A window that stays open over night counts for the new day before anybody looks at it."""
SOON_MILLISECONDS = 200
"""Gestures that follow one another are counted once."""


class DueCount(QObject):
    """Counts at once, after every change of quotes, and from time to time.

    Args:
        context: the open file.
        tab: where the count stands.
        parent: whoever ends it.
    """

    def __init__(self, context: Context, tab: PageTab, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._tab = tab
        self._soon = QTimer(self, singleShot=True, interval=SOON_MILLISECONDS)
        self._soon.timeout.connect(self.count)
        self._anew = QTimer(self, interval=ANEW_MILLISECONDS)
        self._anew.timeout.connect(self.count)
        self._anew.start()
        context.bus.changed.connect(self._on_changed)
        self.count()

    def count(self) -> None:
        """Asks and shows; while another program holds the file what was counted last stands."""
        try:
            with self._context.store.read() as session:
                due = follow_ups.count(session, self._context.today())
        except Refused:
            return
        told = current().plural("{count} quote comes up for follow-up", "{count} quotes come up for follow-up", due)
        self._tab.tell(current().integer(due) if due else "", told if due else "")

    def end(self) -> None:
        """Counts no more, and takes the count away."""
        self._context.bus.changed.disconnect(self._on_changed)
        self._soon.stop()
        self._anew.stop()
        self._tab.tell("", "")
        self.deleteLater()

    def _on_changed(self, changes: Changes, _initiator: object) -> None:
        if changes.touches(QUOTE, SETTINGS):
            self._soon.start()
