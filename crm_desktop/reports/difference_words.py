"""What changed between two quotes in words: the same on the screen, on the page for the customer and by script.

Colour is never alone: every change has a sign and a word.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from crm_desktop.domain.marks import N_
from crm_desktop.domain.papers import Party, QuotePaper
from crm_desktop.domain.quote_differences import ChangeKind, FactChange, LineChange, QuoteDifference, Value
from crm_desktop.domain.quotes import Line, LineKind, LineRole, PlannedPayment, PriceMode, Share, ShareKind
from crm_desktop.domain.text import excerpt
from crm_desktop.words import Words

SIGNS = {ChangeKind.ADDED: "+", ChangeKind.REMOVED: "−", ChangeKind.CHANGED: "≠", ChangeKind.MOVED: "→"}
KIND_WORDS = {
    ChangeKind.ADDED: N_("Added"),
    ChangeKind.REMOVED: N_("Removed"),
    ChangeKind.CHANGED: N_("Changed"),
    ChangeKind.MOVED: N_("Moved"),
}
FIELD_WORDS = {
    "customer": N_("Customer"),
    "title": N_("Title"),
    "reference": N_("Reference"),
    "date": N_("Date"),
    "valid_until": N_("Valid until"),
    "language": N_("Language"),
    "intro": N_("Text before the lines"),
    "closing": N_("Text after the totals"),
    "payment_terms": N_("Terms of payment"),
    "currency": N_("Currency"),
    "price_mode": N_("Prices"),
    "discount": N_("Discount"),
    "withholding": N_("Withholding"),
    "deposit": N_("Deposit"),
    "payments": N_("Payment schedule"),
    "cash_rounding": N_("Cash rounding"),
    "description": N_("Description"),
    "quantity": N_("Quantity"),
    "unit": N_("Unit"),
    "unit_price": N_("Unit price"),
    "tax_rate": N_("Tax"),
    "tax_reason": N_("Reason for the tax"),
    "tax_category": N_("Tax category"),
    "role": N_("Kind of line"),
    "hide_prices": N_("Prices of the section"),
    "cost": N_("Cost"),
    "net": N_("Net"),
    "tax": N_("Tax"),
    "total": N_("Total"),
    "rounding": N_("Rounding"),
    "payable": N_("To pay"),
}
ROLE_WORDS = {
    LineRole.STANDARD: N_("Standard"),
    LineRole.OPTIONAL: N_("Optional"),
    LineRole.ALTERNATIVE: N_("Alternative"),
}
PRICE_MODE_WORDS = {PriceMode.NET: N_("Prices without tax"), PriceMode.GROSS: N_("Prices with tax included")}
NAMELESS = {LineKind.SUBTOTAL: N_("Subtotal"), LineKind.PAGE_BREAK: N_("Page break"), LineKind.SECTION: N_("Section")}
LANGUAGE_WORDS = {"en": N_("English"), "pt_PT": N_("Portuguese (Portugal)"), "pt_BR": N_("Portuguese (Brazil)"),
                  "es": N_("Spanish"), "fr": N_("French")}  # fmt: skip
PLAIN_FIELDS = ("title", "reference", "unit", "tax_reason", "tax_category", "description", "intro", "closing",
                "payment_terms", "currency")  # fmt: skip
SHORT = 28
"""A longer value stands under what changed, not in a column."""
LONGEST = 160


@dataclass(frozen=True, slots=True)
class Told:
    """One change: its sign and word, what it is about, what more is to be said, and the value before and after."""

    kind: ChangeKind
    sign: str
    word: str
    what: str
    details: tuple[str, ...] = ()
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class ToldSum:
    """One sum before and after, and by how much it grew or shrank ('' when it did not, or the currency changed)."""

    what: str
    before: str
    after: str
    more: str
    same: bool


def told(found: QuoteDifference, words: Words) -> tuple[Told, ...]:
    """Every change but those of sums: facts first, then the lines in their order."""
    facts = [_fact(found, fact, words) for fact in found.facts]
    return (*facts, *(_line(found, line, words) for line in found.line_changes))


def told_sums(found: QuoteDifference, words: Words) -> tuple[ToldSum, ...]:
    """The sums of both papers."""
    before, after = found.before.terms.currency, found.after.terms.currency
    return tuple(
        ToldSum(
            words.text(FIELD_WORDS[total.field]),
            words.money(total.before, before),
            words.money(total.after, after),
            _more(total.after - total.before, after, words) if before == after and not total.same else "",
            total.same,
        )
        for total in found.totals
    )


def heading(found: QuoteDifference, words: Words) -> str:
    """What the comparison is called."""
    return words.text("Changes from {before} to {after}", before=found.before.number, after=found.after.number)


def _more(amount: int, currency: str, words: Words) -> str:
    return ("+" if amount > 0 else "−") + words.money(abs(amount), currency)


def _fact(found: QuoteDifference, fact: FactChange, words: Words) -> Told:
    before = _value(fact.field, fact.before, found.before, words)
    after = _value(fact.field, fact.after, found.after, words)
    kind = ChangeKind.ADDED if not before else ChangeKind.REMOVED if not after else ChangeKind.CHANGED
    what = words.text(FIELD_WORDS[fact.field])
    if max(len(before), len(after)) <= SHORT and "\n" not in before + after:
        return _told(kind, what, words, before=before, after=after)
    parted = (("−", before), ("+", after))
    return _told(kind, what, words, tuple(f"{sign} {_clipped(value)}" for sign, value in parted if value))


def _line(found: QuoteDifference, change: LineChange, words: Words) -> Told:
    old = None if change.before_at is None else found.before.terms.lines[change.before_at]
    new = None if change.after_at is None else found.after.terms.lines[change.after_at]
    line = new or old
    assert line is not None
    details: list[str] = []
    if old is None or new is None:
        paper = found.before if new is None else found.after
        details += [detail for detail in (_priced(line, paper, words),) if detail]
    else:
        details += [_changed(field, old, new, found, words) for field in change.fields]
        if change.moved:
            here, there = (words.integer((place or 0) + 1) for place in (change.before_at, change.after_at))
            details.append(words.text("From place {before} to place {after}", before=here, after=there))
    return _told(
        change.kind, _name(line, words), words, tuple(details),
        _amount(found.before, change.before_at, words), _amount(found.after, change.after_at, words),
    )  # fmt: skip


def _told(
    kind: ChangeKind, what: str, words: Words, details: tuple[str, ...] = (), before: str = "", after: str = ""
) -> Told:  # fmt: skip
    return Told(kind, SIGNS[kind], words.text(KIND_WORDS[kind]), what, details, before, after)


def _name(line: Line, words: Words) -> str:
    said = _clipped(line.description)
    return said or words.text(NAMELESS.get(line.kind, N_("Line without words")))


def _priced(line: Line, paper: QuotePaper, words: Words) -> str:
    """``6 pcs × 145.00 · Optional``; '' for a line without a price."""
    if line.kind is not LineKind.ITEM:
        return ""
    many = " ".join(part for part in (words.number(line.quantity), line.unit) if part)
    price = words.unit_price(line.unit_price, paper.terms.currency)
    less = _share(line.discount, paper.terms.currency, words)
    parts = [words.text("{quantity} × {price}", quantity=many, price=price)]
    if less:
        parts.append(words.text("less {discount}", discount=less))
    if line.role is not LineRole.STANDARD:
        parts.append(words.text(ROLE_WORDS[line.role]))
    return " · ".join(parts)


def _changed(field: str, old: Line, new: Line, found: QuoteDifference, words: Words) -> str:
    before = _value(field, getattr(old, field), found.before, words)
    after = _value(field, getattr(new, field), found.after, words)
    none = words.text("none")
    return words.text(
        "{field}: {before} → {after}",
        field=words.text(FIELD_WORDS[field]), before=_clipped(before) or none, after=_clipped(after) or none,
    )  # fmt: skip


def _amount(paper: QuotePaper, at: int | None, words: Words) -> str:
    amount = None if at is None else paper.totals.lines[at]
    return "" if amount is None else words.money(amount, paper.terms.currency)


def _value(field: str, value: Value | bool, paper: QuotePaper, words: Words) -> str:
    """A value of a field as people read it; '' for none."""
    if value is None or value == "":
        return ""
    if field in PLAIN_FIELDS and isinstance(value, str):
        return value
    if isinstance(value, dt.date):
        return words.date(value)
    return _named(field, value, words) or _figure(field, value, paper.terms.currency, words)


def _named(field: str, value: object, words: Words) -> str:
    """A value that is one of a few, or somebody."""
    if isinstance(value, LineRole):
        return words.text(ROLE_WORDS[value])
    if isinstance(value, PriceMode):
        return words.text(PRICE_MODE_WORDS[value])
    if isinstance(value, Party):
        facts = (value.name, value.person, *value.address, value.tax_id, value.email, value.phone)
        return ", ".join(part for part in facts if part)
    if field == "language":
        return words.text(LANGUAGE_WORDS.get(str(value), str(value)))
    if field == "hide_prices":
        return words.text("hidden") if value else words.text("shown")
    return ""


def _figure(field: str, value: object, currency: str, words: Words) -> str:
    """A value that is counted."""
    if isinstance(value, Share):
        return _share(value, currency, words)
    if isinstance(value, tuple):
        return "\n".join(_payment(payment, currency, words) for payment in value)
    if isinstance(value, int):
        return words.money(value, currency) if value else ""
    if isinstance(value, Decimal):
        if field in {"unit_price", "cost"}:
            return words.unit_price(value, currency)
        return words.number(value) if field == "quantity" else words.percent(value)
    return str(value)


def _share(share: Share | None, currency: str, words: Words) -> str:
    if share is None:
        return ""
    return words.percent(share.value) if share.kind is ShareKind.PERCENT else words.unit_price(share.value, currency)


def _payment(payment: PlannedPayment, currency: str, words: Words) -> str:
    parts = (payment.label, _share(payment.share, currency, words), words.date(payment.due))
    return " · ".join(part for part in parts if part)


def _clipped(text: str) -> str:
    """A text on one line, its end cut off where it is long."""
    return excerpt(" ".join(text.split()), LONGEST)
