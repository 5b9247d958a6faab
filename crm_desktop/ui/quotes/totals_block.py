"""The totals of the open quote, painted in one go at every key press."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from crm_desktop.domain.quotes import QuoteTerms, QuoteTotals, TaxGroup
from crm_desktop.ui.quotes.cells import words_of_share
from crm_desktop.ui.theme import theme
from crm_desktop.words import _, current

WIDTH = 260
ROW = 24
TOTAL_ROW = 40
TOTAL_SIZE = 18
GAP = 8
MOST_SHOWN = 3
"""Payments named in the block; the page names all."""
USUAL = 3
"""Net, one tax and the total: their room is there from the beginning, so that the first line moves nothing."""
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class Sum:
    """One line of the block; `chief` is the total."""

    words: str
    amount: str
    chief: bool = False


def sums(terms: QuoteTerms, totals: QuoteTotals, tax_name: str, *, planned: bool = True) -> tuple[Sum, ...]:
    """What the block says, in order; the payments of the schedule only where they are `planned` still."""
    say = current()
    currency = totals.currency
    found = []
    if terms.discount is not None:
        share = words_of_share(terms.discount, currency)
        found.append(Sum(_("Subtotal"), say.amount(totals.lines_sum, currency)))
        found.append(Sum(_("Discount {share}", share=share), say.amount(-totals.discount, currency)))
    if totals.taxes and (tax_name or totals.tax):
        found.append(Sum(_("Net"), say.amount(totals.net, currency)))
        several = len(totals.taxes) > 1
        found += [_tax_sum(group, currency, tax_name or _("Tax"), several=several) for group in totals.taxes]
    found.append(Sum(_("Total"), say.money(totals.total, currency), chief=True))
    if terms.withholding is not None:
        words = _("Withholding {percent}", percent=say.percent(terms.withholding))
        found.append(Sum(words, say.amount(-totals.withholding, currency)))
    if totals.rounding:
        found.append(Sum(_("Rounding"), say.amount(totals.rounding, currency)))
    if terms.withholding is not None or totals.rounding:
        found.append(Sum(_("To pay"), say.money(totals.payable, currency)))
    if terms.deposit is not None:
        words = _("Deposit {share}", share=words_of_share(terms.deposit, currency))
        found.append(Sum(words, say.amount(totals.deposit, currency)))
    if planned and terms.payments:
        found += _payment_sums(terms, totals)
    return tuple(found)


def _payment_sums(terms: QuoteTerms, totals: QuoteTotals) -> Iterator[Sum]:
    """The first payments of the schedule by name; of a long one how many follow."""
    say, currency = current(), totals.currency
    pairs = list(zip(terms.payments, totals.payments, strict=True))
    for number, (payment, amount) in enumerate(pairs[:MOST_SHOWN], 1):
        yield Sum(payment.label or _("Payment {number}", number=number), say.amount(amount, currency))
    if len(pairs) > MOST_SHOWN:
        words = say.plural("{count} more payment", "{count} more payments", len(pairs) - MOST_SHOWN)
        yield Sum(words, say.amount(sum(amount for _payment, amount in pairs[MOST_SHOWN:]), currency))
    if totals.payments_rest:
        yield Sum(_("Left"), say.amount(totals.payments_rest, currency))


def _tax_sum(group: TaxGroup, currency: str, tax_name: str, *, several: bool) -> Sum:
    say = current()
    words = f"{tax_name} {say.percent(group.rate)}"
    if several:
        words = _("{tax} on {base}", tax=words, base=say.amount(group.base, currency))
    return Sum(words, say.amount(group.tax, currency))


class TotalsBlock(QWidget):
    """Labels at the left, figures at the right, the total under a line.

    It stands on its lower edge and keeps the height it once had for a quote: what is typed does not move its
    surroundings.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sums: tuple[Sum, ...] = ()
        self._most = USUAL
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("Totals"))
        theme().changed.connect(self.update)

    def show_sums(self, shown: tuple[Sum, ...]) -> None:
        """Shows other sums."""
        if shown != self.sums:
            higher = len(shown) > self._most
            self._most = max(self._most, len(shown))
            self.sums = shown
            self.setAccessibleDescription("\n".join(f"{each.words}: {each.amount}" for each in shown))
            if higher:
                self.updateGeometry()
            self.update()

    def begin(self) -> None:
        """Forgets the quote before, with its height: a revision says the same sums, and needs the same room."""
        self.sums = ()
        self._most = USUAL
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, self._most * ROW + TOTAL_ROW - ROW)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            colors, fonts = theme().colors, theme().fonts
            top = self.height() - sum(TOTAL_ROW if each.chief else ROW for each in self.sums)
            for each in self.sums:
                height = TOTAL_ROW if each.chief else ROW
                place = QRect(0, top, self.width(), height)
                font = fonts.base
                if each.chief:
                    painter.fillRect(0, top + 4, self.width(), 1, colors.text)
                    place.setTop(top + 6)
                    font = type(font)(fonts.strong)
                    font.setPixelSize(TOTAL_SIZE)
                painter.setFont(font)
                painter.setPen(colors.text if each.chief else colors.muted)
                room = self.width() - painter.fontMetrics().horizontalAdvance(each.amount) - GAP
                words = painter.fontMetrics().elidedText(each.words, Qt.TextElideMode.ElideRight, room)
                painter.drawText(place, _LEFT, words)
                painter.setPen(colors.text)
                painter.drawText(place, _RIGHT, each.amount)
                top += height
