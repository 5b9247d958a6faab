"""What tables and lists of records share: the chosen record and the scroll place survive a refresh, by id."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QObject, Signal
from PySide6.QtWidgets import QAbstractItemView

from crm_desktop.ui.kit.query_table_model import QueryModel

MOST_KEPT = 1_000
"""Larger selections are not restored."""

_FLAG = QItemSelectionModel.SelectionFlag


@dataclass(slots=True)
class _Place:
    """Where the user was before a reset."""

    current: int | None = None
    row: int = 0
    selected: list[int] = field(default_factory=list)
    top: int | None = None
    top_row: int = 0
    top_offset: int = 0
    at_top: bool = True


class RecordKeeper(QObject):
    """Follows one view.

    Signals: `chosen(id or None)` when another record became the current one, `opened(id)` on Enter or double click.
    """

    chosen = Signal(object)
    opened = Signal(int)

    def __init__(self, view: QAbstractItemView, model: QueryModel) -> None:
        super().__init__(view)
        self._view = view
        self._place = _Place()
        self._restoring = False
        self.model = self._model = model
        view.doubleClicked.connect(self._on_double_click)
        view.selectionModel().currentChanged.connect(self._on_current)
        model.modelAboutToBeReset.connect(self._note)
        model.modelReset.connect(self._restore)

    @property
    def current(self) -> int | None:
        """The id of the current record."""
        index = self._view.currentIndex()
        return self._model.paged.id_at(index.row()) if index.isValid() else None

    @property
    def selected(self) -> tuple[int, ...]:
        """The ids of all selected records, in the order of the list."""
        ids = (self._model.paged.id_at(row) for row in self.selected_rows())
        return tuple(record_id for record_id in ids if record_id is not None)

    def selected_rows(self) -> list[int]:
        """The places of all selected records, in order."""
        selection = self._view.selectionModel().selection()
        parts = [selection.at(at) for at in range(selection.count())]
        return sorted({row for part in parts for row in range(part.top(), part.bottom() + 1)})

    def choose(self, record_id: int | None) -> bool:
        """Makes a record the current one and shows it; False when the query does not find it."""
        if record_id is None:
            self._view.selectionModel().clear()
            return True
        row = self._model.paged.find(record_id, self._view.currentIndex().row())
        if row is None:
            return False
        self._go(row)
        return True

    def choose_first(self) -> None:
        """Makes the first record the current one, if there is one."""
        if self._model.paged.count:
            self._go(0)

    def _go(self, row: int) -> None:
        index = self._model.index(row, 0)
        self._view.selectionModel().setCurrentIndex(index, _FLAG.ClearAndSelect | _FLAG.Rows)
        self._view.scrollTo(index)

    def _on_current(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if not self._restoring:
            self.chosen.emit(self._model.paged.id_at(current.row()) if current.isValid() else None)

    def open_current(self) -> None:
        """Sends `opened` for the current record, as Enter does."""
        record_id = self.current
        if record_id is not None:
            self.opened.emit(record_id)

    def _on_double_click(self, _index: QModelIndex) -> None:
        self.open_current()

    def _note(self) -> None:
        """Before a reset: remembers by id where the user is."""
        current = self._view.currentIndex()
        top = self._view.indexAt(self._view.viewport().rect().topLeft())
        rows = self.selected_rows()
        self._place = _Place(
            current=self.current,
            row=max(0, current.row()),
            selected=list(self.selected) if len(rows) <= MOST_KEPT else [],
            top=self._model.paged.id_at(top.row()) if top.isValid() else None,
            top_row=max(0, top.row()),
            top_offset=self._view.visualRect(top).top() if top.isValid() else 0,
            at_top=self._view.verticalScrollBar().value() == 0,
        )

    def _restore(self) -> None:
        """After a reset: goes back there, as far as the records are still found."""
        place, same = self._place, self._model.same_query
        self._restoring = True
        try:
            if not same:
                self._view.scrollToTop()
            found = self._restore_selection(place, same)
            if same:
                # Last, because Qt scrolls to whatever becomes the current one.
                self._restore_scroll(place)
        finally:
            self._restoring = False
        if place.current is not None and not found:
            self._move_on(place, same)

    def _restore_scroll(self, place: _Place) -> None:
        if place.top is None or place.at_top:
            self._view.scrollToTop()
            return
        row = self._model.paged.find(place.top, place.top_row)
        row = min(place.top_row, self._model.paged.count - 1) if row is None else row
        self._view.scrollTo(self._model.index(row, 0), QAbstractItemView.ScrollHint.PositionAtTop)
        bar = self._view.verticalScrollBar()
        bar.setValue(bar.value() - place.top_offset)

    def _restore_selection(self, place: _Place, same: bool) -> bool:
        """True when the current record was found again."""
        find = self._model.paged.find
        last = self._model.columnCount() - 1
        selection = QItemSelection()
        for record_id in place.selected:
            row = find(record_id, place.row if same else 0, everywhere=same)
            if row is not None:
                selection.select(self._model.index(row, 0), self._model.index(row, last))
        self._view.selectionModel().select(selection, _FLAG.ClearAndSelect)
        if place.current is None:
            return False
        row = find(place.current, place.row if same else 0, everywhere=same)
        if row is not None:
            self._view.selectionModel().setCurrentIndex(self._model.index(row, 0), _FLAG.NoUpdate)
        return row is not None

    def _move_on(self, place: _Place, same: bool) -> None:
        """The current record is gone: its neighbour after a deletion, nobody under another filter."""
        if same and self._model.paged.count:
            self._go(min(place.row, self._model.paged.count - 1))
        else:
            self.chosen.emit(None)
