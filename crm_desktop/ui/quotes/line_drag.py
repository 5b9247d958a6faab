"""Lines dragged to another place by their number; Alt+Up and Alt+Down do the same from the keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QBasicTimer, QPoint, Qt
from PySide6.QtGui import QMouseEvent, QPainter
from PySide6.QtWidgets import QApplication

from crm_desktop.ui.quotes import cells
from crm_desktop.ui.quotes.cells import COLUMNS, KEYS
from crm_desktop.ui.theme import theme

if TYPE_CHECKING:
    from crm_desktop.ui.quotes.lines_view import LinesView

EDGE = 24
"""So near to an edge the view scrolls while a line is dragged."""
STEP, TICK = 12, 30
"""By so many pixels, every so many milliseconds."""


class LineDrag:
    """What the hand does between pressing on the number of a line and letting it go."""

    def __init__(self, view: LinesView) -> None:
        self._view = view
        self._from: QPoint | None = None
        self._grabbed: list[int] = []
        self.target: int | None = None
        """Before which line those that are dragged would stand; None while nothing is dragged."""
        self.ticker = QBasicTimer()
        self.hovered: int | None = None
        """The line the pointer is over, which shows where it can be taken; None where there is none to drag."""

    @property
    def active(self) -> bool:
        """Whether lines are being dragged."""
        return self.target is not None

    def can_drag(self, at: int) -> bool:
        """Whether there is a line in a row, and it can be moved."""
        return self._view.book.editable and 0 <= at < len(self._view.book.rows)

    def hover(self, spot: QPoint | None) -> None:
        """Shows what the pointer at `spot` could take; None when it is gone."""
        if self.active:
            return
        at = self._view.rowAt(spot.y()) if spot is not None else -1
        before, self.hovered = self.hovered, at if self.can_drag(at) else None
        if self.hovered is not None and spot is not None and self._on_number(spot):
            self._view.viewport().setCursor(Qt.CursorShape.OpenHandCursor)
        else:
            self._view.viewport().unsetCursor()
        if before != self.hovered:
            for row in (before, self.hovered):
                if row is not None:
                    self._view.viewport().update(
                        0, self._view.rowViewportPosition(row), COLUMNS[0].width, self._view.rowHeight(row)
                    )

    def _on_number(self, spot: QPoint) -> bool:
        return self._view.columnAt(spot.x()) == KEYS.index(cells.PLACE)

    def press(self, event: QMouseEvent) -> None:
        """Takes hold, when it is the number of a stored line, or the dots before it, that is pressed."""
        spot = event.position().toPoint()
        at = self._view.rowAt(spot.y())
        if event.button() is Qt.MouseButton.LeftButton and self._on_number(spot) and self.can_drag(at):
            self._from = spot
            chosen = self._view.places()
            self._grabbed = chosen if at in chosen else [at]

    def move(self, event: QMouseEvent) -> bool:
        """Shows where the lines would go; False while nothing is dragged."""
        if self._from is None:
            return False
        spot = event.position().toPoint()
        far = (spot - self._from).manhattanLength() >= QApplication.startDragDistance()
        if not self.active and (not far or not self._view.open_cell.finish_here()):
            return self.active
        if not self.active:
            self._view.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
            self.ticker.start(TICK, self._view)
        self._aim(spot.y())
        return True

    def release(self) -> bool:
        """Puts the lines down; False when nothing was dragged."""
        target, grabbed = self.target, self._grabbed
        self.cancel()
        if target is None:
            return False
        at = self._view.verbs.move_to(grabbed, target)
        self._view.go(at)
        return True

    def cancel(self) -> None:
        """Lets go without moving anything."""
        self._from, self.target = None, None
        self.ticker.stop()
        self._view.viewport().unsetCursor()
        self._view.viewport().update()

    def tick(self) -> None:
        """Scrolls while the hand is at an edge."""
        spot = self._view.viewport().mapFromGlobal(self._view.cursor().pos())
        bar, height = self._view.verticalScrollBar(), self._view.viewport().height()
        if spot.y() < EDGE:
            bar.setValue(bar.value() - STEP)
        elif spot.y() > height - EDGE:
            bar.setValue(bar.value() + STEP)
        self._aim(max(0, min(height, spot.y())))

    def _aim(self, y: int) -> None:
        count = len(self._view.book.rows)
        at = self._view.rowAt(y)
        if at < 0 or at >= count:
            at = count
        elif y > self._view.rowViewportPosition(at) + self._view.rowHeight(at) // 2:
            at += 1
        if at != self.target:
            self.target = at
            self._view.viewport().update()

    def paint(self, painter: QPainter) -> None:
        """Paints the line between two rows where the dragged ones would go."""
        if self.target is None:
            return
        last = self.target >= len(self._view.book.rows)
        at = self.target - 1 if last else self.target
        y = self._view.rowViewportPosition(at) + (self._view.rowHeight(at) if last else 0)
        painter.fillRect(0, max(0, y - 1), self._view.viewport().width(), 2, theme().colors.accent)
