"""A stored quote as the values the engine computes with, and back: the only place that knows both shapes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from crm_desktop.db.models.quotes import Quote, QuoteLine
from crm_desktop.domain.money import from_ten_thousandths, to_ten_thousandths
from crm_desktop.domain.quotes import Line, QuoteTerms, Share, ShareKind


@dataclass(frozen=True, slots=True)
class DraftLine:
    """A line in the editor: `id` None until it is stored, `item_id` the catalogue item it came from."""

    line: Line
    id: int | None = None
    item_id: int | None = None


def terms_of(quote: Quote) -> QuoteTerms:
    """What the totals of a stored quote depend on."""
    return QuoteTerms(
        currency=quote.currency,
        lines=tuple(line_of(row) for row in quote.lines),
        price_mode=quote.price_mode,
        discount=_share(quote.discount_kind, quote.discount),
        withholding=None if quote.withholding is None else from_ten_thousandths(quote.withholding),
        deposit=_share(quote.deposit_kind, quote.deposit),
    )


def line_of(row: QuoteLine) -> Line:
    """One stored line as the engine's line."""
    return Line(
        kind=row.kind,
        description=row.description,
        quantity=from_ten_thousandths(row.quantity),
        unit=row.unit,
        unit_price=from_ten_thousandths(row.unit_price),
        discount=_share(row.discount_kind, row.discount),
        tax_rate=from_ten_thousandths(row.tax_rate),
        tax_reason=row.tax_reason,
        role=row.role,
        cost=None if row.cost is None else from_ten_thousandths(row.cost),
    )


def draft_lines(quote: Quote) -> tuple[DraftLine, ...]:
    """The stored lines as the editor holds them."""
    return tuple(DraftLine(line_of(row), row.id, row.item_id) for row in quote.lines)


def store_terms(quote: Quote, terms: QuoteTerms) -> None:
    """Writes everything but the lines."""
    quote.currency = terms.currency
    quote.price_mode = terms.price_mode
    quote.discount_kind, quote.discount = _stored_share(terms.discount, "discount")
    quote.withholding = _stored(terms.withholding, "withholding")
    quote.deposit_kind, quote.deposit = _stored_share(terms.deposit, "deposit")


def store_lines(quote: Quote, lines: Iterable[DraftLine]) -> None:
    """Makes the stored lines these, in this order; a line that did not change is not written."""
    known = {row.id: row for row in quote.lines}
    wanted: list[QuoteLine] = []
    for position, draft in enumerate(lines):
        row = known.get(draft.id) if draft.id is not None else None
        if row is None:
            row = QuoteLine()
        store_line(row, draft, position)
        wanted.append(row)
    quote.lines[:] = wanted


def store_line(row: QuoteLine, draft: DraftLine, position: int) -> None:
    """Writes one line.

    Raises:
        Refused: ``amount.*`` when a value cannot be stored exactly.
    """
    line = draft.line
    row.position = position
    row.kind = line.kind
    row.description = line.description
    row.quantity = to_ten_thousandths(line.quantity, field="quantity")
    row.unit = line.unit
    row.unit_price = to_ten_thousandths(line.unit_price, field="unit_price")
    row.discount_kind, row.discount = _stored_share(line.discount, "discount")
    row.tax_rate = to_ten_thousandths(line.tax_rate, field="tax_rate")
    row.tax_reason = line.tax_reason
    row.role = line.role
    row.cost = _stored(line.cost, "cost")
    row.item_id = draft.item_id


def _share(kind: ShareKind | None, value: int) -> Share | None:
    return None if kind is None else Share(kind, from_ten_thousandths(value))


def _stored_share(share: Share | None, field: str) -> tuple[ShareKind | None, int]:
    return (None, 0) if share is None else (share.kind, to_ten_thousandths(share.value, field=field))


def _stored(value: Decimal | None, field: str) -> int | None:
    return None if value is None else to_ten_thousandths(value, field=field)
