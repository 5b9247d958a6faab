"""What changed from one paper of a quote to another: its facts, its lines, its totals. Values only, no words.

An issued quote is compared by its snapshot, a draft by the paper it would print now.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from crm_desktop.domain.line_matching import match, moved
from crm_desktop.domain.papers import Letterhead, Party, QuotePaper
from crm_desktop.domain.quotes import Line, LineKind, PlannedPayment, PriceMode, QuoteTotals, Share

LINE_FIELDS = (
    "description", "quantity", "unit", "unit_price", "discount", "tax_rate", "tax_reason", "tax_category", "role",
    "hide_prices",
)  # fmt: skip
"""What is compared of a line; its own cost is nobody else's business."""
OTHER_FIELDS = ("description", "hide_prices")
"""What is compared of a section or a text."""
COST = "cost"
PAPER_FIELDS = ("title", "reference", "date", "valid_until", "language", "intro", "closing", "payment_terms")
TERM_FIELDS = ("currency", "price_mode", "discount", "withholding", "deposit", "payments", "cash_rounding")
TOTAL_FIELDS = ("discount", "net", "tax", "total", "withholding", "rounding", "payable", "deposit")


class ChangeKind(StrEnum):
    """What became of a line."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"


Value = str | int | Decimal | dt.date | Share | PriceMode | Party | tuple[PlannedPayment, ...] | None


@dataclass(frozen=True, slots=True)
class FactChange:
    """A fact that is no line: `field` is one of `PAPER_FIELDS`, `TERM_FIELDS` or ``customer``."""

    field: str
    before: Value
    after: Value


@dataclass(frozen=True, slots=True)
class LineChange:
    """One line before and after. `before_at`, `after_at`: places from 0, None where it is not.

    `fields` are those that differ. A line that was changed and moved is `CHANGED` with `moved`.
    """

    kind: ChangeKind
    before_at: int | None
    after_at: int | None
    fields: tuple[str, ...] = ()
    moved: bool = False


@dataclass(frozen=True, slots=True)
class TotalChange:
    """A sum before and after, in minor units of either paper's currency; `same` when nothing of it changed."""

    field: str
    before: int
    after: int
    same: bool


@dataclass(frozen=True, slots=True)
class QuoteDifference:
    """Everything that differs. `lines` has every line of both, those that stayed too, in the order after.

    `totals` has every sum that either paper has, changed or not.
    """

    before: QuotePaper
    after: QuotePaper
    facts: tuple[FactChange, ...]
    lines: tuple[LineChange, ...]
    totals: tuple[TotalChange, ...]

    @property
    def line_changes(self) -> tuple[LineChange, ...]:
        """The lines that did not stay as they were."""
        return tuple(line for line in self.lines if line.kind is not ChangeKind.SAME)

    @property
    def is_empty(self) -> bool:
        """Whether nothing differs."""
        return not self.facts and not self.line_changes and all(total.same for total in self.totals)


@dataclass(frozen=True, slots=True)
class DifferencePaper:
    """The page that tells a customer what changed: from an earlier paper to a later one, `made_on` a day.

    `language` and `letterhead` are those it is written with.
    """

    language: str
    made_on: dt.date
    letterhead: Letterhead
    before: QuotePaper
    after: QuotePaper


def difference(before: QuotePaper, after: QuotePaper, *, with_cost: bool = False) -> QuoteDifference:
    """What changed from `before` to `after`; `with_cost` compares the own cost of lines too, which no customer sees."""
    fields = (*LINE_FIELDS, COST) if with_cost else LINE_FIELDS
    return QuoteDifference(
        before, after, _facts(before, after), _lines(before, after, fields), _totals(before.totals, after.totals)
    )


def _facts(before: QuotePaper, after: QuotePaper) -> tuple[FactChange, ...]:
    pairs: list[tuple[str, Value, Value]] = [("customer", before.customer, after.customer)]
    pairs += [(field, getattr(before, field), getattr(after, field)) for field in PAPER_FIELDS]
    pairs += [(field, getattr(before.terms, field), getattr(after.terms, field)) for field in TERM_FIELDS]
    return tuple(FactChange(field, one, other) for field, one, other in pairs if one != other)


def _lines(before: QuotePaper, after: QuotePaper, fields: tuple[str, ...]) -> tuple[LineChange, ...]:
    old, new = before.terms.lines, after.terms.lines
    pairs = match([_comparable(line, fields) for line in old], [_comparable(line, fields) for line in new])
    elsewhere = moved(pairs)
    by_after = {there: here for here, there in pairs}
    paired = {here for here, _ in pairs}
    gone = [here for here in range(len(old)) if here not in paired]
    found: list[LineChange] = []
    for there, line in enumerate(new):
        here = by_after.get(there)
        if here is None:
            found.append(LineChange(ChangeKind.ADDED, None, there))
            continue
        if here not in elsewhere:
            # What went away is told where it stood: before the next line that stayed in its place.
            while gone and gone[0] < here:
                found.append(LineChange(ChangeKind.REMOVED, gone.pop(0), None))
        found.append(_compared(old[here], line, here, there, fields, is_moved=here in elsewhere))
    return (*found, *(LineChange(ChangeKind.REMOVED, here, None) for here in gone))


def _comparable(line: Line, fields: tuple[str, ...]) -> Line:
    """The line without what is not compared."""
    compared = fields if line.kind is LineKind.ITEM else OTHER_FIELDS
    return Line(kind=line.kind, **{field: getattr(line, field) for field in compared})


def _compared(old: Line, new: Line, here: int, there: int, fields: tuple[str, ...], *, is_moved: bool) -> LineChange:
    compared = fields if new.kind is LineKind.ITEM else OTHER_FIELDS
    differing = tuple(field for field in compared if getattr(old, field) != getattr(new, field))
    kind = ChangeKind.CHANGED if differing else ChangeKind.MOVED if is_moved else ChangeKind.SAME
    return LineChange(kind, here, there, differing, is_moved)


def _totals(before: QuoteTotals, after: QuoteTotals) -> tuple[TotalChange, ...]:
    same_currency = before.currency == after.currency
    found = []
    for field in TOTAL_FIELDS:
        one, other = getattr(before, field), getattr(after, field)
        # What is payable is worth a row only where it is not the total.
        is_told = (one, other) != (before.total, after.total) if field == "payable" else one or other
        if is_told or field == "total":
            found.append(TotalChange(field, one, other, one == other and same_currency))
    return tuple(found)
