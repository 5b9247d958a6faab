"""A splitter with a line of one pixel that is easy to grab; it remembers where it was put."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSplitter, QSplitterHandle, QWidget

from crm_desktop.ui.theme import theme
from crm_desktop.ui.window_state import WindowState


class _Handle(QSplitterHandle):
    """Paints one pixel; Qt itself takes the pointer in five when a handle is that thin."""

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.fillRect(self.contentsRect(), theme().colors.line)


class Splitter(QSplitter):
    """Two or more parts beside each other.

    Args:
        parts: the widgets in order.
        sizes: their first sizes in logical pixels.
        state: remembers the sizes under `memory_key`.
        memory_key: unique name, ``"contacts"``.
        stretch: the part that takes what a larger window gives.
    """

    def __init__(
        self,
        parts: tuple[QWidget, ...],
        sizes: tuple[int, ...],
        state: WindowState | None = None,
        memory_key: str = "",
        *,
        stretch: int = 1,
        orientation: Qt.Orientation = Qt.Orientation.Horizontal,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(orientation, parent)
        self._state, self._key = state, f"splitter/{memory_key}"
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        for at, part in enumerate(parts):
            self.addWidget(part)
            self.setStretchFactor(at, 1 if at == stretch else 0)
        remembered = state.numbers(self._key) if state is not None else ()
        self.setSizes(list(remembered if len(remembered) == len(parts) else sizes))
        self.splitterMoved.connect(self._note)

    def createHandle(self) -> QSplitterHandle:
        return _Handle(self.orientation(), self)

    def _note(self) -> None:
        if self._state is not None:
            self._state.set_numbers(self._key, self.sizes())
