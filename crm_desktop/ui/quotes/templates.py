"""What can be done with templates from the Quotes tab: a quote or lines kept, and used again."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from crm_desktop.domain.quotes import TemplateKind
from crm_desktop.services import templates
from crm_desktop.services.quote_drafts import NewQuote
from crm_desktop.ui.context import Context
from crm_desktop.ui.kit.dialogs import Dialog
from crm_desktop.ui.quotes.book import QuoteBook
from crm_desktop.ui.quotes.template_dialogs import NameDialog, TemplateChooser
from crm_desktop.ui.undo_toast import tell_done
from crm_desktop.words import N_, _

SAVE_LABEL = N_("Save as template")


class TemplateVerbs:
    """The verbs of one window."""

    def __init__(self, context: Context, window: QWidget) -> None:
        self._context = context
        self._window = window

    def save_quote(self, quote_id: int, name: str) -> Dialog:
        """Asks for a name, `name` to begin with, and keeps the quote."""
        return self._ask(_("Save this quote as a template"), name, partial(self._save_quote, quote_id))

    def save_lines(self, book: QuoteBook, places: list[int]) -> Dialog | None:
        """Asks for a name and keeps the lines at these places as a group; None where nothing is stored yet."""
        rows = [row for at in places if (row := book.rows.row(at)) is not None and not row.fresh]
        if not rows or book.quote_id is None:
            return None
        name = rows[0].line.description.partition("\n")[0][:80]
        ids = [row.draft.id or 0 for row in rows]
        return self._ask(_("Save these lines as a group"), name, partial(self._save_lines, book.quote_id, ids))

    def new_quote(self, on_made: Callable[[int], object]) -> Dialog:
        """Asks for the template and makes a draft of it; `on_made(quote_id)`."""

        def make(template_id: int) -> None:
            today, now = self._context.today(), self._context.now()
            with self._context.store.write(N_("New quote"), initiator=self) as session:
                quote_id = templates.new_quote(session, template_id, NewQuote(), today=today, now=now)
            on_made(quote_id)

        return self._choose(TemplateKind.QUOTE, make)

    def fill(self, book: QuoteBook) -> Dialog:
        """Asks for the template and fills the open draft, which has no lines yet, with it."""

        def fill(template_id: int) -> None:
            book.write(
                N_("Fill from template"), lambda session, quote_id: templates.fill(session, template_id, quote_id)
            )
            book.reload()

        return self._choose(TemplateKind.QUOTE, fill)

    def insert(self, book: QuoteBook, at: int) -> Dialog:
        """Asks for the group and puts its lines before a place of the open draft."""

        def put(template_id: int) -> None:
            after = book.rows.stored_before(at)
            book.write(
                N_("Insert group"), lambda session, quote_id: templates.insert(session, template_id, quote_id, after)
            )
            book.reload()

        return self._choose(TemplateKind.LINES, put)

    def _choose(self, kind: TemplateKind, on_chosen: Callable[[int], object]) -> Dialog:
        dialog = TemplateChooser(self._context, kind, on_chosen, self._window)
        dialog.open()
        return dialog

    def _ask(self, title: str, name: str, on_named: Callable[[str], object]) -> Dialog:
        dialog = NameDialog(title, _("Save"), name, on_named, self._window)
        dialog.open()
        return dialog

    def _save_quote(self, quote_id: int, name: str) -> None:
        with self._context.store.write(SAVE_LABEL) as session:
            templates.save_quote(session, quote_id, name, now=self._context.now())
        tell_done(self._context, _("Saved as the template “{name}”.", name=name))

    def _save_lines(self, quote_id: int, line_ids: list[int], name: str) -> None:
        with self._context.store.write(SAVE_LABEL) as session:
            templates.save_lines(session, quote_id, line_ids, name, now=self._context.now())
        tell_done(self._context, _("Saved as the group “{name}”.", name=name))
