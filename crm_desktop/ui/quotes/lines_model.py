"""The lines of the open quote as a table, for views and screen readers; cells can be written through it as well."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from crm_desktop.domain.quote_sums import line_sums, section_sums
from crm_desktop.domain.quotes import Line, LineKind, PriceMode, QuoteTotals
from crm_desktop.ui.kit.plain import tool_tip
from crm_desktop.ui.quotes import cells
from crm_desktop.ui.quotes.book import QuoteBook
from crm_desktop.ui.quotes.cells import COLUMNS, KEYS
from crm_desktop.words import _, current

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
MOST_TIP = 1_000
"""Letters of a tool tip; the whole is seen in the open cell and on the page."""
_ROLE = Qt.ItemDataRole
_WORDS = frozenset({int(_ROLE.DisplayRole), int(_ROLE.EditRole), int(_ROLE.AccessibleTextRole)})


class LinesModel(QAbstractTableModel):
    """A row for each line and, while the quote can be edited, one more to type into."""

    def __init__(self, book: QuoteBook) -> None:
        super().__init__()
        self._book = book
        self._count = 0
        self._numbers: list[int] = []
        self._subtotals: list[int] = []
        self._totals: QuoteTotals | None = None
        book.lines_changed.connect(self._reset)
        book.row_changed.connect(self._on_row)
        book.totals_changed.connect(self._on_totals)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else self._count

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(COLUMNS)

    def data(self, index: Index, role: int = int(_ROLE.DisplayRole)) -> Any:
        if role in _WORDS:
            return self.text(index.row(), KEYS[index.column()])
        if role == int(_ROLE.ToolTipRole):
            return self._tip(index.row(), KEYS[index.column()])
        if role == int(_ROLE.TextAlignmentRole):
            return _alignment(index.column())
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = int(_ROLE.DisplayRole)) -> Any:
        if role == int(_ROLE.TextAlignmentRole):
            return _alignment(section)
        if role not in _WORDS:
            return None
        if orientation is Qt.Orientation.Vertical:
            return str(section + 1)
        detail = self._book.detail
        if KEYS[section] == cells.NET and detail is not None and detail.terms.price_mode is PriceMode.GROSS:
            return _("With tax")
        return _(COLUMNS[section].title)

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        writable = self._book.editable and cells.can_be_typed(self.line(index.row()), KEYS[index.column()])
        return flags | Qt.ItemFlag.ItemIsEditable if writable else flags

    def setData(self, index: Index, value: Any, role: int = int(_ROLE.EditRole)) -> bool:
        writable = bool(self.flags(index) & Qt.ItemFlag.ItemIsEditable)
        return writable and self._book.commit_cell(index.row(), KEYS[index.column()], str(value))

    def line(self, at: int) -> Line:
        """The line in a row, with what is being typed."""
        return self._book.rows.line(at)

    def is_room(self, at: int) -> bool:
        """Whether a row is the one to type a new line into, with nothing typed yet."""
        return at >= len(self._book.rows) and self.line(at) is self._book.rows.new_line

    def text(self, at: int, key: str) -> str:
        """What a cell says."""
        if self.is_room(at):
            return ""
        row = self._book.rows.row(at)
        if row is not None and key in row.troubles:
            return row.troubles[key].typed
        if key == cells.PLACE:
            return str(self._numbers[at]) if at < len(self._numbers) and self._numbers[at] else ""
        if key == cells.NET:
            return self.amount(at)
        return cells.shown(self.line(at), key, self._book.currency)

    def amount(self, at: int) -> str:
        """What a line comes to: items and subtotals."""
        totals = self._book.totals
        if totals is None or at >= len(totals.lines):
            return ""
        minor = totals.lines[at]
        if minor is None and self.line(at).kind is LineKind.SUBTOTAL:
            minor = line_sums(self._book.terms(), totals).sections[at]
        elif minor is None and self.line(at).hide_prices:
            minor = section_sums(self._book.terms(), totals).get(at)
        return "" if minor is None else current().amount(minor, self._book.currency)

    def _tip(self, at: int, key: str) -> str | None:
        row = self._book.rows.row(at)
        if row is None:
            return None
        if key in row.troubles:
            return tool_tip(row.troubles[key].sentence)
        if key == cells.PLACE and self._book.editable:
            return tool_tip(_("Drag the line to move it, or press Alt+Up and Alt+Down"))
        if key == cells.TAX and row.line.tax_reason:
            return tool_tip(row.line.tax_reason)
        return tool_tip(row.line.description[:MOST_TIP]) if key == cells.DESCRIPTION and row.line.description else None

    def _wanted(self) -> int:
        return len(self._book.rows) + (1 if self._book.editable else 0)

    def _reset(self) -> None:
        self._totals = self._book.totals
        self.beginResetModel()
        self._count = self._wanted()
        self._count_lines()
        self.endResetModel()

    def _count_lines(self) -> None:
        rows = self._book.rows
        self._numbers = rows.numbers()
        self._subtotals = [at for at, row in enumerate(rows) if row.line.kind is LineKind.SUBTOTAL]

    def _on_row(self, at: int) -> None:
        """One line was saved; the one typed into the last row has made room for another."""
        self._count_lines()
        wanted = self._wanted()
        if wanted == self._count + 1:
            self.beginInsertRows(_NOWHERE, wanted - 1, wanted - 1)
            self._count = wanted
            self.endInsertRows()
        elif wanted != self._count:
            self._reset()
        self.dataChanged.emit(self.index(at, 0), self.index(at, len(COLUMNS) - 1))

    def _on_totals(self) -> None:
        """Repaints what came to something else: at every letter typed that is one line and the subtotals below it."""
        net = KEYS.index(cells.NET)
        before, totals = self._totals, self._book.totals
        self._totals = totals
        if not self._count:
            return
        if totals is None or before is None or not _alike(before, totals):
            self.dataChanged.emit(self.index(0, net), self.index(self._count - 1, net))
            return
        other = [at for at, (old, new) in enumerate(zip(before.lines, totals.lines, strict=True)) if old != new]
        for at in (*other, *self._subtotals):
            self.dataChanged.emit(self.index(at, net), self.index(at, net))


def _alike(before: QuoteTotals, totals: QuoteTotals) -> bool:
    return (before.currency, before.price_mode, len(before.lines)) == (
        totals.currency, totals.price_mode, len(totals.lines)
    )  # fmt: skip


def _alignment(section: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if COLUMNS[section].numeric else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
