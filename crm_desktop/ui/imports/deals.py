"""Importing deals: the table of deals, and where there are any the tables of companies and products."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QWidget

from crm_desktop.domain.errors import Refused
from crm_desktop.services import import_beside, imports
from crm_desktop.services.deal_imports import DealSources
from crm_desktop.services.import_jobs import ImportJob, ImportKind
from crm_desktop.services.imports import ImportReport, ImportSource
from crm_desktop.ui.context import Context
from crm_desktop.ui.files.choosing import ask_sources
from crm_desktop.ui.imports.dialog import ImportDialog
from crm_desktop.ui.kit.buttons import SecondaryButton
from crm_desktop.ui.kit.labels import Look, PlainLabel
from crm_desktop.words import _

PATTERNS = ("*.csv", "*.txt", "*.xlsx")


class _Deals:
    """One import on its way."""

    def __init__(self, context: Context, deals: ImportSource) -> None:
        self.context = context
        self.sources = DealSources(deals)

    def __call__(self, dry_run: bool, progress: Callable[[int, int], None] | None) -> ImportReport:
        job = ImportJob(ImportKind.DEALS, self.sources, self.context.today(), self.context.now(), dry_run=dry_run)
        return import_beside.run_import(self.context.store, job, progress)


class DealsImport(ImportDialog):
    """The preview of deals, with buttons for the other two tables."""

    def __init__(self, context: Context, parent: QWidget, deals: ImportSource) -> None:
        self._deals = _Deals(context, deals)
        super().__init__(context, parent, _("Import deals"), self._deals, rows_wanted=False)
        self.accounts = SecondaryButton(_("Add a table of companies …"))
        self.accounts.on_click(self._add_accounts)
        self.products = SecondaryButton(_("Add a table of products …"))
        self.products.on_click(self._add_products)
        row = QHBoxLayout()
        row.addWidget(PlainLabel(deals.name, look=Look.SMALL, muted=True))
        row.addStretch(1)
        row.addWidget(self.accounts)
        row.addWidget(self.products)
        self.body.insertLayout(0, row)

    def _add_accounts(self) -> None:
        self._add("accounts", self.accounts)

    def _add_products(self) -> None:
        self._add("products", self.products)

    def _add(self, part: str, button: SecondaryButton) -> None:
        source = _ask(self._context, self, button.words())
        if source is not None:
            self._deals.sources = self._deals.sources._replace(**{part: source})
            button.setText(source.name)
            self.look()


def import_deals(context: Context, window: QWidget, path: Path | None = None) -> DealsImport | None:
    """Asks for the table of deals and shows what would come."""
    source = _read(context, path) if path is not None else _ask(context, window, _("Import deals"))
    if source is None:
        return None
    dialog = DealsImport(context, window, source)
    dialog.open()
    return dialog


def _ask(context: Context, parent: QWidget, title: str) -> ImportSource | None:
    chosen = ask_sources(parent, title, _("Tables"), PATTERNS)
    return _read(context, chosen[0]) if chosen else None


def _read(context: Context, path: Path) -> ImportSource | None:
    try:
        return imports.open_sources([path])[0]
    except Refused as refused:
        context.toasts.refuse(refused)
        return None
