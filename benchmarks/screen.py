"""A list of contacts on an unseen screen, and the same list over rows in memory: what painting alone costs."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from benchmarks.data import NOW, TODAY
from crm_desktop.services.contact_rows import ContactRow
from crm_desktop.services.store import Store
from crm_desktop.ui.contacts.items import Photos, RowPainter, contact_source
from crm_desktop.ui.kit.paged_rows import RowSource
from crm_desktop.ui.kit.query_table_model import QueryListModel
from crm_desktop.ui.kit.two_line_list import TwoLineList
from crm_desktop.ui.theme import theme

HEIGHT = 56 * 50
"""Fifty rows are seen."""


@dataclass(frozen=True, slots=True)
class MemoryRows:
    """A source that asks nobody: so many rows, all there."""

    found: int = 1_000

    def count(self) -> int:
        """How many."""
        return self.found

    def ids(self, first: int, limit: int) -> Sequence[int]:
        """Numbers in order."""
        return range(first, min(first + limit, self.found))

    def rows(self, ids: Sequence[int]) -> Mapping[int, ContactRow]:
        """A row for each."""
        return {number: _ROWS[number % len(_ROWS)] for number in ids}

    def sorted_by(self, _column_key: str, _descending: bool) -> MemoryRows:
        """The same."""
        return self


def _row(number: int) -> ContactRow:
    return ContactRow(
        id=number,
        kind="person",
        name=f"Ana Sousa {number}",
        company="Padaria",
        role="",
        place="Porto",
        lifecycle="customer",
        phones=("+351 912 345 678",),
        emails=(f"person{number}@example.com",),
        tags=(),
        next_step="",
        next_step_date=None,
        sales=12_345,
        sales_currency="EUR",
        photo=None,
        created_at=NOW,
        damaged=False,
    )


_ROWS = [_row(number) for number in range(64)]


class Screen:
    """A shown list of fifty rows; every change is painted before the call ends."""

    def __init__(self, store: Store, source: RowSource[ContactRow] | None = None) -> None:
        app = QApplication.instance()
        self.app = app if isinstance(app, QApplication) else QApplication([])
        theme().apply(self.app, "light")
        self.source = contact_source(store)
        painter = RowPainter(Photos(store), lambda: TODAY)
        self.model: QueryListModel[ContactRow] = QueryListModel(source or self.source, painter)
        self.list = TwoLineList(self.model, "Contacts")
        self.list.resize(470, HEIGHT)
        self.list.show()
        QApplication.processEvents()

    def show_source(self, source: RowSource[ContactRow]) -> None:
        """Another query, to painted."""
        self.model.set_source(source)
        self.list.viewport().repaint()

    def page_down(self, place: int) -> None:
        """Scrolls to a place, to painted."""
        self.list.verticalScrollBar().setValue(place)
        self.list.viewport().repaint()
