"""The money of an issued quote in one line under its facts: to pay, invoiced, received, open, and what is due next."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QWidget

from crm_desktop.domain.errors import Refused
from crm_desktop.domain.quote_balance import DEPOSIT, PLANNED, Instalment
from crm_desktop.services import quote_money
from crm_desktop.services.quote_money import QuoteMoney
from crm_desktop.ui.kit.buttons import LinkButton
from crm_desktop.ui.kit.chip import Chip
from crm_desktop.ui.kit.flow import FlowLayout
from crm_desktop.ui.kit.labels import Look, PlainLabel
from crm_desktop.ui.quotes.book import QuoteBook
from crm_desktop.ui.tokens import Tone
from crm_desktop.words import _, current

LEFT = 62
"""Under the title of the quote, as the revisions are."""


class MoneyStrip(QWidget):
    """Hidden for a draft and for what was withdrawn; quiet until the first payment or the acceptance."""

    def __init__(self, book: QuoteBook, open_money: Callable[[], object]) -> None:
        super().__init__()
        self._book = book
        self.money: QuoteMoney | None = None
        self.setAccessibleName(_("Money of the quote"))
        self.state = Chip("")
        self.facts = PlainLabel("", look=Look.SMALL)
        self.next = PlainLabel("", look=Look.SMALL, muted=True)
        self.more = LinkButton(_("Payments …"))
        self.more.on_click(open_money)
        flow = FlowLayout(self, spacing=12)
        flow.setContentsMargins(LEFT, 4, 24, 2)
        first = QWidget()
        row = QHBoxLayout(first)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.state)
        row.addWidget(self.facts)
        for widget in (first, self.next, self.more):
            # One height for all, so that their words stand on one line.
            widget.setMinimumHeight(self.more.sizeHint().height())
            flow.addWidget(widget)
        self.hide()
        book.opened.connect(self.refresh)
        book.reloaded.connect(self.refresh)

    def refresh(self) -> None:
        """Asks again."""
        detail = self._book.detail
        self.money = None
        if detail is not None and detail.issued_at is not None and not detail.binned:
            try:
                with self._book.context.store.read() as session:
                    self.money = quote_money.money(session, detail.id)
            except Refused:
                # A damaged quote says so elsewhere.
                self.money = None
        found = self.money
        moved = found is not None and bool(found.invoices or found.receipts)
        self.setVisible(found is not None and (moved or found.can_record))
        if found is not None:
            word, tone = state_of(found)
            self.state.set_word(word, tone)
            self.state.setVisible(bool(word))
            self.facts.setText(facts_of(found))
            self.next.setText(next_of(found))
            self.next.setVisible(bool(self.next.text()))


def state_of(found: QuoteMoney) -> tuple[str, Tone]:
    """A word for where the payment stands, '' for a quote nobody has agreed to or paid for."""
    sums = found.balance
    if sums.over:
        return _("Overpaid"), Tone.AMBER
    if sums.received and not sums.open:
        return _("Paid"), Tone.GREEN
    if sums.received:
        return _("Partly paid"), Tone.BLUE
    return (_("Unpaid"), Tone.GREY) if found.accepted else ("", Tone.GREY)


def facts_of(found: QuoteMoney) -> str:
    """``To pay € 1,265.30 · invoiced € 379.59 · received € 300.00 · open € 965.30``; nothing twice."""
    say, sums = current(), found.balance

    def money(minor: int) -> str:
        return say.money(minor, found.currency)

    facts = [_("To pay {amount}", amount=money(sums.agreed))]
    if sums.invoiced:
        facts.append(_("invoiced {amount}", amount=money(sums.invoiced)))
    if sums.received:
        facts.append(_("received {amount}", amount=money(sums.received)))
        over = _("{amount} too much", amount=money(sums.over))
        facts.append(over if sums.over else _("open {amount}", amount=money(sums.open)))
    return " · ".join(facts)


def next_of(found: QuoteMoney) -> str:
    """What is due next; '' when all is paid or it is simply the whole."""
    one = found.balance.next
    if one is None or len(found.instalments) < 2:
        return ""
    say = current()
    amount = say.money(one.amount, found.currency)
    if one.due is not None:
        return _("Next: {what}, {amount}, due {date}", what=called(one), amount=amount, date=say.date(one.due))
    return _("Next: {what}, {amount}", what=called(one), amount=amount)


def called(one: Instalment) -> str:
    """What an instalment is called."""
    if one.kind == DEPOSIT:
        return _("Deposit")
    return one.label or _("Payment") if one.kind == PLANNED else _("Rest")
