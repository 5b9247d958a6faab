"""Words and formats: every language writes numbers, dates and money as CLDR says it does, but for what is said here.

What differs from CLDR on purpose: English writes days before months, as the countries around the North Sea do (CLDR’s
bare ``en`` is American), and sets a space between symbol and number; days and months always have two digits and years
four, so that columns of dates stand straight; thousands are grouped from four digits on, which CLDR does in Spanish
and European Portuguese from five only; a percent sign has a space before it in every language, as in ISO 80000; and a
symbol is the one its own country uses (``$``, never ``US$``), because a quote has one currency.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from babel import Locale
from babel.numbers import format_currency, format_decimal, get_decimal_symbol, get_group_symbol

from crm_desktop.words import FORMATS, N_, NO_BREAK, _, current, set_language, words_of

AMOUNTS = (0, 1, 99, 100, 140589, 1234567, 100000000, 123456789012)
CLDR_NAMES = {"en": "en_GB"}
languages = pytest.mark.parametrize("language", FORMATS)


def cldr(language: str) -> Locale:
    """The locale of CLDR whose customs a language follows."""
    return Locale.parse(CLDR_NAMES.get(language, language))


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    yield
    set_language("en")


@languages
def test_decimals_and_groups_are_marked_as_in_cldr(language: str) -> None:
    form = FORMATS[language]
    assert (form.decimal, form.group) == (get_decimal_symbol(cldr(language)), get_group_symbol(cldr(language)))


@languages
@pytest.mark.parametrize("text", ["0", "7", "999", "1000", "-1234.5", "12480", "1234567.891", "0.0001"])
def test_numbers_are_written_as_in_cldr(language: str, text: str) -> None:
    number = Decimal(text)
    assert words_of(language).number(number) == format_decimal(number, "#,##0.####", cldr(language))


@languages
def test_dates_are_in_the_order_of_cldr_with_two_digits_for_days_and_four_for_years(language: str) -> None:
    pattern = cldr(language).datetime_skeletons["yMd"].pattern
    for letter, directive in (("d", "%d"), ("M", "%m"), ("y", "%Y")):
        pattern = re.sub(rf"(?<!%){letter}+", directive, pattern)
    assert FORMATS[language].date == pattern
    assert words_of(language).date(dt.date(2026, 2, 1)) == "01/02/2026"


@languages
@pytest.mark.parametrize("minor", [*AMOUNTS, *(-minor for minor in AMOUNTS if minor)])
def test_money_is_written_as_in_cldr(language: str, minor: int) -> None:
    written = words_of(language).money(minor, "EUR")
    expected = format_currency(Decimal(minor) / 100, "EUR", locale=cldr(language))
    if language == "en":
        expected = expected.replace("€", "€" + NO_BREAK)
    assert written == expected


@languages
def test_money_never_breaks_between_number_and_symbol(language: str) -> None:
    assert " " not in words_of(language).money(123456789, "BRL")


def test_money_has_the_decimals_of_its_currency() -> None:
    words = words_of("pt_BR")
    assert words.money(1405, "JPY") == f"¥{NO_BREAK}1.405"
    assert words.money(1405, "BRL") == f"R${NO_BREAK}14,05"


def test_a_currency_without_a_symbol_is_named_by_its_code() -> None:
    assert words_of("pt_PT").money(250000, "MZN") == f"2{NO_BREAK}500,00{NO_BREAK}MZN"


@pytest.mark.parametrize(
    ("value", "written"), [("12", "12,00"), ("12.3456", "12,3456"), ("12.34567", "12,3457"), ("12.340", "12,34")]
)
def test_a_price_has_the_decimals_of_its_currency_and_at_most_four(value: str, written: str) -> None:
    assert words_of("pt_PT").price(Decimal(value), "EUR") == written


@pytest.mark.parametrize(("size", "written"), [(0, "1 kB"), (820_400, "820 kB"), (4_060_000, "4,1 MB")])
def test_sizes_are_told_in_thousands(size: int, written: str) -> None:
    assert words_of("pt_PT").number_of_bytes(size) == written.replace(" ", NO_BREAK)


def test_a_percentage_has_as_many_decimals_as_it_needs() -> None:
    words = words_of("fr")
    assert [words.percent(Decimal(text)) for text in ("23", "9.975", "20.00")] == [
        f"23{NO_BREAK}%",
        f"9,975{NO_BREAK}%",
        f"20{NO_BREAK}%",
    ]


def test_a_moment_has_its_day_and_its_minute() -> None:
    assert words_of("pt_PT").time(dt.datetime(2026, 11, 21, 9, 5, 59, tzinfo=dt.UTC)) == "21/11/2026 09:05"


def test_no_day_is_nothing() -> None:
    assert words_of("en").date(None) == ""


def test_counts_are_grouped_and_choose_their_form() -> None:
    words = words_of("pt_PT")
    assert words.plural("{count} deal", "{count} deals", 1) == "1 negócio"
    assert words.plural("{count} deal", "{count} deals", 12480) == f"12{NO_BREAK}480 negócios"


def test_none_is_many_in_european_portuguese_and_one_in_brazilian() -> None:
    assert words_of("pt_PT").plural("{count} deal", "{count} deals", 0) == "0 negócios"
    assert words_of("pt_BR").plural("{count} deal", "{count} deals", 0) == "0 negócio"


def test_what_fills_a_place_is_never_read_as_a_place() -> None:
    assert words_of("pt_PT").text("Quote {number}", number="{number} %s") == "Orçamento {number} %s"


def test_nothing_is_translated_to_nothing() -> None:
    assert words_of("pt_PT").text("") == ""


@pytest.mark.parametrize(("language", "quote"), [("es", "Presupuesto"), ("fr", "Devis")])
def test_a_language_of_papers_says_what_papers_say_and_nothing_of_screens(language: str, quote: str) -> None:
    words = words_of(language)
    assert (words.text("Quote"), words.text("Quit")) == (quote, "Quit")
    assert words.number(Decimal("1.5")) == "1,5"


def test_a_language_without_a_catalogue_speaks_english_in_its_own_formats(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("crm_desktop.words.resource", tmp_path.joinpath)
    words = words_of.__wrapped__("es")
    assert words.text("Quote") == "Quote"
    assert words.number(Decimal("1.5")) == "1,5"


def test_an_unknown_language_is_english() -> None:
    assert words_of("tlh").language == "en"


def test_the_screens_follow_the_language_that_was_set_last() -> None:
    quote = N_("Quote")
    set_language("pt_BR")
    assert (_(quote), current().language) == ("Orçamento", "pt_BR")
    set_language("en")
    assert _(quote) == "Quote"


def test_narrow_places_leave_out_cents_that_are_none() -> None:
    words = words_of("pt_PT")
    assert words.short_money(140500, "EUR") == f"1{NO_BREAK}405{NO_BREAK}€"
    assert words.short_money(140589, "EUR") == words.money(140589, "EUR")
    assert words.short_money(-140500, "EUR") == f"-1{NO_BREAK}405{NO_BREAK}€"
    assert words.short_money(1405, "JPY") == f"1{NO_BREAK}405{NO_BREAK}¥"
    assert words.round_money(140550, "EUR") == f"1{NO_BREAK}406{NO_BREAK}€"


def test_a_unit_price_stands_beside_its_currency_as_an_amount_does() -> None:
    assert words_of("pt_PT").unit_price(Decimal("12.3456"), "EUR") == f"12,3456{NO_BREAK}€"
    assert words_of("pt_BR").unit_price(Decimal(-12), "BRL") == f"-R${NO_BREAK}12,00"
    assert words_of("en").unit_price(Decimal(5), "CHF") == f"CHF{NO_BREAK}5.00"
