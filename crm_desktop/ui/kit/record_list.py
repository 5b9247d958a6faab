"""The list side of a page: the filter over it, what stands there while there is nothing, a line of figures below."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from crm_desktop.ui.kit.empty import EmptyState
from crm_desktop.ui.kit.filter_bar import FilterBar
from crm_desktop.ui.kit.labels import Look, PlainLabel
from crm_desktop.ui.kit.list_places import ListPlaces
from crm_desktop.ui.kit.record_view import RecordView
from crm_desktop.ui.kit.store_source import StoreSource
from crm_desktop.ui.kit.surfaces import Surface


class RecordList(Surface):
    """One filtered list.

    Signals: `asked()` after another question was asked or the same again.

    Args:
        source: its first question; the filter sets the field `text`.
        view: shows it, over a model of that source.
        bar: filter, views and New button; its first view is the one that shows everything.
        empty: stands in the place of the list while nothing is filtered and there is nothing.
        values_of_view: what a view sets in the question: ``{"view": JobView.DONE}``.
    """

    asked = Signal()

    def __init__(
        self,
        source: StoreSource[Any, Any],
        view: RecordView,
        bar: FilterBar,
        empty: EmptyState,
        values_of_view: Callable[[str], Mapping[str, object]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("side", parent)
        self._source = source
        self.view = view
        view.stand_on_surface()
        self.bar = bar
        self._all = bar.view
        self._values_of_view = values_of_view
        self.foot = PlainLabel("", look=Look.SMALL, muted=True)
        self.foot.setContentsMargins(16, 8, 16, 8)
        self.foot.hide()
        self.places = ListPlaces(view, empty, bar)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(bar)
        column.addWidget(self.places, 1)
        column.addWidget(self.foot)
        bar.filter_changed.connect(self._on_filter)
        bar.view_changed.connect(self._on_view)
        bar.left_down.connect(self.places.focus_list)

    @property
    def source(self) -> StoreSource[Any, Any]:
        """What is asked now, in the order a heading may have given it since."""
        asked = self.view.query.paged.source
        return asked if isinstance(asked, StoreSource) else self._source

    @property
    def count(self) -> int:
        """How many records were found."""
        return self.view.query.paged.count

    def tell(self, text: str) -> None:
        """Says something below the list; '' says nothing."""
        self.foot.setText(text)
        self.foot.setVisible(bool(text))

    def refresh(self) -> None:
        """Asks the same again; place and chosen records stay."""
        self.view.query.refresh()
        self._settle()

    def ask(self, **values: object) -> None:
        """Asks with other values in the question."""
        self.view.query.set_source(self.source.asking(**values))
        self._settle()

    def show_all(self) -> None:
        """Takes filter and view back, so that every record can be found."""
        self.bar.field.clear()
        self.bar.choose_view(self._all)

    def set_editable(self, editable: bool) -> None:
        """Offers the New button or not."""
        if self.bar.new_button is not None:
            self.bar.new_button.setEnabled(editable)

    def _settle(self) -> None:
        self.places.settle(self.count)
        self.asked.emit()

    def _on_filter(self, text: str) -> None:
        self.ask(text=text)

    def _on_view(self, key: str) -> None:
        self.ask(**self._values_of_view(key))
