"""Painting without the namespace `Qt`, for what is on the window at its first paint.

The first mention of that namespace makes all of its 93 enumerations, an eighth of the start; so does every call that
may take one of them (`setPen`, `setBrush`, `fillRect`). Paths, and words painted by the style, need none.
"""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QColor, QGuiApplication, QPainter, QPainterPath, QPalette, QPen
from PySide6.QtWidgets import QWidget

LEFT = 0x81
"""In the middle of the height, at the left: what `Qt.AlignmentFlag` says, as a number."""
CENTER = 0x84
"""In the middle of both."""


def fill_round(painter: QPainter, rect: QRectF, radius: float, color: QColor) -> None:
    """Fills a rectangle with round corners."""
    painter.fillPath(_round(rect, radius), _pen(color, 1).brush())


def stroke_round(painter: QPainter, rect: QRectF, radius: float, color: QColor, width: float = 1) -> None:
    """Draws the line around a rectangle with round corners, `width` logical pixels wide."""
    painter.strokePath(_round(rect, radius), _pen(color, width))


def paint_words(painter: QPainter, rect: QRect, words: str, role: QPalette.ColorRole, by: QWidget, *, at: int) -> None:
    """Paints one line of words in the painter's font and a colour of the palette; `at` is LEFT or CENTER."""
    by.style().drawItemText(painter, rect, at, QGuiApplication.palette(), True, words, role)


def _round(rect: QRectF, radius: float) -> QPainterPath:
    path = QPainterPath()
    path.addRoundedRect(rect, radius, radius)
    return path


def _pen(color: QColor, width: float) -> QPen:
    pen = QPen()
    pen.setColor(color)
    pen.setWidthF(width)
    return pen
