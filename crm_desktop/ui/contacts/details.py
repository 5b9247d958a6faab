"""All the facts of a contact, each saved when its field is left."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from crm_desktop.domain.contacts import ContactKind, Lifecycle
from crm_desktop.services.contact_detail import ContactDetail
from crm_desktop.services.labels import CONTACT_KIND_LABELS, LIFECYCLE_LABELS
from crm_desktop.ui.contacts.coded_fields import BirthdayField, CountryField
from crm_desktop.ui.contacts.employments import Employments
from crm_desktop.ui.contacts.people import People
from crm_desktop.ui.context import Context
from crm_desktop.ui.kit.choice_fields import ChoiceField
from crm_desktop.ui.kit.field import Save
from crm_desktop.ui.kit.forms import Form
from crm_desktop.ui.kit.labels import Look, PlainLabel
from crm_desktop.ui.kit.text_fields import TextField
from crm_desktop.words import N_, NC_, _

LANGUAGES = (
    ("", N_("Like the business")),
    ("pt_PT", "Português (Portugal)"),
    ("pt_BR", "Português (Brasil)"),
    ("en", "English"),
    ("es", "Español"),
    ("fr", "Français"),
)
OF_PEOPLE = ("prefix", "given", "middle", "family", "suffix", "birthday")
NONE = "–"


class Details(QScrollArea):
    """Work or people, then every field. Sends `contact_opened(id)`."""

    contact_opened = Signal(int)

    def __init__(self, context: Context, save: Save, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # Tab goes from field to field; the one that has the keyboard is scrolled into sight.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        self._is_person = True
        self.employments = Employments(context)
        self.people = People(context)
        self.form = self._make_form(context, save)
        self.employments.company_opened.connect(self.contact_opened)
        self.people.person_opened.connect(self.contact_opened)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 12, 8, 16)
        column.setSpacing(8)
        column.addWidget(self.employments)
        column.addWidget(self.people)
        column.addSpacing(4)
        column.addWidget(PlainLabel(_("About"), look=Look.HEADING))
        column.addWidget(self.form)
        column.addStretch(1)
        self.setWidget(inner)

    def _make_form(self, context: Context, save: Save) -> Form:
        form = Form(save, beside=True, bare=True)
        form.add(ChoiceField("kind", _("Kind"), [(kind, _(CONTACT_KIND_LABELS[kind])) for kind in ContactKind]))
        for name, label in (
            ("prefix", _(NC_("before a name", "Title"))),
            ("given", _("First name")),
            ("middle", _("Middle name")),
            ("family", _("Last name")),
            ("suffix", _("Suffix")),
            ("nickname", _("Nickname")),
        ):
            form.add(TextField(name, label, placeholder=NONE))
        form.add(ChoiceField("lifecycle", _("Life cycle"), [(step, _(LIFECYCLE_LABELS[step])) for step in Lifecycle]))
        form.add(TextField("source", _("Source"), placeholder=_("Who or what brought them")))
        form.add(CountryField("country", _("Country")))
        form.add(ChoiceField("language", _("Language"), [(code, _(words)) for code, words in LANGUAGES]))
        form.add(BirthdayField("birthday", _("Birthday"), context.today))
        return form

    def show_detail(self, detail: ContactDetail, *, anew: bool) -> None:
        """Shows a contact; `anew` forgets what was typed about the last one."""
        self._is_person = detail.kind is ContactKind.PERSON
        self.employments.setVisible(self._is_person)
        self.people.setVisible(not self._is_person)
        if self._is_person or anew:
            self.employments.show_detail(detail, anew=anew)
        if not self._is_person or anew:
            self.people.show_detail(detail, anew=anew)
        for name in OF_PEOPLE:
            self.form.show_field(name, self._is_person)
        if anew:
            self.form.set_values(_values(detail))
            self.verticalScrollBar().setValue(0)
        else:
            self.form.take_stored(_values(detail))

    def set_editable(self, editable: bool) -> None:
        """Locks or frees everything."""
        self.form.set_editable(editable)
        self.employments.set_editable(editable)
        self.people.set_editable(editable)

    def commit(self) -> bool:
        """Saves what was typed; False when something was refused."""
        return all([self.form.commit(), self.employments.commit(), self.people.commit()])


def _values(detail: ContactDetail) -> dict[str, Any]:
    names = (
        "kind", "prefix", "given", "middle", "family", "suffix", "nickname", "lifecycle", "source", "country",
        "language", "birthday",
    )  # fmt: skip
    return {name: getattr(detail, name) for name in names}
