"""The Contacts tab: people and companies in one list, filtered as you type, one of them beside it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from crm_desktop.domain.changes import CONTACT, DEAL, INTERACTION, JOB, QUOTE, SALE, SETTINGS, Changes
from crm_desktop.domain.contacts import ChannelKind, ContactKind
from crm_desktop.ui.actions import PAGE, Action
from crm_desktop.ui.contacts.items import Photos
from crm_desktop.ui.contacts.listing import BIN, ContactListing
from crm_desktop.ui.contacts.pane import Pane
from crm_desktop.ui.context import Context
from crm_desktop.ui.kit.page import Page
from crm_desktop.ui.kit.splitter import Splitter
from crm_desktop.ui.main_window import MainWindow
from crm_desktop.words import N_

if TYPE_CHECKING:
    from crm_desktop.ui.contacts.commands import ContactCommands

ENDINGS = (".vcf", ".csv", ".txt", ".xlsx")
AT_ONCE = 0
A_FRAME = 16
"""Milliseconds a list that was painted has to reach the screen before anything else is begun."""


class ContactsPage(Page):
    """Everybody one does business with."""

    kinds = (CONTACT, DEAL, QUOTE, JOB, SALE, SETTINGS, INTERACTION)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._choose_when_painted = False
        pictures = Photos(context.store)
        self.listing = ContactListing(context, pictures, self.begin_new, self.import_contacts)
        self.list = self.listing.list
        self.pane = Pane(context, pictures)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(Splitter((self.listing, self.pane), (470, 810), context.state, "contacts"))
        self._connect()
        self.setAcceptDrops(True)

    @cached_property
    def commands(self) -> ContactCommands:
        """What can be done with contacts."""
        from crm_desktop.ui.contacts.commands import ContactCommands  # half of all services, which no list needs

        return ContactCommands(self.context, self)

    def _connect(self) -> None:
        self.listing.settled.connect(self._choose_somebody)
        self.list.chosen.connect(self._on_chosen)
        self.list.opened.connect(self._on_opened)
        self.list.delete_pressed.connect(self.delete_chosen)
        self.list.menu_wanted.connect(self._open_menu)
        self.pane.asked.connect(self._on_asked)
        self.pane.contact_opened.connect(self.open_record)
        self.pane.opened.connect(self.context.go)
        self.pane.new_wanted.connect(self._new_for)
        self.pane.created.connect(self._on_created)
        self.pane.given_up.connect(self._show_chosen)

    # Showing.

    def refresh(self) -> None:
        self.listing.refresh()
        if self.list.keeper.current is None:
            # The list is painted first; then there is time for somebody beside it.
            self._choose_when_painted = True
            self.update()
        else:
            self._reload()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._choose_when_painted:
            self._choose_when_painted = False
            # What is within the page is painted after it, in the same go.
            QTimer.singleShot(AT_ONCE, partial(self.listing.rest, A_FRAME))

    def take_changes(self, changes: Changes, initiator: object) -> None:
        self.listing.refresh()
        self._reload()

    def _reload(self) -> None:
        """Whoever is shown may be gone: then the list says who is next."""
        if not self.pane.reload():
            self.pane.show_nobody()
            self.listing.rest(AT_ONCE)

    def _on_chosen(self, contact_id: int | None) -> None:
        if contact_id is None:
            # While the filter is typed nobody is chosen; the one that is shown stays until it rests.
            self.listing.rest()
        elif self.pane.leave():
            self.pane.show_contact(contact_id)
        else:
            # What is refused stays in sight until it is right or taken back; the list says so once it has moved.
            QTimer.singleShot(AT_ONCE, self._return)

    def _return(self) -> None:
        """Chooses in the list whom the detail still shows."""
        if self.pane.shown_id is not None:
            self.list.keeper.choose(self.pane.shown_id)

    def _choose_somebody(self) -> None:
        """The first of the list, when nobody is chosen."""
        keeper = self.list.keeper
        if keeper.current is None and not self.pane.shows_new:
            keeper.choose_first()
        if keeper.current is None and self.pane.shown is not None and self.pane.leave():
            self.pane.show_nobody()

    def _show_chosen(self) -> None:
        """Shows whom the list has chosen."""
        chosen = self.list.keeper.current
        if chosen is None:
            self.pane.show_nobody()
        else:
            self.pane.show_contact(chosen)
        self.list.setFocus()

    def _on_opened(self, _contact_id: int) -> None:
        if self.pane.shown is not None:
            self.pane.detail.focus_name()

    def open_record(self, record_id: int) -> None:
        if self.list.keeper.current == record_id:
            self._on_chosen(record_id)
        else:
            self.listing.choose(record_id)

    def show_noted(self, contact_id: int, entry_id: int) -> None:
        """Points at an entry on the timeline of a contact, if that one could be shown."""
        if self.pane.shown_id == contact_id:
            self.pane.detail.show_noted(entry_id)

    # New ones.

    def new_record(self) -> None:
        self.begin_new(ContactKind.PERSON)

    def begin_new(self, kind: ContactKind) -> None:
        """Shows the empty form of a new person or company; nothing is stored before it has a name."""
        if self.editable and self.pane.leave():
            self.pane.show_new(kind)

    def _on_created(self, contact_id: int) -> None:
        self.open_record(contact_id)
        self.list.setFocus()

    # What is done with the chosen.

    def _on_asked(self, command: str) -> None:
        detail = self.pane.shown
        if detail is None or not self.pane.leave():
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
            "history": self.pane.detail.show_history,
            "note": self.pane.detail.add_entry,
            "delete": self.delete_chosen,
            "restore": self.delete_chosen,
        }
        run[command]()

    def _new_for(self, page_key: str) -> None:
        if self.pane.shown_id is not None and self.pane.leave():
            self.commands.new_for(page_key, self.pane.shown_id)

    def export_chosen(self) -> None:
        """Writes the chosen contacts into a file."""
        chosen, detail = self.list.keeper.selected, self.pane.shown
        if chosen and detail is not None:
            self.commands.export(chosen, detail.name if len(chosen) == 1 else "")

    def export_list(self) -> None:
        """Writes everybody the list shows into a file, filter, view and order as they stand."""
        listed = self.listing.all_ids()
        if listed and self.pane.leave():
            self.commands.export(listed)

    def delete_chosen(self) -> None:
        """Puts the chosen contacts into the bin, or takes them out of it."""
        chosen = self.list.keeper.selected
        if not chosen or not self.editable or not self.pane.leave():
            return
        if self.listing.bar.view == BIN:
            self.commands.restore(chosen)
        else:
            self.commands.to_bin(chosen)

    def _open_menu(self, place: QPoint) -> None:
        if self.pane.shown is not None:
            self.pane.detail.head.make_menu().popup(place)

    # The program's side.

    def import_contacts(self) -> None:
        """Runs the command of the File menu."""
        window = self.window()
        if isinstance(window, MainWindow):
            window.registry.run("file.import_contacts")

    def page_actions(self) -> tuple[Action, ...]:
        def act(key: str, words: str, run: Callable[[], object], keys: str, icon: str, group: str) -> Action:
            writes = group in {"new", "work", "zdelete"}
            return Action(f"contacts.{key}", words, run, keys, icon, f"{PAGE}/{group}", writes=writes)

        def ask(command: str) -> Callable[[], object]:
            return partial(self._on_asked, command)

        company = partial(self.begin_new, ContactKind.COMPANY)
        return (
            act("new", N_("New person"), self.new_record, "Ctrl+N", "person-add", "new"),
            act("new_company", N_("New company"), company, "Ctrl+Alt+N", "building", "new"),
            act("quote", N_("New quote for this contact"), ask("quote"), "Ctrl+Shift+Q", "quote", "work"),
            act("deal", N_("New deal for this contact"), ask("deal"), "Ctrl+Shift+D", "pipeline", "work"),
            act("job", N_("New job for this contact"), ask("job"), "Ctrl+Shift+J", "service", "work"),
            act("note", N_("Note something about this contact"), ask("note"), "Ctrl+J", "note", "work"),
            act("summary", N_("Summary PDF …"), ask("summary"), "Ctrl+P", "file", "paper"),
            act("export", N_("Export chosen contacts …"), self.export_chosen, "", "export", "paper"),
            act("export_list", N_("Export the whole list …"), self.export_list, "Ctrl+Shift+E", "export", "paper"),
            act("history", N_("Show history"), ask("history"), "Ctrl+H", "history", "paper"),
            act("delete", N_("Delete or restore contact"), self.delete_chosen, "Ctrl+Delete", "trash", "zdelete"),
            act("filter", N_("Filter contacts"), self.focus_filter, "Ctrl+F", "filter", "find"),
            act("views", N_("View, tag and order of contacts"), self.listing.open_views, "Ctrl+Shift+F", "", "find"),
        )

    def focus_filter(self) -> None:
        self.listing.bar.focus_filter()

    def leave(self) -> bool:
        left = self.pane.leave()
        if left and self.pane.shows_new:
            self._show_chosen()
        return left

    def set_editable(self, editable: bool) -> None:
        super().set_editable(editable)
        self.pane.set_editable(editable)
        if self.listing.bar.new_button is not None:
            self.listing.bar.new_button.setEnabled(editable)

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
