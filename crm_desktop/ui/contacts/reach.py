"""How to reach a contact: phones, e-mails, addresses and websites, each edited in place."""

from __future__ import annotations

from functools import partial
from itertools import pairwise
from typing import Any

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from crm_desktop.domain.contacts import ChannelKind
from crm_desktop.services import channels
from crm_desktop.services.channels import ChannelDraft
from crm_desktop.services.contact_detail import ChannelShown, ContactDetail
from crm_desktop.services.labels import CHANNEL_KIND_LABELS
from crm_desktop.ui.contacts.address_field import AddressField
from crm_desktop.ui.contacts.channel_row import ChannelRow
from crm_desktop.ui.contacts.label_dialog import ask_label
from crm_desktop.ui.contacts.linking import open_link
from crm_desktop.ui.context import Context
from crm_desktop.ui.kit.buttons import QuietButton
from crm_desktop.ui.kit.labels import Look, PlainLabel
from crm_desktop.ui.kit.plain import menu_text
from crm_desktop.ui.undo_toast import tell_done
from crm_desktop.words import N_, _

ORDER = (ChannelKind.PHONE, ChannelKind.EMAIL, ChannelKind.ADDRESS, ChannelKind.WEB)
ADD_LABEL = N_("Add channel")
EDIT_LABEL = N_("Edit channel")
REMOVE_LABEL = N_("Remove channel")


