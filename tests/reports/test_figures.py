"""Numbers of a paper: as its language writes them, prices with their decimals under each other."""

from __future__ import annotations

from decimal import Decimal

from crm_desktop.domain.quotes import Share, ShareKind
from crm_desktop.reports.figures import FIGURE_SPACE, Figures
from crm_desktop.words import words_of


def test_prices_are_filled_up_to_the_longest_of_their_column() -> None:
    figures = Figures(words_of("pt_BR"), "BRL")
    prices = [Decimal(5), Decimal("1234.5"), Decimal("0.0001")]
    figures.align_prices(prices)
    assert [figures.aligned_price(price) for price in prices] == [
        "5,00" + FIGURE_SPACE * 2,
        "1.234,50" + FIGURE_SPACE * 2,
        "0,0001",
    ]


def test_prices_alike_need_no_filling_and_currencies_without_cents_none() -> None:
    euros, yen = Figures(words_of("en"), "EUR"), Figures(words_of("en"), "JPY")
    euros.align_prices([Decimal(5), Decimal("1234.5")])
    yen.align_prices([Decimal(5), Decimal(1_234)])
    assert euros.aligned_price(Decimal("1234.5")) == "1,234.50"
    assert yen.aligned_price(Decimal(1_234)) == "1,234"


def test_a_share_is_written_as_it_was_agreed() -> None:
    figures = Figures(words_of("pt_PT"), "EUR")
    assert figures.share(Share(ShareKind.PERCENT, Decimal("7.5"))) == "7,5\u00a0%"
    assert figures.share(Share(ShareKind.AMOUNT, Decimal("7.5"))) == "7,50"


def test_equal_values_written_twice_are_the_same() -> None:
    figures = Figures(words_of("en"), "EUR")
    assert figures.number(Decimal("1.50")) == figures.number(Decimal("1.5")) == "1.5"
