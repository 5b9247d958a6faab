"""Words and formats: one gettext catalogue for code with and without a window, and how a language writes values.

Screens use the current language through `_`, `N_` and `current()`; papers use the language of their customer through
`words_of(language)`. Formats are a small table checked against CLDR by a test (docs/decisions), because loading a
locale library costs a fifth of the start.
"""

from __future__ import annotations

import gettext
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from crm_desktop.domain.marks import N_ as N_  # noqa: PLC0414  (handed on to screens and services)
from crm_desktop.paths import resource

if TYPE_CHECKING:
    # The window is painted before any date or amount is written.
    from datetime import date, datetime
    from decimal import Decimal

DOMAIN = "crm"
SCREEN_LANGUAGES = ("en", "pt_PT", "pt_BR")
NO_BREAK = "\u00a0"
CONTEXT = "\x04"
"""What stands between the sense of a word and the word in a compiled catalogue (gettext's own mark)."""


@dataclass(frozen=True, slots=True)
class Format:
    """How a language writes numbers and dates.

    `date` is a strftime pattern with a four-digit year; `money` places ``{symbol}`` and ``{number}``.
    """

    decimal: str
    group: str
    date: str
    money: str
    month_first: bool = False


FORMATS = {
    "en": Format(".", ",", "%d/%m/%Y", "{symbol}" + NO_BREAK + "{number}"),
    "pt_PT": Format(",", NO_BREAK, "%d/%m/%Y", "{number}" + NO_BREAK + "{symbol}"),
    "pt_BR": Format(",", ".", "%d/%m/%Y", "{symbol}" + NO_BREAK + "{number}"),
    "es": Format(",", ".", "%d/%m/%Y", "{number}" + NO_BREAK + "{symbol}"),
    "fr": Format(",", "\u202f", "%d/%m/%Y", "{number}" + NO_BREAK + "{symbol}"),
}

SYMBOLS = {"EUR": "€", "BRL": "R$", "USD": "$", "GBP": "£", "JPY": "¥", "CHF": "CHF"}


def symbol(currency: str) -> str:
    """What stands for a currency beside its figures: ``€``, or its code where it has no sign of its own."""
    return SYMBOLS.get(currency, currency)


