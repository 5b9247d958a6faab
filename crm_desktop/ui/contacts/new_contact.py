"""A new person or company, written in the place of the detail: nothing is stored before it has a name."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crm_desktop.domain.contacts import ContactKind
from crm_desktop.domain.errors import Refused
from crm_desktop.services import contacts, duplicates
from crm_desktop.services.contacts import ContactDraft
from crm_desktop.ui.contacts.alike import AlikeHint
from crm_desktop.ui.contacts.employments import NameOrNew, choices_of_kind
from crm_desktop.ui.context import Context
from crm_desktop.ui.kit.buttons import PrimaryButton, SecondaryButton
from crm_desktop.ui.kit.field import SENT_BY_ENTER, Field
from crm_desktop.ui.kit.forms import Form
from crm_desktop.ui.kit.labels import Look, PlainLabel
from crm_desktop.ui.kit.text_fields import TextField
from crm_desktop.words import N_, _

WIDTH = 460
NEW_LABELS = {ContactKind.PERSON: N_("New person"), ContactKind.COMPANY: N_("New company")}


class NewContact(QWidget):
    """The few facts one has at once.

    Signals: `created(contact_id)`, `given_up()` when it was left without one, `contact_opened(id)` for one that is
    there already.
    """

    created = Signal(int)
    given_up = Signal()
    contact_opened = Signal(int)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.setProperty(SENT_BY_ENTER, True)
        self._told_alike = False
        self.kind = ContactKind.PERSON
        self.title = PlainLabel("", look=Look.TITLE)
        self.alike = AlikeHint()
        self.alike.opened.connect(self._open_other)
        self.form = self._make_form()
        self.form.committed.connect(self._on_committed)
        self.create_button = PrimaryButton(_("Create contact"))
        self.create_button.on_click(self.store)
        self.cancel_button = SecondaryButton(_("Cancel"))
        self.cancel_button.on_click(self.give_up)
        self._lay_out()

    def _make_form(self) -> Form:
        form = Form()
        form.add(TextField("name", _("Name"), placeholder=_("First and last name")))
        companies = choices_of_kind(self._context, ContactKind.COMPANY)
        form.add_row(
            NameOrNew("company", _("Company"), companies, _("Type a company")),
            TextField("role", _("Role")),
        )
        form.add_row(TextField("phone", _("Phone")), TextField("email", _("E-mail")))
        return form

    def _lay_out(self) -> None:
        sheet = QWidget()
        sheet.setMaximumWidth(WIDTH)
        column = QVBoxLayout(sheet)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(self.title)
        column.addWidget(self.form)
        column.addWidget(self.alike)
        buttons = QHBoxLayout()
        buttons.addWidget(self.create_button)
        buttons.addWidget(self.cancel_button)
        buttons.addStretch(1)
        column.addLayout(buttons)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(28, 24, 28, 0)
        whole.addWidget(sheet)
        whole.addStretch(1)

    def begin(self, kind: ContactKind) -> None:
        """Starts an empty one, the cursor in its name."""
        self.kind = kind
        is_person = kind is ContactKind.PERSON
        self.title.setText(_(NEW_LABELS[kind]))
        self.form.set_values({})
        name = self.form.field("name")
        assert isinstance(name, TextField)
        name.editor.setPlaceholderText(_("First and last name") if is_person else _("Name of the company"))
        self.form.show_field("company", is_person)
        self.form.show_field("role", is_person)
        self.alike.clear()
        self._told_alike = False
        self.form.focus_first()

    @property
    def is_untouched(self) -> bool:
        """True while nothing was typed."""
        return not self.form.dirty and not any(self.form.values().values())

    def _draft(self) -> ContactDraft:
        values = self.form.values()
        company = values["company"]
        return ContactDraft(
            name=values["name"],
            kind=self.kind,
            company=company.title if company is not None else "",
            role=values["role"],
            phones=(values["phone"],) if values["phone"] else (),
            emails=(values["email"],) if values["email"] else (),
        )

    def _on_committed(self, _name: str, _old: Any, _new: Any) -> None:
        with self._context.store.read() as session:
            found = duplicates.alike(session, self._draft())
            self.alike.show_found(session, found)
        self._told_alike = bool(found)

    def store(self) -> None:
        """Stores the contact and says so; what cannot stand has its sentence beside it."""
        contact_id = self._stored()
        if contact_id is not None:
            self.created.emit(contact_id)

    def _stored(self) -> int | None:
        """The id of the stored contact; None when something typed cannot stand."""
        if not self.form.commit():
            return None
        draft = self._draft()
        try:
            with self._context.store.write(NEW_LABELS[self.kind], subject=draft.name, initiator=self) as session:
                contact_id = contacts.create(session, draft, self._context.now())
        except Refused as refused:
            self._show(refused)
            return None
        self.form.set_values({})
        return contact_id

    def _show(self, refused: Refused) -> None:
        """The sentence stands beside the field it is about; channels are refused by their kind."""
        name = {"channel.email": "email", "channel.phone": "phone"}.get(refused.key, refused.field or "name")
        known = {"name", "company", "role", "phone", "email"}
        field: Field[Any] = self.form.field(name if name in known else "name")
        field.refuse(refused)
        field.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> bool:
        """Stores what was typed when the user goes on; nothing typed is nothing kept."""
        if self.is_untouched:
            self.form.set_values({})
            return True
        return self._stored() is not None

    def give_up(self) -> None:
        """Forgets what was typed."""
        self.form.set_values({})
        self.given_up.emit()

    def _open_other(self, contact_id: int) -> None:
        self.form.set_values({})
        self.contact_opened.emit(contact_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            # The Enter that brought up who is there already is not the one that says “another one”.
            if not self._told_alike:
                self.store()
            self._told_alike = False
        elif event.key() == Qt.Key.Key_Escape:
            self.give_up()
        else:
            super().keyPressEvent(event)
