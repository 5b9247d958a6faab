"""A main window over a real file with the Contacts tab, and what a person does there."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QPlainTextEdit
from pytestqt.qtbot import QtBot

from crm_desktop.db.database import Database
from crm_desktop.db.files import open_file
from crm_desktop.paths import Places
from crm_desktop.services import contact_detail, contact_list, contacts, settings
from crm_desktop.services.contact_detail import ContactDetail
from crm_desktop.services.contact_list import ContactQuery
from crm_desktop.services.contacts import ContactDraft
from crm_desktop.ui.bus import ChangeBus
from crm_desktop.ui.contacts.page import ContactsPage
from crm_desktop.ui.context import Context
from crm_desktop.ui.kit.field import Field
from crm_desktop.ui.kit.search_field import SearchChoiceField
from crm_desktop.ui.main_window import MainWindow
from crm_desktop.ui.pages import PageSpec
from crm_desktop.ui.window_state import WindowState
from tests.factories import NOW, TODAY, new_file, pipeline, stage
from tests.ui.hands import press, type_text
from tests.ui.stage import HERE, NotingPage

PAGES = (
    PageSpec("contacts", "Contacts", "contacts", "crm_desktop.ui.contacts.page", "ContactsPage"),
    PageSpec("pipeline", "Pipeline", "pipeline", HERE, "NotingDeals"),
    PageSpec("quotes", "Quotes", "quote", HERE, "NotingDeals"),
    PageSpec("service", "Service", "service", HERE, "NotingDeals"),
)


class Office:
    """One open file in one window."""

    def __init__(self, folder: Path, *, read_only: bool = False, drafts: tuple[ContactDraft, ...] = ()) -> None:
        self.folder = folder
        path = new_file(folder)
        self.store: Database = open_file(path)
        with self.store.write("Begin") as session:
            settings.put(session, "country", "PT")
            session.add(sales := pipeline())
            session.flush()
            session.add(stage(sales))
        self.ids = [self.add(draft) for draft in drafts]
        self.store.read_only = read_only
        self.window = MainWindow(WindowState(folder / "settings.ini"), PAGES)
        self.window.resize(1280, 720)
        bus = ChangeBus(self.window)
        self.store.on_change(bus.publish)
        self.context = Context(
            store=self.store,
            bus=bus,
            tasks=self.window.tasks,
            toasts=self.window.toasts,
            places=Places(folder),
            state=self.window.state,
            today=self.today,
            now=self.now,
            go=self.window.go,
        )
        self.window.attach(self.context)
        self.window.show()
        self.window.activateWindow()
        # The list is painted first, then somebody is shown.
        while drafts and self.page.pane.shown is None:
            QApplication.processEvents()

    @staticmethod
    def today() -> date:
        """A day in autumn."""
        return TODAY

    @staticmethod
    def now() -> datetime:
        """A morning in autumn."""
        return NOW.astimezone(UTC)

    def close(self) -> None:
        """Ends the day."""
        self.window.detach()
        self.store.close()

    # What is there.

    def add(self, draft: ContactDraft) -> int:
        """A contact that another window or an import made."""
        with self.store.write("New contact") as session:
            return contacts.create(session, draft, NOW)

    def stored(self, contact_id: int) -> ContactDetail:
        """A contact as the file has it."""
        with self.store.read() as session:
            return contact_detail.contact(session, contact_id, TODAY)

    def names(self, text: str = "", view: str = "all") -> list[str]:
        """The names a query finds in the file."""
        query = ContactQuery(text=text, view=view)
        with self.store.read() as session:
            ids = contact_list.ids(session, query, 0, 50)
            rows = contact_list.rows(session, ids)
        return [rows[each].name for each in ids]

    @property
    def page(self) -> ContactsPage:
        """The tab."""
        page = self.window._pages["contacts"]
        assert isinstance(page, ContactsPage)
        return page

    def listed(self) -> list[str]:
        """The names in the list, from its top."""
        model = self.page.listing.model
        return [model.item_at(row).title for row in range(model.rowCount())]

    def messages(self) -> list[str]:
        """The messages that stand at the foot."""
        return [toast.text for toast in self.window.toasts.shown()]

    def press_undo(self) -> None:
        """Presses Undo in the newest message."""
        button = self.window.toasts.shown()[-1].action_button
        assert button is not None
        button.click()

    def other_page(self, key: str) -> NotingPage:
        """Another tab, which notes what it is asked to show."""
        page = self.window._pages[key]
        assert isinstance(page, NotingPage)
        return page


def make(field: SearchChoiceField, name: str, qtbot: QtBot) -> None:
    """Writes a name that nobody has: the first Enter offers to make it, the second does."""
    type_text(field.editor, name)
    press(field.editor, Qt.Key.Key_Return)
    offered = field.editor.completer().popup()
    assert offered is not None
    qtbot.waitUntil(lambda: offered.currentIndex().isValid())
    press(offered, Qt.Key.Key_Return)


def write(field: Field[Any], text: str) -> None:
    """Writes over what a field says and goes on with Enter."""
    editor = field.editor
    assert isinstance(editor, (QLineEdit, QPlainTextEdit))
    editor.setFocus()
    editor.selectAll()
    type_text(editor, text)
    if not text:
        press(editor, Qt.Key.Key_Delete)
    if isinstance(editor, QPlainTextEdit):
        press(editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    else:
        press(editor, Qt.Key.Key_Return)


def pick(menu: QMenu, words: str) -> None:
    """Chooses an entry of a menu, or of a menu in it."""
    for entry in menu.actions():
        if entry.text().replace("&&", "&") == words:
            entry.trigger()
            return
        inner = entry.menu()
        if isinstance(inner, QMenu) and any(each.text() == words for each in inner.actions()):
            pick(inner, words)
            return
    raise AssertionError(f"no “{words}” in {[entry.text() for entry in menu.actions()]}")