class Words:
    """One language: its translations and its way to write dates, numbers and money."""

    def __init__(self, language: str, translations: gettext.NullTranslations) -> None:
        self.language = language
        self.format = FORMATS[language]
        self._translations = translations

    def text(self, message: str, **values: object) -> str:
        """The translation of `message`, its ``{placeholders}`` filled with plain text."""
        translated = self._translations.gettext(message).rpartition(CONTEXT)[2] if message else ""
        return translated.format(**values) if values else translated

    def plural(self, one: str, many: str, count: int, **values: object) -> str:
        """The form for `count`, which fills ``{count}``."""
        chosen = self._translations.ngettext(one, many, count)
        return chosen.format(count=self.integer(count), **values)

    def date(self, day: date | None) -> str:
        """``21/11/2026``; nothing for None."""
        return day.strftime(self.format.date) if day is not None else ""

    def time(self, moment: datetime) -> str:
        """``21/11/2026 09:12`` (local wall time as given)."""
        return f"{self.date(moment.date())} {moment:%H:%M}"

    def integer(self, value: int) -> str:
        """``12 480`` grouped as the language does."""
        return f"{value:,}".replace(",", self.format.group)

    def number_of_bytes(self, size: int) -> str:
        """``820 kB``, ``4,1 MB``: for people, in thousands."""
        if size < 1_000_000:
            return self.integer(max(1, round(size / 1000))) + NO_BREAK + "kB"
        whole, tenth = divmod(round(size / 100_000), 10)
        return f"{self.integer(whole)}{self.format.decimal}{tenth}{NO_BREAK}MB"

    def number(self, value: Decimal, places: int | None = None) -> str:
        """A decimal with exactly `places` decimals, or with as many as it needs."""
        if places is None:
            value = value.normalize()
            places = max(0, -int(value.as_tuple().exponent))
        plain = f"{value:,.{places}f}"
        return plain.translate({ord(","): self.format.group, ord("."): self.format.decimal})

    def percent(self, value: Decimal) -> str:
        """``23 %``, ``9,975 %``."""
        return self.number(value) + NO_BREAK + "%"

    def amount(self, minor: int, currency: str) -> str:
        """The bare number of an amount in minor units: ``1 405,89``."""
        return self.number(_in_major(minor, currency), _digits(currency))

    def money(self, minor: int, currency: str) -> str:
        """An amount in minor units with its currency: ``1 405,89 €``."""
        return self._with_symbol(self.amount(abs(minor), currency), currency, below_zero=minor < 0)

    def short_money(self, minor: int, currency: str) -> str:
        """The same for narrow places: without its cents where there are none (``1 405 €``)."""
        whole = _in_major(abs(minor), currency)
        if whole != whole.to_integral_value():
            return self.money(minor, currency)
        return self._with_symbol(self.number(whole, 0), currency, below_zero=minor < 0)

    def round_money(self, minor: int, currency: str) -> str:
        """An amount as its order of magnitude, rounded to whole ones: ``1 406 €``."""
        from crm_desktop.domain.money import round_half_up  # see `_in_major`

        whole = round_half_up(_in_major(abs(minor), currency))
        return self._with_symbol(self.number(whole, 0), currency, below_zero=minor < 0)

    def unit_price(self, value: Decimal, currency: str) -> str:
        """A unit price with its currency: ``12,3456 €``."""
        return self._with_symbol(self.price(abs(value), currency), currency, below_zero=value < 0)

    def _with_symbol(self, number: str, currency: str, *, below_zero: bool) -> str:
        written = self.format.money.format(symbol=symbol(currency), number=number)
        return "-" + written if below_zero else written

    def price(self, value: Decimal, currency: str) -> str:
        """The bare number of a unit price: at least the currency's decimals, at most four."""
        needed = max(0, -int(value.normalize().as_tuple().exponent))
        return self.number(value, max(_digits(currency), min(4, needed)))


def _in_major(minor: int, currency: str) -> Decimal:
    from crm_desktop.domain.money import decimal_from_minor  # 3 ms before the first paint, which shows no amount

    return decimal_from_minor(minor, currency)


def _digits(currency: str) -> int:
    from crm_desktop.domain.money import minor_digits  # see above

    return minor_digits(currency)


@lru_cache(maxsize=8)
def words_of(language: str) -> Words:
    """The words of a language; one without a catalogue speaks English but keeps its own formats."""
    known = language if language in FORMATS else "en"
    return Words(known, _catalogue(resource("translations") / known / "LC_MESSAGES" / f"{DOMAIN}.mo"))


def _catalogue(file: Path) -> gettext.NullTranslations:
    # By hand, because gettext's own search for the file loads the locales of the whole world: 2 ms of the start.
    if not file.exists():
        return gettext.NullTranslations()
    with file.open("rb") as opened:
        return gettext.GNUTranslations(opened)


class _Current:
    """The language of the screens; set once at start and when the user chooses another."""

    words: Words | None = None


def set_language(language: str) -> Words:
    """Makes `language` the screens' language from now on."""
    _Current.words = words_of(language)
    return _Current.words


def current() -> Words:
    """The words of the screens' language (English until one is set)."""
    if _Current.words is None:
        return set_language("en")
    return _Current.words


def _(message: str, **values: object) -> str:
    """`message` in the screens' language."""
    return current().text(message, **values)


def NC_(sense: str, message: str) -> str:  # noqa: N802
    """Marks a word that is one in English and two elsewhere: `sense` tells translators, and the catalogue, which."""
    return sense + CONTEXT + message
