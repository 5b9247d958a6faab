"""Ctrl+K over the open file: what was found becomes lines of the finder, each leading to its record."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from crm_desktop.domain.changes import CATALOGUE, CONTACT, DEAL, INTERACTION, JOB, QUOTE
from crm_desktop.services import finder
from crm_desktop.services.finder import Found
from crm_desktop.ui.catalogue.window import open_catalogue
from crm_desktop.ui.contacts.page import ContactsPage
from crm_desktop.ui.context import Context
from crm_desktop.ui.finder import Entry, Finder
from crm_desktop.ui.main_window import MainWindow
from crm_desktop.ui.pages import CONTACTS, PIPELINE, QUOTES, SERVICE
from crm_desktop.words import N_, _, current

MOST = 12
KINDS: dict[str, tuple[str, str, str]] = {
    CONTACT: (CONTACTS, "person", N_("Contact")),
    DEAL: (PIPELINE, "pipeline", N_("Deal")),
    QUOTE: (QUOTES, "quote", N_("Quote")),
    JOB: (SERVICE, "service", N_("Job")),
    INTERACTION: (CONTACTS, "note", N_("Timeline")),
}
"""Where a kind of record is shown, its icon, and what it is called."""


def open_finder(context: Context, window: MainWindow) -> Finder:
    """Opens the finder over the window."""

    def search(typed: str) -> list[Entry]:
        with context.store.read() as session:
            found = finder.find(session, typed, MOST)
        return [_entry(context, window, each) for each in found]

    commands = [action for action in window.registry.all() if action.key != "go.find"]
    opened = Finder(search, commands, window.registry.run_action, window)
    opened.show()
    return opened


def _entry(context: Context, window: MainWindow, found: Found) -> Entry:
    if found.kind == CATALOGUE:
        run: Callable[[], object] = partial(_show_item, context, window, found.id)
        return Entry(found.title, found.detail, "box", _("Catalogue"), run)
    page, icon_name, words = KINDS[found.kind]
    detail = ", ".join(filter(None, (current().date(found.day) if found.day else "", found.detail)))
    run = partial(window.go, page, found.id)
    if found.kind == INTERACTION:
        run = partial(_show_noted, window, found.contact_id, found.id)
    return Entry(found.title or detail, detail, icon_name, _(words), run)


def _show_noted(window: MainWindow, contact_id: int | None, entry_id: int) -> None:
    """What passed with a customer stands in the customer's timeline."""
    window.go(CONTACTS, contact_id)
    if contact_id is not None and isinstance(window.page, ContactsPage):
        window.page.show_noted(contact_id, entry_id)


def _show_item(context: Context, window: MainWindow, item_id: int) -> None:
    open_catalogue(context, window).open_record(item_id)
