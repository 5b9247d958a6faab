"""Where a person works: company, role, department and chief, each saved when its field is left."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crm_desktop.domain.contacts import ContactKind
from crm_desktop.domain.text import fold
from crm_desktop.services import contact_list, employments
from crm_desktop.services.contact_detail import ContactDetail, EmploymentShown
from crm_desktop.services.contact_list import ContactQuery
from crm_desktop.ui.choices import MOST, choice_of
from crm_desktop.ui.context import Context
from crm_desktop.ui.kit.buttons import QuietButton
from crm_desktop.ui.kit.forms import Form
from crm_desktop.ui.kit.labels import Look, PlainLabel
from crm_desktop.ui.kit.row_icon import RowIcon
from crm_desktop.ui.kit.search_field import Choice, SearchChoiceField
from crm_desktop.ui.kit.text_fields import TextField
from crm_desktop.ui.undo_toast import tell_done
from crm_desktop.words import N_, _

NEW = 0
"""The id of a choice that is only a name yet."""
ADD_LABEL = N_("Add employment")
EDIT_LABEL = N_("Edit employment")
REMOVE_LABEL = N_("Remove employment")
VIEWS = {ContactKind.COMPANY: "companies", ContactKind.PERSON: "people"}


def choices_of_kind(context: Context, kind: ContactKind) -> Callable[[str], Sequence[Choice]]:
    """Finds people, or companies, for what was typed."""

    def found(typed: str) -> list[Choice]:
        query = ContactQuery(text=typed, view=VIEWS[kind])
        with context.store.read() as session:
            ids = contact_list.ids(session, query, 0, MOST)
            rows = contact_list.rows(session, ids)
        return [Choice(each, rows[each].name, rows[each].company or rows[each].place) for each in ids if each in rows]

    return found


class NameOrNew(SearchChoiceField):
    """Chooses a contact by name; a name nobody has yet is taken as that of a new one, also when the field is left."""

    def __init__(self, name: str, label: str, query: Callable[[str], Sequence[Choice]], placeholder: str) -> None:
        super().__init__(name, label, query, create=_new, placeholder=placeholder)

    def _read(self) -> Choice | None:
        typed = self.editor.text().strip()
        picked = self._picked
        if not typed or (picked is not None and picked.title == self.editor.text()):
            return super()._read()
        matches = [choice for choice in self._query(typed) if fold(choice.title) == fold(typed)]
        return matches[0] if matches else Choice(NEW, typed)


def _new(name: str) -> Choice:
    return Choice(NEW, name)


def by_id_or_name(choice: Choice) -> int | str:
    """What the services take: the id of a contact that is there, the name of a new one."""
    return choice.id if choice.id != NEW else choice.title


class EmploymentCard(QWidget):
    """One employment, or a new one that is stored once its company is named."""

    def __init__(self, owner: Employments, shown: EmploymentShown | None) -> None:
        super().__init__()
        self._owner = owner
        self.employment_id = shown.id if shown is not None else None
        context = owner.context
        self.form = Form(partial(owner.save, self), beside=True, bare=True)
        self.company = NameOrNew(
            "company", _("Company"), choices_of_kind(context, ContactKind.COMPANY), _("Type a company")
        )
        self.form.add(self.company)
        self.form.add(TextField("role", _("Role"), placeholder="–"))
        self.form.add(TextField("department", _("Department"), placeholder="–"))
        people = choices_of_kind(context, ContactKind.PERSON)
        self.form.add(SearchChoiceField("reports_to_id", _("Reports to"), people, placeholder="–"))
        self.open = RowIcon("external", _("Open the company"), self)
        self.first = RowIcon("star", _("Make it the main company"), self)
        self.remove = RowIcon("close", _("Remove this company"), self)
        self.open.on_click(partial(owner.open_company, self))
        self.first.on_click(partial(owner.make_main, self))
        self.remove.on_click(partial(owner.remove, self))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.form, 1)
        for button in (self.open, self.first, self.remove):
            button.follow(self.company.editor)
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        self.company_id: int | None = None
        if shown is None:
            for name in ("role", "department", "reports_to_id"):
                self.form.show_field(name, visible=False)
            self.open.hide()
            self.first.hide()

    def show_employment(self, shown: EmploymentShown, *, main: bool) -> None:
        """Shows what is stored; words being typed stay."""
        self.employment_id, self.company_id = shown.id, shown.company_id
        for name in ("role", "department", "reports_to_id"):
            self.form.show_field(name, visible=True)
        self.open.show()
        self.first.setVisible(not main)
        self.form.take_stored({
            "company": choice_of(shown.company_id, shown.company),
            "role": shown.role,
            "department": shown.department,
            "reports_to_id": choice_of(shown.reports_to_id, shown.reports_to),
        })  # fmt: skip

    def set_editable(self, editable: bool) -> None:
        """Locks or frees every field."""
        self.form.set_editable(editable)
        self.first.setEnabled(editable)
        self.remove.setEnabled(editable)


class Employments(QWidget):
    """Shows and saves the employments of one person. Sends `company_opened(id)`."""

    company_opened = Signal(int)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self._person_id: int | None = None
        self._editable = True
        self.cards: list[EmploymentCard] = []
        self.add_button = QuietButton(_("Add a company"), icon_name="plus")
        self.add_button.on_click(self.add_empty)
        self._column = QVBoxLayout()
        self._column.setSpacing(8)
        head = QHBoxLayout()
        head.addWidget(PlainLabel(_("Work"), look=Look.HEADING))
        head.addStretch(1)
        head.addWidget(self.add_button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(2)
        whole.addLayout(head)
        whole.addLayout(self._column)

    def show_detail(self, detail: ContactDetail, *, anew: bool) -> None:
        """Shows a person's employments; cards of the same person stay where the cursor is."""
        self._person_id = detail.id
        wanted = {shown.id: shown for shown in detail.employments}
        kept = []
        for card in self.cards:
            if anew or (card.employment_id is not None and card.employment_id not in wanted):
                self._drop(card)
            else:
                kept.append(card)
        known = {card.employment_id: card for card in kept if card.employment_id is not None}
        shown_cards = []
        for shown in detail.employments:
            card = known.get(shown.id) or self._make(shown)
            card.show_employment(shown, main=shown is detail.employments[0])
            shown_cards.append(card)
        self._arrange([*shown_cards, *(card for card in kept if card.employment_id is None)])

    def _make(self, shown: EmploymentShown | None) -> EmploymentCard:
        card = EmploymentCard(self, shown)
        card.set_editable(self._editable)
        return card

    def _arrange(self, cards: list[EmploymentCard]) -> None:
        if cards != self.cards or self._column.count() != len(cards):
            for card in cards:
                self._column.removeWidget(card)
            for card in cards:
                self._column.addWidget(card)
                card.show()
        self.cards = cards

    def _drop(self, card: EmploymentCard) -> None:
        self._column.removeWidget(card)
        card.hide()
        card.deleteLater()

    def add_empty(self) -> None:
        """Adds a card to type a company into."""
        self._arrange([*self.cards, self._make(None)])
        self.cards[-1].form.focus_first()

    def set_editable(self, editable: bool) -> None:
        """Locks or frees everything."""
        self._editable = editable
        self.add_button.setEnabled(editable)
        for card in self.cards:
            card.set_editable(editable)

    def commit(self) -> bool:
        """Saves what was typed; cards without a company go. False when something was refused."""
        # Every card, not only up to the first fault.
        saved = False not in [card.form.commit() for card in self.cards]
        for card in self.cards:
            if card.employment_id is None and saved:
                self._drop(card)
        if saved:
            self._arrange([card for card in self.cards if card.employment_id is not None])
        return saved

    # Changing.

    def save(self, card: EmploymentCard, name: str, old: Any, new: Any) -> None:
        """Stores one field of a card."""
        now = self.context.now()
        if card.employment_id is None:
            self._add(card, new)
            return
        if name == "company" and new is None:
            self.remove(card)
            return
        values, seen = {name: _stored(name, new)}, {_column(name): old.id if isinstance(old, Choice) else old}
        with self.context.store.write(EDIT_LABEL, initiator=self) as session:
            employments.edit_employment(session, card.employment_id, values, seen=seen, now=now)

    def _add(self, card: EmploymentCard, company: Choice) -> None:
        assert self._person_id is not None
        try:
            with self.context.store.write(ADD_LABEL, initiator=self) as session:
                # Known before the news arrives at the end of the block, so that the card stays where it is.
                card.employment_id = employments.add_employment(
                    session, self._person_id, by_id_or_name(company), now=self.context.now()
                )
        except BaseException:
            card.employment_id = None
            raise

    def remove(self, card: EmploymentCard) -> None:
        """Takes an employment away; the message takes that back."""
        if card.employment_id is None:
            self._arrange([other for other in self.cards if other is not card])
            self._drop(card)
            return
        name = card.company.editor.text()
        with self.context.store.write(REMOVE_LABEL, initiator=self) as session:
            employments.remove_employment(session, card.employment_id)
        tell_done(self.context, _("“{value}” was removed.", value=name[:60]))

    def make_main(self, card: EmploymentCard) -> None:
        """Makes an employment the first one."""
        if card.employment_id is not None:
            with self.context.store.write(EDIT_LABEL, initiator=self) as session:
                employments.make_main(session, card.employment_id)

    def open_company(self, card: EmploymentCard) -> None:
        """Shows the company."""
        if card.company_id is not None:
            self.company_opened.emit(card.company_id)


def _stored(name: str, value: Any) -> Any:
    if name == "company":
        return by_id_or_name(value)
    if name == "reports_to_id":
        return value.id if value is not None else None
    return value


def _column(name: str) -> str:
    return "company_id" if name == "company" else name
