"""A view of many records: fixed rows painted in one pass, chosen, opened, copied and deleted by keyboard or mouse.

Built on `QTableView`, whose cost does not grow with the number of rows (a `QListView` lays out every one).
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from crm_desktop.ui.kit.clipboard import copy_lines
from crm_desktop.ui.kit.query_table_model import QueryModel
from crm_desktop.ui.kit.record_keeper import RecordKeeper
from crm_desktop.ui.kit.row_painting import RowState, paint_ground, paint_row_focus
from crm_desktop.ui.theme import theme

MOST_COPIED = 20_000


class RecordView(QTableView):
    """The base of `TableView` and `TwoLineList`.

    Signals: `chosen(id or None)` when another record became the current one, `opened(id)` on Enter or double click,
    `delete_pressed()` on the Delete key, `menu_wanted(position)` (global) on a right click or the menu key.
    `keeper` answers and sets which records are chosen.
    """

    chosen = Signal(object)
    opened = Signal(int)
    delete_pressed = Signal()
    menu_wanted = Signal(QPoint)

    def __init__(
        self,
        model: QueryModel,
        name: str,
        row_height: int,
        parent: QWidget | None = None,
        header: QHeaderView | None = None,
    ) -> None:
        super().__init__(parent)
        self._row_height = row_height
        self._hovered = -1
        self._keyboard_used = False
        self._on_surface = False
        self.setAccessibleName(name)
        # Before the model is set: sizing 100,000 rows afterwards would take seconds.
        rows = self.verticalHeader()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setMinimumSectionSize(row_height)
        rows.setDefaultSectionSize(row_height)
        rows.hide()
        self._set_up()
        if header is not None:
            self.setHorizontalHeader(header)
        self.setModel(model)
        # Last, because view and heading clear the selection when the model is reset, and the keeper brings it back.
        self.keeper = RecordKeeper(self, model)
        self.keeper.chosen.connect(self.chosen)
        self.keeper.opened.connect(self.opened)
        theme().changed.connect(self.viewport().update)

    def _set_up(self) -> None:
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)

    def stand_on_surface(self) -> None:
        """Paints the ground of a side itself, so that page, splitter and side are not painted beneath every row."""
        self._on_surface = True
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.query.fetch_at_once(self.viewport().height() // self._row_height + 2)

    @property
    def query(self) -> QueryModel:
        """The model it shows."""
        return self.keeper.model

    # Painting: one pass over the visible rows; a delegate a cell and a question a role cost twice as much.

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self.viewport()) as painter:
            area = event.rect()
            if self._on_surface:
                painter.fillRect(area, theme().colors.surface)
            first, last = self.rowAt(area.top()), self.rowAt(area.bottom())
            last = self.query.paged.count - 1 if last < 0 else last
            if first >= 0:
                for row in range(first, last + 1):
                    self._paint_row(painter, row)

    def _paint_row(self, painter: QPainter, row: int) -> None:
        rect = QRect(0, self.rowViewportPosition(row), self.viewport().width(), self._row_height)
        current = self.currentIndex().row() == row
        state = RowState(
            selected=self.selectionModel().isRowSelected(row, QModelIndex()),
            hovered=row == self._hovered,
            focused=current and self._keyboard_used and self.hasFocus(),
        )
        paint_ground(painter, rect, state, theme().colors)
        self.paint_words(painter, rect, row)
        if state.focused:
            paint_row_focus(painter, rect)

    def paint_words(self, painter: QPainter, rect: QRect, row: int) -> None:
        """Paints what a row says over its ground."""
        raise NotImplementedError

    # Hands.

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._hover(self.rowAt(int(event.position().y())))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(-1)

    def _hover(self, row: int) -> None:
        if row != self._hovered:
            for changed in (row, self._hovered):
                if changed >= 0:
                    top = self.rowViewportPosition(changed)
                    self.viewport().update(0, top, self.viewport().width(), self._row_height)
            self._hovered = row

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._keyboard_used = False
        super().mousePressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        chosen = self.currentIndex().isValid()
        super().focusInEvent(event)
        if not chosen and self.currentIndex().isValid():
            # Qt makes the first record the current one, and leaves it looking like all the others.
            flag = QItemSelectionModel.SelectionFlag
            self.selectionModel().select(self.currentIndex(), flag.ClearAndSelect | flag.Rows)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._keyboard_used = True
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() == Qt.Key.Key_Delete:
            self.delete_pressed.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.keeper.open_current()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_wanted.emit(event.globalPos())

    def copy(self) -> None:
        """Puts the selected rows on the clipboard, as text and as a table."""
        places = self.keeper.selected_rows()[:MOST_COPIED]
        if places:
            copy_lines(self.query.lines(places, self.copied_columns()))

    def copied_columns(self) -> list[int]:
        """The columns that are copied, in their order on the screen."""
        return list(range(self.query.columnCount()))
