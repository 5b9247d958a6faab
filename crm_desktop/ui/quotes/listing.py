"""The list of quotes: filtered as you type, a view for each state, sums at its foot."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from crm_desktop.services import follow_ups, quote_list
from crm_desktop.services.quote_list import QuoteQuery, QuoteRow
from crm_desktop.ui.context import Context
from crm_desktop.ui.kit.chip import ChipButton
from crm_desktop.ui.kit.empty import EmptyState
from crm_desktop.ui.kit.filter_bar import FilterBar
from crm_desktop.ui.kit.labels import Look, PlainLabel
from crm_desktop.ui.kit.list_places import ListPlaces
from crm_desktop.ui.kit.query_table_model import QueryTableModel
from crm_desktop.ui.kit.store_source import StoreSource
from crm_desktop.ui.kit.surfaces import Line, Surface
from crm_desktop.ui.kit.table import TableView
from crm_desktop.ui.quotes.columns import COLUMNS
from crm_desktop.ui.tokens import Tone
from crm_desktop.words import N_, NC_, _, current

ALL, BIN, FOLLOW_UP = "all", "bin", "follow_up"
VIEWS = (
    (ALL, N_("All quotes")),
    ("draft", N_("Drafts")),
    ("open", NC_("deals and quotes", "Open")),
    ("expired", N_("Expired")),
    (FOLLOW_UP, N_("Follow up")),
    ("accepted", N_("Accepted")),
    ("unpaid", N_("Unpaid")),
    ("declined", N_("Declined")),
    (BIN, N_("Bin")),
)


class QuoteListing(Surface):
    """Signals: `opened(id)`, `new_pressed()`, `delete_pressed()`, `menu_wanted(position)`."""

    opened = Signal(int)
    new_pressed = Signal()
    delete_pressed = Signal()
    menu_wanted = Signal(QPoint)

    def __init__(self, context: Context, on_new: Callable[[], object], parent: QWidget | None = None) -> None:
        super().__init__("side", parent)
        self._context = context
        self._today = context.today()
        self._source = self._make_source()
        self.model: QueryTableModel[QuoteRow] = QueryTableModel(self._source, COLUMNS)
        self.table = TableView(self.model, _("Quotes"), context.state, "quotes")
        views = [(key, _(words)) for key, words in VIEWS]
        self.bar = FilterBar(_("Filter quotes"), views, _("New quote"), "Ctrl+N")
        self.due = ChipButton("", Tone.AMBER)
        self.due.hide()
        self.due.clicked.connect(self._on_due)
        self.bar.row.insertWidget(1, self.due)
        self.sums = PlainLabel("", look=Look.SMALL, muted=True)
        self.empty = EmptyState(
            "quote",
            _("No quotes yet"),
            _("Write the first one: choose a customer, type the lines, and see the page as it will be printed."),
            (_("New quote"), on_new),
        )
        self.places = ListPlaces(self.table, self.empty, self.bar)
        self._lay_out()
        self.bar.filter_changed.connect(self._on_filter)
        self.bar.view_changed.connect(self._on_view)
        self.bar.new_pressed.connect(self.new_pressed)
        self.bar.left_down.connect(self._to_table)
        self.table.opened.connect(self.opened)
        self.table.delete_pressed.connect(self.delete_pressed)
        self.table.menu_wanted.connect(self.menu_wanted)

    def _make_source(self) -> StoreSource[QuoteQuery, QuoteRow]:
        query = QuoteQuery(today=self._today)
        return StoreSource(self._context.store, query, quote_list.count, quote_list.ids, self._rows)

    def _rows(self, session: Any, ids: Any) -> Any:
        return quote_list.rows(session, ids, self._today)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self.places, 1)
        column.addWidget(Line())
        self.sums.setContentsMargins(16, 8, 16, 8)
        column.addWidget(self.sums)

    @property
    def view(self) -> str:
        """The key of the chosen view."""
        return self.bar.view

    @property
    def query(self) -> QuoteQuery:
        """What is asked now, in the order of the table."""
        asked = self.model.paged.source
        return asked.query if isinstance(asked, StoreSource) else self._source.query

    def chosen_row(self) -> QuoteRow | None:
        """The one quote that is chosen; None for none or several."""
        rows = self.table.keeper.selected_rows()
        return self.model.paged.row_at(rows[0]) if len(rows) == 1 else None

    def refresh(self) -> None:
        """Asks again; the day may be another by now."""
        if self._today != self._context.today():
            self._today = self._context.today()
            self._ask(today=self._today)
            return
        self.model.refresh()
        self._show_state()

    def choose(self, quote_id: int) -> None:
        """Marks a quote in the list, if it is found there."""
        self.table.keeper.choose(quote_id)

    def set_editable(self, editable: bool) -> None:
        """Lets the button for a new quote rest."""
        if self.bar.new_button is not None:
            self.bar.new_button.setEnabled(editable)

    def _ask(self, **changes: object) -> None:
        query = self.query
        self._source = self._source.asking(sort=query.sort, descending=query.descending, **changes)
        self.model.set_source(self._source)
        self._show_state()

    def _on_filter(self, text: str) -> None:
        self._ask(text=text)

    def _on_view(self, key: str) -> None:
        self._ask(view=key)

    def _on_due(self) -> None:
        """The chip leads to the quotes that wait for an answer, and back to all."""
        self.bar.choose_view(FOLLOW_UP if self.view != FOLLOW_UP else ALL)

    def _show_due(self, due: int) -> None:
        self.due.setChecked(self.view == FOLLOW_UP)
        self.due.setVisible(bool(due) or self.view == FOLLOW_UP)
        self.due.setText(_("Follow up {count}", count=current().integer(due)))
        self.due.updateGeometry()

    def mark_first(self) -> None:
        """Chooses the first quote where none is chosen."""
        if self.table.keeper.current is None:
            self.table.keeper.choose_first()

    def _to_table(self) -> None:
        self.places.focus_list()
        self.mark_first()

    def _show_state(self) -> None:
        count = self.model.paged.count
        self.places.settle(count)
        with self._context.store.read() as session:
            found = quote_list.sums(session, self.query) if count else ()
            due = follow_ups.count(session, self._today)
        self._show_due(due)
        say = current()
        parts = [say.plural("{count} quote", "{count} quotes", count)]
        parts += [say.money(total, currency) for currency, total in found]
        self.sums.setText(" · ".join(parts) if count else "")
