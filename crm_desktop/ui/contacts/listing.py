"""The left side of the tab: everybody by name, filtered as you type, in a view."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QMenu, QSizePolicy, QVBoxLayout, QWidget

from crm_desktop.domain.contacts import ContactKind, Lifecycle
from crm_desktop.services import contact_list
from crm_desktop.services.contact_rows import ContactRow
from crm_desktop.services.labels import CONTACT_KIND_LABELS, LIFECYCLE_LABELS
from crm_desktop.ui.contacts.items import Photos, RowPainter, contact_source
from crm_desktop.ui.contacts.order_menu import OrderMenu
from crm_desktop.ui.context import Context
from crm_desktop.ui.kit.empty import EmptyState
from crm_desktop.ui.kit.filter_bar import FilterBar
from crm_desktop.ui.kit.labels import Look, PlainLabel
from crm_desktop.ui.kit.list_places import ListPlaces
from crm_desktop.ui.kit.plain import menu_text
from crm_desktop.ui.kit.query_table_model import QueryListModel
from crm_desktop.ui.kit.surfaces import Surface
from crm_desktop.ui.kit.two_line_list import TwoLineList
from crm_desktop.words import N_, _, current

ALL, BIN = "all", "bin"
VIEWS = (
    (ALL, N_("All")),
    ("people", N_("People")),
    ("companies", N_("Companies")),
    *((step.value, LIFECYCLE_LABELS[step]) for step in Lifecycle),
    (BIN, N_("Bin")),
)
SETTLE_MILLISECONDS = 150
"""So long the filter rests before somebody else is shown."""

NewContactAsked = Callable[[ContactKind], object]


class ContactListing(Surface):
    """The list under its filter. Sends `settled()` when filter and view rest and somebody may be shown.

    Args:
        context: the open file.
        pictures: the photos of contacts.
        on_new: starts a new person or company.
        on_import: starts an import.
    """

    settled = Signal()

    def __init__(
        self, context: Context, pictures: Photos, on_new: NewContactAsked, on_import: Callable[[], object]
    ) -> None:
        super().__init__("side")
        self._store = context.store
        self._on_new = on_new
        self.bar = FilterBar(_("Filter contacts"), [(key, _(words)) for key, words in VIEWS], _("New"), "Ctrl+N")
        self.order = OrderMenu(self.bar, context.store, context.state)
        self._source = contact_source(context.store).asking(
            view=self.bar.view, sort=self.order.order, descending=self.order.descending
        )
        self.model: QueryListModel[ContactRow] = QueryListModel(self._source, RowPainter(pictures, context.today))
        self.list = TwoLineList(self.model, _("Contacts"))
        self.list.stand_on_surface()
        self.found = PlainLabel("", look=Look.SMALL, muted=True)
        self.found.setContentsMargins(16, 8, 16, 8)
        self._settle = QTimer(self, singleShot=True)
        self._settle.timeout.connect(self.settled)
        self._lay_out(on_import)
        self.bar.filter_changed.connect(self._on_filter)
        self.bar.view_changed.connect(self._on_view)
        self.order.order_changed.connect(self._on_order)
        self.bar.new_pressed.connect(self._open_new_menu)
        self.bar.left_down.connect(self._places.focus_list)
        if self.bar.view != ALL and not self._source.count():
            # Remembered from another business: an empty list would look like lost contacts.
            self.bar.choose_view(ALL)

    def _lay_out(self, on_import: Callable[[], object]) -> None:
        self.empty = EmptyState(
            "contacts",
            _("No contacts yet"),
            _("People and companies, how to reach them, and all you do with them. Drop a vCard or CSV here, or begin:"),
            (_("New contact"), self._new_person),
            (_("Import contacts …"), on_import),
        )
        # It needs more room than the list, and is not there together with a narrow detail.
        self.empty.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        self._places = ListPlaces(self.list, self.empty, self.bar)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget, stretch in ((self.bar, 0), (self._places, 1), (self.found, 0)):
            column.addWidget(widget, stretch)

    # What is listed.

    def all_ids(self) -> tuple[int, ...]:
        """Everybody in the list, in its order."""
        return tuple(self._source.ids(0, self._source.count()))

    def refresh(self) -> None:
        """Asks again, keeping the place."""
        self.model.refresh()
        self._show_state()

    def rest(self, milliseconds: int = SETTLE_MILLISECONDS) -> None:
        """Says `settled` in a moment, unless something else happens first."""
        self._settle.start(milliseconds)

    def choose(self, contact_id: int) -> None:
        """Makes a contact the current one, wherever it stands: filter and view give way."""
        keeper = self.list.keeper
        if keeper.choose(contact_id):
            return
        self.bar.field.clear()
        self.bar.choose_view(ALL)
        if not keeper.choose(contact_id):
            self.bar.choose_view(BIN)
            keeper.choose(contact_id)

    def _show_state(self) -> None:
        count = self.model.paged.count
        filtered = bool(self.bar.text().strip())
        self._places.settle(count)
        # An empty file has one thing to begin with, and it stands in the middle; what is in the bin must be in reach.
        self.bar.setVisible(bool(count) or not self.bar.untouched or self._source.asking(view=BIN).count() > 0)
        if not filtered:
            words = current().plural("Filter {count} contact", "Filter {count} contacts", count)
            self.bar.set_placeholder(words)
        self.found.setVisible(filtered and bool(count))
        if filtered:
            self._tell_found(count)

    def _tell_found(self, count: int) -> None:
        with self._store.read() as session:
            more = contact_list.counted(session, self._source.query).more
        words = current()
        if more:
            self.found.setText(
                _("The first {count}; there are more. Type on to find fewer.", count=words.integer(count))
            )
        else:
            self.found.setText(words.plural("{count} contact found", "{count} contacts found", count))

    def _ask(self, **changes: object) -> None:
        self._source = self._source.asking(**changes)
        self.model.set_source(self._source)
        self._show_state()
        self.rest()

    def _on_filter(self, text: str) -> None:
        self._ask(text=text)

    def _on_view(self, key: str) -> None:
        self._ask(view=key)

    def _on_order(self, sort: str) -> None:
        self._ask(sort=sort, descending=self.order.descending)

    def open_views(self) -> None:
        """Opens the menu of views, tags and orders."""
        if self.bar.view_button is not None:
            self.bar.view_button.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.bar.view_button.showMenu()

    # New ones.

    def make_new_menu(self) -> QMenu:
        """Person or company."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for kind, run in ((ContactKind.PERSON, self._new_person), (ContactKind.COMPANY, self._new_company)):
            menu.addAction(menu_text(_(CONTACT_KIND_LABELS[kind]))).triggered.connect(run)
        return menu

    def _new_person(self) -> None:
        self._on_new(ContactKind.PERSON)

    def _new_company(self) -> None:
        self._on_new(ContactKind.COMPANY)

    def _open_new_menu(self) -> None:
        button: QWidget | None = self.bar.new_button
        if button is not None:
            self.make_new_menu().popup(button.mapToGlobal(QPoint(0, button.height() + 4)))
