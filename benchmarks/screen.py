"""The contacts on an unseen screen, fifty of them in sight, and the same list over rows that cost nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QVBoxLayout, QWidget

from benchmarks.data import NOW, TODAY
from benchmarks.desk import Desk, paint, press, settle
from crm_desktop.services.contact_rows import ContactRow
from crm_desktop.ui.contacts.items import Photos, RowPainter
from crm_desktop.ui.contacts.page import ContactsPage
from crm_desktop.ui.kit.filter_bar import FilterBar
from crm_desktop.ui.kit.paged_rows import RowSource
from crm_desktop.ui.kit.query_table_model import QueryListModel
from crm_desktop.ui.kit.two_line_list import TwoLineList

SIZE = (1280, 56 * 50 + 120)
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
    """The tab of the contacts; every change is painted before the call ends."""

    def __init__(self, desk: Desk) -> None:
        self.page = ContactsPage(desk.context)
        desk.show(self.page)
        settle()
        self.source = self.page.listing.model.paged.source

    def type(self, letter: str) -> None:
        """A letter in the filter, to painted."""
        press(self.page.listing.bar.field, letter)
        paint(self.page)

    def clear(self) -> None:
        """Empties the filter, to painted."""
        self.page.listing.bar.field.clear()
        paint(self.page)

    def show_source(self, source: RowSource[ContactRow]) -> None:
        """Another query, to painted."""
        self.page.listing.model.set_source(source)
        paint(self.page)

    def page_down(self, place: int) -> None:
        """Scrolls to a place, to painted."""
        self.page.list.verticalScrollBar().setValue(place)
        paint(self.page)


class BareScreen:
    """Filter and list by themselves over rows in memory: what painting alone costs."""

    def __init__(self, desk: Desk, found: int = 1_000) -> None:
        self._whole, self._less = MemoryRows(found), MemoryRows(found - 1)
        painter = RowPainter(Photos(desk.store), lambda: TODAY)
        self.model: QueryListModel[ContactRow] = QueryListModel(self._whole, painter)
        self.list = TwoLineList(self.model, "Contacts")
        self.list.stand_on_surface()
        self.bar = FilterBar("Filter contacts")
        self.bar.filter_changed.connect(self.reset)
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.bar)
        column.addWidget(self.list, 1)
        whole.setFixedWidth(470)
        desk.show(whole)

    def reset(self, *_typed: object) -> None:
        """All rows anew, asking nobody."""
        self._whole, self._less = self._less, self._whole
        self.model.set_source(self._whole)

    def type(self, letter: str) -> None:
        """A letter in the filter, to painted."""
        press(self.bar.field, letter)
        paint(self.list)

    def clear(self) -> None:
        """Empties the filter, to painted."""
        self.bar.field.clear()
        paint(self.list)

    def show(self) -> None:
        """All rows anew, to painted."""
        self.reset()
        paint(self.list)

    def page_down(self, place: int) -> None:
        """Scrolls to a place, to painted."""
        self.list.verticalScrollBar().setValue(place)
        paint(self.list)
