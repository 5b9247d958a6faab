"""One way to reach a contact: its use, its value edited in place, and what can be done with it."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from crm_desktop.domain.contacts import ChannelKind, ChannelUse
from crm_desktop.services.contact_detail import ChannelShown
from crm_desktop.services.labels import CHANNEL_KIND_LABELS, CHANNEL_USE_LABELS
from crm_desktop.ui.contacts.address_field import AddressField
from crm_desktop.ui.contacts.channel_field import ChannelField
from crm_desktop.ui.contacts.said import channel_words, uses_of
from crm_desktop.ui.kit.field import Save
from crm_desktop.ui.kit.labels import ElidedLabel
from crm_desktop.ui.kit.plain import menu_text
from crm_desktop.ui.kit.row_icon import SIDE, RowIcon
from crm_desktop.ui.kit.saved_field import save_with
from crm_desktop.words import N_, _

LABEL = 90
OPEN_WORDS = {
    ChannelKind.PHONE: N_("Call"),
    ChannelKind.EMAIL: N_("Write an e-mail"),
    ChannelKind.WEB: N_("Open the website"),
    ChannelKind.ADDRESS: N_("Show on a map"),
}
PLACEHOLDERS = {
    ChannelKind.PHONE: N_("Phone number"),
    ChannelKind.EMAIL: N_("name@example.com"),
    ChannelKind.WEB: N_("www.example.com"),
}


class ChannelRow(QWidget):
    """Shows one channel, or an empty one that is stored once something is typed.

    Sends `asked(row, command, argument)`: ``open``, ``copy``, ``primary``, ``remove``, ``use`` with the use, ``label``;
    and `left_empty(row)` when a new one was left without a word.
    """

    asked = Signal(object, str, str)
    left_empty = Signal(object)

    def __init__(self, kind: ChannelKind, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kind = kind
        self.channel: ChannelShown | None = None
        self.channel_id: int | None = None
        self._editable = True
        self._alone = True
        words = _(CHANNEL_KIND_LABELS[kind])
        self.label = ElidedLabel(words, muted=True)
        self.label.setFixedWidth(LABEL)
        self.label.setContentsMargins(0, 4, 8, 0)
        self.value: ChannelField | AddressField = (
            AddressField(self._on_part) if kind is ChannelKind.ADDRESS else ChannelField(words, _(PLACEHOLDERS[kind]))
        )
        self.copy = RowIcon("copy", _("Copy"), self)
        self.more = RowIcon("more", _("More"), self)
        self.copy.on_click(partial(self._ask, "copy"))
        self.more.on_click(self.open_menu)
        self._save: Save | None = None
        self._lay_out()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        top = Qt.AlignmentFlag.AlignTop
        row.addWidget(self.label, 0, top)
        row.addWidget(self.value, 1)
        editor = self.value.text if isinstance(self.value, AddressField) else self.value.editor
        for button in (self.copy, self.more):
            button.stand_over(editor)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for at, button in enumerate((self.copy, self.more)):
            button.move(self.width() - (2 - at) * SIDE, 0)
            button.raise_()

    def save_with(self, save: Save) -> None:
        """Stores what is typed by calling `save(part, old, new)`, which may refuse."""
        self._save = save
        if isinstance(self.value, ChannelField):
            save_with(self.value, save)

    def _on_part(self, name: str, old: Any, new: Any) -> None:
        if self._save is not None:
            self._save(name, old, new)

    def show_channel(self, channel: ChannelShown, *, alone: bool) -> None:
        """Shows what is stored; words being typed stay."""
        self.channel, self.channel_id, self._alone = channel, channel.id, alone
        words = channel_words(channel, alone=alone)
        self.label.setText(words)
        self.copy.set_name(_("Copy {value}", value=channel.shown[:80]))
        self.more.set_name(_("More for {value}", value=channel.shown[:80]))
        if isinstance(self.value, AddressField):
            self.value.show_address(channel)
        else:
            self.value.set_label(words)
            self.value.show_channel(channel)
            self.value.editor.set_suffix("" if alone or not channel.primary else _("main"))

    def begin(self) -> None:
        """Puts the cursor into a new row."""
        if isinstance(self.value, AddressField):
            self.value.open()
        else:
            self.value.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def commit(self) -> bool:
        """Saves what was typed; False when it was refused."""
        return self.value.form.commit() if isinstance(self.value, AddressField) else self.value.commit()

    @property
    def is_empty(self) -> bool:
        """True for a new row in which nothing was typed."""
        if self.channel_id is not None:
            return False
        return not (self.value.form.dirty if isinstance(self.value, AddressField) else self.value.dirty)

    def set_editable(self, editable: bool) -> None:
        """Locks or frees the row; it still can be copied and opened."""
        self._editable = editable
        self.value.set_editable(editable)

    # What can be done.

    def _ask(self, command: str, argument: str = "") -> None:
        self.asked.emit(self, command, argument)

    def open_menu(self) -> None:
        """Opens the menu under its button."""
        self.make_menu().popup(self.more.mapToGlobal(QPoint(0, self.more.height())))

    def make_menu(self) -> QMenu:
        """Everything that can be done with the channel."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        stored = self.channel is not None
        if stored:
            self._entry(menu, _(OPEN_WORDS[self.kind]), "open")
            self._entry(menu, _("Copy"), "copy")
            menu.addSeparator()
            self._add_uses(menu)
            primary = self._entry(menu, _("Make it the main one"), "primary")
            primary.setEnabled(self._editable and not self._alone and not (self.channel and self.channel.primary))
            menu.addSeparator()
        self._entry(menu, _("Remove"), "remove").setEnabled(self._editable)
        return menu

    def _entry(self, menu: QMenu, words: str, command: str, argument: str = "") -> QAction:
        entry = QAction(menu_text(words), menu)
        entry.triggered.connect(lambda: self._ask(command, argument))
        menu.addAction(entry)
        return entry

    def _add_uses(self, menu: QMenu) -> None:
        assert self.channel is not None
        uses = menu.addMenu(menu_text(_("Use")))
        uses.setEnabled(self._editable)
        group = QActionGroup(uses)
        for use in uses_of(self.kind):
            entry = self._entry(uses, _(CHANNEL_USE_LABELS[ChannelUse(use)]), "use", use)
            entry.setCheckable(True)
            entry.setChecked(self.channel.purpose == use)
            group.addAction(entry)
        uses.addSeparator()
        self._entry(uses, _("A label of your own …"), "label")
