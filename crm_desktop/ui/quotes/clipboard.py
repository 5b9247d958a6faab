"""Lines on the clipboard: between quotes exactly, from and to spreadsheets as a table with tabs. No Qt in here."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from crm_desktop.domain.errors import Refused
from crm_desktop.domain.money import parse_decimal, shortest
from crm_desktop.domain.quotes import Line, LineKind, LineRole, Share, ShareKind
from crm_desktop.domain.text import fold
from crm_desktop.services.quote_terms import DraftLine
from crm_desktop.ui.quotes import cells
from crm_desktop.ui.quotes.cells import Known
from crm_desktop.words import N_, _

MIME = "application/x-crm-quote-lines+json"
ORDER = (cells.DESCRIPTION, cells.QUANTITY, cells.UNIT, cells.PRICE, cells.DISCOUNT, cells.TAX)
"""The columns of a table on the clipboard."""
MOST = 5_000
HEADS = {
    cells.DESCRIPTION: (N_("Description"), N_("Item"), N_("Product"), N_("Service"), N_("Name")),
    cells.QUANTITY: (N_("Quantity"), N_("Qty")),
    cells.UNIT: (N_("Unit"),),
    cells.PRICE: (N_("Price"), N_("Unit price")),
    cells.DISCOUNT: (N_("Discount"),),
    cells.TAX: (N_("Tax"), N_("VAT")),
}


def as_table(lines: Iterable[Line], currency: str) -> str:
    """Lines as a spreadsheet takes them: cells with tabs between, as the screen shows them."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter="\t", lineterminator="\n")
    for line in lines:
        # Line ends within a cell are what tears tables apart.
        writer.writerow([cells.shown(line, key, currency).replace("\n", " ") for key in ORDER])
    return out.getvalue()


def as_json(drafts: Iterable[DraftLine]) -> str:
    """Lines with everything they know, for another quote."""
    return json.dumps([_encoded(draft) for draft in drafts])


def from_json(text: str) -> tuple[DraftLine, ...]:
    """What `as_json` wrote; () for anything else."""
    try:
        return tuple(_decoded(entry) for entry in json.loads(text)[:MOST])
    except (ValueError, TypeError, KeyError, Refused):
        return ()


def from_table(text: str, new_line: Line, known: Known) -> tuple[DraftLine, ...]:
    """The lines of a copied table, or of plain text (each line a description).

    A first row of headings says which column is which; without one the order is `ORDER`. A cell that cannot be read
    makes the row a description only: nothing pasted is lost, and what is wrong is seen.
    """
    rows = [row for row in csv.reader(io.StringIO(text), delimiter="\t") if any(cell.strip() for cell in row)][:MOST]
    order: Sequence[str] = ORDER
    if rows and (heads := _headings(rows[0])):
        order, rows = heads, rows[1:]
    return tuple(DraftLine(_line(dict(zip(order, row, strict=False)), new_line, known)) for row in rows)


def _headings(row: Sequence[str]) -> list[str]:
    """The column of each heading ('' for one that means nothing here); [] when the row is no heading."""
    known = {fold(word): key for key, heads in HEADS.items() for head in heads for word in (head, _(head))}
    found = [known.get(fold(cell), "") for cell in row]
    return found if cells.DESCRIPTION in found and len(set(found) - {""}) > 1 else []


def _line(typed: dict[str, str], new_line: Line, known: Known) -> Line:
    line = replace(new_line, description=typed.get(cells.DESCRIPTION, "").strip())
    rest = {key: text for key, text in typed.items() if key in ORDER[1:] and text.strip()}
    try:
        for key, text in rest.items():
            line = replace(line, **cells.read(text, key, line, known))
    except Refused:
        whole = " ".join(text.strip() for text in typed.values() if text.strip())
        return replace(new_line, description=whole)
    return line


def _encoded(draft: DraftLine) -> dict[str, Any]:
    line = draft.line
    share = line.discount
    return {
        "kind": line.kind,
        "description": line.description,
        "quantity": shortest(line.quantity),
        "unit": line.unit,
        "unit_price": shortest(line.unit_price),
        "discount": None if share is None else [share.kind, shortest(share.value)],
        "tax_rate": shortest(line.tax_rate),
        "tax_reason": line.tax_reason,
        "tax_category": line.tax_category,
        "hide_prices": line.hide_prices,
        "role": line.role,
        "cost": None if line.cost is None else shortest(line.cost),
        "item_id": draft.item_id,
    }


def _decoded(entry: dict[str, Any]) -> DraftLine:
    share = entry["discount"]
    line = Line(
        kind=LineKind(entry["kind"]),
        description=str(entry["description"]),
        quantity=_decimal(entry["quantity"]),
        unit=str(entry["unit"]),
        unit_price=_decimal(entry["unit_price"]),
        discount=None if share is None else Share(ShareKind(share[0]), _decimal(share[1])),
        tax_rate=_decimal(entry["tax_rate"]),
        tax_reason=str(entry["tax_reason"]),
        tax_category=str(entry.get("tax_category", "")),
        hide_prices=bool(entry.get("hide_prices", False)),
        role=LineRole(entry["role"]),
        cost=None if entry["cost"] is None else _decimal(entry["cost"]),
    )
    item = entry["item_id"]
    return DraftLine(line, item_id=item if isinstance(item, int) else None)


def _decimal(text: str) -> Decimal:
    return parse_decimal(text, field=None)
