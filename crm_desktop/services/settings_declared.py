"""What a setting is: how it is declared, read and grouped. The settings themselves are in `settings_table`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from crm_desktop.domain.country_profile import CountryProfile
from crm_desktop.words import N_, NC_

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
    PDF = "pdf"
    PIX = "pix"
    HOST = "host"


class Group(StrEnum):
    """The pages of the Settings window, in order."""

    BUSINESS = "business"
    COUNTRY = "country"
    QUOTES = "quotes"
    LOOK = "look"
    TEXTS = "texts"
    MAIL = "mail"
    MAIL_TEXTS = "mail_texts"
    WORK = "work"


GROUP_TITLES = {
    Group.BUSINESS: N_("Business"),
    Group.COUNTRY: N_("Country and taxes"),
    Group.QUOTES: N_("Quotes and numbers"),
    Group.LOOK: N_("Look"),
    Group.TEXTS: N_("Standard texts"),
    Group.MAIL: N_("E-mail"),
    Group.MAIL_TEXTS: N_("E-mail texts"),
    Group.WORK: N_("Jobs"),
}

DOUBTS = {
    Kind.TAX_ID: N_(
        "This number cannot be right: its check digits do not fit. It is kept as you typed it; look at it again."
    ),
    Kind.PHONE: N_("This is not a whole phone number. Look at it again."),
}
"""What is said of a value that is kept although it may be mistyped."""


REGION = NC_("taxes", "Region")
MAINLAND = N_("Mainland")
"""What is chosen where no region with rates of its own is."""


@dataclass(frozen=True, slots=True)
class Declared:
    """One setting.

    `default` is the value's text, or what makes it of the country's profile. `choices` are (value, label msgid) pairs.
    `minimum` and `maximum` bound whole numbers. An empty text is a value where `optional`; elsewhere it brings the
    default back. `countries` are those it is shown for, () for all.
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
    countries: tuple[str, ...] = ()


def same(values: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Choices that are called what they are."""
    return tuple((value, value) for value in values)


def yes_or_no() -> tuple[tuple[str, str], ...]:
    """The choices of a setting that is on or off."""
    return (YES, N_("Yes")), (NO, N_("No"))
