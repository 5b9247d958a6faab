"""Importing products and services from a table."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from crm_desktop.domain.errors import Refused
from crm_desktop.services import import_beside, imports
from crm_desktop.services.import_jobs import ImportJob, ImportKind
from crm_desktop.services.imports import ImportReport, ImportSource
from crm_desktop.ui.context import Context
from crm_desktop.ui.files.choosing import ask_sources
from crm_desktop.ui.imports.dialog import ImportDialog
from crm_desktop.words import _

PATTERNS = ("*.csv", "*.txt", "*.xlsx")


class _Items:
    """One import on its way."""

    def __init__(self, context: Context, source: ImportSource) -> None:
        self.context = context
        self.source = source

    def __call__(self, dry_run: bool, progress: Callable[[int, int], None] | None) -> ImportReport:
        context = self.context
        job = ImportJob(ImportKind.CATALOGUE, (self.source,), context.today(), context.now(), dry_run=dry_run)
        return import_beside.run_import(context.store, job, progress)


def import_catalogue(context: Context, window: QWidget, path: Path | None = None) -> ImportDialog | None:
    """Asks for a file unless one was dropped, and shows what would come."""
    chosen = [path] if path is not None else ask_sources(window, _("Import products"), _("Tables"), PATTERNS)
    if not chosen:
        return None
    try:
        source = imports.open_sources(chosen[:1])[0]
    except Refused as refused:
        context.toasts.refuse(refused)
        return None
    title = _("Import products and services")
    dialog = ImportDialog(context, window, title, _Items(context, source), rows_wanted=False)
    dialog.open()
    return dialog
