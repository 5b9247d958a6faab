"""Who works in a company: names that lead to the person, roles edited in place."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from crm_desktop.domain.contacts import ContactKind
from crm_desktop.services import contacts, employments
from crm_desktop.services.contact_detail import ContactDetail, PersonInCompany
from crm_desktop.services.contacts import ContactDraft
from crm_desktop.ui.contacts.employments import (
    ADD_LABEL,
    EDIT_LABEL,
    NEW,
    REMOVE_LABEL,
    NameOrNew,
    choices_of_kind,
)
from crm_desktop.ui.context import Context
from crm_desktop.ui.kit.avatar import Avatar
from crm_desktop.ui.kit.buttons import LinkButton
from crm_desktop.ui.kit.labels import Look, PlainLabel
from crm_desktop.ui.kit.row_icon import RowIcon
from crm_desktop.ui.kit.saved_field import save_with
from crm_desktop.ui.kit.search_field import Choice
from crm_desktop.ui.kit.text_fields import TextField
from crm_desktop.ui.undo_toast import tell_done
from crm_desktop.words import _

AVATAR = 24
STEP = 20
DEEPEST = 4
"""Further down the chart rows are not moved in any more."""


class PersonRow(QWidget):
    """One person of the company."""

    def __init__(self, owner: People, person: PersonInCompany) -> None:
        super().__init__()
        self.employment_id = person.employment_id
        self.avatar = Avatar(person.name, AVATAR)
        self.name = LinkButton("")
        self.name.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.name.on_click(partial(owner.person_opened.emit, person.person_id))
        self.role = TextField("role", _("Role of {name}", name=person.name[:80]), placeholder=_("Role"))
        self.role.set_bare(True)
        save_with(self.role, partial(owner.save, self))
        self.remove = RowIcon("close", _("Remove {name} from the company", name=person.name[:80]), self)
        self.remove.follow(self.role.editor)
        self.remove.on_click(partial(owner.remove, self))
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.addWidget(self.avatar)
        self.row.addWidget(self.name, 3)
        self.row.addWidget(self.role, 2)
        self.row.addWidget(self.remove)

    def show_person(self, person: PersonInCompany) -> None:
        """Shows what is stored; words being typed stay."""
        self.person = person
        self.row.setContentsMargins(min(person.depth, DEEPEST) * STEP, 0, 0, 0)
        self.avatar.show_contact(person.name)
        self.name.setText(self.fontMetrics().elidedText(person.name, Qt.TextElideMode.ElideRight, 200))
        self.name.setAccessibleName(_("Open {name}", name=person.name))
        self.role.take_stored(person.role)

    def set_editable(self, editable: bool) -> None:
        """Locks or frees the row."""
        self.role.set_editable(editable)
        self.remove.setEnabled(editable)


class People(QWidget):
    """Shows and saves who works in one company. Sends `person_opened(id)`."""

    person_opened = Signal(int)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self._company_id: int | None = None
        self._editable = True
        self.rows: list[PersonRow] = []
        self.adder = NameOrNew(
            "person", _("Add a person"), choices_of_kind(context, ContactKind.PERSON), _("Add a person: type a name")
        )
        save_with(self.adder, self._add)
        self._column = QVBoxLayout()
        self._column.setSpacing(2)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(8)
        whole.addWidget(PlainLabel(_("People"), look=Look.HEADING))
        whole.addLayout(self._column)
        whole.addWidget(self.adder)

    def show_detail(self, detail: ContactDetail, *, anew: bool) -> None:
        """Shows the people of a company; rows of the same company stay where the cursor is."""
        self._company_id = detail.id
        wanted = {person.employment_id for person in detail.people}
        for row in self.rows:
            if anew or row.employment_id not in wanted:
                self._column.removeWidget(row)
                row.hide()
                row.deleteLater()
        known = {} if anew else {row.employment_id: row for row in self.rows}
        rows = []
        for person in detail.people:
            row = known.get(person.employment_id) or self._make(person)
            row.show_person(person)
            rows.append(row)
        if rows != self.rows:
            for row in rows:
                self._column.removeWidget(row)
            for row in rows:
                self._column.addWidget(row)
                row.show()
        self.rows = rows
        if anew:
            self.adder.set_value(None)

    def _make(self, person: PersonInCompany) -> PersonRow:
        row = PersonRow(self, person)
        row.set_editable(self._editable)
        return row

    def set_editable(self, editable: bool) -> None:
        """Locks or frees everything."""
        self._editable = editable
        self.adder.setVisible(editable)
        for row in self.rows:
            row.set_editable(editable)

    def commit(self) -> bool:
        """Saves what was typed; False when something was refused."""
        # Every row, not only up to the first fault.
        return False not in [*(row.role.commit() for row in self.rows), self.adder.commit()]

    def _add(self, _name: str, _old: Choice | None, new: Choice | None) -> None:
        if new is None or self._company_id is None:
            return
        now = self.context.now()
        with self.context.store.write(ADD_LABEL, initiator=self) as session:
            person_id = new.id if new.id != NEW else contacts.create(session, ContactDraft(name=new.title), now)
            employments.add_employment(session, person_id, self._company_id, now=now)
        self.adder.set_value(None)
        added = next((row for row in self.rows if row.person.person_id == person_id), None)
        if added is not None:
            added.role.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def save(self, row: PersonRow, name: str, old: Any, new: Any) -> None:
        """Stores one field of a row."""
        with self.context.store.write(EDIT_LABEL, initiator=self) as session:
            employments.edit_employment(
                session, row.employment_id, {name: new}, seen={name: old}, now=self.context.now()
            )

    def remove(self, row: PersonRow) -> None:
        """Takes a person out of the company; the message takes that back."""
        with self.context.store.write(REMOVE_LABEL, initiator=self) as session:
            employments.remove_employment(session, row.employment_id)
        tell_done(self.context, _("“{value}” was removed.", value=row.person.name[:60]))
