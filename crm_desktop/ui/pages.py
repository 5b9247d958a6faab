"""The tabs of the main window, in order. A new tab is one line here; its module is loaded when it is first shown."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

from crm_desktop.words import N_, NC_

if TYPE_CHECKING:
    from crm_desktop.ui.kit.page import Page


class PageSpec(NamedTuple):
    """One tab: its key, its title (a msgid), its icon, and where its class is found when it is needed."""

    key: str
    title: str
    icon: str
    module: str
    class_name: str

    def load(self) -> type[Page]:
        """The page's class; the first call imports its module and everything it stands on."""
        page_class: type[Page] = getattr(import_module(self.module), self.class_name)
        return page_class


CONTACTS = "contacts"
PIPELINE = "pipeline"
QUOTES = "quotes"
SERVICE = "service"

PAGES: tuple[PageSpec, ...] = (
    PageSpec(CONTACTS, N_("Contacts"), "contacts", "crm_desktop.ui.contacts.page", "ContactsPage"),
    PageSpec(PIPELINE, N_("Pipeline"), "pipeline", "crm_desktop.ui.pipeline.page", "PipelinePage"),
    PageSpec(QUOTES, N_("Quotes"), "quote", "crm_desktop.ui.quotes.page", "QuotesPage"),
    PageSpec(SERVICE, NC_("tab", "Service"), "service", "crm_desktop.ui.service.page", "ServicePage"),
)
