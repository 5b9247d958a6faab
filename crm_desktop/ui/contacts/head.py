"""The head of a contact: picture, name, what they are and where, and what can be done with them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from crm_desktop.domain.contacts import ChannelKind, ContactKind, Lifecycle
from crm_desktop.services.contact_detail import ContactDetail
from crm_desktop.ui.contacts.lifecycle_chip import LifecycleChip
from crm_desktop.ui.contacts.name_field import NameField
from crm_desktop.ui.contacts.role_line import RoleLine
from crm_desktop.ui.kit.avatar import Avatar
from crm_desktop.ui.kit.buttons import Button, IconButton, PrimaryButton, SecondaryButton
from crm_desktop.ui.kit.field import Save
from crm_desktop.ui.kit.plain import menu_text
from crm_desktop.ui.kit.saved_field import save_with
from crm_desktop.ui.kit.tags_field import TagsField
from crm_desktop.words import _

AVATAR = 52


class Head(QWidget):
    """Shows and saves name, life cycle and tags. Sends `asked(command)` when a button or the menu is used.

    Args:
        save: saves one field.
        known_tags: tags in use that begin with what was typed.
        commands: (key, words) of the menu; '' is a line between two groups.
    """

    asked = Signal(str)
    company_opened = Signal(int)

    def __init__(
        self,
        save: Save,
        known_tags: Callable[[str], Sequence[str]],
        commands: Sequence[tuple[str, str]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._editable = True
        self._binned = False
        self.avatar = Avatar("", AVATAR)
        self.name = NameField()
        self.role = RoleLine()
        self.lifecycle = LifecycleChip()
        self.tags = TagsField("tags", _("Tags"), known_tags)
        self.tags.set_bare(True)
        save_with(self.name, save)
        save_with(self.tags, save)
        self.call = self._button(SecondaryButton, _("Call"), "call")
        self.write = self._button(SecondaryButton, _("Write"), "write")
        self.summary = self._button(SecondaryButton, _("Summary PDF"), "summary")
        self.quote = self._button(PrimaryButton, _("New quote"), "quote")
        self.restore = self._button(PrimaryButton, _("Restore"), "restore")
        self.more = IconButton("more", _("More"))
        self.more.on_click(self.open_menu)
        self._commands = tuple(commands)
        self.role.opened.connect(self.company_opened)
        self.lifecycle.chosen.connect(partial(self._save_lifecycle, save))
        self._lay_out()

    def _button(self, kind: type[Button], words: str, command: str) -> Button:
        button = kind(words)
        button.on_click(partial(self.asked.emit, command))
        return button

    def _lay_out(self) -> None:
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(self.name)
        names.addWidget(self.role)
        upper = QHBoxLayout()
        upper.setSpacing(8)
        upper.addWidget(self.avatar)
        upper.addSpacing(0)
        upper.addLayout(names, 1)
        for button in (self.call, self.write, self.summary, self.quote, self.restore, self.more):
            upper.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        chips = QHBoxLayout()
        chips.setSpacing(2)
        chips.addWidget(self.lifecycle, 0, Qt.AlignmentFlag.AlignTop)
        chips.addWidget(self.tags, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(upper)
        column.addLayout(chips)

    def _save_lifecycle(self, save: Save, old: str, new: str) -> None:
        save("lifecycle", old, Lifecycle(new))

    def show_detail(self, detail: ContactDetail, photo: QPixmap | None, *, anew: bool) -> None:
        """Shows a contact; `anew` forgets what was typed about the last one."""
        self.avatar.show_contact(detail.name, photo)
        self.role.show_detail(detail)
        self.lifecycle.show_lifecycle(detail.lifecycle)
        if anew:
            self.name.set_value(detail.name)
            self.tags.set_value(detail.tags)
        else:
            self.name.take_stored(detail.name)
            self.tags.take_stored(detail.tags)
        self._binned = detail.binned
        self._can_call = bool(detail.channels_of(ChannelKind.PHONE))
        self._can_write = bool(detail.channels_of(ChannelKind.EMAIL))
        self._is_company = detail.kind is ContactKind.COMPANY
        self._arrange()

    def set_editable(self, editable: bool) -> None:
        """Locks or frees everything that writes."""
        self._editable = editable
        self.name.set_editable(editable)
        self.tags.set_editable(editable)
        self.lifecycle.setEnabled(editable)
        self.quote.setEnabled(editable)

    def set_narrow(self, narrow: bool) -> None:
        """Keeps only the chief button; the others are in the menu."""
        self._narrow = narrow
        self._arrange()

    _narrow = False
    _can_call = False
    _can_write = False
    _is_company = False

    def _arrange(self) -> None:
        self.call.setVisible(self._can_call and not self._narrow)
        self.write.setVisible(self._can_write and not self._narrow)
        self.summary.setVisible(not self._narrow)
        self.quote.setVisible(not self._binned)
        self.restore.setVisible(self._binned)

    def make_menu(self) -> QMenu:
        """The menu with everything that can be done with the contact."""
        menu = QMenu(self.more)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for key, words in self._commands:
            if not key:
                menu.addSeparator()
                continue
            entry = QAction(menu_text(words), menu)
            entry.setEnabled(self._may(key))
            entry.triggered.connect(partial(self._ask, key))
            menu.addAction(entry)
        return menu

    def _ask(self, key: str, *_checked: object) -> None:
        self.asked.emit(key)

    def _may(self, key: str) -> bool:
        if key in {"call", "write"}:
            return self._can_call if key == "call" else self._can_write
        return self._editable or key in {"summary", "export", "history"}

    def open_menu(self) -> None:
        """Opens the menu under its button."""
        place = self.more.mapToGlobal(QPoint(self.more.width(), self.more.height() + 4))
        menu = self.make_menu()
        menu.popup(QPoint(place.x() - menu.sizeHint().width(), place.y()))
