"""The right side of the tab: the chosen contact, a new one, or nobody. Made when it is first needed, after the list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from crm_desktop.domain.contacts import ContactKind
from crm_desktop.domain.errors import Refused
from crm_desktop.ui.contacts.items import Photos
from crm_desktop.ui.context import Context

if TYPE_CHECKING:
    from crm_desktop.services.contact_detail import ContactDetail
    from crm_desktop.ui.contacts.detail import DetailView
    from crm_desktop.ui.contacts.new_contact import NewContact


class Pane(QStackedWidget):
    """Shows one contact at a time.

    Signals: those of the detail and of the form for a new contact.
    """

    asked = Signal(str)
    contact_opened = Signal(int)
    opened = Signal(str, int)
    new_wanted = Signal(str)
    created = Signal(int)
    given_up = Signal()

    def __init__(self, context: Context, pictures: Photos, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._pictures = pictures
        self._editable = True
        self._detail: DetailView | None = None
        self._new: NewContact | None = None
        self.addWidget(QWidget())

    @property
    def detail(self) -> DetailView:
        """The detail, made at the first call."""
        if self._detail is None:
            from crm_desktop.ui.contacts.detail import DetailView  # after the list is painted

            made = self._detail = DetailView(self._context, self._pictures)
            made.asked.connect(self.asked)
            made.contact_opened.connect(self.contact_opened)
            made.opened.connect(self.opened)
            made.new_wanted.connect(self.new_wanted)
            made.set_editable(self._editable)
            self.addWidget(made)
        return self._detail

    @property
    def new(self) -> NewContact:
        """The form for a new contact, made at the first call."""
        if self._new is None:
            from crm_desktop.ui.contacts.new_contact import NewContact  # after the list is painted

            made = self._new = NewContact(self._context)
            made.created.connect(self.created)
            made.given_up.connect(self.given_up)
            made.contact_opened.connect(self.contact_opened)
            self.addWidget(made)
        return self._new

    @property
    def shows_new(self) -> bool:
        """True while a new contact is written."""
        return self._new is not None and self.currentWidget() is self._new

    @property
    def shown(self) -> ContactDetail | None:
        """The contact in sight; None while a new one is written, or nobody is shown."""
        if self._detail is None or self.currentWidget() is not self._detail:
            return None
        return self._detail.detail

    @property
    def shown_id(self) -> int | None:
        """The id of the contact in sight."""
        return self.shown.id if self.shown is not None else None

    def show_contact(self, contact_id: int) -> None:
        """Shows a contact."""
        self.detail.show_contact(contact_id)
        self.setCurrentWidget(self.detail)

    def show_new(self, kind: ContactKind) -> None:
        """Shows the empty form of a new person or company."""
        self.setCurrentWidget(self.new)
        self.new.begin(kind)

    def show_nobody(self) -> None:
        """Shows an empty ground."""
        self.setCurrentIndex(0)
        if self._detail is not None:
            self._detail.clear()

    def reload(self) -> bool:
        """Shows the same contact as it is stored now; False when it is gone."""
        if self._detail is None:
            return True
        try:
            self._detail.reload()
        except Refused:
            return False
        return True

    def leave(self) -> bool:
        """Saves what was typed; False when something was refused."""
        if self.shows_new:
            return self.new.leave()
        return self._detail is None or self._detail.commit()

    def set_editable(self, editable: bool) -> None:
        """Locks or frees everything."""
        self._editable = editable
        if self._detail is not None:
            self._detail.set_editable(editable)
