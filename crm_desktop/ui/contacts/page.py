"""The Contacts tab: people and companies in one list, filtered as you type, one of them beside it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from crm_desktop.domain.changes import CONTACT, DEAL, JOB, QUOTE, SALE, SETTINGS, Changes
from crm_desktop.domain.contacts import ChannelKind, ContactKind, Lifecycle
from crm_desktop.domain.errors import Refused
from crm_desktop.services import contact_list
from crm_desktop.services.contact_rows import ContactRow
from crm_desktop.services.labels import LIFECYCLE_LABELS
from crm_desktop.ui.actions import PAGE, Action
from crm_desktop.ui.contacts.commands import ContactCommands
from crm_desktop.ui.contacts.detail import DetailView
from crm_desktop.ui.contacts.items import Photos, RowPainter, contact_source
from crm_desktop.ui.contacts.new_contact import NewContact
from crm_desktop.ui.contacts.sections import HISTORY
from crm_desktop.ui.context import Context
from crm_desktop.ui.kit.empty import EmptyState
from crm_desktop.ui.kit.filter_bar import FilterBar
from crm_desktop.ui.kit.labels import Look, PlainLabel
from crm_desktop.ui.kit.page import Page
from crm_desktop.ui.kit.plain import menu_text
from crm_desktop.ui.kit.query_table_model import QueryListModel
from crm_desktop.ui.kit.splitter import Splitter
from crm_desktop.ui.kit.surfaces import Surface
from crm_desktop.ui.kit.two_line_list import TwoLineList
from crm_desktop.ui.main_window import MainWindow
from crm_desktop.words import N_, _, current

ALL, BIN = "all", "bin"
VIEWS = (
    (ALL, N_("All")),
    ("people", N_("People")),
    ("companies", N_("Companies")),
    *((step.value, LIFECYCLE_LABELS[step]) for step in Lifecycle),
    (BIN, N_("Bin")),
)
LIST, EMPTY, NOTHING = 0, 1, 2
NOBODY, DETAIL, NEW = 0, 1, 2
SETTLE_MILLISECONDS = 150
"""So long the filter rests before somebody else is shown."""
ENDINGS = (".vcf", ".csv", ".txt", ".xlsx")


class ContactsPage(Page):
    """Everybody one does business with."""

    kinds = (CONTACT, DEAL, QUOTE, JOB, SALE, SETTINGS)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.commands = ContactCommands(context, self)
        self._source = contact_source(context.store)
        pictures = Photos(context.store)
        self.model: QueryListModel[ContactRow] = QueryListModel(self._source, RowPainter(pictures, context.today))
        self.list = TwoLineList(self.model, _("Contacts"))
        self.bar = FilterBar(_("Filter contacts"), [(key, _(words)) for key, words in VIEWS], _("New"), "Ctrl+N")
        self.found = PlainLabel("", look=Look.SMALL, muted=True)
        self.detail = DetailView(context, pictures)
        self.new = NewContact(context)
        self.empty = self._make_empty()
        self.nothing = PlainLabel(_("Nobody here. Change the filter or the view."), muted=True, wrap=True)
        self.places = QStackedWidget()
        self.shown = QStackedWidget()
        self._settle = QTimer(self, singleShot=True, interval=SETTLE_MILLISECONDS)
        self._lay_out()
        self._connect()
        self.setAcceptDrops(True)

    def _make_empty(self) -> EmptyState:
        return EmptyState(
            "contacts",
            _("No contacts yet"),
            _("People and companies, how to reach them, and all you do with them. Drop a vCard or CSV here, or begin:"),
            (_("New contact"), self.new_record),
            (_("Import contacts …"), self.import_contacts),
        )

    def _lay_out(self) -> None:
        side = Surface("side")
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self.places, 1)
        column.addWidget(self.found)
        self.found.setContentsMargins(16, 8, 16, 8)
        self.nothing.setContentsMargins(16, 24, 16, 16)
        for place in (self.list, self.empty, self.nothing):
            self.places.addWidget(place)
        for shown in (QWidget(), self.detail, self.new):
            self.shown.addWidget(shown)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(Splitter((side, self.shown), (470, 810), self.context.state, "contacts"))

    def _connect(self) -> None:
        self._settle.timeout.connect(self._choose_somebody)
        self.bar.filter_changed.connect(self._on_filter)
        self.bar.view_changed.connect(self._on_view)
        self.bar.new_pressed.connect(self._open_new_menu)
        self.bar.left_down.connect(self.list.setFocus)
        self.list.chosen.connect(self._on_chosen)
        self.list.opened.connect(self._on_opened)
        self.list.delete_pressed.connect(self.delete_chosen)
        self.list.menu_wanted.connect(self._open_menu)
        self.detail.asked.connect(self._on_asked)
        self.detail.contact_opened.connect(self.open_record)
        self.detail.opened.connect(self.context.go)
        self.detail.new_wanted.connect(self._new_for)
        self.new.created.connect(self._on_created)
        self.new.given_up.connect(self._show_chosen)
        self.new.contact_opened.connect(self.open_record)

    # Showing.

    def refresh(self) -> None:
        self.model.refresh()
        self._show_state()
        if self.list.keeper.current is None:
            self.list.keeper.choose_first()
        else:
            self.detail.reload()

    def take_changes(self, changes: Changes, initiator: object) -> None:
        self.model.refresh()
        self._show_state()
        shown = self.detail.contact_id
        if shown is None:
            return
        if changes.touches_record(CONTACT, shown) or changes.touches(CONTACT, DEAL, QUOTE, JOB, SALE, SETTINGS):
            self._reload()

    def _reload(self) -> None:
        """The contact that is shown may be gone: then the list says who is shown."""
        try:
            self.detail.reload()
        except Refused:
            self.detail.clear()
            self._show_chosen()

    def _show_state(self) -> None:
        count = self.model.paged.count
        filtered = bool(self.bar.text().strip())
        plain = not filtered and self.bar.view == ALL
        self.places.setCurrentIndex(LIST if count else EMPTY if plain else NOTHING)
        # An empty file has one thing to begin with, and it stands in the middle.
        self.bar.setVisible(bool(count) or not plain)
        words = current()
        if not filtered:
            self.bar.set_placeholder(words.plural("Filter {count} contact", "Filter {count} contacts", count))
        self.found.setVisible(filtered and bool(count))
        if filtered:
            with self.context.store.read() as session:
                more = contact_list.counted(session, self._source.query).more
            told = words.plural("{count} contact found", "{count} contacts found", count)
            self.found.setText(
                _("The first {count} of more; type on to find fewer.", count=words.integer(count)) if more else told
            )

    def _ask(self, **changes: object) -> None:
        self._source = self._source.asking(**changes)
        self.model.set_source(self._source)
        self._show_state()

    def _on_filter(self, text: str) -> None:
        self._ask(text=text)
        self._settle.start()

    def _on_view(self, key: str) -> None:
        self._ask(view=key)
        self._settle.start()

    def _on_chosen(self, contact_id: int | None) -> None:
        if not self._leave_detail():
            # What is refused stays in sight until it is right or taken back; the list says so once it has moved.
            QTimer.singleShot(0, self._return)
            return
        if contact_id is None:
            # While the filter is typed nobody is chosen; the one that is shown stays until it rests.
            self._settle.start()
        else:
            self.detail.show_contact(contact_id)
            self.shown.setCurrentIndex(DETAIL)

    def _return(self) -> None:
        """Chooses in the list whom the detail still shows."""
        if self.shown.currentIndex() == DETAIL and self.detail.contact_id is not None:
            self.list.keeper.choose(self.detail.contact_id)

    def _choose_somebody(self) -> None:
        """The first of the list, when nobody is chosen."""
        if self.list.keeper.current is None and self.shown.currentIndex() != NEW:
            self.list.keeper.choose_first()
        if self.list.keeper.current is None and self.shown.currentIndex() == DETAIL:
            self.shown.setCurrentIndex(NOBODY)
            self.detail.clear()

    def _leave_detail(self) -> bool:
        return self.new.leave() if self.shown.currentIndex() == NEW else self.detail.commit()

    def _show_chosen(self) -> None:
        """Shows whom the list has chosen."""
        chosen = self.list.keeper.current
        self.shown.setCurrentIndex(NOBODY if chosen is None else DETAIL)
        if chosen is not None:
            self.detail.show_contact(chosen)
        self.list.setFocus()

    def _on_opened(self, _contact_id: int) -> None:
        self.detail.focus_name()

    def open_record(self, record_id: int) -> None:
        if self.shown.currentIndex() == NEW and self.new.is_untouched:
            self.shown.setCurrentIndex(DETAIL)
        if self.detail.contact_id == record_id and self.list.keeper.current == record_id:
            self._on_chosen(record_id)
        elif not self.list.keeper.choose(record_id):
            self.bar.field.clear()
            self.bar.choose_view(ALL)
            if not self.list.keeper.choose(record_id):
                self.bar.choose_view(BIN)
                self.list.keeper.choose(record_id)

    # New ones.

    def new_record(self) -> None:
        self.begin_new(ContactKind.PERSON)

    def new_company(self) -> None:
        """Starts a new company."""
        self.begin_new(ContactKind.COMPANY)

    def begin_new(self, kind: ContactKind) -> None:
        """Shows the empty form of a new person or company; nothing is stored before it has a name."""
        if self._leave_detail():
            self.shown.setCurrentIndex(NEW)
            self.new.begin(kind)

    def _on_created(self, contact_id: int) -> None:
        self.shown.setCurrentIndex(DETAIL)
        self.detail.clear()
        self.open_record(contact_id)
        self.list.setFocus()

    def make_new_menu(self) -> QMenu:
        """Person or company."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(menu_text(_("Person"))).triggered.connect(self.new_record)
        menu.addAction(menu_text(_("Company"))).triggered.connect(self.new_company)
        return menu

    def _open_new_menu(self) -> None:
        if self.bar.new_button is not None:
            button = self.bar.new_button
            self.make_new_menu().popup(button.mapToGlobal(QPoint(0, button.height() + 4)))

    # What is done with the chosen.

    def _on_asked(self, command: str) -> None:
        detail = self.detail.detail
        if detail is None:
            return
        run: dict[str, Callable[[], object]] = {
            "call": partial(self.commands.open_first, detail, ChannelKind.PHONE),
            "write": partial(self.commands.open_first, detail, ChannelKind.EMAIL),
            "deal": partial(self.commands.new_deal, detail.id),
            "quote": partial(self.commands.new_quote, detail.id),
            "job": partial(self.commands.new_job, detail.id),
            "summary": partial(self.commands.open_summary, detail.id),
            "export": self.export_chosen,
            "photo": partial(self.commands.choose_photo, detail.id),
            "no-photo": partial(self.commands.set_photo, detail.id, None),
            "history": partial(self.detail.sections.choose, HISTORY),
            "delete": self.delete_chosen,
            "restore": self.delete_chosen,
        }
        if self.detail.commit():
            run[command]()

    def _new_for(self, page_key: str) -> None:
        if self.detail.contact_id is not None and self.detail.commit():
            self.commands.new_for(page_key, self.detail.contact_id)

    def _with_shown(self, command: str) -> None:
        if self.shown.currentIndex() == DETAIL:
            self._on_asked(command)

    def export_chosen(self) -> None:
        """Writes the chosen contacts as vCards."""
        chosen, detail = self.list.keeper.selected, self.detail.detail
        if chosen and detail is not None:
            self.commands.export_cards(chosen, detail.name if len(chosen) == 1 else "")

    def delete_chosen(self) -> None:
        """Puts the chosen contacts into the bin, or takes them out of it."""
        chosen = self.list.keeper.selected
        if not chosen or not self.editable or not self._leave_detail():
            return
        if self.bar.view == BIN:
            self.commands.restore(chosen)
        else:
            self.commands.to_bin(chosen)

    def _open_menu(self, place: QPoint) -> None:
        if self.shown.currentIndex() == DETAIL:
            self.detail.head.make_menu().popup(place)

    # The program's side.

    def import_contacts(self) -> None:
        """Runs the command of the File menu."""
        window = self.window()
        if isinstance(window, MainWindow):
            window.registry.run("file.import_contacts")

    def page_actions(self) -> tuple[Action, ...]:
        def act(
            key: str, words: str, run: Callable[[], object], keys: str, icon: str, group: str, *, writes: bool = True
        ) -> Action:
            return Action(f"contacts.{key}", words, run, keys, icon, f"{PAGE}/{group}", writes=writes)

        shown = self._with_shown
        return (
            act("new", N_("New person"), self.new_record, "Ctrl+N", "person-add", "new"),
            act("new_company", N_("New company"), self.new_company, "Ctrl+Alt+N", "building", "new"),
            act("quote", N_("New quote for this contact"), partial(shown, "quote"), "Ctrl+Shift+Q", "quote", "work"),
            act("deal", N_("New deal for this contact"), partial(shown, "deal"), "Ctrl+Shift+D", "pipeline", "work"),
            act("job", N_("New job for this contact"), partial(shown, "job"), "Ctrl+Shift+J", "service", "work"),
            act("summary", N_("Summary PDF …"), partial(shown, "summary"), "Ctrl+P", "file", "paper", writes=False),
            act("export", N_("Export as vCard …"), self.export_chosen, "", "export", "paper", writes=False),
            act("history", N_("Show history"), partial(shown, "history"), "Ctrl+H", "history", "paper", writes=False),
            act("delete", N_("Delete or restore contact"), self.delete_chosen, "Ctrl+Delete", "trash", "zdelete"),
            act("filter", N_("Filter contacts"), self.focus_filter, "Ctrl+F", "filter", "find", writes=False),
        )

    def focus_filter(self) -> None:
        self.bar.focus_filter()

    def leave(self) -> bool:
        return self._leave_detail()

    def set_editable(self, editable: bool) -> None:
        super().set_editable(editable)
        self.detail.set_editable(editable)
        if self.bar.new_button is not None:
            self.bar.new_button.setEnabled(editable)

    # Files dropped here.

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.editable and _files(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = _files(event)
        if paths:
            event.acceptProposedAction()
            # Only a drop needs the import and all the formats it reads.
            from crm_desktop.ui.imports.contacts import import_contacts

            import_contacts(self.context, self.window(), paths)


def _files(event: QDropEvent) -> list[Path]:
    """The dropped files that may hold contacts."""
    paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
    return [path for path in paths if path.suffix.lower() in ENDINGS]
