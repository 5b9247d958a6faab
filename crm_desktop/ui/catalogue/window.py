"""The window of products and services: a table, one item beside it, import from a table."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QSize
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from crm_desktop.domain.catalogue import ItemKind
from crm_desktop.domain.changes import CATALOGUE, Changes
from crm_desktop.services import catalogue
from crm_desktop.services.catalogue import CatalogueQuery, ItemRow, NewItem
from crm_desktop.ui.bins import Bin
from crm_desktop.ui.catalogue.columns import COLUMNS
from crm_desktop.ui.catalogue.editor import ItemEditor
from crm_desktop.ui.context import Context
from crm_desktop.ui.imports.catalogue import import_catalogue
from crm_desktop.ui.kit.buttons import SecondaryButton
from crm_desktop.ui.kit.dialog_window import DialogWindow
from crm_desktop.ui.kit.empty import EmptyState
from crm_desktop.ui.kit.filter_bar import FilterBar
from crm_desktop.ui.kit.list_and_detail import ListAndDetail
from crm_desktop.ui.kit.query_table_model import QueryTableModel
from crm_desktop.ui.kit.record_list import RecordList
from crm_desktop.ui.kit.store_source import StoreSource
from crm_desktop.ui.kit.table import TableView
from crm_desktop.ui.kit.toasts import Toasts
from crm_desktop.ui.steps import add_undo_keys
from crm_desktop.words import N_, _, current

ALL, PRODUCTS, SERVICES, IN_BIN = "all", "products", "services", "bin"
VIEWS = ((ALL, N_("All")), (PRODUCTS, N_("Products")), (SERVICES, N_("Services")), (IN_BIN, N_("Bin")))
KINDS = {PRODUCTS: ItemKind.PRODUCT, SERVICES: ItemKind.SERVICE}
BIN = Bin(
    delete_label=N_("Delete catalogue item"),
    restore_label=N_("Restore catalogue item"),
    to_bin=lambda session, item_id, now: catalogue.to_bin(session, item_id, now=now),
    restore=lambda session, item_id, _now: catalogue.restore(session, item_id),
    told=lambda count: current().plural(
        "{count} item was put in the bin.", "{count} items were put in the bin.", count
    ),
)


class CatalogueWindow(DialogWindow):
    """What can be sold."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent, _("Products and services"), QSize(1080, 640))
        # Its messages stand in this window: those of the main window cannot be reached while it is open.
        self._context = context = replace(context, toasts=Toasts(self))
        self.editor = ItemEditor(context)
        self.records = self._make_list()
        self.table = self.records.view
        self.bar = self.records.bar
        self.import_button = SecondaryButton(_("Import …"), icon_name="import")
        self.bar.row.insertWidget(self.bar.row.count() - 1, self.import_button)
        self.pair = ListAndDetail(self.records, self.editor, (680, 400), context.state, "catalogue")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.pair)
        self._connect()
        self.set_editable(not context.store.read_only and not context.tasks.busy)
        self.pair.refresh()

    def _make_list(self) -> RecordList:
        context = self._context
        source: StoreSource[CatalogueQuery, ItemRow] = StoreSource(
            context.store, CatalogueQuery(), catalogue.count, catalogue.ids, catalogue.rows
        )
        model: QueryTableModel[ItemRow] = QueryTableModel(source, COLUMNS)
        views = [(key, _(words)) for key, words in VIEWS]
        empty = EmptyState(
            "box",
            _("Nothing in the catalogue yet"),
            _("What you sell, with its price and tax: typed once, and offered as you write a quote."),
            (_("New item"), self.new_item),
            (_("Import a CSV file …"), self.import_file),
        )
        return RecordList(
            source,
            TableView(model, _("Products and services"), context.state, "catalogue"),
            FilterBar(_("Filter by code, name or words"), views, _("New item"), "Ctrl+N"),
            empty,
            lambda key: {"kind": KINDS.get(key), "binned": key == IN_BIN},
        )

    def _connect(self) -> None:
        self.bar.new_pressed.connect(self.new_item)
        self.import_button.on_click(self.import_file)
        self.table.delete_pressed.connect(self.delete_chosen)
        self.editor.delete_pressed.connect(self.delete_shown)
        keys = (
            ("Ctrl+N", self.new_item),
            ("Ctrl+F", self.bar.focus_filter),
            ("Ctrl+I", self.import_file),
            ("Ctrl+Delete", self.delete_chosen),
        )
        for key, run in keys:
            QShortcut(QKeySequence(key), self).activated.connect(run)
        add_undo_keys(self, self._context)
        self._context.bus.changed.connect(self._on_changed)
        self._context.tasks.busy_changed.connect(self._on_busy)

    def _on_changed(self, changes: Changes, initiator: object) -> None:
        if changes.touches(CATALOGUE):
            self.pair.take_changes(initiator)

    def _on_busy(self, busy: bool) -> None:
        self.set_editable(not busy and not self._context.store.read_only)

    def set_editable(self, editable: bool) -> None:
        """Locks or frees the window."""
        self._editable = editable
        self.pair.set_editable(editable)
        self.import_button.setEnabled(editable)

    def open_record(self, item_id: int) -> None:
        """Shows one item."""
        self.pair.open_record(item_id)

    def new_item(self) -> None:
        """Makes an item and puts the cursor on its name."""
        if not self._editable or not self.editor.commit():
            return
        with self._context.store.write(N_("New catalogue item"), initiator=self) as session:
            item_id = catalogue.create(session, NewItem(_("New item")), now=self._context.now())
        self.open_record(item_id)
        self.editor.select("name")

    def delete_chosen(self) -> None:
        """Puts the chosen items into the bin, or takes them out of it."""
        if self._editable:
            BIN.move(self._context, self.pair.selected, restoring=self.bar.view == IN_BIN, initiator=self)

    def delete_shown(self) -> None:
        """The same with the one item that is shown."""
        if self._editable and self.editor.record_id is not None:
            BIN.move(self._context, (self.editor.record_id,), restoring=self.editor.binned, initiator=self)

    def import_file(self) -> None:
        """Imports products and services from a table."""
        if self._editable and self.editor.commit():
            import_catalogue(self._context, self)

    def may_close(self) -> bool:
        return self.editor.commit()


def open_catalogue(context: Context, parent: QWidget) -> CatalogueWindow:
    """Opens the window."""
    window = CatalogueWindow(context, parent)
    window.open()
    return window
