"""An issued quote as UBL: a Quotation of UBL 2.1 (ISO/IEC 19845), in the element order of its schema.

What the schema asks and how a quote says it is written down in docs/decisions/0052. Every amount is the engine's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal

from crm_desktop.domain.papers import QuotePaper
from crm_desktop.domain.quote_net import NetGroup, NetQuote, net_quote
from crm_desktop.domain.quotes import Line, PlannedPayment, Share, ShareKind
from crm_desktop.domain.tax_categories import category
from crm_desktop.exchange.ubl_lines import LineWriter, TaxOf
from crm_desktop.exchange.ubl_parts import NAMESPACES, Money, Tax, basic, has_words, party, whole
from crm_desktop.exchange.xml_tree import Element, written
from crm_desktop.words import N_, Words, words_of

VERSION = "2.1"
CodeOf = Callable[[str], str]


def write(paper: QuotePaper, code_of: CodeOf = lambda _reason: "") -> bytes:
    """The XML document of an issued quote.

    Args:
        paper: the frozen paper.
        code_of: the official code of a reason for which no tax is charged, '' for none.
    """
    words = words_of(paper.language)
    net = net_quote(paper.terms, paper.totals)
    tax_of = _taxes(paper, net, code_of)
    lines = LineWriter(paper, net, tax_of, words)
    rows = lines.elements()
    root = whole(
        "Quotation",
        basic("UBLVersionID", VERSION),
        basic("ID", paper.number),
        basic("IssueDate", paper.date.isoformat()),
        [basic("Note", note) for note in _notes(paper, lines.left)],
        basic("PricingCurrencyCode", paper.terms.currency),
        basic("LineCountNumeric", str(len(rows))),
        _validity(paper),
        whole("AdditionalDocumentReference", basic("ID", paper.reference)) if has_words(paper.reference) else None,
        whole("SellerSupplierParty", party(paper.letterhead.business, paper.tax_name, paper.letterhead.bank)),
        # The originator is who asked for the quote; whether they buy is what the quote is about.
        whole("OriginatorCustomerParty", party(paper.customer, paper.tax_name))
        if has_words(paper.customer.name)
        else None,
        _conditions(paper, words),
        _allowances(paper, net, tax_of, words),
        _tax_total(paper, net, tax_of),
        _totals(paper, net),
        rows,
    )
    return written(Element("Quotation", parts=root.parts), NAMESPACES)


def _notes(paper: QuotePaper, left: list[str]) -> Iterator[str]:
    """Texts of the whole quote; a note without a word is none."""
    yield from filter(has_words, (paper.title, paper.intro, *left, paper.closing, *paper.notices))


def _validity(paper: QuotePaper) -> Element | None:
    if paper.valid_until is None:
        return None
    return whole(
        "ValidityPeriod",
        basic("StartDate", paper.date.isoformat()),
        basic("EndDate", paper.valid_until.isoformat()),
    )


def _taxes(paper: QuotePaper, net: NetQuote, code_of: CodeOf) -> TaxOf:
    """What tells the tax of a line: lines of one rate and reason are of one category, as their group is."""
    said_by_group = {(group.rate, group.reason): group.category for group in net.groups}

    def tax_of(line: Line) -> Tax:
        own = said_by_group.get((line.tax_rate, line.tax_reason)) or line.tax_category
        found = category(own, line.tax_rate, line.tax_reason, taxed_country=bool(paper.tax_name))
        return Tax(found, line.tax_rate, line.tax_reason, code_of(line.tax_reason), paper.tax_name)

    return tax_of


def _of_group(group: NetGroup, tax_of: TaxOf) -> Tax:
    return tax_of(Line(tax_rate=group.rate, tax_reason=group.reason, tax_category=group.category))


def _allowances(paper: QuotePaper, net: NetQuote, tax_of: TaxOf, words: Words) -> list[Element]:
    """The document discount, one allowance for each tax it is taken from."""
    discount, money = paper.terms.discount, Money(paper.terms.currency)
    if discount is None:
        return []
    factor = None
    if discount.kind is ShareKind.PERCENT:
        factor = basic("MultiplierFactorNumeric", _plain(discount.value / 100))
    return [
        whole(
            "AllowanceCharge",
            basic("ChargeIndicator", "false"),
            basic("AllowanceChargeReason", words.text("Discount")),
            factor,
            money.amount("Amount", group.discount),
            money.amount("BaseAmount", group.lines),
            _of_group(group, tax_of).element("TaxCategory"),
        )
        for group in net.groups
    ]


def _tax_total(paper: QuotePaper, net: NetQuote, tax_of: TaxOf) -> Element:
    money = Money(paper.terms.currency)
    return whole(
        "TaxTotal",
        money.amount("TaxAmount", paper.totals.tax),
        [
            whole(
                "TaxSubtotal",
                money.amount("TaxableAmount", group.base),
                money.amount("TaxAmount", group.tax),
                _of_group(group, tax_of).element("TaxCategory"),
            )
            for group in net.groups
        ],
    )


def _totals(paper: QuotePaper, net: NetQuote) -> Element:
    """What the quote comes to. Tax withheld is paid for the seller to the tax office, so it counts as prepaid."""
    totals, money = paper.totals, Money(paper.terms.currency)
    return whole(
        "QuotedMonetaryTotal",
        money.amount("LineExtensionAmount", net.lines_sum),
        money.amount("TaxExclusiveAmount", totals.net),
        money.amount("TaxInclusiveAmount", totals.total),
        money.amount("AllowanceTotalAmount", net.discount) if paper.terms.discount is not None else None,
        money.amount("PrepaidAmount", totals.withholding) if paper.terms.withholding is not None else None,
        money.amount("PayableRoundingAmount", totals.rounding) if paper.terms.cash_rounding else None,
        money.amount("PayableAmount", totals.payable),
    )


def _conditions(paper: QuotePaper, words: Words) -> Element | None:
    """How it is paid: a UBL quotation has no terms of payment of its own, so they are conditions of the deal."""
    said_ones = [basic("Description", text) for text in _payment_texts(paper, words) if has_words(text)]
    return whole("TransactionConditions", said_ones) if said_ones else None


def _payment_texts(paper: QuotePaper, words: Words) -> Iterator[str]:
    terms, totals = paper.terms, paper.totals
    yield paper.payment_terms
    if terms.withholding is not None:
        name = words.text(N_("{label} {rate}"), label=words.text("Withholding"), rate=words.percent(terms.withholding))
        yield _with_amount(name, totals.withholding, paper, words)
    if terms.deposit is not None:
        yield _with_amount(_share(words.text(N_("Deposit")), terms.deposit, words), totals.deposit, paper, words)
    for payment, amount in zip(terms.payments, totals.payments, strict=True):
        yield _with_amount(_payment(payment, words), amount, paper, words)


def _payment(payment: PlannedPayment, words: Words) -> str:
    name = _share(payment.label or words.text(N_("Payment")), payment.share, words)
    if payment.due is None:
        return name
    return words.text(N_("{label}, due {date}"), label=name, date=words.date(payment.due))


def _share(label: str, share: Share, words: Words) -> str:
    if share.kind is not ShareKind.PERCENT:
        return label
    return words.text("{label} {rate}", label=label, rate=words.percent(share.value))


def _with_amount(label: str, minor: int, paper: QuotePaper, words: Words) -> str:
    return words.text(N_("{label}: {amount}"), label=label, amount=words.money(minor, paper.terms.currency))


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"
