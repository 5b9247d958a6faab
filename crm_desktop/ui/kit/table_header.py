"""The heading of a table: quiet words, an arrow at the sorted column, a menu that chooses columns."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QAction, QPainter
from PySide6.QtWidgets import QHeaderView, QMenu, QWidget

from crm_desktop.ui.icons import paint_icon
from crm_desktop.ui.kit.plain import menu_text
from crm_desktop.ui.kit.row_painting import elided
from crm_desktop.ui.theme import theme
from crm_desktop.words import _

HEIGHT = 34
PADDING = 12


class TableHeader(QHeaderView):
    """Headings in muted words. Columns can be moved, sized, sorted by a click and chosen in the context menu."""

    columns_chosen = Signal()

    def __init__(self, sortable: Sequence[bool], parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._sortable = tuple(sortable)
        self._shown = (-1, Qt.SortOrder.AscendingOrder)
        self.setSectionsMovable(True)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setSortIndicatorShown(True)
        self.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.setMinimumSectionSize(48)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self.open_menu)
        self.sortIndicatorChanged.connect(self._on_sorted)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), HEIGHT)

    def can_sort(self, section: int) -> bool:
        """Whether a click on that heading sorts."""
        return 0 <= section < len(self._sortable) and self._sortable[section]

    def show_sorting(self, section: int, order: Qt.SortOrder) -> None:
        """Shows by which column the rows stand, without sorting them; -1 for none."""
        self._shown = (section, order)
        self.blockSignals(True)
        self.setSortIndicator(section, order)
        self.blockSignals(False)
        self.viewport().update()

    def _on_sorted(self, section: int, order: Qt.SortOrder) -> None:
        if self.can_sort(section):
            self._shown = (section, order)
        else:
            self.show_sorting(*self._shown)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        colors, fonts = theme().colors, theme().fonts
        painter.fillRect(rect, colors.surface)
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, colors.line)
        here = logicalIndex == self._shown[0]
        painter.setFont(fonts.small_strong if here else fonts.small)
        painter.setPen(colors.text if here else colors.muted)
        model = self.model()
        words = str(model.headerData(logicalIndex, Qt.Orientation.Horizontal))
        alignment = model.headerData(logicalIndex, Qt.Orientation.Horizontal, Qt.ItemDataRole.TextAlignmentRole)
        room = rect.adjusted(PADDING, 0, -PADDING, 0)
        at_right = bool(alignment & Qt.AlignmentFlag.AlignRight)
        if here:
            self._paint_arrow(painter, room, painter.fontMetrics().horizontalAdvance(words), at_right=at_right)
            room.adjust(16 if at_right else 0, 0, 0 if at_right else -16, 0)
        painter.drawText(room, int(alignment), elided(painter, words, room.width()))

    def _paint_arrow(self, painter: QPainter, room: QRect, width: int, *, at_right: bool) -> None:
        name = "chevron-down" if self._shown[1] is Qt.SortOrder.DescendingOrder else "chevron-up"
        left = (
            max(room.left(), room.right() - width - 15) if at_right else min(room.left() + width + 3, room.right() - 12)
        )
        paint_icon(painter, QRect(left, room.top(), 13, room.height()), name, theme().colors.text)

    def fill_menu(self, menu: QMenu) -> None:
        """Fills a menu with one entry a column; the last visible one cannot be hidden."""
        menu.clear()
        visible = self.count() - self.hiddenSectionCount()
        for section in range(self.count()):
            entry = QAction(menu_text(str(self.model().headerData(section, Qt.Orientation.Horizontal))), menu)
            entry.setCheckable(True)
            shown = not self.isSectionHidden(section)
            entry.setChecked(shown)
            entry.setEnabled(visible > 1 or not shown)
            entry.setData(section)
            menu.addAction(entry)
        menu.triggered.connect(self._on_chosen, Qt.ConnectionType.UniqueConnection)

    def _on_chosen(self, entry: QAction) -> None:
        self.setSectionHidden(int(entry.data()), not entry.isChecked())
        self.columns_chosen.emit()

    def open_menu(self, at: QPoint) -> None:
        """Opens the menu of columns at a point of the heading."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setAccessibleName(_("Columns"))
        self.fill_menu(menu)
        menu.popup(self.mapToGlobal(at))
