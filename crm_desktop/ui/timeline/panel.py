"""The timeline as a list: the newest first, a click or Enter opens an entry, a button notes a new one."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from crm_desktop.services import interactions
from crm_desktop.services.interactions import InteractionQuery, InteractionRow
from crm_desktop.ui.bins import Bin
from crm_desktop.ui.contacts.record_lists import NOBODY, RecordList
from crm_desktop.ui.context import Context
from crm_desktop.ui.kit.query_table_model import ListItem
from crm_desktop.ui.kit.store_source import StoreSource
from crm_desktop.ui.timeline.entry import About, EntryDialog
from crm_desktop.ui.timeline.said import item_of
from crm_desktop.words import N_, _, current


def _told(count: int) -> str:
    return current().plural("{count} entry was put in the bin.", "{count} entries were put in the bin.", count)


BIN = Bin(
    N_("Delete entry"),
    N_("Restore entry"),
    lambda session, entry, now: interactions.to_bin(session, entry, now=now),
    lambda session, entry, _now: interactions.restore(session, entry),
    _told,
)


class Timeline(QWidget):
    """What passed with a contact, or about a quote.

    Args:
        context: the open file.
        none: said while there is nothing.
    """

    def __init__(self, context: Context, none: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._about = About()
        source: StoreSource[InteractionQuery, InteractionRow] = StoreSource(
            context.store, InteractionQuery(contact_id=NOBODY), interactions.count, interactions.ids, interactions.rows
        )
        self.records = RecordList(source, self._item, _("Timeline"), _("Note something"), none)
        self.records.opened.connect(self.open_entry)
        self.records.new_pressed.connect(self.add_entry)
        self.records.list.delete_pressed.connect(self.delete_chosen)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.records)

    def show_contact(self, contact_id: int, name: str) -> int:
        """Tells of a contact and its people; answers how many entries there are."""
        return self._show(About(contact_id=contact_id, name=name), contact_id=contact_id, quote_id=None)

    def show_quote(self, quote_id: int, contact_id: int | None, name: str) -> int:
        """Tells of a quote; answers how many entries there are."""
        return self._show(About(contact_id, quote_id, name), contact_id=None, quote_id=quote_id)

    def _show(self, about: About, **asked: int | None) -> int:
        self._about = about
        return self.records.show_records(**asked)

    def set_editable(self, editable: bool) -> None:
        """Lets nothing be noted while nothing can be written."""
        self.records.new_button.setEnabled(editable)
        self._editable = editable

    _editable = True

    def add_entry(self) -> EntryDialog:
        """Opens the form for what just happened."""
        dialog = EntryDialog(self._context, self._about, self.window())
        dialog.open()
        return dialog

    def open_entry(self, entry_id: int) -> EntryDialog:
        """Opens one entry, to be read and changed."""
        with self._context.store.read() as session:
            row = interactions.interaction(session, entry_id)
        delete = partial(self._delete, (entry_id,)) if self._editable else None
        dialog = EntryDialog(self._context, self._about, self.window(), row, delete)
        dialog.open()
        return dialog

    def delete_chosen(self) -> None:
        """Puts the chosen entries into the bin."""
        if self._editable:
            self._delete(self.records.list.keeper.selected)

    def _delete(self, ids: tuple[int, ...]) -> None:
        BIN.move(self._context, ids, restoring=False)

    def _item(self, row: InteractionRow) -> ListItem:
        """In two lines, with the name of whom it was with where that is somebody else than is shown."""
        return item_of(row, with_name=row.contact_id != self._about.contact_id)
