"""Numbers of one paper as they are printed: in the language of the paper, each value written once and remembered.

A quote of 5,000 lines has few different rates and units and not many different prices.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from crm_desktop.domain.quotes import Share, ShareKind
from crm_desktop.words import Words

FIGURE_SPACE = "\u2007"


class Figures:
    """Writes the numbers of a paper in `words`' language and `currency`."""

    def __init__(self, words: Words, currency: str) -> None:
        self._words = words
        self._currency = currency
        self._numbers: dict[Decimal, str] = {}
        self._prices: dict[Decimal, str] = {}
        self._percents: dict[Decimal, str] = {}
        self._aligned: dict[Decimal, str] = {}

    def number(self, value: Decimal) -> str:
        """A quantity with the decimals it needs."""
        written = self._numbers.get(value)
        if written is None:
            written = self._numbers[value] = self._words.number(value)
        return written

    def price(self, value: Decimal) -> str:
        """A unit price without its currency."""
        written = self._prices.get(value)
        if written is None:
            written = self._prices[value] = self._words.price(value, self._currency)
        return written

    def align_prices(self, prices: Iterable[Decimal]) -> None:
        """Learns the prices of a column, so that `aligned_price` sets their decimal signs under each other."""
        decimals = {price: self._decimals(self.price(price)) for price in prices}
        most = max(decimals.values(), default=0)
        for price, count in decimals.items():
            self._aligned[price] = self.price(price) + FIGURE_SPACE * (most - count)

    def aligned_price(self, value: Decimal) -> str:
        """A unit price, filled up with blanks of a figure's width."""
        return self._aligned[value]

    def percent(self, value: Decimal) -> str:
        """A percent with its sign."""
        written = self._percents.get(value)
        if written is None:
            written = self._percents[value] = self._words.percent(value)
        return written

    def amount(self, minor: int) -> str:
        """An amount without its currency."""
        return self._words.amount(minor, self._currency)

    def money(self, minor: int) -> str:
        """An amount with its currency."""
        return self._words.money(minor, self._currency)

    def share(self, share: Share) -> str:
        """A discount or deposit as it was agreed: ``5 %`` or ``10,00``."""
        return self.percent(share.value) if share.kind is ShareKind.PERCENT else self.price(share.value)

    def _decimals(self, written: str) -> int:
        """How many decimals a number is written with."""
        _, sign, decimals = written.rpartition(self._words.format.decimal)
        return len(decimals) if sign else 0
