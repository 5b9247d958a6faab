"""What tables and lists paint alike: the ground of a row, its line, its accent edge and its focus."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter

from crm_desktop.ui.kit.chip import paint_focus
from crm_desktop.ui.theme import Colors
from crm_desktop.ui.tokens import EDGE

WIDE_LETTER = 18
"""No letter or emoji of the base size is wider: shorter texts need no measuring."""


@dataclass(frozen=True, slots=True)
class RowState:
    """How a row stands: selected, under the pointer, the current one of a view that has the keyboard."""

    selected: bool
    hovered: bool
    focused: bool


def paint_ground(painter: QPainter, rect: QRect, state: RowState, colors: Colors) -> None:
    """Paints ground, separator and accent edge of a row."""
    if state.selected:
        painter.fillRect(rect, colors.selection)
    elif state.hovered:
        painter.fillRect(rect, colors.hover)
    painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, colors.line)
    if state.selected:
        painter.fillRect(rect.left(), rect.top(), EDGE, rect.height(), colors.accent)


def paint_row_focus(painter: QPainter, rect: QRect) -> None:
    """Paints the focus line of the current row."""
    painter.save()
    paint_focus(painter, QRectF(rect.adjusted(1, 1, -1, -1)), 3)
    painter.restore()


def elided(painter: QPainter, text: str, width: int) -> str:
    """`text` as far as it fits into `width`, in the painter's font."""
    if len(text) * WIDE_LETTER <= width:
        return text
    return painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, width)
