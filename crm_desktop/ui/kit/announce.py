"""Says something aloud through the screen reader."""

from __future__ import annotations

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget


def announce(widget: QWidget, text: str) -> None:
    """Hands `text` to the screen reader, if one runs, as said by `widget`."""
    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, text))
