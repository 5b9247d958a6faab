"""The payment schedule of a quote: what is paid when, with the amounts as they are typed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from crm_desktop.domain.errors import Refused
from crm_desktop.domain.quote_arithmetic import MOST_PAYMENTS, compute_totals
from crm_desktop.domain.quotes import PlannedPayment, QuoteTerms, Share, ShareKind
from crm_desktop.sentences import sentence
from crm_desktop.services.usual_schedules import USUAL_SCHEDULES
from crm_desktop.ui.kit.buttons import QuietButton
from crm_desktop.ui.kit.date_field import DateField
from crm_desktop.ui.kit.dialogs import Dialog
from crm_desktop.ui.kit.labels import Look, PlainLabel
from crm_desktop.ui.kit.row_grid import REMOVE_WIDTH, GridRow, RowGrid
from crm_desktop.ui.kit.text_fields import TextField
from crm_desktop.ui.quotes.share_field import ShareField
from crm_desktop.ui.tokens import Tone
from crm_desktop.words import _, current, words_of

WIDTH = 640
SHARE_WIDTH, DAY_WIDTH, AMOUNT_WIDTH = 92, 128, 104
LABEL_LIMIT = 200
PRESETS = USUAL_SCHEDULES
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class PaymentRow(GridRow[PlannedPayment]):
    """The fields of one payment."""

    def __init__(self, currency: str, today: Callable[[], dt.date]) -> None:
        self.label = TextField("label", _("What for or when"), placeholder=_("On order"), limit=LABEL_LIMIT)
        self.share = ShareField("share", _("Share"))
        self.share.currency = currency
        self.due = DateField("due", _("Due on"), today)
        self.amount = PlainLabel("")
        self.amount.setAlignment(_RIGHT)
        self.share.setFixedWidth(SHARE_WIDTH)
        self.due.setFixedWidth(DAY_WIDTH)
        self.amount.setFixedWidth(AMOUNT_WIDTH)
        super().__init__((self.label, self.share, self.due), (self.amount,), _("Remove this payment"))

    def show(self, payment: PlannedPayment) -> None:
        """Shows a payment."""
        self.label.set_value(payment.label)
        self.share.set_value(payment.share)
        self.due.set_value(payment.due)

    def typed(self) -> PlannedPayment | None:
        """The payment as it is typed now; None while its share means nothing.

        Raises:
            Refused: the share cannot be read.
        """
        share = self.share.typed()
        return None if share is None else PlannedPayment(self.label.editor.text(), share, self.due.value)

    def value(self) -> PlannedPayment | None:
        share = self.share.value
        if share is None and (self.label.value or self.due.value):
            raise Refused("field.required", field="share")
        return None if share is None else PlannedPayment(self.label.value, share, self.due.value)


class ScheduleDialog(Dialog):
    """Asks for the payments of a quote.

    Args:
        terms: what the quote comes to depends on these.
        language: the quote’s, which the usual schedules speak.
        today: for typing days.
        on_saved: gets the payments; what it refuses stands in the dialog.
        parent: the window.
    """

    def __init__(
        self,
        terms: QuoteTerms,
        language: str,
        today: Callable[[], dt.date],
        on_saved: Callable[[tuple[PlannedPayment, ...]], object],
        parent: QWidget,
    ) -> None:
        super().__init__(parent, _("Payment schedule"), _("Save"), width=WIDTH)
        self._terms = replace(terms, deposit=None, payments=())
        self._on_saved = on_saved
        self._words = words_of(language)
        heads = (_("What for or when"), _("Share"), _("Due on"), _("Amount"))
        make = partial(PaymentRow, terms.currency, today)
        self.grid: RowGrid[PaymentRow] = RowGrid(heads, (3,), make, _("Add a payment"), MOST_PAYMENTS)
        self.rest = PlainLabel("", look=Look.STRONG)
        self.rest.setAlignment(_RIGHT)
        self.fault = PlainLabel("", look=Look.SMALL, tone=Tone.RED, wrap=True)
        self.fault.hide()
        self._lay_out(bool(terms.deposit))
        for payment in terms.payments:
            self.grid.put().show(payment)
        if not self.rows:
            self.grid.put()
        self.grid.edited.connect(self.show_amounts)
        self.show_amounts()
        self.rows[0].label.setFocus()

    @property
    def rows(self) -> list[PaymentRow]:
        """The payments that are typed."""
        return self.grid.rows

    def _lay_out(self, has_deposit: bool) -> None:
        if has_deposit:
            self.body.addWidget(PlainLabel(_("The schedule takes the place of the deposit."), muted=True, wrap=True))
        usual = QHBoxLayout()
        usual.addWidget(PlainLabel(_("Usual:"), muted=True))
        for preset in PRESETS:
            button = QuietButton(" / ".join(str(percent) for _label, percent in preset))
            button.on_click(partial(self.take, preset))
            usual.addWidget(button)
        usual.addStretch(1)
        self.body.addLayout(usual)
        self.grid.below.addWidget(self.rest)
        self.grid.below.addSpacing(REMOVE_WIDTH + 8)
        self.body.addWidget(self.grid)
        self.body.addWidget(self.fault)

    def take(self, preset: tuple[tuple[str, int], ...]) -> None:
        """Takes one of the usual schedules in the place of what stands there."""
        self.grid.clear()
        for label, percent in preset:
            self.grid.put().show(PlannedPayment(self._words.text(label), Share(ShareKind.PERCENT, Decimal(percent))))
        self.rows[0].label.setFocus()
        self.show_amounts()

    def show_amounts(self) -> None:
        """What each payment comes to, and what is left; half typed ones count for nothing."""
        say, currency = current(), self._terms.currency
        typed: list[tuple[PaymentRow, PlannedPayment]] = []
        for row in self.rows:
            row.amount.setText("")
            try:
                payment = row.typed()
            except Refused:
                continue
            if payment is not None:
                typed.append((row, payment))
        try:
            totals = compute_totals(replace(self._terms, payments=tuple(payment for _row, payment in typed)))
        except Refused as refused:
            self.rest.setText("")
            self._tell(refused)
            return
        self.fault.hide()
        for (row, _payment), amount in zip(typed, totals.payments, strict=True):
            row.amount.setText(say.amount(amount, currency))
        rest = totals.payments_rest if typed else totals.payable
        self.rest.setText(_("Left: {amount}", amount=say.money(rest, currency)) if rest else _("Nothing left"))

    def _tell(self, refused: Refused) -> None:
        self.fault.setText(sentence(refused))
        self.fault.show()

    def check(self) -> bool:
        if not self.grid.commit():
            return False
        payments = tuple(payment for row in self.rows if (payment := row.value()) is not None)
        try:
            self._on_saved(payments)
        except Refused as refused:
            self._tell(refused)
            return False
        return True
