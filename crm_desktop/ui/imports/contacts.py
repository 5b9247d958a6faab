"""Importing contacts from files that were chosen or dropped."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QWidget

from crm_desktop.domain.errors import Refused
from crm_desktop.exchange import contacts as contact_files
from crm_desktop.services import import_beside, imports
from crm_desktop.services.import_jobs import ImportJob, ImportKind
from crm_desktop.services.imports import ImportReport, ImportSource
from crm_desktop.ui.context import Context
from crm_desktop.ui.files.choosing import ask_sources
from crm_desktop.ui.imports.columns import ColumnsEditor
from crm_desktop.ui.imports.dialog import ImportDialog
from crm_desktop.words import _

PATTERNS = ("*.vcf", "*.csv", "*.txt", "*.xlsx")


class _Contacts:
    """One import on its way: the sources, as corrected so far."""

    def __init__(self, context: Context, sources: list[ImportSource]) -> None:
        self.context = context
        self.sources = sources

    def __call__(self, dry_run: bool, progress: Callable[[int, int], None] | None) -> ImportReport:
        job = ImportJob(
            ImportKind.CONTACTS, tuple(self.sources), self.context.today(), self.context.now(), dry_run=dry_run
        )  # fmt: skip
        return import_beside.run_import(self.context.store, job, progress)


class ContactsImport(ImportDialog):
    """The preview of contacts; a single table can be corrected column by column."""

    def __init__(self, context: Context, parent: QWidget, sources: list[ImportSource]) -> None:
        self._contacts = _Contacts(context, sources)
        super().__init__(context, parent, _("Import contacts"), self._contacts)
        self.columns: ColumnsEditor | None = None
        if len(sources) == 1:
            self._offer_columns(sources[0])

    def _offer_columns(self, source: ImportSource) -> None:
        try:
            preview = contact_files.preview(source.name, source.data)
        except Refused:
            return  # the dialog says so already
        if preview is not None:
            self.columns = ColumnsEditor(preview, self._on_columns)
            self.body.insertWidget(1, self.columns)

    def _on_columns(self, encoding: str, delimiter: str, mapping: tuple[str, ...] | None) -> None:
        source = self._contacts.sources[0]
        if mapping is None and self.columns is not None:
            try:
                found = contact_files.preview(source.name, source.data, encoding=encoding, delimiter=delimiter)
            except Refused as refused:
                self.refuse(refused)
                return
            if found is not None:
                self.columns.show_preview(found)
        self._contacts.sources[0] = replace(source, encoding=encoding, delimiter=delimiter, mapping=mapping)
        self.look()


def import_contacts(context: Context, window: QWidget, paths: Sequence[Path] = ()) -> ContactsImport | None:
    """Asks for files unless some were dropped, and shows what would come; None when there are none."""
    words = _("Contacts")
    chosen = list(paths) or ask_sources(window, _("Import contacts"), words, PATTERNS)
    if not chosen:
        return None
    try:
        sources = imports.open_sources(chosen)
    except Refused as refused:
        context.toasts.refuse(refused)
        return None
    dialog = ContactsImport(context, window, sources)
    dialog.open()
    return dialog
