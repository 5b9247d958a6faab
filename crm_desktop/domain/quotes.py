"""A quote's computable part: plain frozen values, no arithmetic (that is `quote_arithmetic`)."""

from __future__ import annotations

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


@dataclass(frozen=True, slots=True)
class Share:
    """A discount or deposit: a percentage (7.5 = 7.5 %) or an amount in major units of the currency."""

    kind: ShareKind
    value: Decimal


@dataclass(frozen=True, slots=True)
class Line:
    """One line. Amounts are Decimal in major units with at most four decimals; rates are percents (23 = 23 %).

    `cost` is the own cost of one unit (never printed).
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


@dataclass(frozen=True, slots=True)
class QuoteTerms:
    """Everything the totals depend on. `withholding` is a percent of the net after discount."""

    currency: str
    lines: tuple[Line, ...]
    price_mode: PriceMode = PriceMode.NET
    discount: Share | None = None
    withholding: Decimal | None = None
    deposit: Share | None = None


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
    `payable` = total - withholding.
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
