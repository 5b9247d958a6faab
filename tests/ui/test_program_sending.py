"""From the telephone call to the draft in the mail program without the mouse, every key counted."""

from __future__ import annotations

import email
from email import policy
from pathlib import Path
from typing import Any, cast

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QWidget

from crm_desktop.reports.worker import Worker
from crm_desktop.services import quote_lines, quote_list, templates
from crm_desktop.services.quote_drafts import NewQuote, create
from crm_desktop.services.quote_list import QuoteQuery, QuoteRow
from crm_desktop.services.quote_terms import DraftLine
from crm_desktop.ui.contacts.page import ContactsPage
from crm_desktop.ui.finder import Finder
from crm_desktop.ui.quotes.dialogs import IssueDialog
from crm_desktop.ui.quotes.page import QuotesPage
from crm_desktop.ui.quotes.send_dialog import SendDialog
from crm_desktop.ui.quotes.template_dialogs import TemplateChooser
from crm_desktop.ui.render_client import InlineRenderer
from tests.factories import NOW, TODAY, person
from tests.factories import email as email_of
from tests.services.quotes import FITTING, SHELF
from tests.ui.hands import CTRL, NO_KEY, SHIFT, press, type_text
from tests.ui.running import Running

CTRL_SHIFT = CTRL | SHIFT


class Keyboard:
    """All that is touched. Counts a key with what is held as one."""

    def __init__(self, running: Running) -> None:
        self.running = running
        self.keys = 0

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = NO_KEY) -> None:
        """One key, wherever the keyboard is."""
        self.keys += 1
        press(self._focused(), key, held)

    def write(self, text: str) -> None:
        """Letters."""
        for letter in text:
            self.keys += 1
            type_text(self._focused(), letter)

    def _focused(self) -> QWidget:
        above = QApplication.activePopupWidget() or QApplication.activeModalWidget() or self.running.window
        # Qt's stub leaves out that nothing in a window may have the focus.
        inner = cast("QWidget | None", above.focusWidget())
        return above if inner is None else inner

    def until(self, kind: type[QWidget]) -> None:
        """Waits until a window of a class is open and has the keyboard."""
        self.running.qtbot.waitUntil(lambda: self._is_open(kind), timeout=20_000)

    @staticmethod
    def _is_open(kind: type[QWidget]) -> bool:
        return any(isinstance(each, kind) and each.isVisible() for each in QApplication.topLevelWidgets())


def prepare(running: Running) -> None:
    """A customer with an address, and a template."""
    with running.context().store.write("Begin") as session:
        ana = person("Ana Sousa")
        ana.channels.append(email_of("ana@example.com"))
        session.add(ana)
        session.flush()
        quote_id = create(session, NewQuote(title="Kitchen"), today=TODAY, now=NOW)
        quote_lines.add_lines(session, quote_id, [DraftLine(SHELF), DraftLine(FITTING)])
        templates.save_quote(session, quote_id, "Kitchen", now=NOW)


def quotes(running: Running) -> list[QuoteRow]:
    """The quotes of the file, the newest first."""
    with running.context().store.read() as session:
        ids = quote_list.ids(session, QuoteQuery(today=TODAY), 0, 10)
        found = quote_list.rows(session, ids, TODAY)
    return [found[each] for each in ids]


def shown_contact(running: Running) -> str:
    """Whom the Contacts tab shows."""
    page = running.window.page
    return page.pane.shown.name if isinstance(page, ContactsPage) and page.pane.shown is not None else ""


def test_from_the_call_to_the_mail_program_in_eleven_keys(running: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[QUrl] = []

    def take(url: QUrl) -> bool:
        opened.append(url)
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", take)
    monkeypatch.setattr("crm_desktop.ui.quotes.page.RenderClient", lambda: InlineRenderer(Worker().answer))
    running.open()
    prepare(running)
    hands = Keyboard(running)

    hands.press(Qt.Key.Key_K, CTRL)
    hands.until(Finder)
    hands.write("Ana")
    hands.press(Qt.Key.Key_Return)
    running.qtbot.waitUntil(lambda: shown_contact(running) == "Ana Sousa")
    hands.press(Qt.Key.Key_Q, CTRL_SHIFT)
    running.qtbot.waitUntil(lambda: isinstance(running.window.page, QuotesPage))
    hands.press(Qt.Key.Key_T, CTRL_SHIFT)
    hands.until(TemplateChooser)
    hands.press(Qt.Key.Key_Return)
    hands.press(Qt.Key.Key_M, CTRL_SHIFT)
    hands.until(IssueDialog)
    hands.press(Qt.Key.Key_Return)
    hands.until(SendDialog)
    hands.press(Qt.Key.Key_Return)
    assert hands.keys == 11

    draft: Any = email.message_from_bytes(Path(opened[0].toLocalFile()).read_bytes(), policy=policy.default)
    assert draft["To"] == "Ana Sousa <ana@example.com>"
    assert next(draft.iter_attachments()).get_content().startswith(b"%PDF")
    row = next(row for row in quotes(running) if row.contact == "Ana Sousa")
    assert (row.status, row.title) == ("issued", "Kitchen")
    hands.press(Qt.Key.Key_Return)
    row = next(row for row in quotes(running) if row.contact == "Ana Sousa")
    assert row.status == "sent"