class Reach(QWidget):
    """Shows and saves the channels of one contact. Sends `typed(kind, value)` after one was stored."""

    typed = Signal(str, str)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._contact_id: int | None = None
        self._editable = True
        self.rows: list[ChannelRow] = []
        self.add_button = QuietButton(_("Add"), icon_name="plus")
        self.add_button.setAccessibleName(_("Add a way to reach them"))
        self.add_button.on_click(self.open_menu)
        self.none = PlainLabel(_("No phone, e-mail or address yet."), muted=True)
        head = QHBoxLayout()
        head.addWidget(PlainLabel(_("Reach"), look=Look.HEADING))
        head.addStretch(1)
        head.addWidget(self.add_button)
        self._column = QVBoxLayout()
        self._column.setSpacing(0)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(2)
        whole.addLayout(head)
        whole.addWidget(self.none)
        whole.addLayout(self._column)

    def open_menu(self) -> None:
        """Opens the menu of what can be added under its button."""
        self.make_menu().popup(self.add_button.mapToGlobal(QPoint(0, self.add_button.height())))

    def make_menu(self) -> QMenu:
        """The kinds of channels that can be added."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for kind in ORDER:
            menu.addAction(menu_text(_(CHANNEL_KIND_LABELS[kind]))).triggered.connect(partial(self._add_new, kind))
        return menu

    def _add_new(self, kind: ChannelKind, *_checked: object) -> None:
        self.add_row(kind)

    # Showing.

    def show_detail(self, detail: ContactDetail, *, anew: bool) -> None:
        """Shows a contact's channels; rows of the same contact stay where the cursor is."""
        if anew:
            for row in self.rows:
                self._drop(row)
            self.rows = []
        self._contact_id = detail.id
        wanted = [channel for kind in ORDER for channel in detail.channels_of(kind)]
        known = {row.channel_id: row for row in self.rows if row.channel_id is not None}
        new = [row for row in self.rows if row.channel_id is None]
        for gone in known.keys() - {channel.id for channel in wanted}:
            self._drop(known[gone])
        shown = [self._shown(known.get(channel.id), channel, wanted) for channel in wanted]
        self._arrange([*shown, *new])

    def _shown(self, row: ChannelRow | None, channel: ChannelShown, wanted: list[ChannelShown]) -> ChannelRow:
        row = row or self._make_row(channel.kind)
        row.show_channel(channel, alone=sum(other.kind is channel.kind for other in wanted) == 1)
        return row

    def _make_row(self, kind: ChannelKind) -> ChannelRow:
        row = ChannelRow(kind, self)
        row.set_editable(self._editable)
        row.save_with(partial(self._save, row))
        row.asked.connect(self._on_asked)
        return row

    def _arrange(self, rows: list[ChannelRow]) -> None:
        if rows != self.rows or self._column.count() != len(rows):
            for row in rows:
                self._column.removeWidget(row)
            for row in rows:
                self._column.addWidget(row)
                row.show()
            for before, after in pairwise(rows):
                QWidget.setTabOrder(before.more, after.value)
        self.rows = rows
        self.none.setVisible(not rows)

    def _drop(self, row: ChannelRow) -> None:
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()

    def set_editable(self, editable: bool) -> None:
        """Locks or frees every row."""
        self._editable = editable
        self.add_button.setEnabled(editable)
        for row in self.rows:
            row.set_editable(editable)

    def commit(self) -> bool:
        """Saves what was typed and drops new rows that stayed empty; False when something was refused."""
        # Every row, not only up to the first fault.
        saved = False not in [row.commit() for row in self.rows]
        self._arrange([row for row in self.rows if not self._dropped_when_empty(row)])
        return saved

    def _dropped_when_empty(self, row: ChannelRow) -> bool:
        if row.is_empty:
            self._drop(row)
            return True
        return False

    # Changing.

    def add_row(self, kind: ChannelKind) -> ChannelRow:
        """Adds a row to type into; it is stored once something is typed."""
        kept = [row for row in self.rows if not self._dropped_when_empty(row)]
        row = self._make_row(kind)
        self._arrange([*kept, row])
        row.begin()
        return row

    def _save(self, row: ChannelRow, name: str, old: Any, new: Any) -> None:
        assert self._contact_id is not None
        if row.channel_id is None:
            self._store_new(row, name, new)
        else:
            loose = isinstance(row.value, AddressField)
            values = row.value.stored_with(name, new) if isinstance(row.value, AddressField) else {name: new}
            seen = {name: old} if not loose or len(values) == 1 else None
            with self._context.store.write(EDIT_LABEL, initiator=self) as session:
                channels.edit_channel(session, row.channel_id, values, seen=seen)
        self.typed.emit(row.kind, str(new))

    def _store_new(self, row: ChannelRow, name: str, new: Any) -> None:
        assert self._contact_id is not None
        draft = ChannelDraft(kind=row.kind, **{name: new})
        try:
            with self._context.store.write(ADD_LABEL, initiator=self) as session:
                # The row must be known as this channel before the news of it arrives at the end of the block.
                row.channel_id = channels.add_channel(session, self._contact_id, draft)
        except BaseException:
            row.channel_id = None
            raise

    def _on_asked(self, row: ChannelRow, command: str, argument: str) -> None:
        if row.channel is None:
            self._arrange([other for other in self.rows if other is not row])
            self._drop(row)
        elif command == "copy":
            self._copy(row.channel)
        elif command == "open":
            if not open_link(row.channel):
                self._context.toasts.tell(
                    _("There is no program here that can open “{value}”.", value=row.channel.shown)
                )
        elif command == "label":
            ask_label(self, row.channel.label, partial(self._edit, row.channel, "label"))
        elif command == "use":
            self._edit(row.channel, "purpose", argument)
        elif command == "primary":
            with self._context.store.write(EDIT_LABEL, initiator=self) as session:
                channels.make_primary(session, row.channel.id)
        else:
            self._remove(row.channel)

    def _edit(self, channel: ChannelShown, name: str, new: str) -> None:
        with self._context.store.write(EDIT_LABEL, initiator=self) as session:
            channels.edit_channel(session, channel.id, {name: new})

    def _copy(self, channel: ChannelShown) -> None:
        words = "\n".join(channel.lines) if channel.lines else channel.shown
        QGuiApplication.clipboard().setText(words)
        self._context.toasts.tell(_("Copied."))

    def _remove(self, channel: ChannelShown) -> None:
        with self._context.store.write(REMOVE_LABEL, initiator=self) as session:
            channels.remove_channel(session, channel.id)
        tell_done(self._context, _("“{value}” was removed.", value=channel.shown[:60]))
        self.add_button.setFocus(Qt.FocusReason.OtherFocusReason)
