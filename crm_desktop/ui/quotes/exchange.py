"""A quote as a file for other programs, and quotes that come as files: chosen, or dropped on the tab."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QWidget

from crm_desktop.domain.errors import Refused
from crm_desktop.exchange import quote_json
from crm_desktop.exchange.files import read_bytes, write_atomically
from crm_desktop.services import quote_exchange, quote_papers
from crm_desktop.services.quote_exchange import JSON_SUFFIX, UBL_SUFFIX, Imported
from crm_desktop.ui.context import Context
from crm_desktop.ui.files.choosing import ask_save_as, ask_sources
from crm_desktop.ui.kit.shown_files import show_in_folder
from crm_desktop.ui.quotes.documents import FOLDER
from crm_desktop.ui.undo_toast import take_back_newest
from crm_desktop.words import N_, _

IMPORT_LABEL = N_("Import quote")


class QuoteExchange:
    """Exports and imports quotes for one window; `show(id)` opens what was imported."""

    def __init__(self, context: Context, window: QWidget, show: Callable[[int], object]) -> None:
        self._context = context
        self._window = window
        self._show = show

    def export(self, quote_id: int, *, issued: bool = True) -> None:
        """Asks where a quote is to go, as UBL (of an issued one) or as JSON, and writes it there."""
        folder = Path(self._context.state.text(FOLDER) or str(Path.home()))
        with self._context.store.read() as session:
            name = Path(quote_papers.file_name(session, quote_id, self._context.today())).stem
        kinds = [(_("UBL quotation"), UBL_SUFFIX)] if issued else []
        kinds.append((_("JSON with your costs, for this program"), JSON_SUFFIX))
        # Not `with_suffix`: a number may have dots.
        suggestion = folder / (name + kinds[0][1])
        path = ask_save_as(self._window, _("Export the quote"), suggestion, kinds)
        if path is not None:
            self._context.state.set_text(FOLDER, str(path.parent))
            self._write(quote_id, path)

    def _write(self, quote_id: int, path: Path) -> None:
        try:
            with self._context.store.read() as session:
                content = quote_exchange.written(session, quote_id, path.suffix)
            write_atomically(path, content)
        except Refused as refused:
            self._context.toasts.refuse(refused)
            return
        told = _("Saved as {name}", name=path.name)
        self._context.toasts.tell(told, action=(_("Show in folder"), partial(show_in_folder, path)))

    def ask_import(self) -> None:
        """Asks for a file, then brings its quote in."""
        patterns = (f"*{JSON_SUFFIX}",)
        for path in ask_sources(self._window, _("Import a quote"), _("Quotes as JSON"), patterns)[:1]:
            self.import_file(path)

    def import_file(self, path: Path) -> Imported | None:
        """Brings the quote of a file in and opens it; one that is here already is opened and stays as it is."""
        try:
            read = quote_json.read(read_bytes(path), path.name)
            with self._context.store.write(IMPORT_LABEL, initiator=self) as session:
                now, today = self._context.now(), self._context.today()
                found = quote_exchange.import_quote(session, read, today=today, now=now)
        except Refused as refused:
            self._context.toasts.refuse(refused)
            return None
        self._tell(found, path)
        self._show(found.id)
        return found

    def _tell(self, found: Imported, path: Path) -> None:
        if found.created:
            told = _("{name} was imported as a draft.", name=path.name)
            if found.namesake:
                other = N_(
                    "{name} was imported as a draft. {customer} is here with another tax number, so a new contact was "
                    "made: look whether the two are one."
                )
                told = _(other, name=path.name, customer=found.namesake)
            self._context.toasts.tell(told, undo=take_back_newest(self._context))
        elif found.differs:
            other = N_("The quote of {name} is here already and says something else. Nothing was changed.")
            told = _(other, name=path.name)
            self._context.toasts.tell(told)
        else:
            told = _("The quote of {name} is here already. Nothing was changed.", name=path.name)
            self._context.toasts.tell(told)


def dropped_quote(data: QMimeData) -> Path | None:
    """The one JSON file that is being dragged; None for anything else."""
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return paths[0] if len(paths) == 1 and paths[0].suffix.lower() == JSON_SUFFIX else None
