"""A window with the Quotes tab over a real file, and a person at its keyboard."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from crm_desktop.db.database import Database
from crm_desktop.paths import Places
from crm_desktop.reports.worker import Worker
from crm_desktop.services.quote_list import QuoteDetail
from crm_desktop.ui.actions import Action
from crm_desktop.ui.bus import ChangeBus
from crm_desktop.ui.context import Context
from crm_desktop.ui.kit.dialogs import Dialog
from crm_desktop.ui.main_window import MainWindow
from crm_desktop.ui.pages import PageSpec
from crm_desktop.ui.quotes import cells
from crm_desktop.ui.quotes.editor import QuoteEditor
from crm_desktop.ui.quotes.page import QuotesPage
from crm_desktop.ui.render_client import InlineRenderer
from crm_desktop.ui.steps import Steps
from crm_desktop.ui.window_state import WindowState
from tests.factories import NOW, TODAY
from tests.services.quotes import shown
from tests.ui.hands import CTRL, NO_KEY, press, type_text

HERE = "tests.ui.quotes.desk"
QUOTES_ONLY = (PageSpec("quotes", "Quotes", "quote", HERE, "InlineQuotesPage"),)


class InlineQuotesPage(QuotesPage):
    """The tab with pages drawn at once instead of in another process."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, renderer=InlineRenderer(Worker().answer))


class QuoteDesk:
    """One window over one file."""

    def __init__(self, qtbot: QtBot, store: Database, folder: Path) -> None:
        self.qtbot = qtbot
        self.store = store
        self.gone: list[tuple[str, int | None]] = []
        self.window = MainWindow(WindowState(folder / "settings.ini"), QUOTES_ONLY)
        bus = ChangeBus(self.window)
        store.on_change(bus.publish)
        window = self.window
        self.context = Context(
            store=store, bus=bus, tasks=window.tasks, toasts=window.toasts, places=Places(folder / "data"),
            state=window.state, today=lambda: TODAY, now=lambda: NOW, go=lambda *where: self.gone.append(where),
        )  # fmt: skip
        steps = Steps(self.context)
        window.resize(1280, 720)
        window.attach(
            self.context,
            [
                Action("edit.undo", "Undo", steps.undo, "Ctrl+Z"),
                Action("edit.redo", "Redo", steps.redo, "Ctrl+Shift+Z"),
            ],
        )
        qtbot.addWidget(window)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)

    @property
    def page(self) -> QuotesPage:
        """The tab."""
        page = self.window.page
        assert isinstance(page, QuotesPage)
        return page

    @property
    def editor(self) -> QuoteEditor:
        """The editor of one quote."""
        return self.page.editor

    # Hands.

    @property
    def focused(self) -> QWidget:
        """What the keyboard is in."""
        if QApplication.focusWidget() is None:
            # The screenless platform leaves no window active when a list over it closes.
            self.window.activateWindow()
            self.wait(lambda: QApplication.focusWidget() is not None)
        widget = QApplication.activePopupWidget() or QApplication.focusWidget()
        assert widget is not None
        return widget

    def write(self, text: str) -> None:
        """Types letter by letter, wherever the cursor goes meanwhile."""
        for letter in text:
            type_text(QApplication.focusWidget() or self.focused, letter)

    def key(self, key: Qt.Key, held: Qt.KeyboardModifier = NO_KEY) -> None:
        """One key, wherever the cursor is."""
        press(self.focused, key, held)

    def enter(self, *texts: str) -> None:
        """Types into one cell after the other, Enter after each."""
        for text in texts:
            self.write(text)
            self.key(Qt.Key.Key_Return)

    def undo(self) -> None:
        """Ctrl+Z."""
        self.key(Qt.Key.Key_Z, CTRL)

    def go(self, at: int, key: str = cells.DESCRIPTION) -> None:
        """Puts the cursor into a cell."""
        self.editor.lines.view.go(at, key)

    def retype(self, at: int, key: str, text: str) -> None:
        """Types another text into a cell and leaves it with Enter."""
        self.go(at, key)
        self.enter(text)

    # Eyes.

    def cell(self, at: int, key: str) -> str:
        """What a cell shows."""
        return self.editor.lines.view.lines.text(at, key)

    def column(self, key: str) -> list[str]:
        """What the cells of a column show, without the one to type a new line into."""
        return [self.cell(at, key) for at in range(len(self.editor.book.rows))]

    def place(self) -> tuple[int, str]:
        """The cell the cursor is in."""
        return self.editor.lines.view.place

    def sums(self) -> dict[str, str]:
        """What the block of totals says."""
        said = ((each.words, each.amount) for each in self.editor.foot.totals.sums)
        return {words.replace("\u00a0", " "): amount.replace("\u00a0", " ") for words, amount in said}

    def stored(self) -> QuoteDetail:
        """The open quote as the file has it."""
        quote_id = self.editor.book.quote_id
        assert quote_id is not None
        return shown(self.store, quote_id)

    def trouble(self, at: int) -> str:
        """What stands under a line."""
        row = self.editor.book.rows.row(at)
        return "" if row is None else row.sentence

    def told(self) -> list[str]:
        """The messages that stand now."""
        return [toast.text for toast in self.context.toasts.shown()]

    def listed(self, key: str = "contact") -> list[str]:
        """A column of the list of quotes."""
        model = self.page.listing.model
        at = [column.key for column in model.columns].index(key)
        return [model.cells(place)[at].text for place in range(model.rowCount())]

    def dialog(self) -> Dialog:
        """The question that is open."""
        found = QApplication.activeModalWidget()
        assert isinstance(found, Dialog)
        self.wait(lambda: found.isAncestorOf(QApplication.focusWidget() or self.window))
        return found

    def menu_words(self, menu: QMenu) -> list[str]:
        """The entries of a menu without their shortcuts."""
        words = [entry.text().partition("\t")[0].replace("&&", "&") for entry in menu.actions() if entry.text()]
        menu.close()
        return words

    def menu_parts(self, menu: QMenu) -> dict[str, list[str]]:
        """The entries of the menus within a menu, by their titles."""
        inner = [entry.menu() for entry in menu.actions()]
        parts = [part for part in inner if isinstance(part, QMenu)]
        found = {part.title(): self.menu_words(part) for part in parts}
        menu.close()
        return found

    def wait(self, until: Callable[[], Any]) -> None:
        """Waits until something holds."""
        self.qtbot.waitUntil(lambda: bool(until()), timeout=10_000)
