"""The Quotes tab: the list, and the editor of one quote in its place."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QMenu, QStackedWidget, QVBoxLayout, QWidget

from crm_desktop.domain.changes import CONTACT, INTERACTION, QUOTE, SETTINGS, Changes
from crm_desktop.domain.errors import Refused
from crm_desktop.exchange.handed_out import sweep
from crm_desktop.services.quote_drafts import NewQuote
from crm_desktop.ui.actions import Action
from crm_desktop.ui.command_menu import fill_menu
from crm_desktop.ui.context import Context
from crm_desktop.ui.kit.page import Page
from crm_desktop.ui.quotes.answers import QuoteAnswers
from crm_desktop.ui.quotes.commands import QuoteCommands
from crm_desktop.ui.quotes.difference import show_difference
from crm_desktop.ui.quotes.documents import QuoteDocuments
from crm_desktop.ui.quotes.editor import QuoteEditor
from crm_desktop.ui.quotes.exchange import QuoteExchange, dropped_quote
from crm_desktop.ui.quotes.follow_up import FollowUps
from crm_desktop.ui.quotes.gaps import show_numbers
from crm_desktop.ui.quotes.listing import BIN, QuoteListing
from crm_desktop.ui.quotes.money import QuoteMoneyVerbs
from crm_desktop.ui.quotes.returned import QuoteReturns, dropped_pdf
from crm_desktop.ui.quotes.templates import TemplateVerbs
from crm_desktop.ui.quotes.verbs import QuoteVerbs
from crm_desktop.ui.quotes.verify import QuoteProofs
from crm_desktop.ui.render_client import RenderClient, Renderer

LIST, EDITOR = 0, 1
ANSWERABLE = ("issued", "sent", "expired", "declined", "superseded")
"""States in which a returned PDF can be an acceptance."""
WARM_UP_MILLISECONDS = 400
"""After the page was painted the process that draws is started, so that the first quote has its pages at once."""


class QuotesPage(Page):
    """Quotes of all customers.

    Args:
        context: the open file.
        renderer: what draws the pages; a process of its own when not given.
    """

    kinds = (QUOTE, CONTACT, SETTINGS, INTERACTION)

    def __init__(self, context: Context, parent: QWidget | None = None, renderer: Renderer | None = None) -> None:
        super().__init__(context, parent)
        self.renderer: Renderer = renderer if renderer is not None else RenderClient()
        self.verbs = QuoteVerbs(context, self)
        self.answers = QuoteAnswers(context, self)
        self.follow_ups = FollowUps(context, self)
        self.returns = QuoteReturns(context, self.answers, self)
        self.proofs = QuoteProofs(context, self)
        self.templates = TemplateVerbs(context, self)
        self.documents = QuoteDocuments(context, self.renderer, self)
        self.money = QuoteMoneyVerbs(context, self)
        self.exchange = QuoteExchange(context, self, self.open_record)
        self.commands = QuoteCommands(self)
        self.listing = QuoteListing(context, self.new_record)
        self.editor = QuoteEditor(context, self.renderer, self.commands.of_quote(), self.show_list)
        self._begun: int | None = None
        self.places = QStackedWidget()
        self.places.addWidget(self.listing)
        self.places.addWidget(self.editor)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.places)
        self.listing.opened.connect(self.open_record)
        self.listing.new_pressed.connect(self.new_record)
        self.listing.delete_pressed.connect(self.delete_chosen)
        self.listing.menu_wanted.connect(self.open_menu)
        self.editor.revisions.opened.connect(self.open_record)
        self.editor.revisions.compare_pressed.connect(self.compare_chosen)
        self.setFocusProxy(self.listing.table)
        self.setAcceptDrops(True)
        # The process outlives nobody: it ends when the page does, and with the program.
        self.destroyed.connect(self.renderer.close)

    # Showing.

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self.is_editing:
            self.listing.mark_first()
        QTimer.singleShot(WARM_UP_MILLISECONDS, self._warm_up)

    def _warm_up(self) -> None:
        """Begins what takes a while before it is asked for, and clears up what other programs opened days ago."""
        self.renderer.warm_up()
        sweep(self.context.places.handed_out, self.context.now())

    def refresh(self) -> None:
        self.listing.refresh()
        self.editor.book.reload()

    def take_changes(self, changes: Changes, initiator: object) -> None:
        self.listing.refresh()
        if initiator is not self.editor.book:
            self.editor.book.reload()
            if self.editor.book.quote_id is None and self.is_editing:
                self._to_list()
        if changes.touches(INTERACTION):
            self.editor.show_timeline()

    @property
    def is_editing(self) -> bool:
        """Whether one quote is shown, not the list."""
        return self.places.currentIndex() == EDITOR

    def open_record(self, record_id: int) -> None:
        if not self.leave():
            return
        shown = self.places.currentIndex()
        # First, because the head names what can be done next with the quote that commands are about.
        self.places.setCurrentIndex(EDITOR)
        try:
            self.editor.open(record_id)
        except Refused as refused:
            self.places.setCurrentIndex(shown)
            self.context.toasts.refuse(refused)
            return
        self.setFocusProxy(self.editor.lines.view)
        self.editor.focus_first()

    def show_list(self) -> None:
        """Goes back to the list, the quote marked there; stays where something was refused."""
        if self.is_editing and self.leave():
            self._to_list()

    def _to_list(self) -> None:
        quote_id = self.editor.book.quote_id
        self.editor.book.close()
        self.places.setCurrentIndex(LIST)
        self.setFocusProxy(self.listing.table)
        self.listing.refresh()
        if quote_id is not None:
            self.listing.choose(quote_id)
        self.listing.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def new_record(self) -> None:
        self.add_quote(None)

    def add_quote(self, contact_id: int | None) -> None:
        """Begins a quote, for a contact if there is one, and opens it."""
        if self.editable and self.leave():
            quote_id = self.verbs.new(NewQuote(contact_id=contact_id))
            self.open_record(quote_id)
            self._begun = quote_id

    def new_from_template(self) -> None:
        """Asks for a template and begins a quote of it; a draft that is open and has no lines yet is filled with it."""
        book = self.editor.book
        if not self.editable or not self.editor.commit():
            return
        if self.is_editing and book.editable and not len(book.rows):
            self.templates.fill(book)
        else:
            self.templates.new_quote(self.open_record)

    def save_as_template(self) -> None:
        """Keeps the chosen quote as a template."""
        self.with_chosen(self._save_as_template)

    def _save_as_template(self, quote_id: int) -> None:
        detail = self.verbs.detail(quote_id)
        self.templates.save_quote(quote_id, detail.title or detail.number)

    def leave(self) -> bool:
        if not self.editor.commit():
            return False
        begun, self._begun = self._begun, None
        if begun is not None and self.editable:
            self.verbs.discard_if_blank(begun)
        return True

    # What commands are about.

    def chosen(self) -> tuple[int, ...]:
        """The quotes that commands are about: the one that is open, else those chosen in the list."""
        if self.is_editing:
            return (self.editor.book.quote_id,) if self.editor.book.quote_id is not None else ()
        return self.listing.table.keeper.selected

    def status(self) -> str:
        """The state of the one quote that is chosen; '' for none or several, ``bin`` in the bin."""
        if self.is_editing and self.editor.book.detail is not None:
            detail = self.editor.book.detail
            return BIN if detail.binned else detail.status
        row = self.listing.chosen_row()
        return "" if row is None else BIN if self.listing.view == BIN else row.status

    def with_chosen(self, run: Callable[[int], object]) -> None:
        """Saves what is being typed, then does something with the one chosen quote."""
        chosen = self.chosen()
        if len(chosen) == 1 and self.editor.commit():
            run(chosen[0])

    # Verbs that lead somewhere.

    def issue_chosen(self, then: Callable[[int], object] | None = None, words: str = "") -> None:
        """Issues the chosen quote, unless a cell still has words that could not be saved.

        Args:
            then: what is done with it next.
            words: what the button says instead of “Issue”, where nothing speaks against it.
        """
        troubled = self.editor.book.rows.troubled()
        if troubled is not None and self.is_editing:
            self.editor.lines.view.edit_cell(*troubled)
            # The number the line shows: sections and texts are not counted.
            number = self.editor.book.rows.numbers()[troubled[0]] or troubled[0] + 1
            self.context.toasts.refuse(Refused("quote.unsaved_cell", place=number))
            return
        self.with_chosen(partial(self._issue, then, words))

    def _issue(self, then: Callable[[int], object] | None, words: str, quote_id: int) -> None:
        dialog = self.verbs.issue(quote_id, partial(self._issued, then, quote_id))
        if words and dialog is not None and dialog.accept_button is not None:
            dialog.accept_button.setText(words)

    def _issued(self, then: Callable[[int], object] | None, quote_id: int) -> None:
        self.refresh()
        if self.is_editing:
            # What the keyboard was in may be gone with the draft; sending comes next.
            self.editor.head.primary.setFocus()
        if then is not None:
            then(quote_id)

    def duplicate_chosen(self) -> None:
        """Copies the chosen quote and opens the copy."""
        self.with_chosen(lambda quote_id: self.open_record(self.verbs.duplicate(quote_id)))

    def revise_chosen(self) -> None:
        """Begins a revision of the chosen quote, or goes on with the one begun, and opens it."""
        self.with_chosen(self._revise)

    def compare_chosen(self) -> None:
        """Shows what the chosen revision changed."""
        self.with_chosen(
            lambda quote_id: show_difference(self.context, quote_id, self.documents.export_difference, self)
        )

    def show_numbers(self) -> None:
        """Shows the numbers given out and their gaps."""
        show_numbers(self.context, self)

    def _revise(self, quote_id: int) -> None:
        draft = self.verbs.revise(quote_id)
        if draft is not None:
            self.open_record(draft)

    def delete_chosen(self) -> None:
        """Puts the chosen quotes into the bin, or takes them out of it."""
        chosen = self.chosen()
        if not chosen or not self.editable or not self.editor.commit():
            return
        if self.status() == BIN or (not self.is_editing and self.listing.view == BIN):
            self.verbs.restore(chosen)
        elif self.verbs.delete(chosen) and self.is_editing:
            self._to_list()

    # The program's side.

    def page_actions(self) -> tuple[Action, ...]:
        return self.commands.all()

    def open_menu(self, at: QPoint) -> QMenu:
        """The commands for the chosen quotes of the list."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        fill_menu(menu, self.commands.of_quote())
        menu.popup(at)
        return menu

    def focus_filter(self) -> None:
        self.show_list()
        if not self.is_editing:
            self.listing.bar.focus_filter()

    def set_editable(self, editable: bool) -> None:
        super().set_editable(editable)
        self.listing.set_editable(editable)
        self.editor.set_editable(editable)

    # A filled-in PDF dropped on its quote; what is anything else goes on to the window.

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        answer = self.status() in ANSWERABLE and dropped_pdf(event.mimeData()) is not None
        if self.editable and (answer or dropped_quote(event.mimeData()) is not None):
            event.acceptProposedAction()
        else:
            event.ignore()

    def dropEvent(self, event: QDropEvent) -> None:
        quote, path = dropped_quote(event.mimeData()), dropped_pdf(event.mimeData())
        if quote is not None and self.leave():
            event.acceptProposedAction()
            self.exchange.import_file(quote)
            return
        if path is None:
            event.ignore()
            return
        event.acceptProposedAction()
        self.with_chosen(lambda quote_id: self.returns.take(quote_id, path))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.is_editing:
            self.show_list()
        else:
            super().keyPressEvent(event)
