"""The tables of the file as a person reads them: amounts with decimals, names beside ids, nothing of the program's own.

Made from the models, so that a table added later is exported without a word here; a test holds that none is missing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Table, text
from sqlalchemy.orm import Session

from crm_desktop.db.models.every import METADATA
from crm_desktop.db.types import Flag, Json, intact
from crm_desktop.domain.errors import Refused
from crm_desktop.domain.money import from_ten_thousandths, shortest
from crm_desktop.domain.quote_documents import amount_as_text

Record = dict[str, Any]

NAMES = {
    "catalogue_item": "catalogue",
    "contact_tag": "tags",
    "quote_issue": "issued_quotes",
}
"""What a table's file is called where it is not the plural of the table."""
LEFT_OUT = frozenset({"blob", "gesture", "gesture_row", "gesture_batch"})
"""Tables that are no facts of the business: undo's, and bytes, which become files."""
INTERNAL = frozenset({"sort_name", "sort_title", "sort_code", "folded", "digits", "digest", "pdf", "snapshot"})
MINOR: Mapping[str, frozenset[str]] = {
    "deal": frozenset({"value"}),
    "quote": frozenset({"net", "total", "payable", "cash_rounding"}),
    "quote_acceptance": frozenset({"net", "total"}),
    "quote_invoice": frozenset({"amount"}),
    "quote_receipt": frozenset({"amount"}),
    "job": frozenset({"labour", "total"}),
    "sale": frozenset({"amount"}),
}
"""Columns in minor units: of the row's own currency, or of that of the record it is part of, which is exported too."""
CURRENCY = "currency"
TEN_THOUSANDTHS: Mapping[str, frozenset[str]] = {
    "quote": frozenset({"discount", "withholding", "deposit"}),
    "quote_line": frozenset({"quantity", "unit_price", "discount", "tax_rate", "cost"}),
    "job_part": frozenset({"quantity", "unit_price"}),
    "quote_payment": frozenset({"share"}),
    "catalogue_item": frozenset({"price", "cost", "tax_rate", "hours", "hour_rate", "material", "markup"}),
    "price_break": frozenset({"from_quantity", "price"}),
}
PARENTS = {
    "channel": ("contact", "contact_id"),
    "employment": ("contact", "person_id"),
    "contact_tag": ("contact", "contact_id"),
    "stage": ("pipeline", "pipeline_id"),
    "deal_stage_change": ("deal", "deal_id"),
    "quote_line": ("quote", "quote_id"),
    "quote_payment": ("quote", "quote_id"),
    "quote_acceptance": ("quote", "quote_id"),
    "quote_invoice": ("quote", "quote_id"),
    "quote_receipt": ("quote", "quote_id"),
    "price_break": ("catalogue_item", "item_id"),
    "job_part": ("job", "job_id"),
}
"""Whose part a table's rows are: the JSON holds them inside the record they belong to."""
_NAMED_BY = {"contact": "name", "stage": "name", "lost_reason": "name", "pipeline": "name", "deal": "title"}


@dataclass(frozen=True, slots=True)
class ExportTable:
    """A table to export: its file's name without ending, its own name, and its columns in order."""

    name: str
    table: Table
    columns: tuple[str, ...]

    @property
    def owner(self) -> tuple[str, str] | None:
        """The table and column of the record its rows are part of."""
        return PARENTS.get(self.table.name)


def export_tables() -> tuple[ExportTable, ...]:
    """Every table with facts of the business."""
    return tuple(
        ExportTable(NAMES.get(table.name, table.name + "s"), table, tuple(_columns(table)))
        for table in METADATA.sorted_tables
        if table.name not in LEFT_OUT
    )


def read(session: Session, exported: ExportTable) -> Iterator[Record]:
    """The rows of a table as records, those of one owner together, read a few at a time."""
    table = exported.table
    order = f'"{exported.owner[1]}", id' if exported.owner else "id"
    columns = ", ".join(_expression(table, column) for column in exported.columns)
    result = session.execute(
        text(f'SELECT {columns} FROM "{table.name}" r ORDER BY {order}').execution_options(yield_per=500)
    )
    for row in result:
        yield _record(table, dict(zip(exported.columns, row, strict=True)))


def _columns(table: Table) -> Iterator[str]:
    """The id first, then the columns; behind an id of another record the name of that record."""
    yield "id"
    for column in table.c:
        if column.name in INTERNAL or column.name == "id":
            continue
        yield column.name
        if _pointed_at(table, column.name) in _NAMED_BY:
            yield column.name.removesuffix("_id")
    if table.name in MINOR and CURRENCY not in table.c:
        yield CURRENCY


def _pointed_at(table: Table, column: str) -> str:
    """The table a column points into; '' for any other column."""
    keys = table.c[column].foreign_keys if column in table.c else ()
    return next((key.column.table.name for key in keys), "")


def _expression(table: Table, column: str) -> str:
    if column in table.c:
        return f'r."{column}"'
    if column == CURRENCY:
        owner, key = PARENTS[table.name]
        return f'(SELECT t."{CURRENCY}" FROM "{owner}" t WHERE t.id = r."{key}")'
    target = _pointed_at(table, f"{column}_id")
    return f'(SELECT t."{_NAMED_BY[target]}" FROM "{target}" t WHERE t.id = r."{column}_id")'


def _record(table: Table, row: Record) -> Record:
    for column in MINOR.get(table.name, ()):
        # An amount of an unknown currency stays as it is stored: its decimals cannot be known.
        with suppress(Refused):
            row[column] = amount_as_text(row[column], row["currency"]) if isinstance(row[column], int) else row[column]
    for column in TEN_THOUSANDTHS.get(table.name, ()):
        if isinstance(row[column], int):
            row[column] = shortest(from_ten_thousandths(row[column]))
    for column in row:
        kind = table.c[column].type if column in table.c else None
        if isinstance(kind, Flag) and row[column] is not None:
            row[column] = bool(row[column])
        elif isinstance(kind, Json):
            row[column] = intact(kind.process_result_value(row[column], None))  # type: ignore[arg-type]
    return row
