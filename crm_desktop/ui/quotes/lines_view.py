"""The table a quote is written in: type where the cursor stands, go on with Enter or Tab, never touch the mouse."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPoint, QRect, Qt, QTimerEvent, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from crm_desktop.domain.quotes import LineKind
from crm_desktop.ui.quotes import cells
from crm_desktop.ui.quotes.book import QuoteBook
from crm_desktop.ui.quotes.cells import COLUMNS, KEYS
from crm_desktop.ui.quotes.line_drag import LineDrag
from crm_desktop.ui.quotes.line_header import LineHeader
from crm_desktop.ui.quotes.line_keys import LineKeys
from crm_desktop.ui.quotes.line_painting import LinePainter, Where, row_height
from crm_desktop.ui.quotes.line_verbs import LineVerbs
from crm_desktop.ui.quotes.lines_model import LinesModel
from crm_desktop.ui.quotes.open_cell import OpenCell
from crm_desktop.ui.theme import theme
from crm_desktop.ui.tokens import TABLE_ROW
from crm_desktop.words import _


class LinesView(QTableView):
    """The lines of one book.

    Signals: `place_changed` when another cell is the current one, `menu_wanted(position)` (global), `group_wanted()`.
    """

    place_changed = Signal()
    menu_wanted = Signal(QPoint)
    group_wanted = Signal()

    def __init__(self, book: QuoteBook, verbs: LineVerbs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.book = book
        self.verbs = verbs
        self.lines = LinesModel(book)
        self.open_cell = OpenCell(self)
        self._keys = LineKeys(self)
        self.drag = LineDrag(self)
        self._pressed = QModelIndex()
        self._wide = -1
        self.setAccessibleName(_("Lines of the quote"))
        self._set_up()
        self.setModel(self.lines)
        self._set_up_columns()
        self.selectionModel().currentChanged.connect(self.place_changed)
        # Qt paints the two cells again; the frame of a row that spans all columns is wider than its cell.
        self.selectionModel().currentChanged.connect(self._paint_again)
        self.lines.modelAboutToBeReset.connect(self._note)
        self.lines.modelReset.connect(self._restore)
        self.lines.rowsInserted.connect(self.fit_heights)
        book.row_changed.connect(self.fit_height)
        theme().changed.connect(self.viewport().update)
        self._place: tuple[int, str] = (0, cells.DESCRIPTION)

    def _paint_again(self) -> None:
        self.viewport().update()

    def _set_up(self) -> None:
        rows = self.verticalHeader()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setMinimumSectionSize(TABLE_ROW)
        rows.setDefaultSectionSize(TABLE_ROW)
        rows.hide()
        self.setHorizontalHeader(LineHeader())
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)

    def _set_up_columns(self) -> None:
        header = self.horizontalHeader()
        for section, column in enumerate(COLUMNS):
            mode = QHeaderView.ResizeMode.Fixed if column.width else QHeaderView.ResizeMode.Stretch
            header.setSectionResizeMode(section, mode)
            if column.width:
                header.resizeSection(section, column.width)

    # Where the cursor is.

    @property
    def place(self) -> tuple[int, str]:
        """Row and column of the current cell."""
        index = self.currentIndex()
        return (index.row(), KEYS[index.column()]) if index.isValid() else self._place

    def places(self) -> list[int]:
        """The rows that commands are about: those of the selected cells, else the current one; no room to type."""
        chosen = {index.row() for index in self.selectionModel().selectedIndexes()} or {self.place[0]}
        return sorted(at for at in chosen if at < len(self.book.rows))

    def go(self, at: int, key: str = cells.DESCRIPTION) -> None:
        """Puts the cursor into a cell."""
        index = self.lines.index(min(at, self.lines.rowCount() - 1), KEYS.index(key))
        # Said outright: Qt would extend the selection where Shift is held, as in Shift+Enter.
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.scrollTo(index)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def edit_cell(self, at: int, key: str, text: str | None = None) -> bool:
        """Opens a cell; `text` replaces what it says. False where nothing can be typed."""
        if not self.book.editable or not cells.can_be_typed(self.lines.line(at), key):
            return False
        self.go(at, key)
        self.open_cell.open(at, key, text)
        return True

    def next_cell(self, at: int, key: str, step: int) -> tuple[int, str] | None:
        """The cell that Tab (1) or Shift+Tab (-1) goes to; None past either end."""
        keys = [key for key in cells.TYPED if not self.isColumnHidden(KEYS.index(key))]
        place = keys.index(key) if key in keys else 0
        while 0 <= at < self.lines.rowCount():
            place += step
            if not 0 <= place < len(keys):
                at, place = at + step, -1 if step > 0 else len(keys)
                continue
            if at < self.lines.rowCount() and cells.can_be_typed(self.lines.line(at), keys[place]):
                return at, keys[place]
        return None

    def show_column(self, key: str, shown: bool) -> None:
        """Shows or hides a column."""
        self.setColumnHidden(KEYS.index(key), not shown)

    def cell_rect(self, at: int, key: str) -> QRect:
        """The place of a cell in the viewport, its first line only."""
        column = KEYS.index(key)
        top, left = self.rowViewportPosition(at), self.columnViewportPosition(column)
        wide = self.lines.is_room(at) or self.lines.line(at).kind in {LineKind.SECTION, LineKind.TEXT}
        across = key == cells.DESCRIPTION and wide and not self.open_cell.is_open_at(at)
        width = self.viewport().width() - left if across else self.columnWidth(column)
        return QRect(left, top, width, TABLE_ROW - 1)

    # Heights and resets.

    def fit_heights(self) -> None:
        """Gives every row the height its words need."""
        header, width = self.verticalHeader(), self.viewport().width()
        for at, row in enumerate(self.book.rows):
            height = row_height(row, width)
            if header.sectionSize(at) != height:
                header.resizeSection(at, height)
        self.fit_table()

    def fit_height(self, at: int) -> None:
        """Gives one row the height its words need."""
        if at < self.lines.rowCount():
            self.verticalHeader().resizeSection(at, row_height(self.book.rows.row(at), self.viewport().width()))
        self.fit_table()

    def fit_table(self) -> None:
        """No higher than its rows, so that the buttons follow the last one; an open cell of many lines needs more."""
        editor = self.open_cell.editor
        needed = editor.geometry().bottom() + 1 + self.verticalScrollBar().value() if editor is not None else 0
        rows = max(self.verticalHeader().length(), needed)
        self.setMaximumHeight(self.horizontalHeader().height() + rows + 2)

    def _note(self) -> None:
        self._place = self.place
        self._top = self.verticalScrollBar().value()

    def _restore(self) -> None:
        """After the lines were read again: back to the same cell."""
        self.fit_heights()
        at, key = self._place
        if self.lines.rowCount():
            self.setCurrentIndex(self.lines.index(min(at, self.lines.rowCount() - 1), KEYS.index(key)))
        self.verticalScrollBar().setValue(self._top)
        self.open_cell.restore()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.viewport().width() != self._wide:
            self._wide = self.viewport().width()
            self.fit_heights()
        here = self.currentIndex()
        if here.isValid() and self.rowViewportPosition(here.row()) < event.oldSize().height():
            # The line that was in sight stays in sight where the table got less room.
            self.scrollTo(here)
        self.open_cell.place()

    def updateGeometries(self) -> None:
        super().updateGeometries()
        self.open_cell.place()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        self.open_cell.place()

    # Painting: whole rows, because sections and words run across the columns.

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self.viewport()) as painter:
            lines = LinePainter(painter, self.lines, event.rect())
            columns = self._columns()
            here, key = self.place
            alive = self.hasFocus() or self.open_cell.is_open
            chosen = set(self.places()) if alive else set()
            for at in self._rows_in(event.rect()):
                where = self._where(at, columns)
                marked = at in chosen or (alive and at == here)
                framed = at == here and self.hasFocus() and key in columns
                # The hint to type runs across the cells: it would stand behind an open one, or under the frame of one.
                used = self.open_cell.is_open_at(at) or (framed and key != cells.DESCRIPTION)
                grip = (marked or at == self.drag.hovered) and self.drag.can_drag(at)
                lines.paint(where, at, self.book.rows.row(at), current=marked, used=used, grip=grip)
                if framed:
                    lines.paint_cell_focus(self.cell_rect(at, key))
            self.drag.paint(painter)

    def _rows_in(self, area: QRect) -> range:
        first, last = self.rowAt(area.top()), self.rowAt(area.bottom())
        if first < 0:
            return range(0)
        return range(first, (self.lines.rowCount() - 1 if last < 0 else last) + 1)

    def _columns(self) -> dict[str, tuple[int, int]]:
        return {
            key: (self.columnViewportPosition(at), self.columnWidth(at))
            for at, key in enumerate(KEYS)
            if not self.isColumnHidden(at)
        }

    def _where(self, at: int, columns: dict[str, tuple[int, int]]) -> Where:
        rect = QRect(0, self.rowViewportPosition(at), self.viewport().width(), self.rowHeight(at))
        return Where(rect, columns)

    # Hands.

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._keys.owns(event):
            # Else the same keys of the window's commands would take them.
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.drag.active and event.key() == Qt.Key.Key_Escape:
            self.drag.cancel()
        elif not self._keys.press(event):
            super().keyPressEvent(event)

    def line_key_while_typing(self, event: QKeyEvent) -> bool:
        """Does what a key means to the line of the open cell; False when it is the cell's own."""
        return self._keys.press_while_typing(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        at, key = self.place
        following = self.next_cell(at, key, 1 if forward else -1)
        if following is None or (forward and self.lines.is_room(at)):
            return super().focusNextPrevChild(forward)
        self.go(*following)
        return True

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.lines.rowCount():
            self.go(self.lines.rowCount() - 1)
        self.viewport().update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.drag.press(event)
        super().mousePressEvent(event)
        self._pressed = self.indexAt(event.position().toPoint())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if not self.drag.move(event):
            self.drag.hover(event.position().toPoint())
            super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self.drag.hover(None)
        super().leaveEvent(event)

    def timerEvent(self, event: QTimerEvent) -> None:
        if event.timerId() == self.drag.ticker.timerId():
            self.drag.tick()
        else:
            super().timerEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if self.drag.release():
            return
        index = self.indexAt(event.position().toPoint())
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier and event.button() is Qt.MouseButton.LeftButton
        if plain and index.isValid() and index == self._pressed:
            self._clicked(index)

    def _clicked(self, index: QModelIndex) -> None:
        """A click writes where something can be written, and takes the whole line elsewhere."""
        line = self.lines.line(index.row())
        key = KEYS[index.column()]
        if line.kind is not LineKind.ITEM or self.lines.is_room(index.row()):
            key = cells.DESCRIPTION
        if not self.edit_cell(index.row(), key):
            self.selectRow(index.row())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_wanted.emit(event.globalPos())

    # The verbs, with the cursor following.

    def add_line(self, kind: LineKind = LineKind.ITEM) -> None:
        """Puts a fresh line below the current one and opens it."""
        if self.open_cell.finish_here():
            at = self.verbs.insert(min(self.place[0] + 1, len(self.book.rows)) if self.book.rows else 0, kind)
            if not self.edit_cell(at, cells.DESCRIPTION):
                self.go(at)

    def remove_lines(self) -> None:
        """Takes the chosen lines away."""
        places = self.places()
        if places and self.book.editable:
            self.open_cell.cancel()
            self.verbs.remove(places)
            self.go(places[0])

    def move_line(self, step: int) -> None:
        """Moves the current line up or down."""
        if self.book.editable and self.open_cell.finish_here():
            at, key = self.place
            self.go(self.verbs.move(at, step), key)

    def duplicate_lines(self) -> None:
        """Doubles the chosen lines."""
        self._put(partial(self.verbs.duplicate, self.places()) if self.places() else None)

    def paste_lines(self) -> None:
        """Puts what is on the clipboard below the current line."""
        at = self.place[0]
        self._put(partial(self.verbs.paste, min(at + 1, len(self.book.rows)) if self.book.rows else 0))

    def _put(self, verb: partial[int] | partial[int | None] | None) -> None:
        if verb is not None and self.book.editable and self.open_cell.finish_here():
            at = verb()
            if at is not None:
                self.go(at)
