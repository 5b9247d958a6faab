"""What a table remembers of its columns: order, width, visibility, sorting; kept by key, so that columns may change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QHeaderView

from crm_desktop.ui.window_state import WindowState

if TYPE_CHECKING:
    from crm_desktop.ui.kit.table import TableView


class TableMemory(QObject):
    """Restores the columns of a table when it is made and notes every change of its user."""

    def __init__(self, table: TableView, state: WindowState, key: str) -> None:
        super().__init__(table)
        self._table = table
        self._state = state
        self._key = f"table/{key}"
        self._restore()
        header = table.header
        header.sectionResized.connect(self._note)
        header.sectionMoved.connect(self._note)
        header.sortIndicatorChanged.connect(self._note)

    def _restore(self) -> None:
        header, columns = self._table.header, self._table.table.columns
        sections = {column.key: section for section, column in enumerate(columns)}
        for place, (key, width, shown) in enumerate(self._remembered()):
            section = sections.get(key)
            if section is None:
                continue
            header.moveSection(header.visualIndex(section), min(place, len(columns) - 1))
            if header.sectionResizeMode(section) is not QHeaderView.ResizeMode.Stretch:
                header.resizeSection(section, max(header.minimumSectionSize(), width))
            header.setSectionHidden(section, not shown)
        if header.hiddenSectionCount() == len(columns):
            header.setSectionHidden(0, False)
        self._restore_sorting(sections)

    def _remembered(self) -> list[tuple[str, int, bool]]:
        """(key, width, shown) in the remembered order; damaged entries are passed over."""
        found = []
        for entry in self._state.text(f"{self._key}/columns").split():
            key, _colon, rest = entry.partition(":")
            width, _comma, shown = rest.partition(",")
            if width.isdecimal():
                found.append((key, int(width), shown != "hidden"))
        return found

    def _restore_sorting(self, sections: dict[str, int]) -> None:
        key = self._state.text(f"{self._key}/sort")
        section = sections.get(key.removeprefix("-"))
        if section is not None and self._table.table.columns[section].sortable:
            order = Qt.SortOrder.DescendingOrder if key.startswith("-") else Qt.SortOrder.AscendingOrder
            self._table.header.show_sorting(section, order)
            self._table.table.sort(section, order)

    def _note(self) -> None:
        header, columns = self._table.header, self._table.table.columns
        order = sorted(range(len(columns)), key=header.visualIndex)
        entries = []
        for section in order:
            hidden = header.isSectionHidden(section)
            width = self._width(section)
            entries.append(f"{columns[section].key}:{width},{'hidden' if hidden else 'shown'}")
        self._state.set_text(f"{self._key}/columns", " ".join(entries))
        section = header.sortIndicatorSection()
        if 0 <= section < len(columns) and columns[section].sortable:
            descending = header.sortIndicatorOrder() is Qt.SortOrder.DescendingOrder
            self._state.set_text(f"{self._key}/sort", ("-" if descending else "") + columns[section].key)

    def _width(self, section: int) -> int:
        """The width, also that of a hidden column, which Qt calls 0."""
        width = self._table.header.sectionSize(section)
        if width:
            return width
        remembered = {key: width for key, width, _shown in self._remembered()}
        return remembered.get(self._table.table.columns[section].key, 120)
