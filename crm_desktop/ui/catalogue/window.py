"""The window of products and services: a table, one item beside it, import from a CSV file."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from crm_desktop.domain.catalogue import ItemKind
from crm_desktop.domain.changes import CATALOGUE, Changes
from crm_desktop.services import catalogue
from crm_desktop.services.catalogue import CatalogueQuery, ItemRow, NewItem
from crm_desktop.ui.catalogue.columns import COLUMNS
from crm_desktop.ui.catalogue.editor import ItemEditor
from crm_desktop.ui.context import Context
from crm_desktop.ui.imports.catalogue import import_catalogue
from crm_desktop.ui.kit.buttons import SecondaryButton
from crm_desktop.ui.kit.empty import EmptyState
from crm_desktop.ui.kit.filter_bar import FilterBar
from crm_desktop.ui.kit.query_table_model import QueryTableModel
from crm_desktop.ui.kit.splitter import Splitter
from crm_desktop.ui.kit.store_source import StoreSource
from crm_desktop.ui.kit.surfaces import Surface
from crm_desktop.ui.kit.table import TableView
from crm_desktop.words import N_, _, current

ALL, PRODUCTS, SERVICES, BIN = "all", "products", "services", "bin"
VIEWS = ((ALL, N_("All")), (PRODUCTS, N_("Products")), (SERVICES, N_("Services")), (BIN, N_("Bin")))
KINDS = {PRODUCTS: ItemKind.PRODUCT, SERVICES: ItemKind.SERVICE}


class CatalogueWindow(QDialog):
    """What can be sold."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Products and services"))
        self.resize(1080, 640)
        self._context = context
        self._source: StoreSource[CatalogueQuery, ItemRow] = StoreSource(
            context.store, CatalogueQuery(), catalogue.count, catalogue.ids, catalogue.rows
        )
        self.model: QueryTableModel[ItemRow] = QueryTableModel(self._source, COLUMNS)
        self.table = TableView(self.model, _("Products and services"), context.state, "catalogue")
        views = [(key, _(words)) for key, words in VIEWS]
        self.bar = FilterBar(_("Filter by code, name or words"), views, _("New item"), "Ctrl+N")
        self.editor = ItemEditor(context)
        self.places = QStackedWidget()
        self.detail = QStackedWidget()
        self._lay_out()
        self._connect()
        self.set_editable(not context.store.read_only and not context.tasks.busy)
        self.refresh()
        self.table.keeper.choose_first()

    def _lay_out(self) -> None:
        self.import_button = SecondaryButton(_("Import …"), icon_name="import")
        self.bar.row.insertWidget(self.bar.row.count() - 1, self.import_button)
        empty = EmptyState(
            "box",
            _("Nothing in the catalogue yet"),
            _("What you sell, with its price and tax: typed once, and offered as you write a quote."),
            (_("New item"), self.new_item),
            (_("Import a CSV file …"), self.import_file),
        )
        self.places.addWidget(self.table)
        self.places.addWidget(empty)
        self.detail.addWidget(QWidget())
        self.detail.addWidget(self.editor)
        side = Surface("side")
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self.places, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(Splitter((side, self.detail), (680, 400), self._context.state, "catalogue", stretch=0))

    def _connect(self) -> None:
        self.bar.filter_changed.connect(self._on_filter)
        self.bar.view_changed.connect(self._on_view)
        self.bar.new_pressed.connect(self.new_item)
        self.bar.left_down.connect(self.table.setFocus)
        self.import_button.on_click(self.import_file)
        self.table.chosen.connect(self._on_chosen)
        self.table.opened.connect(self._on_opened)
        self.table.delete_pressed.connect(self.delete_chosen)
        for keys, run in (("Ctrl+N", self.new_item), ("Ctrl+F", self.bar.focus_filter)):
            QShortcut(QKeySequence(keys), self).activated.connect(run)
        QShortcut(QKeySequence("Ctrl+Z"), self).activated.connect(self._undo)
        self._context.bus.changed.connect(self._on_changed)
        self._context.tasks.busy_changed.connect(self._on_busy)

    def refresh(self) -> None:
        """Asks the catalogue again."""
        self.model.refresh()
        untouched = self._source.query == replace_sort(CatalogueQuery(), self._source.query)
        self.places.setCurrentIndex(1 if untouched and not self.model.paged.count else 0)

    def _on_changed(self, changes: Changes, initiator: object) -> None:
        if changes.touches(CATALOGUE):
            self.refresh()
            if initiator is not self.editor:
                self.editor.reload()

    def _on_busy(self, busy: bool) -> None:
        self.set_editable(not busy and not self._context.store.read_only)

    def set_editable(self, editable: bool) -> None:
        """Locks or frees the window."""
        self.editor.set_editable(editable)
        self.import_button.setEnabled(editable)
        if self.bar.new_button is not None:
            self.bar.new_button.setEnabled(editable)

    def _ask(self, **changes: object) -> None:
        self._source = self._source.asking(**changes)
        self.model.set_source(self._source)
        self.refresh()

    def _on_filter(self, text: str) -> None:
        self._ask(text=text)

    def _on_view(self, key: str) -> None:
        self._ask(kind=KINDS.get(key), binned=key == BIN)

    def _on_chosen(self, item_id: int | None) -> None:
        if self.editor.commit():
            self.detail.setCurrentIndex(0 if item_id is None else 1)
            if item_id is not None:
                self.editor.show_item(item_id)

    def _on_opened(self, _item_id: int) -> None:
        self.editor.form.focus_first()

    def open_record(self, item_id: int) -> None:
        """Shows one item."""
        if not self.table.keeper.choose(item_id):
            self.bar.field.clear()
            self.bar.choose_view(ALL)
            self.table.keeper.choose(item_id)

    def new_item(self) -> None:
        """Makes an item and puts the cursor on its name."""
        with self._context.store.write(N_("New catalogue item"), initiator=self) as session:
            item_id = catalogue.create(session, NewItem(_("New item")), now=self._context.now())
        self.table.keeper.choose(item_id)
        self.editor.select_name()

    def delete_chosen(self) -> None:
        """Puts the chosen items into the bin, or takes them out of it."""
        chosen = self.table.keeper.selected
        if not chosen:
            return
        restoring = self._source.query.binned
        label = N_("Restore catalogue item") if restoring else N_("Delete catalogue item")
        with self._context.store.write(label, initiator=self) as session:
            for item_id in chosen:
                if restoring:
                    catalogue.restore(session, item_id)
                else:
                    catalogue.to_bin(session, item_id, now=self._context.now())
        told = current().plural("{count} item was put in the bin.", "{count} items were put in the bin.", len(chosen))
        self._context.toasts.tell(_("Restored.") if restoring else told, undo=partial(self._context.store.undo))

    def import_file(self) -> None:
        """Imports products and services from a CSV file."""
        import_catalogue(self._context, self)

    def _undo(self) -> None:
        self._context.store.undo()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.editor.commit():
            super().closeEvent(event)
        else:
            event.ignore()

    def reject(self) -> None:
        self.close()


def replace_sort(query: CatalogueQuery, other: CatalogueQuery) -> CatalogueQuery:
    """`query` in the order of `other`, to see whether only the order differs."""
    return CatalogueQuery(query.text, query.kind, query.binned, other.sort, other.descending)


def open_catalogue(context: Context, parent: QWidget) -> CatalogueWindow:
    """Opens the window."""
    window = CatalogueWindow(context, parent)
    window.open()
    return window
