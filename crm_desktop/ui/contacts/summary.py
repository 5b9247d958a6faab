"""The customer summary on the screen: its very pages, to be saved or printed."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QVBoxLayout, QWidget

from crm_desktop.domain.errors import Refused
from crm_desktop.exchange.files import write_atomically
from crm_desktop.reports.codec import paper_to_json
from crm_desktop.sentences import sentence
from crm_desktop.services import summaries
from crm_desktop.services.quote_papers import safe_name
from crm_desktop.ui.context import Context
from crm_desktop.ui.files.choosing import ask_save
from crm_desktop.ui.kit.buttons import SecondaryButton
from crm_desktop.ui.kit.dialogs import Dialog
from crm_desktop.ui.kit.labels import PlainLabel
from crm_desktop.ui.kit.shown_files import open_file
from crm_desktop.ui.kit.surfaces import Surface
from crm_desktop.ui.preview import PagePreview
from crm_desktop.ui.printing import ask_printer, print_pages
from crm_desktop.ui.render_client import Renderer
from crm_desktop.ui.tasks import Task
from crm_desktop.ui.tokens import Tone
from crm_desktop.words import _

SIZE = QSize(760, 660)


class SummaryDialog(Dialog):
    """Asks `renderer` for the pages and shows them; it is closed with the dialog.

    Args:
        context: the open file.
        contact_id: whose summary.
        renderer: draws it in a process of its own.
        parent: the window it belongs to.
    """

    def __init__(self, context: Context, contact_id: int, renderer: Renderer, parent: QWidget) -> None:
        with context.store.read() as session:
            paper = summaries.summary_paper(session, contact_id, today=context.today())
        super().__init__(parent, _("Summary of {name}", name=paper.name[:60]), _("Save as …"), _("Close"))
        self._context = context
        self._name = paper.name
        self._renderer = renderer
        self.pdf = b""
        self.preview = PagePreview(renderer)
        self.waiting = PlainLabel(_("The pages are being made …"), muted=True)
        self.trouble = PlainLabel("", tone=Tone.RED, wrap=True)
        self.trouble.hide()
        ground = Surface("page-ground")
        inner = QVBoxLayout(ground)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addWidget(self.preview)
        self.body.addWidget(self.waiting)
        self.body.addWidget(self.trouble)
        self.body.addWidget(ground, 1)
        self.print_button = SecondaryButton(_("Print …"), icon_name="print")
        self.print_button.on_click(self.print_it)
        self.add_left(self.print_button)
        self._set_ready(False)
        self.resize(SIZE.boundedTo(parent.screen().availableSize()))
        renderer.render("summary", paper_to_json(paper), self._take_pdf, self._refuse)

    def _set_ready(self, ready: bool) -> None:
        self.print_button.setEnabled(ready)
        if self.accept_button is not None:
            self.accept_button.setEnabled(ready)

    def _take_pdf(self, pdf: bytes) -> None:
        self.pdf = pdf
        self.waiting.hide()
        self.preview.show_pdf(pdf, anew=True)
        self._set_ready(True)
        if self.accept_button is not None:
            self.accept_button.setFocus()

    def _refuse(self, refused: Refused) -> None:
        self.waiting.hide()
        self.trouble.setText(sentence(refused))
        self.trouble.show()

    def check(self) -> bool:
        suggestion = Path.home() / safe_name(_("Summary {name}", name=self._name))
        target = ask_save(self, _("Save the summary"), suggestion, _("PDF documents"), ".pdf")
        return target is not None and self.save(target)

    def save(self, target: Path) -> bool:
        """Writes the PDF; False, with the reason in sight, when it could not be written."""
        try:
            write_atomically(target, self.pdf)
        except Refused as refused:
            self._refuse(refused)
            return False
        self._context.toasts.tell(
            _("The summary was saved as {name}.", name=target.name), action=(_("Open"), lambda: open_file(target))
        )
        return True

    def print_it(self) -> None:
        """Lets the user choose a printer and prints beside the work."""
        title, pdf = _("Summary {name}", name=self._name), self.pdf
        printer = ask_printer(pdf, title, self)
        if printer is None:
            return

        def work(task: Task) -> int:
            return print_pages(pdf, printer, task)

        self._context.tasks.run(work, title=_("Printing"))

    def done(self, result: int) -> None:
        self._renderer.close()
        super().done(result)
