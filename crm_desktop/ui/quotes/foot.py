"""The foot of the editor: discount, withholding and deposit at the left, the totals at the right, the margin below.

Of a quote that is only read the fields go: its totals name what they hold.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from crm_desktop.domain.errors import Refused
from crm_desktop.domain.quote_prices import Margin, margin
from crm_desktop.domain.quotes import PlannedPayment
from crm_desktop.services import quote_drafts, settings
from crm_desktop.ui.kit.buttons import LinkButton
from crm_desktop.ui.kit.forms import Form
from crm_desktop.ui.kit.labels import ElidedLabel, Look
from crm_desktop.ui.kit.surfaces import row
from crm_desktop.ui.quotes.book import QuoteBook
from crm_desktop.ui.quotes.schedule_dialog import ScheduleDialog
from crm_desktop.ui.quotes.share_field import ShareField, WithholdingField
from crm_desktop.ui.quotes.short_note import ShortNote
from crm_desktop.ui.quotes.totals_block import TotalsBlock, payments_words, sums
from crm_desktop.ui.tokens import Tone
from crm_desktop.words import N_, _, current

MARGIN = GAP = 24
FORM_WIDTH = 232


class QuoteFoot(QWidget):
    """What the open quote comes to."""

    def __init__(self, book: QuoteBook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._book = book
        self._loss = False
        self.totals = TotalsBlock()
        self.margin = ShortNote()
        self.discount = ShareField("discount", _("Discount"))
        self.withholding = WithholdingField("withholding", _("Withholding"))
        self.deposit = ShareField("deposit", _("Deposit"))
        self.schedule = LinkButton("")
        self.schedule.on_click(self.open_schedule)
        self.payments = ElidedLabel("", look=Look.SMALL, muted=True)
        self.form = Form(self._save, beside=True)
        for each in (self.discount, self.withholding, self.deposit):
            self.form.add(each)
        self._grid = QGridLayout(self)
        self._lay_out()
        self.form.edited.connect(self._on_typed)
        for field in (self.discount, self.withholding, self.deposit):
            field.taken_back.connect(book.forget_terms)
        book.opened.connect(self._fill)
        book.reloaded.connect(self._refill)
        book.totals_changed.connect(self.show_totals)

    def _lay_out(self) -> None:
        rows = self.form.layout()
        assert isinstance(rows, QGridLayout)
        rows.setVerticalSpacing(4)
        self.form.setFixedWidth(FORM_WIDTH)
        self._grid.setHorizontalSpacing(GAP)
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnStretch(0, 1)
        self._grid.addWidget(self.form, 0, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._grid.addWidget(self.totals, 0, 1, Qt.AlignmentFlag.AlignTop)
        below = row(self.schedule, self.payments, spacing=12)
        below.setStretch(1, 1)
        self._grid.addLayout(below, 1, 0, 1, 2)
        self._place_margin()

    def _place_margin(self) -> None:
        """Under all of a draft; beside the totals of a quote that has no fields there."""
        self._grid.setContentsMargins(MARGIN, 12 if self._book.frozen else 8, MARGIN, 8)
        if self._book.frozen:
            self._grid.addWidget(self.margin, 0, 0, Qt.AlignmentFlag.AlignBottom)
        else:
            self._grid.addWidget(self.margin, 2, 0, 1, 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.totals.set_room(self.width() - 2 * MARGIN - GAP - FORM_WIDTH)

    def _values(self) -> dict[str, Any]:
        assert self._book.detail is not None
        terms = self._book.detail.terms
        return {"discount": terms.discount, "withholding": terms.withholding, "deposit": terms.deposit}

    def _fill(self) -> None:
        """Another quote."""
        self.totals.begin()
        if self._book.detail is not None:
            self._dress()
            self.form.set_values(self._values())
        self.show_totals()

    def _refill(self) -> None:
        """The same quote as it is stored now."""
        self._dress()
        self.form.take_stored(self._values())

    def _dress(self) -> None:
        country = settings.country_profile(self._book.business.country)
        self.withholding.set_presets(country.withholding_presets)
        for field in (self.discount, self.deposit):
            field.currency = self._book.currency
        self.form.set_editable(self._book.editable)
        planned = bool(self._book.detail and self._book.detail.terms.payments)
        self.form.setVisible(not self._book.frozen)
        # A schedule takes the place of the deposit.
        self.form.show_field("deposit", not planned)
        self.schedule.setVisible(self._book.editable)
        self.payments.setVisible(not self._book.frozen)
        self.schedule.setText(_("Change the payment schedule …") if planned else _("Payment schedule …"))
        self._place_margin()

    def open_schedule(self) -> ScheduleDialog | None:
        """Asks for the payments of the open draft."""
        detail = self._book.detail
        if detail is None or not self._book.editable or not self.form.commit():
            return None
        terms, today = self._book.terms(), self._book.context.today
        dialog = ScheduleDialog(terms, detail.language, today, self._save_payments, self)
        dialog.open()
        return dialog

    def _save_payments(self, payments: tuple[PlannedPayment, ...]) -> None:
        values: dict[str, Any] = {"payments": payments}
        if payments:
            values["deposit"] = None
        self._book.write(
            N_("Change the payment schedule"),
            lambda session, quote_id: quote_drafts.edit(session, quote_id, values),
        )
        self._book.forget_terms()
        self._book.reload()

    def _on_typed(self, name: str) -> None:
        field = self.form.field(name)
        assert isinstance(field, ShareField | WithholdingField)
        try:
            self._book.type_term(name, field.typed())
        except Refused:
            # Half typed: said when the field is left.
            return

    def _save(self, name: str, old: Any, new: Any) -> None:
        try:
            self._book.save_fact(name, new, old)
        except Refused:
            self._book.forget_terms()
            raise

    def show_totals(self) -> None:
        """Says what the quote comes to, with what is being typed."""
        totals = self._book.totals
        if totals is None or self._book.detail is None:
            self.totals.show_sums(())
            self.margin.setText("")
            self.payments.setText("")
            return
        terms = self._book.computed or self._book.terms()
        country = settings.country_profile(self._book.business.country)
        self.totals.show_sums(sums(terms, totals, country.tax_name))
        # Of an issued quote the line under its head says what is due; the room is for its lines.
        self.payments.setText("" if self._book.frozen else payments_words(terms, totals))
        earned = margin(terms, totals) if totals.net or terms.lines else None
        self.margin.setText(margin_words(earned, totals.currency))
        loss = earned is not None and earned.amount < 0
        if loss != self._loss:
            self._loss = loss
            self.margin.set_tone(Tone.RED if loss else None)


def margin_words(earned: Margin | None, currency: str) -> str:
    """``Margin 43 % (€ 491.20), not printed``; '' while no cost is known."""
    if earned is None:
        return ""
    say = current()
    amount = say.money(earned.amount, currency)
    percent = say.percent(earned.percent) if earned.percent is not None else amount
    words = _("Margin {percent} ({amount}), not printed", percent=percent, amount=amount)
    if not earned.unknown:
        return words
    lacking = say.plural("{count} line has no cost", "{count} lines have no cost", earned.unknown)
    return _("{margin} · {lacking}", margin=words, lacking=lacking)
