"""The money of an issued quote in one line: to pay or open, what is due next, what was invoiced."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from crm_desktop.domain.errors import Refused
from crm_desktop.domain.quote_balance import DEPOSIT, PLANNED, Instalment
from crm_desktop.services import quote_money
from crm_desktop.services.quote_money import QuoteMoney
from crm_desktop.ui.kit.buttons import LinkButton
from crm_desktop.ui.kit.chip import Chip
from crm_desktop.ui.kit.labels import ElidedLabel, Look
from crm_desktop.ui.quotes.book import QuoteBook
from crm_desktop.ui.theme import theme
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
        self.facts = ElidedLabel("", look=Look.SMALL)
        self.rest = ElidedLabel("", look=Look.SMALL, muted=True)
        self.more = LinkButton(_("Payments …"))
        self.more.setFont(theme().fonts.small)
        self.more.on_click(open_money)
        self.state.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        line = QHBoxLayout(self)
        line.setContentsMargins(LEFT, 2, 24, 0)
        line.setSpacing(8)
        line.addWidget(self.state)
        # Where there is little room the rest is cut first; its tool tip and the payments say it whole.
        line.addWidget(self.facts)
        line.addWidget(self.rest, 1)
        line.addWidget(self.more)
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
            self.facts.setMinimumWidth(self.facts.sizeHint().width())
            self.rest.setText(rest_of(found))


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
    """What is still to come: ``To pay € 1,265.30``, once some of it came ``Open € 965.30 of € 1,265.30``."""
    say, sums = current(), found.balance
    agreed = say.money(sums.agreed, found.currency)
    if sums.over:
        over = say.money(sums.over, found.currency)
        return _("{amount} more than the {agreed} agreed", amount=over, agreed=agreed)
    if sums.received and not sums.open:
        return _("Received {amount}", amount=say.money(sums.received, found.currency))
    if sums.received:
        return _("Open {amount} of {agreed}", amount=say.money(sums.open, found.currency), agreed=agreed)
    return _("To pay {amount}", amount=agreed)


def rest_of(found: QuoteMoney) -> str:
    """``Next: Rest, € 965.30 · invoiced € 379.59``; '' when there is nothing more to say."""
    facts = [next_of(found)]
    if found.balance.invoiced:
        facts.append(_("invoiced {amount}", amount=current().money(found.balance.invoiced, found.currency)))
    return " · ".join(filter(None, facts))


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
