"""A list and the chosen record beside it: what is typed is saved before another one is shown."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QStackedWidget, QWidget

from crm_desktop.domain.errors import Refused
from crm_desktop.ui.kit.record_editor import RecordEditor
from crm_desktop.ui.kit.record_list import RecordList
from crm_desktop.ui.kit.splitter import Splitter
from crm_desktop.ui.window_state import WindowState

NOTHING, RECORD = 0, 1


class ListAndDetail(Splitter):
    """Two sides that follow each other.

    Args:
        records: the list.
        editor: shows the chosen record at the right.
        sizes: the first widths of both sides.
        state: remembers the widths under `memory_key`.
        memory_key: unique name, ``"service"``.
    """

    def __init__(
        self,
        records: RecordList,
        editor: RecordEditor[Any],
        sizes: tuple[int, int],
        state: WindowState,
        memory_key: str,
    ) -> None:
        self.records = records
        self.editor = editor
        self._detail = QStackedWidget()
        self._detail.addWidget(QWidget())
        self._detail.addWidget(editor)
        super().__init__((records, self._detail), sizes, state, memory_key, stretch=0)
        records.view.chosen.connect(self._on_chosen)
        records.view.opened.connect(self._on_opened)
        records.bar.view_changed.connect(self._on_view)

    @property
    def selected(self) -> tuple[int, ...]:
        """The chosen records."""
        return self.records.view.keeper.selected

    def refresh(self) -> None:
        """Asks for list and record again; a record that is gone is no longer shown."""
        self.records.refresh()
        if self.records.view.keeper.current is None:
            self.records.view.keeper.choose_first()
        self.reload()

    def take_changes(self, initiator: object) -> None:
        """Shows what a gesture changed; the editor knows its own."""
        self.records.refresh()
        if initiator is not self.editor:
            self.reload()

    def reload(self) -> None:
        """Shows the record as it is stored now."""
        if self.editor.record_id is not None:
            try:
                self.editor.reload()
            except Refused:
                self._show_nothing()

    def open_record(self, record_id: int) -> None:
        """Chooses a record, taking filter and view back when they hide it."""
        keeper = self.records.view.keeper
        if not keeper.choose(record_id):
            self.records.show_all()
            if not keeper.choose(record_id):
                # In the bin: shown without its row.
                keeper.choose(None)
                self._show(record_id)

    def set_editable(self, editable: bool) -> None:
        """Locks or frees both sides."""
        self.records.set_editable(editable)
        self.editor.set_editable(editable)

    def _on_chosen(self, record_id: int | None) -> None:
        if record_id is not None and record_id == self.editor.record_id:
            return
        if not self.editor.commit():
            # What was refused stays on the screen, and the list goes on pointing at it.
            if record_id is not None:
                self.records.view.keeper.choose(self.editor.record_id)
            return
        if record_id is None:
            self._show_nothing()
        else:
            self._show(record_id)

    def _show(self, record_id: int) -> None:
        try:
            self.editor.show_record(record_id)
        except Refused:
            # Gone since the list was read; the list is asked again by the news of that.
            self._show_nothing()
        else:
            self._detail.setCurrentIndex(RECORD)

    def _show_nothing(self) -> None:
        self.editor.record_id = None
        self._detail.setCurrentIndex(NOTHING)

    def _on_view(self, _key: str) -> None:
        """Another view begins with its first record."""
        if self.records.view.keeper.current is None:
            self.records.view.keeper.choose_first()

    def _on_opened(self, _record_id: int) -> None:
        self.editor.focus_first()
