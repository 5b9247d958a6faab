"""What changed from one revision to another, side by side, and the way to the page for the customer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from crm_desktop.domain.errors import Refused
from crm_desktop.domain.quote_differences import ChangeKind, QuoteDifference
from crm_desktop.reports.difference_words import Told, ToldSum, heading, told, told_sums
from crm_desktop.services import quote_list, quote_revisions
from crm_desktop.services.quote_list import RevisionRow
from crm_desktop.ui.context import Context
from crm_desktop.ui.kit.buttons import PrimaryButton
from crm_desktop.ui.kit.chip import Chip
from crm_desktop.ui.kit.choice_fields import combo_box
from crm_desktop.ui.kit.dialogs import Dialog
from crm_desktop.ui.kit.labels import Look, PlainLabel
from crm_desktop.ui.kit.surfaces import Line, row
from crm_desktop.ui.tokens import Tone
from crm_desktop.words import _, current

MOST = 200
"""So many changes are shown; nobody reads more in a window."""
TONES = {
    ChangeKind.ADDED: Tone.GREEN,
    ChangeKind.REMOVED: Tone.RED,
    ChangeKind.CHANGED: Tone.AMBER,
    ChangeKind.MOVED: Tone.BLUE,
}
AMOUNT_WIDTH = 150

OnPdf = Callable[[int], object]
"""Saves the page that compares with the quote of an id."""


class DifferenceDialog(Dialog):
    """Compares a quote with an earlier one of its chain; which one can be chosen."""

    def __init__(self, context: Context, quote_id: int, on_pdf: OnPdf, parent: QWidget) -> None:
        with context.store.read() as session:
            detail = quote_list.quote(session, quote_id, context.today())
        earlier = [one for one in detail.revisions if one.id != quote_id and one.number]
        super().__init__(parent, "", close_text=_("Close"), width=780)
        self._context = context
        self._quote_id = quote_id
        self.with_id = detail.revision_of_id or (earlier[-1].id if earlier else quote_id)
        self._on_pdf = on_pdf
        self._part: QWidget | None = None
        self.pdf = PrimaryButton(_("Save as PDF …"), icon_name="export")
        self.pdf.on_click(self._save)
        self.foot.addWidget(self.pdf)
        self._offer(earlier)
        self._show()

    def _offer(self, earlier: Sequence[RevisionRow]) -> None:
        """The other quotes it can be compared with, when there are several."""
        if len(earlier) < 2:
            return
        words = _("Compare with")
        self.choice = combo_box(words, [(one.number, one.id) for one in earlier], self.with_id)
        self.choice.activated.connect(self._on_chosen)
        self.body.addLayout(row(PlainLabel(words, muted=True), self.choice, 1))

    def _on_chosen(self, _index: int) -> None:
        self.with_id = self.choice.currentData()
        self._show()

    def _show(self) -> None:
        with self._context.store.read() as session:
            found = quote_revisions.compare(session, self._quote_id, self.with_id, with_cost=True)
        title = heading(found, current())
        self.setWindowTitle(title)
        self.head.setText(title)
        if self._part is not None:
            self._part.hide()
            self._part.deleteLater()
        self._part = _Comparison(found)
        self.body.addWidget(self._part)

    def _save(self) -> None:
        self._on_pdf(self.with_id)


class _Comparison(QWidget):
    """Sums and changes in one grid: what it is, what changed, before, after."""

    def __init__(self, found: QuoteDifference) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(14)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(1, 1)
        for column in (2, 3):
            self._grid.setColumnMinimumWidth(column, AMOUNT_WIDTH)
        self._at = 0
        words = current()
        self._add_head(found)
        for total in told_sums(found, words):
            self._add_sum(total)
        changes = told(found, words)
        for change in changes[:MOST]:
            self._add_change(change)
        if len(changes) > MOST:
            more = words.plural("… and {count} more change", "… and {count} more changes", len(changes) - MOST)
            self._put(PlainLabel(more, muted=True), 1)
        if not changes:
            self._put(PlainLabel(_("No line and no term changed."), muted=True), 1)
            self._at += 1

    def _put(self, widget: QWidget, column: int, *, right: bool = False) -> None:
        top = Qt.AlignmentFlag.AlignTop
        self._grid.addWidget(widget, self._at, column, top | Qt.AlignmentFlag.AlignRight if right else top)

    def _rule(self) -> None:
        self._at += 1
        self._grid.addWidget(Line(), self._at, 0, 1, 4)
        self._at += 1

    def _add_head(self, found: QuoteDifference) -> None:
        for column, paper in ((2, found.before), (3, found.after)):
            self._put(PlainLabel(paper.number, look=Look.SMALL_STRONG, muted=True), column, right=True)
        self._rule()

    def _add_sum(self, total: ToldSum) -> None:
        self._put(PlainLabel(total.what, look=Look.STRONG), 0)
        self._put(PlainLabel(total.more, look=Look.SMALL, muted=True), 1, right=True)
        self._put(PlainLabel(total.before), 2, right=True)
        self._put(PlainLabel(total.after, look=Look.BODY if total.same else Look.STRONG), 3, right=True)
        self._rule()

    def _add_change(self, change: Told) -> None:
        self._put(Chip(f"{change.sign} {change.word}", TONES[change.kind]), 0)
        self._put(PlainLabel(change.what, look=Look.STRONG, wrap=True), 1)
        self._put(PlainLabel(change.before, muted=True, wrap=len(change.before) > 20), 2, right=True)
        self._put(PlainLabel(change.after, wrap=len(change.after) > 20), 3, right=True)
        for detail in change.details:
            self._at += 1
            self._put(PlainLabel(detail, look=Look.SMALL, muted=True, wrap=True), 1)
        self._rule()


def show_difference(context: Context, quote_id: int, on_pdf: Callable[[int, int], object], parent: QWidget) -> None:
    """Opens the comparison of a quote with the one it revises; `on_pdf(quote, earlier)` saves the page."""
    try:
        DifferenceDialog(context, quote_id, partial(on_pdf, quote_id), parent).open()
    except Refused as refused:
        context.toasts.refuse(refused)
