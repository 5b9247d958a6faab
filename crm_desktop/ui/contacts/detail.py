"""One contact beside the list: head, how to reach them, business, and the sections."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from crm_desktop.domain.contacts import ChannelKind
from crm_desktop.domain.text import fold
from crm_desktop.services import contact_detail, contacts, duplicates, settings, tags
from crm_desktop.services.contact_detail import ContactDetail
from crm_desktop.services.contacts import ContactDraft
from crm_desktop.ui.contacts.alike import AlikeHint
from crm_desktop.ui.contacts.business import Business
from crm_desktop.ui.contacts.head import Head
from crm_desktop.ui.contacts.items import Photos
from crm_desktop.ui.contacts.reach import Reach
from crm_desktop.ui.contacts.sections import HISTORY, TIMELINE, Sections
from crm_desktop.ui.contacts.tax_field import TaxField
from crm_desktop.ui.context import Context
from crm_desktop.words import N_, _

EDIT_LABEL = N_("Edit contact")
TAGS_LABEL = N_("Edit tags")
MOST_TAGS = 8
LEFT_WIDTH = 284
MARGIN = GAP = 24
ROOMY = 1200
"""A window so wide gives a contact two columns, whatever the language needs for its tabs."""
COMMANDS = (
    ("call", N_("Call")),
    ("write", N_("Write an e-mail")),
    ("", ""),
    ("deal", N_("New deal")),
    ("quote", N_("New quote")),
    ("job", N_("New job")),
    ("note", N_("Note something")),
    ("", ""),
    ("summary", N_("Summary PDF …")),
    ("export", N_("Export contact …")),
    ("photo", N_("Choose a photo …")),
    ("no-photo", N_("Remove the photo")),
    ("history", N_("Show history")),
    ("", ""),
    ("delete", N_("Delete")),
)


class DetailView(QWidget):
    """Shows and saves one contact; `contact_id` is None while it shows none.

    Signals: `asked(command)` of the head's buttons, `contact_opened(id)`, `opened(page key, id)`,
    `new_wanted(page key)`.
    """

    asked = Signal(str)
    contact_opened = Signal(int)
    opened = Signal(str, int)
    new_wanted = Signal(str)

    def __init__(self, context: Context, pictures: Photos, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._pictures = pictures
        self._editable = True
        self._roomy = True
        self.detail: ContactDetail | None = None
        self.head = Head(self._save, self._known_tags, [(key, _(words) if words else "") for key, words in COMMANDS])
        self.alike = AlikeHint()
        self.reach = Reach(context)
        self.tax = TaxField(self._save)
        self.business = Business()
        self.sections = Sections(context, self._save)
        self._lay_out()
        self.head.asked.connect(self.asked)
        self.head.company_opened.connect(self.contact_opened)
        self.alike.opened.connect(self.contact_opened)
        self.reach.typed.connect(self._look_for_channel)
        self.business.opened.connect(self.opened)
        self.sections.opened.connect(self.opened)
        self.sections.new_wanted.connect(self.new_wanted)
        self.sections.contact_opened.connect(self.contact_opened)

    def _lay_out(self) -> None:
        self.left = self._make_left()
        self._columns = QHBoxLayout()
        self._columns.setSpacing(GAP)
        self._columns.addWidget(self.left)
        self._columns.addWidget(self.sections, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(MARGIN, 20, MARGIN, 0)
        whole.setSpacing(12)
        whole.addWidget(self.head)
        whole.addWidget(self.alike)
        whole.addLayout(self._columns, 1)

    def _make_left(self) -> QScrollArea:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 8, 16)
        column.setSpacing(0)
        column.addWidget(self.reach)
        column.addWidget(self.tax)
        column.addSpacing(16)
        column.addWidget(self.business)
        column.addStretch(1)
        left = QScrollArea()
        left.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        left.setWidgetResizable(True)
        left.setFrameShape(QFrame.Shape.NoFrame)
        left.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        left.setFixedWidth(LEFT_WIDTH)
        left.setWidget(inner)
        return left

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        roomy = self.window().width() >= ROOMY
        if roomy != self._roomy:
            self._roomy = roomy
            self.updateGeometry()
        self._set_narrow(self.width() < self._wide())

    def minimumSizeHint(self) -> QSize:
        """Two columns in a wide window, one in a small one, and never a tab that is cut."""
        height = super().minimumSizeHint().height()
        return QSize(self._wide() if self._roomy else 2 * MARGIN + self.sections.widest(overview=True), height)

    def _wide(self) -> int:
        """The width from which on there is room for two columns."""
        return 2 * MARGIN + LEFT_WIDTH + GAP + self.sections.widest(overview=False)

    def _set_narrow(self, narrow: bool) -> None:
        """Where there is no room for two columns, the first one becomes a section."""
        inside = self.left.parentWidget() is self.sections.overview
        self.head.set_narrow(narrow)
        self.sections.set_narrow(narrow)
        if narrow and not inside:
            layout = self.sections.overview.layout()
            assert layout is not None
            layout.addWidget(self.left)
            self.left.show()
            self.left.setMinimumWidth(0)
            self.left.setMaximumWidth(16_777_215)
        elif inside and not narrow:
            self._columns.insertWidget(0, self.left)
            self.left.show()
            self.left.setFixedWidth(LEFT_WIDTH)

    # Showing.

    @property
    def contact_id(self) -> int | None:
        """The contact that is shown."""
        return self.detail.id if self.detail is not None else None

    def show_contact(self, contact_id: int) -> None:
        """Shows another contact."""
        self.alike.clear()
        self._fill(contact_id, anew=True)

    def reload(self) -> None:
        """Shows the same contact as it is stored now; a field being typed in keeps its words."""
        if self.contact_id is not None:
            self._fill(self.contact_id, anew=False)

    def clear(self) -> None:
        """Shows nobody."""
        self.detail = None

    def _fill(self, contact_id: int, *, anew: bool) -> None:
        today = self._context.today()
        with self._context.store.read() as session:
            detail = contact_detail.contact(session, contact_id, today)
            home = settings.get(session, "country")
        self.detail = detail
        self.head.show_detail(detail, self._pictures.of(detail.id, detail.photo), anew=anew)
        self.reach.show_detail(detail, anew=anew)
        self.tax.show_detail(detail, home, anew=anew)
        self.business.show_business(detail.business, detail.next_dates, today, with_people=bool(detail.people))
        self.sections.show_detail(detail, anew=anew)
        self._apply_editable()

    def show_history(self) -> None:
        """Turns to the history of this contact."""
        self.sections.choose(HISTORY)

    def add_entry(self) -> None:
        """Turns to the timeline and asks what happened."""
        self.sections.choose(TIMELINE)
        self.sections.timeline.add_entry()

    def show_noted(self, entry_id: int) -> None:
        """Points at an entry of the timeline."""
        self.sections.choose(TIMELINE)
        self.sections.timeline.records.list.keeper.choose(entry_id)
        self.sections.timeline.records.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _known_tags(self, typed: str) -> Sequence[str]:
        with self._context.store.read() as session:
            known = tags.all_tags(session)
        return [tag.name for tag in known if fold(tag.name).startswith(fold(typed))][:MOST_TAGS]

    # Saving.

    def _save(self, name: str, old: Any, new: Any) -> None:
        if self.detail is None:
            return
        if name == "tags":
            with self._context.store.write(TAGS_LABEL, initiator=self) as session:
                tags.set_tags(session, self.detail.id, new)
            return
        with self._context.store.write(EDIT_LABEL, initiator=self) as session:
            contacts.edit(session, self.detail.id, {name: new}, seen={name: old})
        if name == "tax_id" and new:
            self._look_for(ContactDraft(name="-", tax_id=new))

    def _look_for_channel(self, kind: str, value: str) -> None:
        if kind == ChannelKind.PHONE:
            self._look_for(ContactDraft(name="-", phones=(value,)))
        elif kind == ChannelKind.EMAIL:
            self._look_for(ContactDraft(name="-", emails=(value,)))

    def _look_for(self, draft: ContactDraft) -> None:
        """Says who else has what was typed."""
        with self._context.store.read() as session:
            found = [other for other in duplicates.alike(session, draft) if other != self.contact_id]
            self.alike.show_found(session, found)

    def set_editable(self, editable: bool) -> None:
        """Locks or frees everything."""
        self._editable = editable
        self._apply_editable()

    def _apply_editable(self) -> None:
        free = self._editable and not (self.detail is not None and self.detail.binned)
        for part in (self.head, self.reach, self.sections):
            part.set_editable(free)
        self.tax.field.set_editable(free)
        self.head.restore.setEnabled(self._editable)

    def commit(self) -> bool:
        """Saves what was typed; False when something was refused."""
        if self.detail is None:
            return True
        return all([
            self.head.name.commit(), self.head.tags.commit(), self.reach.commit(), self.tax.field.commit(),
            self.sections.commit(),
        ])  # fmt: skip

    def focus_name(self) -> None:
        """Puts the cursor into the name."""
        self.head.name.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        self.head.name.editor.selectAll()
