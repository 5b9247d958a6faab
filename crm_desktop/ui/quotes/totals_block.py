"""The totals of the open quote, painted in one go at every key press."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from crm_desktop.domain.quotes import QuoteTerms, QuoteTotals, TaxGroup
from crm_desktop.ui.quotes.cells import words_of_share
from crm_desktop.ui.theme import theme
from crm_desktop.words import _, current

WIDTH = 260
"""Of one column, with all the sums one under the other."""
BEFORE, BETWEEN, AFTER = 224, 24, 200
WIDE = BEFORE + BETWEEN + AFTER
"""Of two: what leads to the total, and beside it the total and what is paid of it."""
MOST_UNDER_EACH_OTHER = 5
ROW, DENSE_ROW = 24, 22
TOTAL_ROW = 40
TOTAL_SIZE = 18
GAP = 8
USUAL = 3
"""Net, one tax and the total: their room is there from the beginning, so that the first line moves nothing."""
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class Sum:
    """One line of the block; `chief` is the total, `short` what it says where its words have no room."""

    words: str
    amount: str
    chief: bool = False
    short: str = ""


def sums(terms: QuoteTerms, totals: QuoteTotals, tax_name: str) -> tuple[Sum, ...]:
    """What the block says, in order."""
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
    return tuple(found)


def payments_words(terms: QuoteTerms, totals: QuoteTotals) -> str:
    """``On order € 562.36 · On delivery € 843.53``; '' without a schedule."""
    say, currency = current(), totals.currency
    found = [
        f"{payment.label or _('Payment {number}', number=number)} {say.money(amount, currency)}"
        for number, (payment, amount) in enumerate(zip(terms.payments, totals.payments, strict=True), 1)
    ]
    if totals.payments_rest:
        found.append(f"{_('Left')} {say.money(totals.payments_rest, currency)}")
    return " · ".join(found)


def _tax_sum(group: TaxGroup, currency: str, tax_name: str, *, several: bool) -> Sum:
    say = current()
    short = words = f"{tax_name} {say.percent(group.rate)}"
    if several:
        words = _("{tax} on {base}", tax=short, base=say.amount(group.base, currency))
    return Sum(words, say.amount(group.tax, currency), short=short)


class TotalsBlock(QWidget):
    """Labels at the left, figures at the right, the total under a line.

    Many sums stand in two columns where there is room, so that they take none from the lines. It stands on its lower
    edge and keeps the height it once had for a quote: what is typed does not move its surroundings.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sums: tuple[Sum, ...] = ()
        self._room = WIDTH
        self._many = False
        self._high = 0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("Totals"))
        theme().changed.connect(self.update)
        self.begin()

    @property
    def in_two_columns(self) -> bool:
        """Whether the total stands beside what leads to it."""
        return self._many and self._room >= WIDE

    def set_room(self, room: int) -> None:
        """Says how wide it may be."""
        before = self.in_two_columns
        self._room = room
        if before != self.in_two_columns:
            self._high = self._needed()
            self.updateGeometry()
            self.update()

    def show_sums(self, shown: tuple[Sum, ...]) -> None:
        """Shows other sums."""
        if shown != self.sums:
            self.sums = shown
            self._many = self._many or len(shown) > MOST_UNDER_EACH_OTHER
            self.setAccessibleDescription("\n".join(f"{each.words}: {each.amount}" for each in shown))
            self._grow()
            self.update()

    def begin(self) -> None:
        """Forgets the quote before, with its height: a revision says the same sums, and needs the same room."""
        self.sums = ()
        self._many = False
        self._high = (USUAL - 1) * ROW + TOTAL_ROW
        self.updateGeometry()

    def _grow(self) -> None:
        wide = self.sizeHint().width() != self.width()
        if self._needed() > self._high or wide:
            self._high = self._needed() if wide else max(self._high, self._needed())
            self.updateGeometry()

    def columns(self) -> tuple[tuple[Sum, ...], ...]:
        """The sums as they stand beside each other."""
        if not self.in_two_columns:
            return (self.sums,)
        at = next((place for place, each in enumerate(self.sums) if each.chief), len(self.sums))
        return self.sums[:at], self.sums[at:]

    def _height_of(self, each: Sum) -> int:
        return TOTAL_ROW if each.chief else DENSE_ROW if self.in_two_columns else ROW

    def _needed(self) -> int:
        return max(sum(self._height_of(each) for each in column) for column in self.columns())

    def sizeHint(self) -> QSize:
        return QSize(WIDE if self.in_two_columns else WIDTH, self._high)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            columns = self.columns()
            widths = (BEFORE, AFTER) if len(columns) > 1 else (self.width(),)
            left = 0
            for column, width in zip(columns, widths, strict=True):
                # Two columns begin on one line, one stands on its lower edge.
                high = self._needed() if len(columns) > 1 else sum(self._height_of(each) for each in column)
                top = self.height() - high
                for each in column:
                    place = QRect(left, top, width, self._height_of(each))
                    _paint_sum(painter, place, each)
                    top += place.height()
                left += width + BETWEEN


def _paint_sum(painter: QPainter, place: QRect, each: Sum) -> None:
    """Paints one line; the total in large figures under a line of its own."""
    colors, fonts = theme().colors, theme().fonts
    font = fonts.base
    if each.chief:
        painter.fillRect(place.left(), place.top() + 4, place.width(), 1, colors.text)
        place = place.adjusted(0, 6, 0, 0)
        font = type(font)(fonts.strong)
        font.setPixelSize(TOTAL_SIZE)
    painter.setFont(font)
    painter.setPen(colors.text if each.chief else colors.muted)
    room = place.width() - painter.fontMetrics().horizontalAdvance(each.amount) - GAP
    fits = painter.fontMetrics().horizontalAdvance(each.words) <= room
    words = each.words if fits or not each.short else each.short
    words = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room)
    painter.drawText(place, _LEFT, words)
    painter.setPen(colors.text)
    painter.drawText(place, _RIGHT, each.amount)
