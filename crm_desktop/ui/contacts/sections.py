"""The sections beside a contact's figures: details, timeline, deals, quotes, service, notes."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from crm_desktop.services.contact_detail import ContactDetail
from crm_desktop.ui.contacts.details import Details
from crm_desktop.ui.contacts.history import HistoryView
from crm_desktop.ui.contacts.record_lists import deals_of, jobs_of, quotes_of
from crm_desktop.ui.context import Context
from crm_desktop.ui.kit.field import Save
from crm_desktop.ui.kit.saved_field import save_with
from crm_desktop.ui.kit.surfaces import SectionTabs
from crm_desktop.ui.kit.text_fields import MultilineField
from crm_desktop.ui.pages import PIPELINE, QUOTES, SERVICE
from crm_desktop.ui.timeline.panel import Timeline
from crm_desktop.words import N_, NC_, _, current

OVERVIEW, DETAILS, DEALS, JOBS, NOTES, HISTORY = "overview", "details", PIPELINE, SERVICE, "notes", "history"
TIMELINE = "timeline"
TITLES = (
    (OVERVIEW, N_("Overview")),
    (DETAILS, N_("Details")),
    (TIMELINE, N_("Timeline")),
    (DEALS, N_("Deals")),
    (QUOTES, N_("Quotes")),
    (JOBS, NC_("tab", "Service")),
    (NOTES, N_("Notes")),
    (HISTORY, N_("History")),
)


class Sections(QWidget):
    """Tabs over what belongs to one contact.

    Signals: `opened(page key, record id)`, `new_wanted(page key)`, `contact_opened(id)`.
    """

    opened = Signal(str, int)
    new_wanted = Signal(str)
    contact_opened = Signal(int)

    def __init__(self, context: Context, save: Save, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._titles = dict(TITLES)
        self.tabs = SectionTabs([(key, _(words)) for key, words in TITLES], _("Sections of the contact"))
        self.details = Details(context, save)
        self.details.contact_opened.connect(self.contact_opened)
        today = context.today()
        self.lists = {
            DEALS: deals_of(context.store, today),
            QUOTES: quotes_of(context.store, today),
            JOBS: jobs_of(context.store, today),
        }
        self.notes = MultilineField("notes", _("Notes"), placeholder=_("What you want to remember"), lines=(6, 30))
        save_with(self.notes, save)
        none = _("Nothing noted yet. Calls, mails and visits stand here; quotes that are sent note themselves.")
        self.timeline = Timeline(context, none)
        self.history = HistoryView(context)
        self.overview = QWidget()
        self._fill_overview()
        self._pages: dict[str, QWidget] = {OVERVIEW: self.overview, DETAILS: self.details, **self.lists}
        self._pages[TIMELINE] = self.timeline
        self._pages[NOTES] = self._padded(self.notes)
        self._pages[HISTORY] = self.history
        self.places = QStackedWidget()
        for page in self._pages.values():
            self.places.addWidget(page)
        self.tabs.chosen.connect(self._show)
        self.tabs.setTabVisible(0, False)
        self.choose(DETAILS)
        for key, records in self.lists.items():
            records.opened.connect(partial(self.opened.emit, key))
            records.new_pressed.connect(partial(self.new_wanted.emit, key))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tabs)
        column.addWidget(self.places, 1)
        self.tabs.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def _fill_overview(self) -> None:
        column = QVBoxLayout(self.overview)
        column.setContentsMargins(0, 12, 0, 0)

    def _padded(self, widget: QWidget) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 12, 0, 16)
        column.addWidget(widget)
        column.addStretch(1)
        return holder

    def widest(self, *, overview: bool) -> int:
        """The width that all tabs need, with or without that of the overview."""
        widths = {key: self.tabs.tabSizeHint(at).width() for at, (key, _words) in enumerate(TITLES)}
        one = max(widths.pop(NOTES), widths.pop(HISTORY))
        return one + sum(width for key, width in widths.items() if overview or key != OVERVIEW)

    def choose(self, key: str) -> None:
        """Shows a section."""
        self.tabs.choose(key)
        self._show(key)

    def _show(self, key: str) -> None:
        self.places.setCurrentWidget(self._pages[key])
        # History is asked for by its command, and stands in the place of the notes while it is shown: with one tab
        # more the list of contacts would have no room for names.
        keys = [each for each, _words in TITLES]
        self.tabs.setTabVisible(keys.index(HISTORY), key == HISTORY)
        self.tabs.setTabVisible(keys.index(NOTES), key != HISTORY)

    def set_narrow(self, narrow: bool) -> None:
        """Offers the overview as a section where there is no room for it beside them."""
        if narrow == self.tabs.isTabVisible(0):
            return
        self.tabs.setTabVisible(0, narrow)
        if not narrow and self.tabs.current == OVERVIEW:
            self.choose(DETAILS)
        elif narrow:
            self.choose(OVERVIEW)

    def show_detail(self, detail: ContactDetail, *, anew: bool) -> None:
        """Shows a contact; `anew` forgets what was typed about the last one."""
        self.details.show_detail(detail, anew=anew)
        if anew:
            self.notes.set_value(detail.notes)
        else:
            self.notes.take_stored(detail.notes)
        self.history.show_contact(detail.id)
        for key, records in self.lists.items():
            self._count(key, records.show_contact(detail.id))
        self._count(TIMELINE, self.timeline.show_contact(detail.id, detail.name))

    def _count(self, key: str, count: int) -> None:
        words = _(self._titles[key])
        self.tabs.set_words(key, f"{words} {current().integer(count)}" if count else words)

    def set_editable(self, editable: bool) -> None:
        """Locks or frees everything."""
        self.details.set_editable(editable)
        self.notes.set_editable(editable)
        self.timeline.set_editable(editable)
        for records in self.lists.values():
            records.new_button.setEnabled(editable)

    def commit(self) -> bool:
        """Saves what was typed; False, with the section that refused in sight, when something was refused."""
        if not self.details.commit():
            self.choose(DETAILS)
            return False
        if not self.notes.commit():
            self.choose(NOTES)
            return False
        return True
