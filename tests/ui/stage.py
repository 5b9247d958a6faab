"""A main window over a store that only remembers, with two pages that note what happens to them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, cast

from PySide6.QtWidgets import QLineEdit, QVBoxLayout

from crm_desktop.domain.changes import CONTACT, DEAL, Changes
from crm_desktop.paths import Places
from crm_desktop.ui.actions import Action
from crm_desktop.ui.bus import ChangeBus
from crm_desktop.ui.context import Context
from crm_desktop.ui.kit.page import Page
from crm_desktop.ui.main_window import MainWindow
from crm_desktop.ui.pages import PageSpec
from crm_desktop.ui.window_state import WindowState


class QuietStore:
    """What the window asks of an open file."""

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        self.path = path
        self.read_only = read_only
        self.written_elsewhere = False
        self.published = 0

    def changed_elsewhere(self) -> bool:
        """True once after another program wrote."""
        told, self.written_elsewhere = self.written_elsewhere, False
        return told

    def publish_everything(self) -> None:
        """Counts."""
        self.published += 1


class NotingPage(Page):
    """A page that notes what it is told."""

    kinds = (CONTACT,)
    title = "Contacts"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.noted: list[Any] = []
        self.may_leave = True
        self.field = QLineEdit()
        QVBoxLayout(self).addWidget(self.field)

    def refresh(self) -> None:
        self.noted.append("refresh")

    def page_actions(self) -> tuple[Action, ...]:
        key, words = f"{self.title.lower()}.new", f"New in {self.title}"
        return (Action(key, words, self.new_record, "Ctrl+N", "plus", "page/new", writes=True),)

    def new_record(self) -> None:
        self.noted.append("new")

    def open_record(self, record_id: int) -> None:
        self.noted.append(record_id)

    def leave(self) -> bool:
        return self.may_leave


class NotingDeals(NotingPage):
    """The second page."""

    kinds = (DEAL,)
    title = "Pipeline"


HERE = "tests.ui.stage"
PAGES = (
    PageSpec("contacts", "Contacts", "contacts", HERE, "NotingPage"),
    PageSpec("pipeline", "Pipeline", "pipeline", HERE, "NotingDeals"),
)


class Stage:
    """A window before and after a file is attached."""

    def __init__(self, folder: Path, *, read_only: bool = False) -> None:
        self.state = WindowState(folder / "settings.ini")
        self.window = MainWindow(self.state, PAGES)
        self.bus = ChangeBus(self.window)
        self.store = QuietStore(folder / "business.crm", read_only=read_only)
        self.done: list[str] = []

    def attach(self, *actions: Action) -> None:
        """Opens the file."""
        window = self.window
        context = Context(
            store=cast("Any", self.store),
            bus=self.bus,
            tasks=window.tasks,
            toasts=window.toasts,
            places=Places(self.store.path.parent),
            state=self.state,
            today=lambda: date(2026, 11, 21),
            now=lambda: datetime(2026, 11, 21, 9, 12, tzinfo=UTC),
            go=window.go,
        )
        window.attach(context, actions)

    def page(self) -> NotingPage:
        """The page that is shown."""
        page = self.window.page
        assert isinstance(page, NotingPage)
        return page

    def publish(self, kind: str) -> None:
        """Tells the screens that a record of a kind changed."""
        self.bus.publish(Changes({kind: frozenset({1})}))
