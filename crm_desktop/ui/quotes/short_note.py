"""Small words that take two lines at most, however much somebody wrote; the tool tip has the whole."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QSizePolicy, QWidget

from crm_desktop.ui.kit.labels import Look, PlainLabel
from crm_desktop.ui.kit.plain import tool_tip

MOST_LINES = 2
MOST_LETTERS = 1_000
"""No two lines hold more; breaking a whole letter into lines would be felt."""


class ShortNote(PlainLabel):
    """Muted words, wrapped, the second line ending in … where there is more; line breaks count as spaces."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent, look=Look.SMALL, muted=True, wrap=True)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def lines(self, width: int) -> list[str]:
        """What stands on each line when there is so much room."""
        words = " ".join(self.text()[:MOST_LETTERS].split())
        layout = QTextLayout(words, self.font())
        layout.setTextOption(QTextOption(Qt.AlignmentFlag.AlignLeft))
        found: list[str] = []
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(1, width))
            if len(found) == MOST_LINES - 1:
                found.append(
                    self.fontMetrics().elidedText(words[line.textStart() :], Qt.TextElideMode.ElideRight, width)
                )
                break
            found.append(words[line.textStart() : line.textStart() + line.textLength()].rstrip())
        layout.endLayout()
        return found

    def heightForWidth(self, width: int) -> int:
        margins = self.contentsMargins()
        lines = len(self.lines(width - margins.left() - margins.right()))
        return max(1, lines) * self.fontMetrics().lineSpacing() + margins.top() + margins.bottom()

    def sizeHint(self) -> QSize:
        return QSize(200, self.heightForWidth(self.width()))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.fontMetrics().lineSpacing())

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            place, high = self.contentsRect(), self.fontMetrics().lineSpacing()
            place.setHeight(high)
            for line in self.lines(place.width()):
                self.style().drawItemText(
                    painter, place, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), self.palette(),
                    self.isEnabled(), line, self.foregroundRole(),
                )  # fmt: skip
                place.translate(0, high)

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ToolTip:
            shown = self.lines(self.contentsRect().width())
            self.setToolTip(tool_tip(self.text()) if shown and shown[-1].endswith("…") else "")
        return super().event(event)
