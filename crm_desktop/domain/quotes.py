"""A quote's computable part: plain frozen values, no arithmetic (that is `quote_arithmetic`)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class QuoteStatus(StrEnum):
    """Where a quote stands. *Expired* is computed (`is_expired`), never stored."""

    DRAFT = "draft"
    ISSUED = "issued"
    SENT = "sent"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    SUPERSEDED = "superseded"


class PriceMode(StrEnum):
    """Whether unit prices are entered without tax (net) or with it (gross)."""

    NET = "net"
    GROSS = "gross"


class LineKind(StrEnum):
    """What a line of a quote is. Only items carry amounts."""

    ITEM = "item"
    SECTION = "section"
    TEXT = "text"
    SUBTOTAL = "subtotal"
    PAGE_BREAK = "page_break"


class LineRole(StrEnum):
    """Standard lines count in the totals; optional and alternative ones are only priced."""

    STANDARD = "standard"
    OPTIONAL = "optional"
    ALTERNATIVE = "alternative"


class ShareKind(StrEnum):
    """How a discount or deposit is given."""

    PERCENT = "percent"
    AMOUNT = "amount"


class TaxCategory(StrEnum):
    """Why a line is taxed as it is: the codes of UNCL5305 that EN 16931 allows and quotes need."""

    STANDARD = "S"
    ZERO = "Z"
    EXEMPT = "E"
    REVERSE_CHARGE = "AE"
    INTRA_COMMUNITY = "K"
    EXPORT = "G"
    NOT_SUBJECT = "O"


class AcceptanceHow(StrEnum):
    """How a customer said yes."""

    EMAIL = "email"
    PHONE = "phone"
    SIGNED = "signed"
    FORM = "form"
    IN_PERSON = "in_person"
    MESSAGE = "message"


class TemplateKind(StrEnum):
    """What is kept to be used again: a whole quote, or a group of lines."""

    QUOTE = "quote"
    LINES = "lines"


@dataclass(frozen=True, slots=True)
class Share:
    """A discount or deposit: a percentage (7.5 = 7.5 %) or an amount in major units of the currency."""

    kind: ShareKind
    value: Decimal


@dataclass(frozen=True, slots=True)
class Line:
    """One line. Amounts are Decimal in major units with at most four decimals; rates are percents (23 = 23 %).

    `cost` is the own cost of one unit (never printed). `tax_category` is a code of UNCL5305 (`TaxCategory`), '' where
    the rate and the reason say enough. `hide_prices`, of a section: only its sum is printed, not what makes it.
    """

    kind: LineKind = LineKind.ITEM
    description: str = ""
    quantity: Decimal = Decimal(1)
    unit: str = ""
    unit_price: Decimal = Decimal(0)
    discount: Share | None = None
    tax_rate: Decimal = Decimal(0)
    tax_reason: str = ""
    role: LineRole = LineRole.STANDARD
    cost: Decimal | None = None
    tax_category: str = ""
    hide_prices: bool = False


@dataclass(frozen=True, slots=True)
class PlannedPayment:
    """One instalment of the payment schedule: a share of what is payable, when it falls due, and what it is called.

    `label` is the user's own words ("On order"); `due` None where the label says when.
    """

    label: str
    share: Share
    due: dt.date | None = None


@dataclass(frozen=True, slots=True)
class QuoteTerms:
    """Everything the totals depend on. `withholding` is a percent of the net after discount.

    `cash_rounding`: what is payable is rounded to a multiple of so many minor units (5 = 0.05 CHF), 0 for not at all.
    `payments`: the schedule; a quote has a deposit or a schedule, not both.
    """

    currency: str
    lines: tuple[Line, ...]
    price_mode: PriceMode = PriceMode.NET
    discount: Share | None = None
    withholding: Decimal | None = None
    deposit: Share | None = None
    cash_rounding: int = 0
    payments: tuple[PlannedPayment, ...] = ()


@dataclass(frozen=True, slots=True)
class TaxGroup:
    """One (rate, reason) group. `base` is always net; `gross` is base + tax. Integers: minor units."""

    rate: Decimal
    reason: str
    base: int
    tax: int
    gross: int


@dataclass(frozen=True, slots=True)
class QuoteTotals:
    """The one result that editor, list, paper and export show. Integers: minor units of `currency`.

    `lines` has one entry per line of the terms, in order: the rounded line amount (net or gross by price mode)
    for items of any role, None for other kinds. `discount` is the document discount taken from the sum of
    standard lines, in the price mode's terms. `net` is after discount; `total` = net + tax;
    `payable` = total - withholding + `rounding` (BT-114 of EN 16931, which may be negative). `payments` has one amount
    per planned payment, in order; `payments_rest` is what the schedule leaves of what is payable.
    """

    currency: str
    price_mode: PriceMode
    lines: tuple[int | None, ...]
    lines_sum: int
    discount: int
    net: int
    taxes: tuple[TaxGroup, ...]
    tax: int
    total: int
    withholding: int
    payable: int
    deposit: int
    rounding: int = 0
    payments: tuple[int, ...] = ()
    payments_rest: int = 0
