"""The quote that is open: what is stored of it, what is being typed, its totals and its paper, and how it is saved.

Every saved cell is one gesture. What cannot be saved stays as it was typed, with its sentence; what was changed
elsewhere is told by `conflicted` and never overwritten.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from crm_desktop.domain.country_profile import TaxPreset
from crm_desktop.domain.errors import Refused, Stale
from crm_desktop.domain.papers import QuotePaper
from crm_desktop.domain.quote_arithmetic import compute_totals
from crm_desktop.domain.quotes import Line, QuoteStatus, QuoteTerms, QuoteTotals
from crm_desktop.reports.codec import paper_to_json
from crm_desktop.sentences import sentence
from crm_desktop.services import quote_drafts, quote_lines, quote_list, quote_papers, quote_texts, settings
from crm_desktop.services.quote_codes import code_of
from crm_desktop.services.quote_list import QuoteDetail
from crm_desktop.services.quote_terms import DraftLine
from crm_desktop.services.settings import Business
from crm_desktop.ui.context import Context
from crm_desktop.ui.kit.field import Field
from crm_desktop.ui.quotes import cells
from crm_desktop.ui.quotes.cells import Known
from crm_desktop.ui.quotes.changes import Conflict, changed, value_of
from crm_desktop.ui.quotes.rows import Rows, Trouble
from crm_desktop.words import N_

LINE_LABEL = N_("Edit quote line")
FACT_LABEL = N_("Edit quote")
LONG = 300
"""From so many lines on the paper waits for a pause in typing: making it would be felt at every key."""
SOON_MILLISECONDS, PAUSE_MILLISECONDS = 15, 150
"""After the totals are painted the paper is made, of a long quote once nobody types."""


class QuoteBook(QObject):
    """One quote at a time.

    Signals: `opened` another quote (or none), `reloaded` the same as it is stored now, `lines_changed` more than one
    row, `row_changed(place)`, `totals_changed`, `paper_changed(anew)`, `saved` or `troubled` after each attempt,
    `conflicted(Conflict)`.
    """

    opened = Signal()
    reloaded = Signal()
    lines_changed = Signal()
    row_changed = Signal(int)
    totals_changed = Signal()
    paper_changed = Signal(bool)
    saved = Signal()
    conflicted = Signal(object)

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.detail: QuoteDetail | None = None
        self.business: Business = self._read_business()
        self.rows = Rows(Line())
        self.totals: QuoteTotals | None = None
        self.computed: QuoteTerms | None = None
        """The terms that `totals` are of: of the last that could be."""
        self.paper: QuotePaper | None = None
        self.pdf = b""
        self._typed_terms: dict[str, Any] = {}
        self._unlocked = True
        self._pause = QTimer(self, singleShot=True)
        self._pause.timeout.connect(self._tell_paper)

    def _read_business(self) -> Business:
        with self.context.store.read() as session:
            return settings.business(session)

    # Which quote.

    @property
    def quote_id(self) -> int | None:
        """The quote that is open."""
        return self.detail.id if self.detail is not None else None

    @property
    def currency(self) -> str:
        """Its currency."""
        return self.detail.terms.currency if self.detail is not None else self.business.currency

    @property
    def known(self) -> Known:
        """What reading a cell depends on."""
        return Known(self.currency, self.business.tax_rates)

    @property
    def editable(self) -> bool:
        """Whether it can be changed: a draft, in a file that can be written."""
        found = self.detail
        return self._unlocked and found is not None and found.status == QuoteStatus.DRAFT and not found.binned

    @property
    def frozen(self) -> bool:
        """Whether it is to be read only: issued, or in the bin; not while the file alone cannot be written."""
        found = self.detail
        return found is not None and (found.status != QuoteStatus.DRAFT or found.binned)

    def open(self, quote_id: int) -> None:
        """Shows another quote.

        Raises:
            Refused: ``record.missing``.
        """
        detail = self._read(quote_id)
        self.business = self._read_business()
        self.rows = Rows(self._new_line())
        self._typed_terms.clear()
        self._take(detail)
        self.opened.emit()
        self.lines_changed.emit()
        self._recompute(anew=True)

    def close(self) -> None:
        """Shows none."""
        self.detail, self.totals, self.computed, self.paper, self.pdf = None, None, None, None, b""
        self.rows.clear()
        self.opened.emit()
        self.lines_changed.emit()

    def reload(self) -> None:
        """Shows the same quote as it is stored now; what is being typed or was refused stays."""
        if self.detail is None:
            return
        try:
            detail = self._read(self.detail.id)
        except Refused:
            self.close()
            return
        self.business = self._read_business()
        self._take(detail)
        self.reloaded.emit()
        self.lines_changed.emit()
        self._recompute()

    def refresh(self) -> None:
        """Shows the lines after they were put in, taken away or moved here."""
        self.lines_changed.emit()
        self._recompute()

    def set_unlocked(self, unlocked: bool) -> None:
        """Whether the file can be written now."""
        self._unlocked = unlocked
        if self.detail is not None:
            self.reloaded.emit()
            self.lines_changed.emit()

    def _read(self, quote_id: int) -> QuoteDetail:
        with self.context.store.read() as session:
            detail = quote_list.quote(session, quote_id, self.context.today())
            if detail.issued_at is not None:
                self.paper, self.pdf = None, quote_papers.kept_pdf(session, quote_id)
            else:
                self.paper, self.pdf = quote_papers.unfilled_of(session, quote_id, detail.terms), b""
        return detail

    def _take(self, detail: QuoteDetail) -> None:
        self.detail = detail
        self.rows.new_line = self._new_line()
        self.rows.show(detail.lines)

    def _new_line(self) -> Line:
        """What a line begins with: the usual tax, with reason and category where it is none."""
        rate = self.business.default_tax
        usual = next((preset for preset in self.business.tax_rates if preset.rate == rate), TaxPreset(rate, ""))
        return Line(tax_rate=rate, tax_reason=usual.reason, tax_category=usual.category)

    # What it comes to.

    def terms(self) -> QuoteTerms:
        """What the totals depend on, with what is being typed."""
        assert self.detail is not None
        return replace(self.detail.terms, lines=self.rows.lines(), **self._typed_terms)

    def paper_json(self) -> str:
        """The paper with what is being typed; '' for an issued quote, whose pages are `pdf`."""
        if self.paper is None or self.totals is None:
            return ""
        # Terms and totals that belong together: what is half typed is not on the page yet.
        terms = self.computed or self.terms()
        code = code_of(self.business, terms, self.totals, self.paper.number)
        typed = replace(self.paper, terms=terms, totals=self.totals, code=code)
        return paper_to_json(quote_texts.filled(typed))

    def type_cell(self, at: int, key: str, text: str) -> None:
        """Something is being typed into a cell: totals and paper follow, nothing is saved."""
        row = self.rows.row(at)
        line = row.line if row is not None else self.rows.new_line
        try:
            self.rows.type(at, cells.read(text, key, line, self.known))
        except Refused:
            self.rows.stop_typing()
        if row is None and not text.strip():
            self.rows.stop_typing()
        self._recompute()

    def stop_typing(self) -> None:
        """What was being typed was taken back."""
        self.rows.stop_typing()
        self._recompute()

    def take_back(self, at: int, key: str) -> None:
        """What was typed into a cell, or refused in it, is forgotten."""
        self.rows.stop_typing()
        row = self.rows.row(at)
        if row is not None:
            row.troubles.pop(key, None)
        self._after(at)

    def type_term(self, name: str, value: Any) -> None:
        """A discount, withholding or deposit is being typed."""
        self._typed_terms[name] = value
        self._recompute()

    def forget_terms(self) -> None:
        """What was typed of them was saved or taken back."""
        if self._typed_terms:
            self._typed_terms.clear()
            self._recompute()

    def _recompute(self, *, anew: bool = False) -> None:
        if self.detail is None:
            return
        terms = self.terms()
        try:
            self.totals, self.computed = compute_totals(terms), terms
        except Refused:
            # Half typed: the last totals that could be stay in sight.
            if self.totals is None:
                self.totals, self.computed = self.detail.totals, self.detail.terms
            self.totals_changed.emit()
            return
        self.totals_changed.emit()
        if anew:
            self._pause.stop()
            self.paper_changed.emit(True)
        elif len(self.rows) >= LONG or not self._pause.isActive():
            self._pause.start(PAUSE_MILLISECONDS if len(self.rows) >= LONG else SOON_MILLISECONDS)

    def _tell_paper(self) -> None:
        self.paper_changed.emit(False)

    # Saving.

    def commit_cell(self, at: int, key: str, text: str) -> bool:
        """Saves a cell; False when it was refused, with the words kept and the sentence under the line."""
        self.rows.stop_typing()
        row = self.rows.row(at)
        line = row.line if row is not None else self.rows.new_line
        try:
            values = cells.read(text, key, line, self.known)
            changes = {name: value for name, value in values.items() if getattr(line, name) != value}
            saved = not changes or self.save_line(at, key, changes)
        except Refused as refused:
            self._note_trouble(at, key, text, refused)
            return False
        if saved and row is not None and key in row.troubles:
            del row.troubles[key]
        self._after(at)
        return saved

    def save_line(self, at: int, key: str, changes: Mapping[str, Any]) -> bool:
        """Stores values of one line, or the line when it is fresh; False when they were changed elsewhere.

        Raises:
            Refused: all that the service refuses.
        """
        row = self.rows.row(at)
        if row is None or row.fresh:
            self.store_fresh(at, changes)
            return True
        seen = {name: value_of(row.draft, name) for name in changes}
        line_id = row.draft.id or 0
        try:
            stored = self.write(
                LINE_LABEL, lambda session, quote: quote_lines.edit_line(session, quote, line_id, changes, seen)
            )
        except Stale as stale:
            self.reload()
            self.conflicted.emit(Conflict(line_id, key, changes, stale))
            return False
        self.rows.put(at, stored)
        return True

    def store_fresh(self, at: int, changes: Mapping[str, Any]) -> None:
        """Stores a line that is not stored yet."""
        row = self.rows.row(at)
        draft = changed(row.draft if row is not None else DraftLine(self.rows.new_line), changes)
        after = self.rows.stored_before(at)
        (line_id,) = self.write(
            N_("Add quote line"), lambda session, quote: quote_lines.add_lines(session, quote, [draft], after)
        )
        self.rows.put(at, replace(quote_lines.clean(draft, self.currency), id=line_id))

    def settle(self, conflict: Conflict, *, mine: bool) -> None:
        """Ends a conflict: by saving one's own value over the other's, or by leaving the other's."""
        at = self.rows.place_of(conflict.line_id)
        if at is None or not mine:
            return
        try:
            self.save_line(at, conflict.key, conflict.changes)
        except Refused as refused:
            self.context.toasts.refuse(refused)
        self._after(at)

    def save_fact(self, name: str, new: Any, seen: Any) -> None:
        """Stores one fact of the quote, its customer, dates, texts or terms.

        Raises:
            Refused: all that the service refuses.
            Stale: it was changed elsewhere.
        """
        self.write(FACT_LABEL, lambda session, quote: quote_drafts.edit(session, quote, {name: new}, {name: seen}))
        self.forget_terms()
        self.reload()

    def save_field(self, field: Field[Any], name: str, old: Any, new: Any) -> None:
        """Stores what a field outside a form has committed; what is refused stands beside it."""
        try:
            self.save_fact(name, new, old)
        except Refused as refused:
            field.take_back(old, refused)

    def write(self, label: str, run: Callable[[Any, int], Any]) -> Any:
        """One gesture on this quote; `saved` is sent when it is done."""
        assert self.detail is not None
        with self.context.store.write(label, initiator=self) as session:
            result = run(session, self.detail.id)
        self.saved.emit()
        return result

    def _note_trouble(self, at: int, key: str, text: str, refused: Refused) -> None:
        if self.rows.row(at) is None:
            self.rows.insert(at, DraftLine(self.rows.new_line))
        row = self.rows.row(at)
        assert row is not None
        row.troubles[key] = Trouble(text, sentence(refused))
        self._after(at)

    def _after(self, at: int) -> None:
        self.row_changed.emit(at)
        self._recompute()
