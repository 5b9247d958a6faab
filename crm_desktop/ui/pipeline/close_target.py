"""Where deals are let go that are won or lost, and what leads to those that were."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QEnterEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QVBoxLayout, QWidget

from crm_desktop.domain.deals import StageKind
from crm_desktop.services.boards import Column
from crm_desktop.ui.kit.chip import paint_focus
from crm_desktop.ui.kit.labels import Look, PlainLabel
from crm_desktop.ui.kit.plain import tool_tip
from crm_desktop.ui.pipeline import words
from crm_desktop.ui.pipeline.cards import MIME, dragged
from crm_desktop.ui.theme import theme
from crm_desktop.ui.tokens import RADIUS_CARD
from crm_desktop.words import _, current

HEIGHT = 124
_PRESSING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class CloseTarget(QWidget):
    """Tells how many deals are won or lost. Sends `dropped(deal_id, kind)`, and `pressed(kind)` to list them."""

    dropped = Signal(int, object)
    pressed = Signal(object)

    def __init__(self, kind: StageKind, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kind = kind
        self._over = False
        self.setAcceptDrops(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        leads_to = _("Show won deals") if kind is StageKind.WON else _("Show lost deals")
        self.setToolTip(tool_tip(leads_to))
        self.setAccessibleName(leads_to)
        self.title = PlainLabel(_("Won") if kind is StageKind.WON else _("Lost"), look=Look.STRONG)
        self.note = PlainLabel("", look=Look.SMALL, muted=True, wrap=True)
        column = QVBoxLayout(self)
        column.addStretch(1)
        for label in (self.title, self.note):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(label)
        column.addStretch(1)
        self.setFixedHeight(HEIGHT)

    def say(self, column: Column) -> None:
        """Tells how many deals ended so, and what they were worth."""
        lines = [current().plural("{count} deal", "{count} deals", column.count), words.sums(column.sums)]
        self.note.setText("\n".join(line for line in lines if line))
        self.setAccessibleDescription(self.note.text())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasFormat(MIME):
            self._light(over=True)
            event.acceptProposedAction()

    def dragLeaveEvent(self, _event: object) -> None:
        self._light(over=False)

    def dropEvent(self, event: QDropEvent) -> None:
        self._light(over=False)
        event.acceptProposedAction()
        self.dropped.emit(dragged(event.mimeData()), self.kind)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self._light(over=True)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._light(over=False)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.pressed.emit(self.kind)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _PRESSING:
            self.pressed.emit(self.kind)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def _light(self, *, over: bool) -> None:
        self._over = over
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            colors = theme().colors
            tone = colors.green if self.kind is StageKind.WON else colors.muted
            painter.setPen(QPen(tone, 1.4 if self._over else 1, Qt.PenStyle.DashLine))
            painter.setBrush(colors.accent_soft if self._over else Qt.BrushStyle.NoBrush)
            box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
            painter.drawRoundedRect(box, RADIUS_CARD, RADIUS_CARD)
            if self.hasFocus():
                paint_focus(painter, box, RADIUS_CARD)
