"""The headings over the lines of a quote."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHeaderView

from crm_desktop.ui.quotes import cells
from crm_desktop.ui.quotes.cells import KEYS
from crm_desktop.ui.quotes.line_painting import EDGES, GRIP, PADDING
from crm_desktop.ui.theme import theme

HEADER = 32


class LineHeader(QHeaderView):
    """Quiet words, in line with the figures below them."""

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setSectionsClickable(False)
        self.setMinimumSectionSize(24)
        theme().changed.connect(self.viewport().update)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), HEADER)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        colors = theme().colors
        painter.fillRect(rect, colors.surface)
        before = GRIP if KEYS[logicalIndex] == cells.PLACE else 0
        painter.fillRect(rect.adjusted(before, rect.height() - 1, 0, 0), colors.line)
        if KEYS[logicalIndex] == cells.PLACE:
            return
        painter.setFont(theme().fonts.small)
        painter.setPen(colors.muted)
        model = self.model()
        alignment = model.headerData(logicalIndex, Qt.Orientation.Horizontal, Qt.ItemDataRole.TextAlignmentRole)
        words = str(model.headerData(logicalIndex, Qt.Orientation.Horizontal))
        after = 1 if KEYS[logicalIndex] in EDGES else PADDING
        painter.drawText(rect.adjusted(PADDING, 0, -after, 0), int(alignment), words)
