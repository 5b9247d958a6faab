"""People and companies: their kinds, channels and life cycle."""

from __future__ import annotations

from enum import StrEnum


class ContactKind(StrEnum):
    """A contact is a person or a company."""

    PERSON = "person"
    COMPANY = "company"


class Lifecycle(StrEnum):
    """How far a contact has come towards buying (suspect -> prospect -> qualified -> customer -> former)."""

    SUSPECT = "suspect"
    PROSPECT = "prospect"
    QUALIFIED = "qualified"
    CUSTOMER = "customer"
    FORMER = "former"


class ChannelKind(StrEnum):
    """A way to reach a contact."""

    PHONE = "phone"
    EMAIL = "email"
    ADDRESS = "address"
    WEB = "web"


class ChannelUse(StrEnum):
    """What a channel is for. Phones: all; the other kinds: work, home, billing, other."""

    MOBILE = "mobile"
    WORK = "work"
    HOME = "home"
    FAX = "fax"
    PAGER = "pager"
    BILLING = "billing"
    OTHER = "other"
