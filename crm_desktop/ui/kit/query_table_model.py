"""Qt models over a `RowSource`: a table of columns, and a list of two-line items.

A cell is made once, when its row is first painted; after that every question of a view is a dictionary look-up.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QPixmap

from crm_desktop.ui.kit.paged_rows import FEWEST, PAGE, PagedRows, RowSource
from crm_desktop.ui.kit.plain import tool_tip
from crm_desktop.ui.tokens import Tone
from crm_desktop.words import _

R = TypeVar("R")
Index = QModelIndex | QPersistentModelIndex

ID_ROLE = int(Qt.ItemDataRole.UserRole)
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_TIP = int(Qt.ItemDataRole.ToolTipRole)
_ALIGNMENT = int(Qt.ItemDataRole.TextAlignmentRole)
_NOWHERE = QModelIndex()
MOST_CELLS = 4_000


@dataclass(frozen=True, slots=True)
class Column(Generic[R]):
    """One column of a table.

    Attributes:
        key: what the source is asked to sort by, and what widths are remembered under.
        title: its heading as msgid.
        text: what a row shows in it, already formatted.
        width: its first width in logical pixels; 0 takes it from the first rows.
        numeric: figures, aligned right.
        strong: in semibold.
        muted: in the quieter colour.
        tone: colours the word of a row; None for the ordinary colour.
        chip: shows the text as a chip of that tone; None for plain text.
        tip: a longer text shown as tool tip.
        sortable: whether its heading sorts.
        hidden: not shown until the user chooses it.
        stretch: takes the room that is left.
    """

    key: str
    title: str
    text: Callable[[R], str]
    width: int = 0
    numeric: bool = False
    strong: bool = False
    muted: bool = False
    tone: Callable[[R], Tone | None] | None = None
    chip: Callable[[R], Tone | None] | None = None
    tip: Callable[[R], str] | None = None
    sortable: bool = True
    hidden: bool = False
    stretch: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell ready to be painted."""

    text: str
    tone: Tone | None
    chip: Tone | None
    roles: dict[int, object]


@dataclass(frozen=True, slots=True)
class ListItem:
    """A row of a two-line list.

    Attributes:
        title: the first line, semibold.
        detail: the second line, muted.
        chip: a word in a chip; '' for none.
        tone: the tone of the chip.
        amount: right-aligned figures, already formatted.
        avatar: the name an avatar is made of; None for no avatar column at all.
        photo: shown instead of initials.
        detail_tone: colours the second line (due, overdue).
        icon: a name of resources/icons before the words; '' for none.
    """

    title: str
    detail: str = ""
    chip: str = ""
    tone: Tone = Tone.GREY
    amount: str = ""
    avatar: str | None = None
    photo: QPixmap | None = None
    detail_tone: Tone | None = None
    icon: str = ""


class _QueryModel(QAbstractTableModel, Generic[R]):
    """What both models share: the paged rows, asking again, and another query."""

    def __init__(self, source: RowSource[R], page: int = PAGE) -> None:
        super().__init__()
        self.paged = PagedRows(source, page)
        self.same_query = True

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else self.paged.count

    def refresh(self) -> None:
        """Asks the same query again; views keep selection and scroll place by id."""
        self._reset(self.paged.source, same_query=True)

    def set_source(self, source: RowSource[R]) -> None:
        """Shows another query (another filter, another order); views go back to the top."""
        self._reset(source, same_query=False)

    def fetch_at_once(self, rows: int) -> None:
        """So many rows are in sight: no more are fetched for one look, and not many fewer."""
        self.paged.size = max(rows, FEWEST)

    def lines(self, places: Sequence[int], columns: Sequence[int]) -> list[list[str]]:
        """The words of some rows, as they are copied; the first line may be headings."""
        raise NotImplementedError

    def _forget_painted(self) -> None:
        """Throws away what was made for painting."""
        raise NotImplementedError

    def _reset(self, source: RowSource[R], *, same_query: bool) -> None:
        self.same_query = same_query
        self.beginResetModel()
        if source is self.paged.source:
            self.paged.forget()
        else:
            self.paged = self.paged.of(source)
        self._forget_painted()
        self.endResetModel()


