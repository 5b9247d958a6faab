"""The editor of one quote: head, facts, lines and totals at the left, its pages at the right."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from crm_desktop.ui.actions import Action
from crm_desktop.ui.context import Context
from crm_desktop.ui.kit.splitter import Splitter
from crm_desktop.ui.kit.surfaces import SectionTabs, Surface
from crm_desktop.ui.preview import PagePreview
from crm_desktop.ui.quotes import cells
from crm_desktop.ui.quotes.book import QuoteBook
from crm_desktop.ui.quotes.conflict_bar import ConflictBar
from crm_desktop.ui.quotes.design_choice import DesignChoice
from crm_desktop.ui.quotes.facts import FactsForm, TextsForm, fact_values
from crm_desktop.ui.quotes.foot import QuoteFoot
from crm_desktop.ui.quotes.frozen_facts import FrozenTexts
from crm_desktop.ui.quotes.head import QuoteHead
from crm_desktop.ui.quotes.lines_panel import LinesPanel
from crm_desktop.ui.quotes.money_strip import MoneyStrip
from crm_desktop.ui.quotes.revisions import RevisionStrip
from crm_desktop.ui.render_client import Renderer
from crm_desktop.ui.timeline.panel import Timeline
from crm_desktop.words import _, current

LINES, TEXTS, TIMELINE = "lines", "texts", "timeline"
PREVIEW = "quotes/preview"
NARROW = 1_100
"""In a narrower window the lines get all the room, until somebody asks for the pages."""


class QuoteEditor(QWidget):
    """Shows and saves one quote; `book.quote_id` is None while it shows none."""

    def __init__(
        self, context: Context, renderer: Renderer, actions: tuple[Action, ...], back: Callable[[], object]
    ) -> None:
        super().__init__()
        self.context = context
        self.book = QuoteBook(context, self)
        self.head = QuoteHead(self.book, actions, back)
        self.revisions = RevisionStrip(self.book)
        show_money = next(action.run for action in actions if action.key == "quotes.money")
        self.money = MoneyStrip(self.book, show_money)
        self.facts = FactsForm(self.book)
        self.texts = TextsForm(self.book)
        self.frozen_texts = FrozenTexts()
        self.lines = LinesPanel(self.book)
        self.foot = QuoteFoot(self.book)
        self.conflict = ConflictBar(self.book)
        self.preview = PagePreview(renderer)
        self.design = DesignChoice(self.book)
        self.preview.bar.insertWidget(2, self.design)
        self.timeline = Timeline(context, _("Nothing noted yet. What is sent notes itself; calls are noted by hand."))
        parts = [(LINES, _("Lines")), (TEXTS, _("Texts and terms")), (TIMELINE, _("Timeline"))]
        self.tabs = SectionTabs(parts, _("Parts of the quote"))
        self.parts = QStackedWidget()
        self._lay_out()
        self.tabs.chosen.connect(self._show_part)
        self.facts.committed.connect(self._on_fact)
        self.book.opened.connect(self._fill)
        self.book.reloaded.connect(self._refill)
        self.book.paper_changed.connect(self._show_paper)
        self._asked_narrow = False
        context.toasts.keep_clear(self.foot.totals, self.lines.view)
        self._place_preview()

    def _lay_out(self) -> None:
        self.parts.addWidget(self.lines)
        texts = QWidget()
        both = QVBoxLayout(texts)
        both.setContentsMargins(0, 0, 0, 0)
        both.addWidget(self.texts)
        both.addWidget(self.frozen_texts)
        self.parts.addWidget(texts)
        timeline = QWidget()
        padded = QVBoxLayout(timeline)
        padded.setContentsMargins(24, 0, 24, 0)
        padded.addWidget(self.timeline)
        self.parts.addWidget(timeline)
        side = Surface("side")
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.revisions)
        column.addWidget(self.money)
        column.addWidget(self.conflict)
        self.facts.setContentsMargins(24, 10, 24, 0)
        column.addWidget(self.facts)
        tabs = QGridLayout()
        tabs.setContentsMargins(24, 4, 24, 0)
        tabs.addWidget(self.tabs, 0, 0)
        # Over the end of the line under the tabs.
        for told in (self.head.saved, self.head.unsaved):
            tabs.addWidget(told, 0, 0, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        column.addLayout(tabs)
        column.addWidget(self.parts, 1)
        column.addWidget(self.foot)
        side.setMinimumWidth(640)
        self.preview.setMinimumWidth(280)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(Splitter((side, self.preview), (760, 520), self.context.state, "quote", stretch=0))

    def open(self, quote_id: int) -> None:
        """Shows another quote.

        Raises:
            Refused: ``record.missing``.
        """
        self.tabs.choose(LINES)
        self.book.open(quote_id)

    def focus_first(self) -> None:
        """Puts the cursor where writing goes on: the customer of a new quote, else its lines."""
        detail = self.book.detail
        if detail is not None and detail.contact_id is None and self.book.editable:
            self.facts.focus_first()
        elif not self.book.editable:
            # What is only read is read from its beginning.
            self.lines.view.go(0)
        else:
            self.lines.view.go(self.lines.view.lines.rowCount() - 1, cells.DESCRIPTION)

    def _fill(self) -> None:
        if self.book.detail is None:
            self.preview.clear()
            return
        values = fact_values(self.book.detail)
        self.facts.set_values(values)
        self.texts.set_currency(self.book.currency)
        self.texts.form.set_values(values)
        self.show_timeline()
        self._lock()

    def _refill(self) -> None:
        if self.book.detail is not None:
            values = fact_values(self.book.detail)
            self.facts.take_stored(values)
            self.texts.set_currency(self.book.currency)
            self.texts.form.take_stored(values)
            self.show_timeline()
            self._lock()

    def show_timeline(self) -> None:
        """Asks again what passed about the quote."""
        detail = self.book.detail
        if detail is not None:
            count = self.timeline.show_quote(detail.id, detail.contact_id, detail.contact)
            self.tabs.set_words(TIMELINE, f"{_('Timeline')} {current().integer(count)}" if count else _("Timeline"))

    def _lock(self) -> None:
        frozen = self.book.frozen
        self.facts.setVisible(not frozen)
        self.texts.setVisible(not frozen)
        self.frozen_texts.setVisible(frozen)
        if frozen and self.book.detail is not None:
            self.frozen_texts.show_detail(self.book.detail)
        self.facts.set_editable(self.book.editable)
        self.texts.form.set_editable(self.book.editable)

    def _on_fact(self, name: str, _old: object, _new: object) -> None:
        """Once it is known who a new quote is for, its lines are written."""
        if name == "contact_id" and not len(self.book.rows) and self.facts.customer.editor.hasFocus():
            self.lines.view.go(0)

    def show_part(self, key: str) -> None:
        """Turns to a part: its lines, its texts, its timeline."""
        self.tabs.choose(key)

    def show_lines(self) -> bool:
        """Turns to the lines; False where something else that is being typed was refused."""
        self.tabs.choose(LINES)
        return self.parts.currentIndex() == 0

    def _show_part(self, key: str) -> None:
        places = (LINES, TEXTS, TIMELINE)
        if self.commit():
            self.parts.setCurrentIndex(places.index(key))
        else:
            self.tabs.choose(places[self.parts.currentIndex()])

    def _show_paper(self, anew: bool) -> None:
        if self.book.pdf:
            self.preview.show_pdf(self.book.pdf, anew=anew)
        else:
            self.preview.show_paper(self.book.paper_json(), anew=anew)

    # The pages.

    @property
    def preview_shown(self) -> bool:
        """Whether the pages are shown beside the lines."""
        return not self.preview.isHidden()

    def toggle_preview(self) -> None:
        """Shows the pages, or gives the lines all the room; remembered for windows of this kind."""
        shown = not self.preview_shown
        if self.width() < NARROW:
            self._asked_narrow = shown
        else:
            self.context.state.set_flag(PREVIEW, shown)
        self._place_preview()

    def _place_preview(self) -> None:
        wanted = self._asked_narrow if self.width() < NARROW else self.context.state.flag(PREVIEW, True)
        self.preview.setVisible(wanted)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_preview()

    # Saving.

    def commit(self) -> bool:
        """Saves what is being typed; False when something of it was refused just now."""
        if self.book.quote_id is None:
            return True
        # All of them, not only up to the first that is refused.
        saved = [
            self.lines.view.open_cell.finish_here(),
            self.head.title.commit(),
            self.facts.commit(),
            self.foot.form.commit(),
            self.texts.form.commit(),
        ]
        return all(saved)

    def set_editable(self, editable: bool) -> None:
        """Locks or frees everything."""
        self.book.set_unlocked(editable)
        self.timeline.set_editable(editable)
        self.head.set_writable(editable)
