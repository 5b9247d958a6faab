"""A filled-in PDF that came back: dropped on its quote or chosen, read, and taken over into the acceptance."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from crm_desktop.domain.errors import Refused
from crm_desktop.domain.quotes import AcceptanceHow
from crm_desktop.exchange.returned_forms import ReturnedForm
from crm_desktop.services import form_beside, quote_returns
from crm_desktop.services.quote_returns import ReturnedAnswer
from crm_desktop.ui.context import Context
from crm_desktop.ui.files.choosing import ask_sources
from crm_desktop.ui.kit.labels import Look, PlainLabel
from crm_desktop.ui.quotes.accept import AcceptDialog
from crm_desktop.ui.quotes.answers import QuoteAnswers
from crm_desktop.ui.tasks import Task
from crm_desktop.ui.tokens import Tone
from crm_desktop.words import _, current


class QuoteReturns:
    """Reads returned PDFs for one window."""

    def __init__(self, context: Context, answers: QuoteAnswers, window: QWidget) -> None:
        self._context = context
        self._answers = answers
        self._window = window
        self._reading: Task | None = None

    def ask(self, quote_id: int) -> None:
        """Asks for the file, then takes it."""
        for path in ask_sources(self._window, _("Read a returned PDF"), _("PDF files"), ("*.pdf",))[:1]:
            self.take(quote_id, path)

    def take(self, quote_id: int, path: Path) -> None:
        """Reads a returned PDF beside the window and opens the acceptance with what it says.

        What is wrong with it is told. Another one that is still being read is given up.
        """
        if self._reading is not None:
            self._reading.cancel()
        self._reading = self._context.tasks.run(
            partial(_read, path),
            partial(self._take, quote_id),
            self._refuse,
            title=_("Reading the returned PDF"),
            on_cancel=_nothing,
        )

    def _take(self, quote_id: int, form: ReturnedForm) -> None:
        if not isValid(self._window):
            return
        try:
            with self._context.store.read() as session:
                found = quote_returns.answers_of(session, form, quote_id)
        except Refused as refused:
            self._context.toasts.refuse(refused)
            return
        dialog = self._answers.accept(quote_id)
        if isinstance(dialog, AcceptDialog):
            _fill(dialog, found)

    def _refuse(self, error: Exception) -> None:
        if not isinstance(error, Refused):
            raise error
        if isValid(self._window):
            self._context.toasts.refuse(error)


def _read(path: Path, task: Task) -> ReturnedForm:
    """In a worker thread, which waits for the process that reads."""
    return form_beside.read_form(path, task.progress)


def _nothing() -> None:
    """Whoever stopped it knows."""


def dropped_pdf(data: QMimeData) -> Path | None:
    """The one PDF file that is being dragged; None for anything else."""
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return paths[0] if len(paths) == 1 and paths[0].suffix.lower() == ".pdf" else None


def _fill(dialog: AcceptDialog, found: ReturnedAnswer) -> None:
    """Puts what the PDF says into the question; all of it can still be changed."""
    values: dict[str, object] = {"how": AcceptanceHow.FORM}
    if found.name:
        values["accepted_by"] = found.name
    if found.date is not None:
        values["accepted_on"] = found.date
    dialog.form.set_values({**dialog.form.values(), **values})
    dialog.choose(found.options)
    dialog.body.insertWidget(0, PlainLabel(_told(found), look=Look.SMALL, muted=True, wrap=True))
    if found.date_typed and found.date is None:
        words = _("The date “{text}” could not be read: look at it.", text=found.date_typed)
        dialog.body.insertWidget(1, PlainLabel(words, look=Look.SMALL, tone=Tone.AMBER, wrap=True))


def _told(found: ReturnedAnswer) -> str:
    """What was filled in, for the head of the question."""
    if not found.titles:
        return _("Read from the returned PDF. No option was ticked.")
    count = len(found.titles)
    told = current().plural("{count} option was ticked", "{count} options were ticked", count)
    return _("Read from the returned PDF. {told}: {titles}.", told=told, titles=", ".join(found.titles))