class QueryTableModel(_QueryModel[R]):
    """A table over a source; sorting asks the source, never a list in memory."""

    def __init__(self, source: RowSource[R], columns: Sequence[Column[R]]) -> None:
        super().__init__(source)
        self.columns = tuple(columns)
        self._cells: dict[int, tuple[Cell, ...]] = {}
        self._titles = [_(column.title) for column in self.columns]
        self._alignments = [
            Qt.AlignmentFlag.AlignVCenter
            | (Qt.AlignmentFlag.AlignRight if column.numeric else Qt.AlignmentFlag.AlignLeft)
            for column in self.columns
        ]

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        if role == ID_ROLE:
            return self.paged.id_at(index.row())
        return self.cells(index.row())[index.column()].roles.get(role)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        if orientation is Qt.Orientation.Vertical:
            return None
        if role == _DISPLAY:
            return self._titles[section]
        return self._alignments[section] if role == _ALIGNMENT else None

    def cells(self, place: int) -> tuple[Cell, ...]:
        """The cells of a row, made when it is first looked at."""
        found = self._cells.get(place)
        if found is None:
            if len(self._cells) >= MOST_CELLS:
                self._cells.clear()
            row = self.paged.row_at(place)
            found = self._cells[place] = tuple(
                _cell(column, row, alignment) for column, alignment in zip(self.columns, self._alignments, strict=True)
            )
        return found

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Shows the same records in another order."""
        if 0 <= column < len(self.columns) and self.columns[column].sortable:
            descending = order is Qt.SortOrder.DescendingOrder
            self._reset(self.paged.source.sorted_by(self.columns[column].key, descending), same_query=False)

    def lines(self, places: Sequence[int], columns: Sequence[int]) -> list[list[str]]:
        heads = [self._titles[column] for column in columns]
        return [heads, *([self.cells(place)[column].text for column in columns] for place in places)]

    def _forget_painted(self) -> None:
        self._cells.clear()


def _cell(column: Column[R], row: R | None, alignment: Qt.AlignmentFlag) -> Cell:
    """One cell; that of a record that is gone is empty."""
    if row is None:
        return Cell("", None, None, {_DISPLAY: ""})
    text = column.text(row)
    roles: dict[int, object] = {_DISPLAY: text, _ALIGNMENT: alignment}
    if column.tip is not None:
        roles[_TIP] = tool_tip(column.tip(row))
    tone = column.tone(row) if column.tone is not None else None
    chip = column.chip(row) if column.chip is not None and text else None
    return Cell(text, tone, chip, roles)


class QueryListModel(_QueryModel[R]):
    """A two-line list over a source; `item` turns a row into what is painted, `page` rows are fetched at once."""

    def __init__(self, source: RowSource[R], item: Callable[[R], ListItem], page: int = PAGE) -> None:
        super().__init__(source, page)
        self._item = item
        self._items: dict[int, ListItem] = {}

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else 1

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        if role == _DISPLAY:
            item = self.item_at(index.row())
            return ", ".join(part for part in (item.title, item.chip, item.detail, item.amount) if part)
        return self.paged.id_at(index.row()) if role == ID_ROLE else None

    def item_at(self, place: int) -> ListItem:
        """What is painted at a place, made when it is first looked at."""
        found = self._items.get(place)
        if found is None:
            if len(self._items) >= MOST_CELLS:
                self._items.clear()
            row = self.paged.row_at(place)
            found = self._items[place] = self._item(row) if row is not None else ListItem("")
        return found

    def lines(self, places: Sequence[int], columns: Sequence[int]) -> list[list[str]]:
        items = [self.item_at(place) for place in places]
        return [[item.title, item.detail, item.chip, item.amount] for item in items]

    def _forget_painted(self) -> None:
        self._items.clear()


QueryModel = QueryTableModel[Any] | QueryListModel[Any]
"""Either model."""
