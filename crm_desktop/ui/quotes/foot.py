"""The foot of the editor: discount, withholding and deposit at the left, the totals at the right, the margin below."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crm_desktop.domain.errors import Refused
from crm_desktop.domain.quote_prices import Margin, margin
from crm_desktop.domain.quotes import PlannedPayment
from crm_desktop.services import quote_drafts, settings
from crm_desktop.ui.kit.buttons import LinkButton
from crm_desktop.ui.kit.forms import Form
from crm_desktop.ui.kit.labels import ElidedLabel, Look
from crm_desktop.ui.quotes.book import QuoteBook
from crm_desktop.ui.quotes.schedule_dialog import ScheduleDialog
from crm_desktop.ui.quotes.share_field import ShareField, WithholdingField
from crm_desktop.ui.quotes.totals_block import WIDTH as TOTALS_WIDTH
from crm_desktop.ui.quotes.totals_block import TotalsBlock, sums
from crm_desktop.ui.tokens import Tone
from crm_desktop.words import N_, _, current

MARGIN = GAP = 24
FORM_WIDTH = 430


class QuoteFoot(QWidget):
    """What the open quote comes to."""

    def __init__(self, book: QuoteBook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._book = book
        self._loss = False
        self.totals = TotalsBlock()
        self.margin = ElidedLabel("", look=Look.SMALL, muted=True)
        self.discount = ShareField("discount", _("Discount"))
        self.withholding = WithholdingField("withholding", _("Withholding"))
        self.deposit = ShareField("deposit", _("Deposit"))
        self.schedule = LinkButton("")
        self.schedule.on_click(self.open_schedule)
        self.form = Form(self._save)
        self.form.add_row(self.discount, self.withholding, self.deposit)
        self._lay_out()
        self.form.edited.connect(self._on_typed)
        for field in (self.discount, self.withholding, self.deposit):
            field.taken_back.connect(book.forget_terms)
        book.opened.connect(self._fill)
        book.reloaded.connect(self._refill)
        book.totals_changed.connect(self.show_totals)

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(10)
        left.addWidget(self.form)
        left.addWidget(self.schedule, 0, Qt.AlignmentFlag.AlignLeft)
        left.addWidget(self.margin)
        left.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(MARGIN, 8, MARGIN, 16)
        row.setSpacing(GAP)
        row.addLayout(left)
        row.addStretch(1)
        row.addWidget(self.totals, 0, Qt.AlignmentFlag.AlignTop)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # As wide as three fields need, less where there is no room: the totals are never cut.
        self.form.setFixedWidth(max(150, min(FORM_WIDTH, self.width() - 2 * MARGIN - GAP - TOTALS_WIDTH)))

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
        self.schedule.setVisible(self._book.editable)
        self.schedule.setText(_("Change the payment schedule …") if planned else _("Payment schedule …"))
        for name, value in self._values().items():
            # What an issued quote does not have is no field to look at; a schedule takes the place of the deposit.
            wanted = self._book.editable and not (planned and name == "deposit")
            self.form.show_field(name, wanted or value is not None)
            self.form.field(name).setMaximumWidth(FORM_WIDTH // 3)

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
            return
        terms = self._book.computed or self._book.terms()
        country = settings.country_profile(self._book.business.country)
        # Of an issued quote the line under its head says what is due; the room is for its lines.
        planned = self._book.detail.issued_at is None
        self.totals.show_sums(sums(terms, totals, country.tax_name, planned=planned))
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
