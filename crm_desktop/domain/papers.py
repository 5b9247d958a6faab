"""What is printed, complete and frozen: a paper holds every text and number a page shows, and queries nothing.

Papers are built by services, kept as the snapshot of an issued quote (as JSON) and drawn by reports.
Dates are `datetime.date`; amounts are integers in minor units of the paper's currency unless said otherwise.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from crm_desktop.domain.quotes import QuoteTerms, QuoteTotals


@dataclass(frozen=True, slots=True)
class Party:
    """A side of a paper. `address` is the postal address, one element per printed line, without the name."""

    name: str
    person: str = ""
    address: tuple[str, ...] = ()
    tax_id_label: str = ""
    tax_id: str = ""
    email: str = ""
    phone: str = ""
    web: str = ""


@dataclass(frozen=True, slots=True)
class Letterhead:
    """How the business presents itself: who it is, one line under its name, bank details, logo bytes, accent colour.

    `logo` is PNG or JPEG bytes; `accent` is ``#RRGGBB``; `bank` e.g. ``IBAN PT50 ...``. `window` says where the address
    stands (a key of `reports.envelopes.WINDOWS`). `sheet` is the business' own letterhead as PDF, put under the pages
    instead of a drawn one; `first_top`, `other_top`, `bottom` are then the millimetres it needs for itself on the first
    page, on others, and at every foot. `tells_details`: it has tax number and bank details on it, so the paper need not
    say them again.
    """

    business: Party
    tagline: str = ""
    bank: str = ""
    logo: bytes | None = None
    accent: str = "#0E7C7B"
    page_size: str = "A4"
    window: str = "din"
    sheet: bytes | None = None
    first_top: int = 45
    other_top: int = 35
    bottom: int = 25
    tells_details: bool = False


@dataclass(frozen=True, slots=True)
class PaymentCode:
    """A QR code that pays: `payload` is what it holds (`payment_codes`), `amount` in minor units of the quote.

    `kind` is ``epc`` or ``pix``; `due` says what is paid: ``deposit``, ``first`` (of the schedule) or ``total``.
    """

    kind: str
    payload: str
    amount: int
    due: str


@dataclass(frozen=True, slots=True)
class QuotePaper:
    """A quote as printed. `mark` is '', 'draft' or 'expired'; `language` is en, pt_PT, pt_BR, es or fr.

    `notices` are sentences the country asks for (footer); `number` is '' while a draft.
    `valid_until` None prints nothing of validity. `design` is a key of `reports.designs.DESIGNS`, '' the first of them.
    `check_boxes`: options can be ticked in the PDF itself; `accept_fields`: so can date and name be written.
    `preprinted`: the paper in the printer has the letterhead already, so none is drawn.
    `labour_apart`: labour and material are summed apart (`quote_work`). `acceptance`: words the country wants above
    the customer's signature.
    """

    language: str
    number: str
    title: str
    date: dt.date
    valid_until: dt.date | None
    letterhead: Letterhead
    customer: Party
    terms: QuoteTerms
    totals: QuoteTotals
    intro: str = ""
    closing: str = ""
    payment_terms: str = ""
    notices: tuple[str, ...] = ()
    mark: str = ""
    tax_name: str = ""
    reference: str = ""
    design: str = ""
    code: PaymentCode | None = None
    check_boxes: bool = False
    accept_fields: bool = False
    preprinted: bool = False
    labour_apart: bool = False
    acceptance: str = ""


@dataclass(frozen=True, slots=True)
class SummaryFact:
    """One labelled fact; the label is a msgid the paper's language translates ('Mobile', 'E-mail')."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class SummaryDeal:
    """An open deal: value in minor units of `currency`, probability in percent."""

    title: str
    stage: str
    value: int
    currency: str
    probability: int
    expected_close: dt.date | None
    next_step: str = ""
    next_step_date: dt.date | None = None


@dataclass(frozen=True, slots=True)
class SummaryQuote:
    """A quote in the list of quotes: `status` is a QuoteStatus value or 'expired'."""

    number: str
    title: str
    date: dt.date
    valid_until: dt.date | None
    status: str
    total: int
    currency: str


@dataclass(frozen=True, slots=True)
class SummarySale:
    """One sale (an accepted quote, a won deal, or recorded by hand)."""

    date: dt.date
    title: str
    reference: str
    amount: int
    currency: str


@dataclass(frozen=True, slots=True)
class SummaryJob:
    """One job of the service history; `cost` in minor units, `minutes` worked."""

    date: dt.date
    kind: str
    title: str
    problem: str
    work_done: str
    status: str
    minutes: int
    parts: str
    cost: int
    currency: str
    next_date: dt.date | None


@dataclass(frozen=True, slots=True)
class SummaryPaper:
    """Everything known of one customer, as a paper of 1 to 50 pages in the customer's language.

    `sales_total` and `unpaid` are sums by currency: of the sales, and of what accepted quotes still wait for.
    """

    language: str
    made_on: dt.date
    letterhead: Letterhead
    name: str
    kind: str
    role_line: str
    lifecycle: str
    since: dt.date | None
    source: str
    tags: tuple[str, ...]
    facts: tuple[SummaryFact, ...]
    deals: tuple[SummaryDeal, ...]
    quotes: tuple[SummaryQuote, ...]
    sales: tuple[SummarySale, ...]
    jobs: tuple[SummaryJob, ...]
    notes: str
    sales_total: tuple[tuple[str, int], ...] = ()
    unpaid: tuple[tuple[str, int], ...] = ()
