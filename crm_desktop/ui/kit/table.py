"""A table of records: rows of 38 pixels, columns that are sorted, chosen and remembered, Ctrl+C."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QWidget

from crm_desktop.ui.kit.chip import CHIP_HEIGHT, chip_width, paint_chip
from crm_desktop.ui.kit.query_table_model import Cell, Column, QueryTableModel
from crm_desktop.ui.kit.record_view import RecordView
from crm_desktop.ui.kit.row_painting import elided
from crm_desktop.ui.kit.table_header import PADDING, TableHeader
from crm_desktop.ui.kit.table_memory import TableMemory
from crm_desktop.ui.theme import theme
from crm_desktop.ui.tokens import TABLE_ROW
from crm_desktop.ui.window_state import WindowState

SAMPLE = 40
NARROWEST, WIDEST = 64, 320
LEAST_REST = 150
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class TableView(RecordView):
    """A table of records.

    Args:
        model: what it shows; `model.refresh()` and `model.set_source()` change that.
        name: what the table holds, for screen readers.
        state: remembers widths, order, visibility and sorting under `memory_key`; None remembers nothing.
        memory_key: unique name of the table, ``"quotes"``.
    """

    def __init__(
        self,
        model: QueryTableModel[Any],
        name: str,
        state: WindowState | None = None,
        memory_key: str = "",
        parent: QWidget | None = None,
    ) -> None:
        self.header = TableHeader([column.sortable for column in model.columns])
        super().__init__(model, name, TABLE_ROW, parent, self.header)
        self.table = model
        self._in_sight: list[tuple[int, int, int]] = []
        self._set_up_columns()
        self._memory = TableMemory(self, state, memory_key) if state is not None else None
        self.header.sortIndicatorChanged.connect(self._on_sorted)
        self.header.columns_chosen.connect(self._give_rest)

    def _set_up_columns(self) -> None:
        widths = self._sampled_widths()
        for section, column in enumerate(self.table.columns):
            self.header.resizeSection(section, column.width or widths[section])
            self.header.setSectionHidden(section, column.hidden)
            if column.stretch:
                self.header.setSectionResizeMode(section, QHeaderView.ResizeMode.Stretch)

    def _sampled_widths(self) -> list[int]:
        """Widths that suit the headings and the first rows; asking all of them would take a second."""
        plain, heads = QFontMetrics(theme().fonts.base), QFontMetrics(theme().fonts.small_strong)
        chips = QFontMetrics(theme().fonts.chip)
        titles = [str(self.table.headerData(at, Qt.Orientation.Horizontal)) for at in range(len(self.table.columns))]
        widths = [heads.horizontalAdvance(title) + 2 * PADDING + 16 for title in titles]
        if all(column.width for column in self.table.columns):
            return widths
        for place in range(min(SAMPLE, self.table.paged.count)):
            for at, cell in enumerate(self.table.cells(place)):
                words = chip_width(cell.text, chips) if cell.chip else plain.horizontalAdvance(cell.text)
                widths[at] = max(widths[at], words + 2 * PADDING + 2)
        return [min(WIDEST, max(NARROWEST, width)) for width in widths]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._give_rest()

    def _give_rest(self) -> None:
        """The column that takes the rest stays readable where there is none: then the table scrolls sideways."""
        modes = QHeaderView.ResizeMode
        for section, column in enumerate(self.table.columns):
            if not column.stretch or self.header.isSectionHidden(section):
                continue
            others = sum(self.header.sectionSize(each) for each in range(self.header.count()) if each != section)
            narrow = self.viewport().width() - others < LEAST_REST
            wanted = modes.Interactive if narrow else modes.Stretch
            if self.header.sectionResizeMode(section) is not wanted:
                self.header.setSectionResizeMode(section, wanted)
            if narrow:
                self.header.resizeSection(section, LEAST_REST)

    def sort_by(self, column_key: str, *, descending: bool = False) -> None:
        """Sorts as a click on that heading does; an unknown key changes nothing."""
        keys = [column.key for column in self.table.columns]
        if column_key in keys and self.header.can_sort(keys.index(column_key)):
            order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
            self.header.setSortIndicator(keys.index(column_key), order)

    def _on_sorted(self, section: int, order: Qt.SortOrder) -> None:
        if self.header.can_sort(section):
            self.table.sort(section, order)

    def choose_columns(self) -> None:
        """Opens the menu of columns under the headings: the keyboard's way to what a right click on them does."""
        self.header.open_menu(QPoint(0, self.header.height()))

    def copied_columns(self) -> list[int]:
        order = sorted(range(len(self.table.columns)), key=self.header.visualIndex)
        return [column for column in order if not self.header.isSectionHidden(column)]

    def paintEvent(self, event: QPaintEvent) -> None:
        self._in_sight = self._columns_in_sight()
        super().paintEvent(event)

    def _columns_in_sight(self) -> list[tuple[int, int, int]]:
        """(column, left, width) of every column that is in sight."""
        width = self.viewport().width()
        found = []
        for column in range(len(self.table.columns)):
            if not self.header.isSectionHidden(column):
                left, size = self.columnViewportPosition(column), self.columnWidth(column)
                if left < width and left + size > 0:
                    found.append((column, left, size))
        return found

    def paint_words(self, painter: QPainter, rect: QRect, row: int) -> None:
        cells, columns = self.table.cells(row), self.table.columns
        for at, left, width in self._in_sight:
            if cells[at].text:
                place = QRect(left + PADDING, rect.top(), width - 2 * PADDING, TABLE_ROW - 1)
                _paint_cell(painter, place, cells[at], columns[at])


def _paint_cell(painter: QPainter, place: QRect, cell: Cell, column: Column[Any]) -> None:
    if cell.chip is not None:
        width = min(place.width(), chip_width(cell.text))
        left = place.right() - width if column.numeric else place.left()
        paint_chip(
            painter, QRect(left, place.center().y() - CHIP_HEIGHT // 2, width, CHIP_HEIGHT), cell.text, cell.chip
        )
        return
    fonts = theme().fonts
    painter.setFont(fonts.strong if column.strong else fonts.base)
    painter.setPen(_color(cell, column))
    words = elided(painter, cell.text, place.width())
    painter.drawText(place, _RIGHT if column.numeric else _LEFT, words)


def _color(cell: Cell, column: Column[Any]) -> QColor:
    colors = theme().colors
    if cell.tone is not None:
        return colors.tones[cell.tone][0]
    return colors.muted if column.muted else colors.text
