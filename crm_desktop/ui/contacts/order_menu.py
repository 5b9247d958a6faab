"""Tags and orders in the view menu of the list: only the contacts of a tag, in another order; both remembered."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QActionGroup

from crm_desktop.services.store import Store
from crm_desktop.ui.kit.filter_bar import FilterBar
from crm_desktop.ui.kit.plain import menu_text
from crm_desktop.ui.window_state import WindowState
from crm_desktop.words import N_, _

TAG, BIN = "tag:", "bin"
VIEW_KEY, ORDER_KEY = "contacts/view", "contacts/order"
ORDERS = {
    "name": (False, N_("By name")),
    "created": (True, N_("Newest first")),
    "lifecycle": (False, N_("By life cycle")),
    "sales": (True, N_("Most sales first")),
}
"""Every order of the service: whether it is read from its end, and what it is called."""


class OrderMenu(QObject):
    """Adds them to the view menu of a filter bar. Sends `order_changed(sort)`.

    Args:
        bar: its view menu is filled.
        store: the open file, whose tags are offered.
        state: remembers view and order.
    """

    order_changed = Signal(str)

    def __init__(self, bar: FilterBar, store: Store, state: WindowState) -> None:
        super().__init__(bar)
        self._bar, self._store, self._state = bar, store, state
        menu = bar.view_menu
        menu.addSeparator()
        self.tags = menu.addMenu(menu_text(_("Tags")))
        self.orders = menu.addMenu(menu_text(_("Order")))
        remembered = state.text(ORDER_KEY)
        self.order = remembered if remembered in ORDERS else next(iter(ORDERS))
        self._fill_orders()
        self._take_remembered_view()
        menu.aboutToShow.connect(self._fill_tags)
        bar.view_changed.connect(self._on_view)

    @property
    def descending(self) -> bool:
        """Whether the chosen order begins with the last, newest, most."""
        return ORDERS[self.order][0]

    def choose(self, sort: str) -> None:
        """Chooses an order as its menu does."""
        for entry in self.orders.actions():
            if entry.data() == sort:
                entry.trigger()

    def _fill_orders(self) -> None:
        group = QActionGroup(self)
        for sort, (_descending, words) in ORDERS.items():
            entry = QAction(menu_text(_(words)), self)
            entry.setCheckable(True)
            entry.setChecked(sort == self.order)
            entry.setData(sort)
            group.addAction(entry)
            self.orders.addAction(entry)
        group.triggered.connect(self._on_order)

    def _fill_tags(self) -> None:
        from crm_desktop.services import tags  # stands on the models, which no list needs for its first rows

        with self._store.read() as session:
            known = tags.all_tags(session)
        self._bar.fill_views(self.tags, [(TAG + tag.name, tag.name) for tag in known])
        self.tags.menuAction().setVisible(bool(known))

    def _take_remembered_view(self) -> None:
        view = self._state.text(VIEW_KEY)
        if view.startswith(TAG):
            # Another business may not know the tag; then there is nothing to filter by.
            self._fill_tags()
        if view:
            self._bar.choose_view(view)

    def _on_order(self, entry: QAction) -> None:
        self.order = str(entry.data())
        self._state.set_text(ORDER_KEY, self.order)
        self.order_changed.emit(self.order)

    def _on_view(self, view: str) -> None:
        self._state.set_text(VIEW_KEY, view if view != BIN else "")
