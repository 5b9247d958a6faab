"""A quote as a file and on paper: its PDF saved, looked at before printing, printed; the window never waits."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QWidget

from crm_desktop.domain.errors import Refused
from crm_desktop.exchange.files import write_atomically
from crm_desktop.reports.codec import paper_to_json
from crm_desktop.services import quote_list, quote_papers, quote_revisions
from crm_desktop.ui.context import Context
from crm_desktop.ui.files.choosing import ask_save
from crm_desktop.ui.kit.buttons import PrimaryButton
from crm_desktop.ui.kit.dialogs import Dialog
from crm_desktop.ui.kit.shown_files import show_in_folder
from crm_desktop.ui.preview import PagePreview
from crm_desktop.ui.printing import ask_printer, print_pages
from crm_desktop.ui.render_client import Renderer
from crm_desktop.words import _, current

FOLDER = "quotes/folder"

OnPdf = Callable[[bytes], object]


class QuoteDocuments:
    """Makes, saves and prints the PDFs of quotes for one window."""

    def __init__(self, context: Context, renderer: Renderer, window: QWidget) -> None:
        self._context = context
        self._renderer = renderer
        self._window = window

    def with_pdf(self, quote_id: int, on_pdf: OnPdf) -> None:
        """Hands over the PDF of a quote: of an issued one its very bytes, of a draft one made now."""
        try:
            with self._context.store.read() as session:
                kept = quote_papers.kept_pdf(session, quote_id)
                paper = "" if kept else paper_to_json(quote_papers.paper_of(session, quote_id))
        except Refused as refused:
            self._context.toasts.refuse(refused)
            return
        if kept:
            on_pdf(kept)
        else:
            self._renderer.render("quote", paper, on_pdf, self._context.toasts.refuse)

    # A file.

    def export(self, quote_id: int) -> None:
        """Asks where the PDF is to go and writes it there."""
        folder = Path(self._context.state.text(FOLDER) or str(Path.home()))
        with self._context.store.read() as session:
            name = quote_papers.file_name(session, quote_id, self._context.today())
        path = ask_save(self._window, _("Save the PDF"), folder / name, _("PDF files"), ".pdf")
        if path is not None:
            self._context.state.set_text(FOLDER, str(path.parent))
            self.with_pdf(quote_id, partial(self._write, path))

    def export_difference(self, quote_id: int, earlier_id: int) -> None:
        """Asks where the page that tells what a revision changed is to go, and writes it there."""
        folder = Path(self._context.state.text(FOLDER) or str(Path.home()))
        with self._context.store.read() as session:
            paper = quote_revisions.difference_paper(session, quote_id, earlier_id, today=self._context.today())
        name = quote_papers.safe_name(_("Changes {number}", number=paper.after.number))
        path = ask_save(self._window, _("Save the PDF"), folder / name, _("PDF files"), ".pdf")
        if path is not None:
            self._context.state.set_text(FOLDER, str(path.parent))
            self._context.tasks.run(
                lambda _task: quote_revisions.render_difference(paper),
                partial(self._write, path),
                self._not_printed,
                title=_("Making the page"),
            )

    def _write(self, path: Path, pdf: bytes) -> None:
        try:
            write_atomically(path, pdf)
        except Refused as refused:
            self._context.toasts.refuse(refused)
            return
        told = _("Saved as {name}", name=path.name)
        self._context.toasts.tell(told, action=(_("Show in folder"), partial(show_in_folder, path)))

    # Paper.

    def print(self, quote_id: int) -> None:
        """Asks for the printer and prints."""
        self.with_pdf(quote_id, partial(self._print, self._title(quote_id)))

    def print_plain(self, quote_id: int) -> None:
        """Prints on paper that has the letterhead on it already: none is drawn."""
        try:
            with self._context.store.read() as session:
                paper = quote_papers.preprinted_paper(session, quote_id, self._context.today())
        except Refused as refused:
            self._context.toasts.refuse(refused)
            return
        show = partial(self._preview, self._title(quote_id))
        self._renderer.render("quote", paper_to_json(paper), show, self._context.toasts.refuse)

    def _print(self, title: str, pdf: bytes) -> None:
        printer = ask_printer(pdf, title, self._window)
        if printer is not None:
            self._context.tasks.run(
                lambda task: print_pages(pdf, printer, task),
                self._printed,
                self._not_printed,
                title=_("Printing {title}", title=title),
            )

    def _printed(self, pages: int) -> None:
        self._context.toasts.tell(current().plural("{count} page was printed.", "{count} pages were printed.", pages))

    def _not_printed(self, error: Exception) -> None:
        if not isinstance(error, Refused):
            raise error
        self._context.toasts.refuse(error)

    def preview(self, quote_id: int) -> None:
        """Shows the pages as they will come out of the printer."""
        self.with_pdf(quote_id, partial(self._preview, self._title(quote_id)))

    def _preview(self, title: str, pdf: bytes) -> None:
        PrintPreview(self._renderer, title, pdf, partial(self._print, title, pdf), self._window).open()

    def _title(self, quote_id: int) -> str:
        """What the pages are called on the screen and in the print queue: ``Q-2026-0001 · Shelves``."""
        with self._context.store.read() as session:
            detail = quote_list.quote(session, quote_id, self._context.today())
        return " · ".join(filter(None, (detail.number, detail.title or detail.contact))) or _("Untitled quote")


class PrintPreview(Dialog):
    """The pages in a window of their own, and the way to the printer."""

    def __init__(
        self, renderer: Renderer, title: str, pdf: bytes, on_print: Callable[[], object], parent: QWidget
    ) -> None:
        super().__init__(parent, _("Print {title}", title=title), width=760)
        self._on_print = on_print
        self.pages = PagePreview(renderer)
        self.pages.setMinimumHeight(460)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.pages)
        self.body.addLayout(row, 1)
        self.print_button = PrimaryButton(_("Print …"), icon_name="print")
        self.print_button.on_click(self._print)
        self.foot.addWidget(self.print_button)
        self.resize(760, 640)
        self.pages.show_pdf(pdf, anew=True)
        self.print_button.setFocus()

    def _print(self) -> None:
        self.accept()
        self._on_print()
