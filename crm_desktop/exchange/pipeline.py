"""Deals with their accounts and products from tables, as sales programs and people's own lists write them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from crm_desktop.domain.deals import StageKind
from crm_desktop.domain.errors import Refused
from crm_desktop.domain.text import clean_line, fold
from crm_desktop.exchange.accounts import AccountRecord, read_accounts
from crm_desktop.exchange.amounts import decimal_mark, read_amount
from crm_desktop.exchange.catalogue import ItemRecord, read_catalogue
from crm_desktop.exchange.columns import plain
from crm_desktop.exchange.dates import day_first_of, read_date
from crm_desktop.exchange.fields import UNKNOWN, Row, read_fields
from crm_desktop.exchange.pipeline_words import LOST, ONLY_COMPANIES, ORDER, WON, WORDS
from crm_desktop.exchange.records import Rejected
from crm_desktop.exchange.spellings import Spellings

_DATES = ("opened_on", "closed_on", "expected_close")
_ONLY_DEALS = {"external_id", "title", "product", "stage", "status", *_DATES}
_LINES = (
    *("external_id", "company", "contact", "product", "stage"),
    *("currency", "owner", "origin", "lost_reason", "next_step"),
)


class Source(NamedTuple):
    """A file: its name for the reports, and its bytes."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class DealRecord:
    """A deal as a file gives it. `value` in major units, None where the file says none.

    `stage` is the file's own word, '' where it has none. `notes` hold what there is no field for, one line for each
    column.
    """

    title: str
    stage: str
    stage_kind: StageKind
    external_id: str = ""
    company: str = ""
    contact: str = ""
    product: str = ""
    value: Decimal | None = None
    currency: str = ""
    opened_on: date | None = None
    closed_on: date | None = None
    expected_close: date | None = None
    owner: str = ""
    origin: str = ""
    lost_reason: str = ""
    next_step: str = ""
    notes: str = ""
    source: str = ""
    line: int = 0


class StageRecord(NamedTuple):
    """A stage the deals are in, under the file's own name."""

    name: str
    kind: StageKind


class ReadPipeline(NamedTuple):
    """All of a pipeline. `stages` are in the order of the way: open ones first, then won, then lost."""

    deals: tuple[DealRecord, ...]
    stages: tuple[StageRecord, ...] = ()
    accounts: tuple[AccountRecord, ...] = ()
    products: tuple[ItemRecord, ...] = ()
    rejected: tuple[Rejected, ...] = ()
    warnings: tuple[Rejected, ...] = ()


class _Styles(NamedTuple):
    """How the columns of a file write amounts and dates."""

    decimal: str
    day_first: bool | None


def read_pipeline(
    deals: Source, accounts: Source | None = None, products: Source | None = None, *, decimal: str = ""
) -> ReadPipeline:
    """The deals of a table, with the accounts and products of their own tables where there are any.

    A row whose amount or date is unclear is rejected with its line. Spellings of companies and products that differ
    only in case, spaces and marks become one; what was respelled, is unknown or has no company is warned of.

    Args:
        deals: delimited text or a workbook.
        accounts: the companies, or None.
        products: what is sold, or None.
        decimal: ``.`` or ``,`` when a person has said how the file writes decimals.

    Raises:
        Refused: ``import.empty``, ``import.binary``, ``import.sheet_unreadable``, ``import.fields_unknown``;
            ``import.companies_not_deals``.
    """
    rejected: list[Rejected] = []
    warnings: list[Rejected] = []
    companies = read_accounts(*accounts, rejected, warnings) if accounts else ()
    catalogue = read_catalogue(*products, decimal=decimal) if products else None
    rows = list(read_fields(*deals, WORDS, ("stage", "status", "value", "title"), rejected, warnings))
    if _lists_companies(rows):
        raise Refused("import.companies_not_deals", source=deals.name)
    items = catalogue.items if catalogue else ()
    company = Spellings((cells.get("company", "") for _, cells in rows), (account.name for account in companies))
    product = Spellings((cells.get("product", "") for _, cells in rows), (item.name for item in items))
    found = _deals(deals.name, rows, company, product, decimal, rejected)
    warnings += _warnings(deals.name, rows, company, product)
    warnings += _without_company(deals.name, found)
    if catalogue:
        rejected += catalogue.rejected
        warnings += catalogue.warnings
    return ReadPipeline(tuple(found), _stages(found), companies, items, tuple(rejected), tuple(warnings))


def _lists_companies(rows: Iterable[Row]) -> bool:
    """Whether a table says of companies what only companies have, and nothing that only deals have."""
    columns = {column for _, cells in rows for column in cells}
    of_companies = {plain(column.removeprefix(UNKNOWN)) for column in columns if column.startswith(UNKNOWN)}
    return not columns & _ONLY_DEALS and bool(of_companies & ONLY_COMPANIES)


