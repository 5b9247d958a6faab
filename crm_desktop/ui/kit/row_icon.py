"""A small button in a row that is read more than worked in: seen under the pointer and while the row has the focus."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

from crm_desktop.ui.kit.buttons import IconButton
from crm_desktop.ui.theme import theme

SIDE = 26
_TURNS = (QEvent.Type.Enter, QEvent.Type.Leave, QEvent.Type.FocusIn, QEvent.Type.FocusOut)


class RowIcon(IconButton):
    """An icon that keeps its place, its name and its turn on the Tab key while it is not seen.

    Args:
        icon_name: an icon of resources/icons.
        name: what it does.
        row: the widget under whose pointer or focus it is seen; it lives inside.
    """

    def __init__(self, icon_name: str, name: str, row: QWidget) -> None:
        super().__init__(icon_name, name, row)
        self._row = row
        self.over: QWidget | None = None
        self.setProperty("small", True)
        self.setFixedSize(SIDE, SIDE)
        self.setIconSize(QSize(16, 16))
        row.installEventFilter(self)

    def stand_over(self, editor: QWidget) -> None:
        """Stands on the end of `editor` instead of beside it, so that its text has all the room while it is read."""
        self.over = editor
        self.follow(editor)

    def follow(self, editor: QWidget) -> None:
        """Is seen while `editor`, a part of the row, has the focus."""
        editor.installEventFilter(self)

    def is_seen(self) -> bool:
        """Whether it is painted now."""
        focused = QApplication.focusWidget()
        inside = focused is not None and (focused is self._row or self._row.isAncestorOf(focused))
        return inside or self._row.underMouse()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _TURNS:
            self.update()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.is_seen():
            if self.over is not None:
                self._cover()
            super().paintEvent(event)

    def _cover(self) -> None:
        """Hides the end of the line it stands on."""
        colors = theme().colors
        framed = self.over is not None and (self.over.underMouse() or self.over.hasFocus())
        with QPainter(self) as painter:
            painter.fillRect(self.rect().adjusted(0, 3, -2, -3), colors.field if framed else colors.background)
