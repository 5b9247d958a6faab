"""Every setting of the business, declared as data: what the Settings window shows and `settings` on the command line.

Values are kept as text in the table `setting`; one that was never set follows the profile of the country. What belongs
to this machine rather than to the business (screen language, theme, window) is kept outside the file.
"""

from __future__ import annotations

import json
from collections.abc import Iterable

from crm_desktop.domain.countries import OTHER, PROFILES
from crm_desktop.domain.country_profile import CountryProfile, TaxPreset
from crm_desktop.domain.dates import FIRST_YEAR, LAST_YEAR
from crm_desktop.domain.mail import Security
from crm_desktop.domain.money import CURRENCIES, shortest
from crm_desktop.domain.numbering import MOST, NumberRule
from crm_desktop.domain.quotes import PriceMode
from crm_desktop.services.mail_defaults import BODIES, SUBJECTS
from crm_desktop.services.settings_declared import MAINLAND, NO, REGION, YES, Declared, Group, Kind, same
from crm_desktop.services.settings_look import LOOK
from crm_desktop.words import FORMATS, N_

DOCUMENT_LANGUAGES = tuple(FORMATS)
LANGUAGE_NAMES = {
    "en": N_("English"),
    "pt_PT": N_("Portuguese (Portugal)"),
    "pt_BR": N_("Portuguese (Brazil)"),
    "es": N_("Spanish"),
    "fr": N_("French"),
}


def write_rates(rates: Iterable[TaxPreset]) -> str:
    """Rates as the text of ``tax.rates``: a JSON list of objects with rate, label, reason, code, category."""
    listed = [
        {"rate": shortest(one.rate), "label": one.label, "reason": one.reason, "code": one.code}
        | ({"category": one.category} if one.category else {})
        for one in rates
    ]
    return json.dumps(listed, ensure_ascii=False)


def _rates(country: CountryProfile) -> str:
    return write_rates(country.tax_presets)


def _first_rate(country: CountryProfile) -> str:
    return shortest(country.default_tax.rate)


_DIVIDED = tuple(one for one in PROFILES.values() if one.regions)

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
        "country.region",
        Kind.CHOICE,
        Group.COUNTRY,
        REGION,
        N_("Where the work is done: some parts of a country have tax rates of their own."),
        choices=(("", MAINLAND), *((one.code, one.name) for country in _DIVIDED for one in country.regions)),
        countries=tuple(country.code for country in _DIVIDED),
    ),
    Declared(
        "currency",
        Kind.CHOICE,
        Group.COUNTRY,
        N_("Currency"),
        N_("What new deals, quotes and jobs are counted in; old ones keep theirs."),
        default=lambda country: country.currency,
        choices=same(tuple(sorted(CURRENCIES))),
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
        "business.software_certificate",
        Kind.LINE,
        Group.COUNTRY,
        N_("Certificate of your invoicing software"),
        N_("The number of the certified program you make invoices with, printed on quotes; empty for none."),
        countries=tuple(one.code for one in PROFILES.values() if one.certified_software),
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

_FOLLOW_UP = Declared(
    "quote.follow_up_days",
    Kind.WHOLE,
    Group.QUOTES,
    N_("Follow up after days"),
    N_("So many days after it was sent, a quote without an answer comes up again."),
    default="7",
    minimum=1,
    maximum=365,
    optional=False,
)

TEXT_KEYS = ("quote.intro", "quote.closing", "quote.payment_terms")
_TEXT_LABELS = (N_("Introduction"), N_("Closing words"), N_("Payment terms"))
_TEXTS = tuple(
    Declared(f"{key}.{language}", Kind.TEXT, Group.TEXTS, label, LANGUAGE_NAMES[language])
    for language in DOCUMENT_LANGUAGES
    for key, label in zip(TEXT_KEYS, _TEXT_LABELS, strict=True)
)

_MAIL = (
    Declared(
        "mail.name", Kind.LINE, Group.MAIL, N_("Your name"), N_("As it stands in the mail; empty for the business.")
    ),
    Declared("mail.address", Kind.EMAIL, Group.MAIL, N_("Your address"), N_("Empty for the e-mail of the business.")),
    Declared("mail.host", Kind.HOST, Group.MAIL, N_("Server for outgoing mail"), N_("Like smtp.example.com.")),
    Declared(
        "mail.security",
        Kind.CHOICE,
        Group.MAIL,
        N_("Security"),
        default=Security.STARTTLS,
        choices=(
            (Security.STARTTLS, N_("STARTTLS (port 587)")),
            (Security.TLS, N_("TLS (port 465)")),
            (Security.NONE, N_("None, to this computer only")),
        ),
        optional=False,
    ),
    Declared(
        "mail.port", Kind.WHOLE, Group.MAIL, N_("Port"), N_("Empty for the usual one."), minimum=1, maximum=65_535
    ),
    Declared("mail.user", Kind.LINE, Group.MAIL, N_("User"), N_("Mostly your address; empty for no login.")),
)
_MAIL_TEXTS = tuple(
    Declared(
        f"{key}.{language}", kind, Group.MAIL_TEXTS, label, LANGUAGE_NAMES[language], texts[language], optional=False
    )
    for language in DOCUMENT_LANGUAGES
    for key, kind, label, texts in (
        ("mail.subject", Kind.LINE, N_("Subject"), SUBJECTS),
        ("mail.body", Kind.TEXT, N_("Text"), BODIES),
    )
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

SETTINGS = {
    one.key: one for one in (*_BUSINESS, *_COUNTRY, *_QUOTES, *LOOK, _FOLLOW_UP, *_TEXTS, *_MAIL, *_MAIL_TEXTS, *_WORK)
}
