"""A short list of words to choose from: the groups of a window, the backups of a file. Not for records."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

ROW = 36


class WordList(QListWidget):
    """Words in rows of equal height.

    Args:
        name: what the list holds, for screen readers.
        navigation: it stands at the side of a window and shows its parts.
    """

    def __init__(self, name: str, parent: QWidget | None = None, *, navigation: bool = False) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setProperty("look", "nav" if navigation else "plain")

    def add(self, words: str, value: object = None) -> None:
        """Adds a row of plain text; `value` comes back from `chosen`."""
        item = QListWidgetItem(words)
        # A style sheet's heights are known only after the first layout; said here they hold at once.
        item.setSizeHint(QSize(0, ROW))
        item.setData(Qt.ItemDataRole.UserRole, value)
        self.addItem(item)

    def chosen(self) -> object:
        """The value of the chosen row; None when there is none."""
        item = self.currentItem()
        return item.data(Qt.ItemDataRole.UserRole) if self.currentRow() >= 0 else None