def stage_kind(*names: str) -> StageKind:
    """Whether the names of a stage and a status say that a deal was won or lost; open where they do not."""
    words = {word for name in names for word in fold(name).replace("-", " ").split()}
    return StageKind.WON if words & WON else StageKind.LOST if words & LOST else StageKind.OPEN


def _deals(
    source: str, rows: list[Row], company: Spellings, product: Spellings, decimal: str, rejected: list[Rejected]
) -> list[DealRecord]:
    """The deals of all rows; those that cannot be taken go to `rejected`."""
    dates = (cells[field] for _, cells in rows for field in _DATES if field in cells)
    mark = decimal or decimal_mark(cells["value"] for _, cells in rows if "value" in cells)
    styles = _Styles(mark, day_first_of(dates))
    found: list[DealRecord] = []
    numbers: set[str] = set()
    for line, cells in rows:
        try:
            spelled = cells | {
                "company": company.meant(cells.get("company", "")),
                "product": product.meant(cells.get("product", "")),
            }
            deal = _deal(source, line, spelled, styles)
            if deal.external_id and deal.external_id in numbers:
                raise Refused("import.deal_repeated", number=deal.external_id)
        except Refused as error:
            rejected.append(Rejected(source, line, error.key, error.values))
        else:
            numbers.add(deal.external_id)
            found.append(deal)
    return found


def _deal(source: str, line: int, cells: dict[str, str], styles: _Styles) -> DealRecord:
    texts = {field: clean_line(cells.get(field, ""), field=field) for field in _LINES}
    kind = stage_kind(texts["stage"], cells.get("status", ""))
    opened, closed, expected = (_date(cells.get(field, ""), styles) for field in _DATES)
    if kind is StageKind.OPEN:
        # The day an open deal closes is the one it is expected to.
        closed, expected = None, expected or closed
    return DealRecord(
        title=_title(cells, texts),
        stage=texts["stage"] or clean_line(cells.get("status", "")),
        stage_kind=kind,
        external_id=texts["external_id"],
        company=texts["company"],
        contact=texts["contact"],
        product=texts["product"],
        value=read_amount(cells["value"], styles.decimal, field="value") if "value" in cells else None,
        currency=texts["currency"].upper(),
        opened_on=opened,
        closed_on=closed,
        expected_close=expected,
        owner=texts["owner"],
        origin=texts["origin"],
        lost_reason=texts["lost_reason"],
        next_step=texts["next_step"],
        notes=_notes(cells),
        source=source,
        line=line,
    )


def _title(cells: dict[str, str], texts: dict[str, str]) -> str:
    """The title, else what is sold to whom."""
    made = " – ".join(part for part in (texts["product"], texts["company"] or texts["contact"]) if part)
    title = clean_line(cells.get("title", ""), field="title") or made or texts["external_id"]
    if not title:
        raise Refused("import.deal_nameless")
    return title


def _date(text: str, styles: _Styles) -> date | None:
    if not text:
        return None
    day = read_date(text, day_first=styles.day_first)
    if day is None:
        raise Refused("import.date_unclear", text=clean_line(text)[:40])
    return day


def _notes(cells: dict[str, str]) -> str:
    """The notes, and the columns there is no field for."""
    others = [f"{field[len(UNKNOWN) :]}: {cell}" for field, cell in cells.items() if field.startswith(UNKNOWN)]
    return "\n".join([cells["notes"], *others] if "notes" in cells else others)


def _stages(deals: Iterable[DealRecord]) -> tuple[StageRecord, ...]:
    """The stages in the order of the way, as far as their names tell it; the others as they come."""
    found = dict.fromkeys(StageRecord(deal.stage, deal.stage_kind) for deal in deals if deal.stage)
    kinds = list(StageKind)
    return tuple(sorted(found, key=lambda stage: (kinds.index(stage.kind), _place(stage.name))))


def _place(name: str) -> int:
    words = fold(name).split()
    return min((ORDER[word] for word in words if word in ORDER), default=len(ORDER) // 2)


def _warnings(source: str, rows: list[Row], company: Spellings, product: Spellings) -> Iterator[Rejected]:
    """What was respelled and what is in no list, each with the first line it is in."""
    for field, name, spellings in (("company", "account", company), ("product", "product", product)):
        first: dict[str, int] = {}
        for line, cells in rows:
            first.setdefault(cells.get(field, ""), line)
        for written, meant, count in spellings.respelled():
            values: dict[str, object] = {"written": written, "meant": meant, "count": count}
            yield Rejected(source, first[written], f"import.{name}_spelled", values)
        for unknown, count in spellings.unknown():
            yield Rejected(source, first[unknown], f"import.{name}_unknown", {"name": unknown, "count": count})


def _without_company(source: str, deals: list[DealRecord]) -> list[Rejected]:
    alone = [deal.line for deal in deals if not deal.company and not deal.contact]
    return [Rejected(source, alone[0], "import.deals_without_account", {"count": len(alone)})] if alone else []
