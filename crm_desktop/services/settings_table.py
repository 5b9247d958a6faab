"""Every setting of the business, declared as data: what the Settings window shows and `settings` on the command line.

Values are kept as text in the table `setting`; one that was never set follows the profile of the country. What belongs
to this machine rather than to the business (screen language, theme, window) is kept outside the file.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from crm_desktop.domain.countries import OTHER, PROFILES
from crm_desktop.domain.country_profile import CountryProfile, TaxPreset
from crm_desktop.domain.dates import FIRST_YEAR, LAST_YEAR
from crm_desktop.domain.money import CURRENCIES, shortest
from crm_desktop.domain.numbering import MOST, NumberRule
from crm_desktop.domain.quotes import PriceMode
from crm_desktop.words import FORMATS, N_

DOCUMENT_LANGUAGES = tuple(FORMATS)
LANGUAGE_NAMES = {
    "en": N_("English"),
    "pt_PT": N_("Portuguese (Portugal)"),
    "pt_BR": N_("Portuguese (Brazil)"),
    "es": N_("Spanish"),
    "fr": N_("French"),
}
PAGE_SIZES = ("A4", "Letter")
YES, NO = "yes", "no"


class Kind(StrEnum):
    """How the text of a setting is read, checked and edited."""

    LINE = "line"
    TEXT = "text"
    EMAIL = "email"
    PHONE = "phone"
    TAX_ID = "tax_id"
    BANK = "bank"
    COLOUR = "colour"
    CHOICE = "choice"
    WHOLE = "whole"
    PERCENT = "percent"
    PRICE = "price"
    RATES = "rates"
    NUMBERING = "numbering"
    IMAGE = "image"


class Group(StrEnum):
    """The pages of the Settings window, in order."""

    BUSINESS = "business"
    COUNTRY = "country"
    QUOTES = "quotes"
    TEXTS = "texts"
    WORK = "work"


GROUP_TITLES = {
    Group.BUSINESS: N_("Business"),
    Group.COUNTRY: N_("Country and taxes"),
    Group.QUOTES: N_("Quotes and numbers"),
    Group.TEXTS: N_("Standard texts"),
    Group.WORK: N_("Jobs"),
}

DOUBTS = {
    Kind.TAX_ID: N_("The check digits do not fit. Look at the number again."),
    Kind.PHONE: N_("This is not a whole phone number. Look at it again."),
}
"""What is said of a value that is kept although it may be mistyped."""


@dataclass(frozen=True, slots=True)
class Declared:
    """One setting.

    `default` is the value's text, or what makes it of the country's profile. `choices` are (value, label msgid) pairs.
    `minimum` and `maximum` bound whole numbers. An empty text is a value where `optional`; elsewhere it brings the
    default back.
    """

    key: str
    kind: Kind
    group: Group
    label: str
    help: str = ""
    default: str | Callable[[CountryProfile], str] = ""
    choices: tuple[tuple[str, str], ...] = ()
    minimum: int = 0
    maximum: int = 0
    optional: bool = True


def write_rates(rates: Iterable[TaxPreset]) -> str:
    """Rates as the text of ``tax.rates``: a JSON list of objects with rate, label, reason and code."""
    listed = [{"rate": shortest(one.rate), "label": one.label, "reason": one.reason, "code": one.code} for one in rates]
    return json.dumps(listed, ensure_ascii=False)


def _rates(country: CountryProfile) -> str:
    return write_rates(country.tax_presets)


def _first_rate(country: CountryProfile) -> str:
    return shortest(country.default_tax.rate)


def _same(values: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    return tuple((value, value) for value in values)


_BUSINESS = (
    Declared("business.name", Kind.LINE, Group.BUSINESS, N_("Name"), N_("The name quotes and summaries carry.")),
    Declared("business.tagline", Kind.LINE, Group.BUSINESS, N_("Tagline"), N_("One line printed under the name.")),
    Declared("business.person", Kind.LINE, Group.BUSINESS, N_("Contact person")),
    Declared("business.address", Kind.TEXT, Group.BUSINESS, N_("Address"), N_("As printed, without the name.")),
    Declared("business.tax_id", Kind.TAX_ID, Group.BUSINESS, N_("Tax number")),
    Declared("business.email", Kind.EMAIL, Group.BUSINESS, N_("E-mail")),
    Declared("business.phone", Kind.PHONE, Group.BUSINESS, N_("Phone")),
    Declared("business.web", Kind.LINE, Group.BUSINESS, N_("Website")),
    Declared(
        "business.bank",
        Kind.BANK,
        Group.BUSINESS,
        N_("Bank details"),
        N_("IBAN, Pix key or whatever a customer needs to pay you."),
    ),
    Declared(
        "business.logo", Kind.IMAGE, Group.BUSINESS, N_("Logo"), N_("A PNG or JPEG picture, printed at the top right.")
    ),
    Declared(
        "business.accent",
        Kind.COLOUR,
        Group.BUSINESS,
        N_("Accent colour"),
        N_("The one colour of your documents, like #0E7C7B."),
        default="#0E7C7B",
        optional=False,
    ),
)

_COUNTRY = (
    Declared(
        "country",
        Kind.CHOICE,
        Group.COUNTRY,
        N_("Country"),
        N_("Gives taxes, notices and the validity of quotes their defaults."),
        default=OTHER,
        choices=tuple((one.code, one.name) for one in PROFILES.values()),
        optional=False,
    ),
    Declared(
        "currency",
        Kind.CHOICE,
        Group.COUNTRY,
        N_("Currency"),
        N_("What new deals, quotes and jobs are counted in; old ones keep theirs."),
        default=lambda country: country.currency,
        choices=_same(tuple(sorted(CURRENCIES))),
        optional=False,
    ),
    Declared(
        "language",
        Kind.CHOICE,
        Group.COUNTRY,
        N_("Language of documents"),
        N_("Used where a customer has no language of their own."),
        default=lambda country: country.language,
        choices=tuple(LANGUAGE_NAMES.items()),
        optional=False,
    ),
    Declared(
        "tax.rates",
        Kind.RATES,
        Group.COUNTRY,
        N_("Tax rates"),
        N_("The rates offered in quotes and in the catalogue, each with the reason an exempt one has to carry."),
        default=_rates,
    ),
    Declared(
        "tax.default",
        Kind.PERCENT,
        Group.COUNTRY,
        N_("Usual tax rate"),
        N_("What a new line or catalogue item begins with, in percent."),
        default=_first_rate,
        optional=False,
    ),
    Declared(
        "quote.withholding",
        Kind.PERCENT,
        Group.COUNTRY,
        N_("Withholding"),
        N_("The percentage business customers keep back for the tax office; empty for none."),
    ),
)

_QUOTES = (
    Declared(
        "quote.price_mode",
        Kind.CHOICE,
        Group.QUOTES,
        N_("Prices"),
        default=PriceMode.NET,
        choices=((PriceMode.NET, N_("Without tax")), (PriceMode.GROSS, N_("With tax included"))),
        optional=False,
    ),
    Declared(
        "quote.validity_days",
        Kind.WHOLE,
        Group.QUOTES,
        N_("Validity in days"),
        default=lambda country: str(country.validity_days),
        minimum=0,
        maximum=3650,
        optional=False,
    ),
    Declared(
        "quote.page_size",
        Kind.CHOICE,
        Group.QUOTES,
        N_("Page size"),
        default=lambda country: country.page_size,
        choices=_same(PAGE_SIZES),
        optional=False,
    ),
    Declared(
        "numbering.quote.pattern",
        Kind.NUMBERING,
        Group.QUOTES,
        N_("Quote number"),
        N_("Text with the fields {year}, {yy}, {month}, {seq:4}, {client} and {series}."),
        default=NumberRule().pattern,
        optional=False,
    ),
    Declared(
        "numbering.quote.series",
        Kind.NUMBERING,
        Group.QUOTES,
        N_("Series"),
        N_("Letters and digits for the field {series}; each series counts for itself."),
    ),
    Declared(
        "numbering.quote.yearly",
        Kind.CHOICE,
        Group.QUOTES,
        N_("Numbers begin again"),
        default=YES,
        choices=((YES, N_("Every year")), (NO, N_("Never"))),
        optional=False,
    ),
    Declared(
        "numbering.quote.start",
        Kind.WHOLE,
        Group.QUOTES,
        N_("First number"),
        N_("For a business that has issued quotes before with another program."),
        default="1",
        minimum=1,
        maximum=MOST,
        optional=False,
    ),
    Declared(
        "numbering.quote.start_year",
        Kind.WHOLE,
        Group.QUOTES,
        N_("Year of the first number"),
        N_("The only year that begins with the first number; empty for every year."),
        minimum=FIRST_YEAR,
        maximum=LAST_YEAR,
    ),
)

TEXT_KEYS = ("quote.intro", "quote.closing", "quote.payment_terms")
_TEXT_LABELS = (N_("Introduction"), N_("Closing words"), N_("Payment terms"))
_TEXTS = tuple(
    Declared(f"{key}.{language}", Kind.TEXT, Group.TEXTS, label, LANGUAGE_NAMES[language])
    for language in DOCUMENT_LANGUAGES
    for key, label in zip(TEXT_KEYS, _TEXT_LABELS, strict=True)
)

_WORK = (
    Declared(
        "job.hour_price",
        Kind.PRICE,
        Group.WORK,
        N_("Price of an hour"),
        N_("What an hour of work costs the customer, as jobs propose it."),
        default="0",
        optional=False,
    ),
)

SETTINGS = {one.key: one for one in (*_BUSINESS, *_COUNTRY, *_QUOTES, *_TEXTS, *_WORK)}
