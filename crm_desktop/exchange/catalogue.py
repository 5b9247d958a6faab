"""Lists of products and services with their prices."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from crm_desktop.domain.catalogue import ItemKind
from crm_desktop.domain.errors import Refused
from crm_desktop.domain.text import clean_line, fold
from crm_desktop.exchange.amounts import decimal_mark, read_amount
from crm_desktop.exchange.fields import UNKNOWN, Row, read_fields
from crm_desktop.exchange.records import Rejected

WORDS = {
    "code": "code|sku|item code|product code|article number|item number|part number|ref|reference|codigo|referencia"
    "|cod|codigo do produto|codigo do artigo|clave|artikelnummer",
    "name": "name|product|product name|item|item name|service|title|designation|nome|produto|servico|artigo"
    "|nome do produto|designacao|nombre|producto|nom|produit|article|artikel|bezeichnung",
    "description": "description|details|long description|descricao|detalhes|descripcion|beschreibung",
    "unit": "unit|units|uom|unit of measure|unidade|un|unid|unidade de medida|unidad|unite|einheit",
    "price": "price|unit price|sales price|list price|selling price|net price|amount|preco|preco unitario"
    "|preco de venda|pvp|valor|valor unitario|precio|precio unitario|prix|prix unitaire|preis|einzelpreis",
    "cost": "cost|unit cost|cost price|purchase price|custo|preco de custo|custo unitario|preco de compra|coste|costo",
    "tax": "tax|tax rate|vat|vat rate|iva|taxa|taxa de iva|taxa iva|imposto|aliquota|tva|mwst|taux de tva",
    "kind": "type|kind|item type|product type|tipo",
    "currency": "currency|moeda|moneda|devise|wahrung",
}
_SERVICES = frozenset({"service", "services", "servico", "servicos", "servicio", "dienstleistung", "prestation"})
_PERCENT = Decimal(100)


@dataclass(frozen=True, slots=True)
class ItemRecord:
    """A product or service as a file gives it. `price` and `cost` in major units, `tax` in percent; None: not said."""

    name: str
    kind: ItemKind = ItemKind.PRODUCT
    code: str = ""
    description: str = ""
    unit: str = ""
    price: Decimal | None = None
    cost: Decimal | None = None
    tax: Decimal | None = None
    currency: str = ""
    source: str = ""
    line: int = 0


class ReadCatalogue(NamedTuple):
    """All of one list: what can be taken over, what cannot, and what a person should look at."""

    items: tuple[ItemRecord, ...]
    rejected: tuple[Rejected, ...] = ()
    warnings: tuple[Rejected, ...] = ()


def read_catalogue(source: str, data: bytes, *, decimal: str = "") -> ReadCatalogue:
    """The items of a list, delimited text or a workbook. Rows with an unclear amount are rejected with their line.

    Args:
        source: the name of the file, for the reports.
        data: its bytes.
        decimal: ``.`` or ``,`` when a person has said how the file writes decimals.

    Raises:
        Refused: ``import.empty``, ``import.binary``, ``import.sheet_unreadable``, ``import.fields_unknown``.
    """
    rejected: list[Rejected] = []
    warnings: list[Rejected] = []
    rows = list(read_fields(source, data, WORDS, ("name", "code", "description"), rejected, warnings))
    marks = {
        field: decimal or decimal_mark(cells[field] for _, cells in rows if field in cells)
        for field in ("price", "cost", "tax")
    }
    items: list[ItemRecord] = []
    for line, cells in rows:
        try:
            items.append(_item(source, line, cells, marks))
        except Refused as error:
            rejected.append(Rejected(source, line, error.key, error.values))
    warnings += left_out(source, rows)
    return ReadCatalogue(tuple(items), tuple(sorted(rejected, key=lambda entry: entry.line)), tuple(warnings))


def _item(source: str, line: int, cells: dict[str, str], marks: dict[str, str]) -> ItemRecord:
    described = cells.get("description", "")
    name = clean_line(cells.get("name") or described.partition("\n")[0] or cells.get("code", ""), field="name")
    if not name:
        raise Refused("name.empty", field="name")
    amounts = {
        field: read_amount(cells[field], mark, field=field) if field in cells else None for field, mark in marks.items()
    }
    if (amounts["tax"] or 0) > _PERCENT:
        raise Refused("amount.over_maximum", field="tax", text=cells["tax"], maximum=_PERCENT)
    words = set(fold(cells.get("kind", "")).split())
    return ItemRecord(
        name=name,
        kind=ItemKind.SERVICE if words & _SERVICES else ItemKind.PRODUCT,
        code=clean_line(cells.get("code", ""), field="code"),
        description="" if described == name else described,
        unit=clean_line(cells.get("unit", ""), field="unit"),
        currency=clean_line(cells.get("currency", ""), field="currency").upper(),
        source=source,
        line=line,
        **amounts,
    )


def left_out(source: str, rows: list[Row]) -> list[Rejected]:
    """A warning that names the columns nothing was done with."""
    names = dict.fromkeys(field[len(UNKNOWN) :] for _, cells in rows for field in cells if field.startswith(UNKNOWN))
    if not names:
        return []
    return [Rejected(source, 1, "import.columns_left_out", {"names": ", ".join(names)[:300]})]
