"""Grounds and separators: bars, cards, sides, one-pixel lines, and the underlined tabs of a detail."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6 import QtCore
from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QTabBar, QVBoxLayout, QWidget

from crm_desktop.ui.kit.chip import paint_focus
from crm_desktop.ui.kit.plain import menu_text
from crm_desktop.ui.theme import theme


class Surface(QFrame):
    """A ground of the style sheet's `look`: ``bar``, ``status``, ``side``, ``card`` or ``warning``."""

    def __init__(self, look: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", look)


class Card(Surface):
    """A framed group on the background; add widgets to `column`."""

    def __init__(self, parent: QWidget | None = None, *, margin: int = 16, spacing: int = 8) -> None:
        super().__init__("card", parent)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(margin, margin, margin, margin)
        self.column.setSpacing(spacing)


class Line(QWidget):
    """A separator of one pixel across its layout."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(1)
        theme().changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), theme().colors.line)


def row(*widgets: QWidget | int, spacing: int = 8) -> QHBoxLayout:
    """A row without margins; a number among the widgets is a stretch."""
    layout = QHBoxLayout()
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(spacing)
    for widget in widgets:
        if isinstance(widget, int):
            layout.addStretch(widget)
        else:
            layout.addWidget(widget)
    return layout


class SectionTabs(QTabBar):
    """The underlined tabs of a detail: ``Timeline  Details  Deals 2``. Sends `chosen(key)`.

    Args:
        sections: (key, words) in order.
        name: what the tabs divide, for screen readers.
    """

    chosen = Signal(str)

    def __init__(self, sections: Sequence[tuple[str, str]], name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(False)
        self.setElideMode(QtCore.Qt.TextElideMode.ElideNone)
        self.setFocusPolicy(QtCore.Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._keys = [key for key, _words in sections]
        for _key, words in sections:
            self.addTab(menu_text(words))
        self.currentChanged.connect(self._on_changed)
        theme().changed.connect(self.update)

    @property
    def current(self) -> str:
        """The key of the section that is shown."""
        return self._keys[self.currentIndex()]

    def choose(self, key: str) -> None:
        """Shows a section; sends `chosen` when it was another."""
        self.setCurrentIndex(self._keys.index(key))

    def set_words(self, key: str, words: str) -> None:
        """Renames a section, for example when its count changed."""
        self.setTabText(self._keys.index(key), menu_text(words))

    def _on_changed(self, at: int) -> None:
        self.chosen.emit(self._keys[at])

    def tabSizeHint(self, index: int) -> QSize:
        words = self.tabText(index).replace("&&", "&")
        return QSize(self.fontMetrics().horizontalAdvance(words) + 16, 32)

    def minimumTabSizeHint(self, index: int) -> QSize:
        return self.tabSizeHint(index)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            colors, fonts = theme().colors, theme().fonts
            painter.fillRect(0, self.height() - 1, self.width(), 1, colors.line)
            for index in range(self.count()):
                rect = self.tabRect(index)
                here = index == self.currentIndex()
                painter.setFont(fonts.strong if here else fonts.base)
                painter.setPen(colors.accent if here else colors.muted)
                words = self.tabText(index).replace("&&", "&")
                painter.drawText(
                    rect.adjusted(0, 0, 0, -2),
                    QtCore.Qt.AlignmentFlag.AlignLeft | QtCore.Qt.AlignmentFlag.AlignVCenter,
                    words,
                )
                if here:
                    width = painter.fontMetrics().horizontalAdvance(words)
                    painter.fillRect(rect.left(), self.height() - 2, width, 2, colors.accent)
                    if self.hasFocus():
                        paint_focus(painter, QRectF(rect.left() - 5, rect.top() + 3, width + 10, rect.height() - 9), 4)
