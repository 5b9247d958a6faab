"""The catalogue of products and services: edited, listed, and completed from while a quote is written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, func, select, text
from sqlalchemy.orm import Session

from crm_desktop.db.contact_search import LAST_CHARACTER, MOST_CHARACTERS
from crm_desktop.db.history import set_subject
from crm_desktop.db.models.catalogue import CatalogueItem
from crm_desktop.db.search import full_text, in_order, matching_ids
from crm_desktop.db.types import is_damaged
from crm_desktop.domain.catalogue import UNIT_LIMIT, ItemKind
from crm_desktop.domain.changes import CATALOGUE
from crm_desktop.domain.errors import Refused
from crm_desktop.domain.money import from_ten_thousandths, minor_digits, to_ten_thousandths
from crm_desktop.domain.quotes import TaxCategory
from crm_desktop.domain.text import clean_line, clean_text, excerpt, fold
from crm_desktop.services import settings
from crm_desktop.services.editing import check_seen, existing

CODE_LIMIT = 40
_HUNDRED = Decimal(100)
SORTS: Mapping[str, Any] = {
    "name": CatalogueItem.sort_name,
    "code": CatalogueItem.sort_code,
    "kind": CatalogueItem.kind,
    "unit": CatalogueItem.unit,
    "price": CatalogueItem.price,
    "cost": CatalogueItem.cost,
    "tax_rate": CatalogueItem.tax_rate,
}
"""What the list can be sorted by."""


@dataclass(frozen=True, slots=True)
class NewItem:
    """A product or service to be made. `price` and `cost` in major units without tax, `tax_rate` in percent.

    `tax_rate` None is the business' usual one, `currency` '' its own.
    """

    name: str
    kind: ItemKind = ItemKind.SERVICE
    code: str = ""
    description: str = ""
    unit: str = ""
    price: Decimal = Decimal(0)
    cost: Decimal = Decimal(0)
    currency: str = ""
    tax_rate: Decimal | None = None
    tax_reason: str = ""
    tax_category: str = ""


@dataclass(frozen=True, slots=True)
class ItemRow:
    """A product or service. `price` and `cost` in major units, `tax_rate` in percent."""

    id: int
    kind: ItemKind
    code: str
    name: str
    description: str
    unit: str
    price: Decimal
    cost: Decimal
    currency: str
    tax_rate: Decimal
    tax_reason: str
    binned: bool
    damaged: bool
    tax_category: str = ""
    built: bool = False


@dataclass(frozen=True, slots=True)
class CatalogueQuery:
    """Which items, in which order: words of code, name or description, one kind or both, in the bin or not."""

    text: str = ""
    kind: ItemKind | None = None
    binned: bool = False
    sort: str = "name"
    descending: bool = False


def create(session: Session, new: NewItem, *, now: dt.datetime) -> int:
    """A new item; answers its id.

    Raises:
        Refused: ``catalogue.*``, ``amount.*``, ``currency.unknown``, ``text.too_long``, with the field.
    """
    known = settings.business(session)
    item = CatalogueItem(kind=new.kind, name="", created_at=now)
    given = {field: getattr(new, field) for field in EDITABLE}
    given["currency"] = new.currency or known.currency
    given["tax_rate"] = known.default_tax if new.tax_rate is None else new.tax_rate
    _set(session, item, given)
    session.add(item)
    _done(session, item)
    return item.id


def edit(session: Session, item_id: int, values: Mapping[str, Any], seen: Mapping[str, Any] | None = None) -> None:
    """Changes facts of an item: the fields of `EDITABLE`, prices and rates as Decimal.

    Raises:
        Refused: as `create`; ``record.missing``.
        Stale: a field was changed elsewhere.
    """
    item = existing(session, CatalogueItem, item_id)
    check_seen(item, _stored(seen), _stored(values) or {})
    _set(session, item, values)
    _done(session, item)


def to_bin(session: Session, item_id: int, *, now: dt.datetime) -> None:
    """Puts an item in the bin; quotes and jobs keep what they took from it.

    Raises:
        Refused: ``record.missing``.
    """
    item = existing(session, CatalogueItem, item_id)
    if item.deleted_at is None:
        item.deleted_at = now
    _done(session, item)


def restore(session: Session, item_id: int) -> None:
    """Takes an item out of the bin.

    Raises:
        Refused: ``catalogue.code_taken`` when another one has its code by now; ``record.missing``.
    """
    item = existing(session, CatalogueItem, item_id)
    _refuse_taken(session, item, item.sort_code)
    item.deleted_at = None
    _done(session, item)


def count(session: Session, query: CatalogueQuery) -> int:
    """How many items the query finds."""
    return session.scalar(_found(session, select(func.count(CatalogueItem.id)), query)) or 0


def ids(session: Session, query: CatalogueQuery, first: int, limit: int) -> list[int]:
    """The ids from place `first` on, in the query's order."""
    key = SORTS[query.sort]
    order = (key.desc(), CatalogueItem.id.desc()) if query.descending else (key, CatalogueItem.id)
    statement = _found(session, select(CatalogueItem.id), query).order_by(*order)
    return list(session.scalars(statement.offset(first).limit(limit)))


def rows(session: Session, wanted: Sequence[int]) -> dict[int, ItemRow]:
    """The rows of these ids, by id."""
    found = session.scalars(select(CatalogueItem).where(CatalogueItem.id.in_(wanted)))
    return {item.id: _row(item) for item in found}


def item(session: Session, item_id: int) -> ItemRow:
    """One item.

    Raises:
        Refused: ``record.missing``.
    """
    return _row(existing(session, CatalogueItem, item_id))


def complete(session: Session, typed: str, limit: int) -> tuple[ItemRow, ...]:
    """What a line of a quote may be completed to: codes, then names that begin so, then items with these words."""
    typed = clean_line(typed[:MOST_CHARACTERS])
    start = fold(typed)
    if not start:
        return ()
    tiers = [_beginning(session, CatalogueItem.sort_code, start, limit)]
    tiers.append(_beginning(session, CatalogueItem.sort_name, start, limit))
    if len(in_order(*tiers)) < limit:
        tiers.append([record for _kind, record in full_text(session, typed, [CATALOGUE], limit)])
    found = in_order(*tiers)[:limit]
    shown = rows(session, found)
    return tuple(shown[item_id] for item_id in found if not shown[item_id].binned)


def _beginning(session: Session, column: Any, start: str, limit: int) -> list[int]:
    statement = select(CatalogueItem.id).where(
        CatalogueItem.deleted_at.is_(None), column >= start, column < start + LAST_CHARACTER
    )
    return list(session.scalars(statement.order_by(column, CatalogueItem.id).limit(limit)))


def _found(session: Session, statement: Select[Any], query: CatalogueQuery) -> Select[Any]:
    where: list[ColumnElement[bool]] = [
        CatalogueItem.deleted_at.is_not(None) if query.binned else CatalogueItem.deleted_at.is_(None)
    ]
    if query.kind is not None:
        where.append(CatalogueItem.kind == query.kind)
    statement = statement.where(*where)
    matching = matching_ids(session, CATALOGUE, query.text)
    if matching is not None:
        sql, values = matching
        statement = statement.where(text(f"catalogue_item.id IN ({sql})").bindparams(**values))
    return statement


def _row(item: CatalogueItem) -> ItemRow:
    return ItemRow(
        item.id, item.kind, item.code, item.name, item.description, item.unit, from_ten_thousandths(item.price),
        from_ten_thousandths(item.cost), item.currency, from_ten_thousandths(item.tax_rate), item.tax_reason,
        item.deleted_at is not None, is_damaged(item.kind, item.deleted_at),
        item.tax_category, item.hours is not None,
    )  # fmt: skip


def _set(session: Session, item: CatalogueItem, values: Mapping[str, Any]) -> None:
    with session.no_autoflush:
        for field, value in values.items():
            EDITABLE[field](session, item, value)


def _done(session: Session, item: CatalogueItem) -> None:
    set_subject(session, item.name)
    session.flush()


def _stored(values: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """Values as the columns hold them."""
    if values is None:
        return None
    return {
        field: to_ten_thousandths(value, field=field) if isinstance(value, Decimal) else value
        for field, value in values.items()
    }


def _name(_session: Session, item: CatalogueItem, value: str) -> None:
    name = clean_line(value, field="name")
    if not fold(name):
        raise Refused("name.empty", field="name")
    item.name, item.sort_name = name, fold(name)


def _code(session: Session, item: CatalogueItem, value: str) -> None:
    code = clean_line(value, field="code", limit=CODE_LIMIT)
    _refuse_taken(session, item, fold(code))
    item.code, item.sort_code = code, fold(code)


def _refuse_taken(session: Session, item: CatalogueItem, sort_code: str) -> None:
    same = (
        CatalogueItem.sort_code == sort_code,
        CatalogueItem.deleted_at.is_(None),
        CatalogueItem.id != (item.id or 0),
    )
    if sort_code and session.scalar(select(exists().where(*same))):
        raise Refused("catalogue.code_taken", field="code", code=item.code or sort_code)


def _amount(field: str) -> Callable[[Session, CatalogueItem, Decimal], None]:
    def put(_session: Session, item: CatalogueItem, value: Decimal) -> None:
        stored = to_ten_thousandths(value, field=field)
        if stored < 0:
            raise Refused("catalogue.amount_negative", field=field, text=excerpt(str(value)))
        setattr(item, field, stored)

    return put


def _rate(_session: Session, item: CatalogueItem, value: Decimal) -> None:
    stored = to_ten_thousandths(value, field="tax_rate")
    if not 0 <= value <= _HUNDRED:
        raise Refused("quote.percent_range", field="tax_rate", text=excerpt(str(value)))
    item.tax_rate = stored


def _currency(_session: Session, item: CatalogueItem, value: str) -> None:
    minor_digits(value)  # refuses an unknown one
    item.currency = value


def _kind(_session: Session, item: CatalogueItem, value: ItemKind) -> None:
    item.kind = ItemKind(value)


def _text(field: str, clean: Callable[..., str], **limit: int) -> Callable[[Session, CatalogueItem, str], None]:
    return lambda _session, item, value: setattr(item, field, clean(value, field=field, **limit))


def _typed_price(session: Session, item: CatalogueItem, value: Decimal) -> None:
    """A price that is typed is no longer built from its parts."""
    before = item.price
    _amount("price")(session, item, value)
    if item.price != before:
        item.hours, item.hour_rate, item.material, item.markup = None, 0, 0, 0


def _category(_session: Session, item: CatalogueItem, value: str) -> None:
    if value and value not in set(TaxCategory):
        raise Refused("quote.tax_category", field="tax_category", text=excerpt(value))
    item.tax_category = value


EDITABLE: Mapping[str, Callable[[Session, CatalogueItem, Any], None]] = {
    "kind": _kind,
    "name": _name,
    "code": _code,
    "description": _text("description", clean_text),
    "unit": _text("unit", clean_line, limit=UNIT_LIMIT),
    "price": _typed_price,
    "cost": _amount("cost"),
    "currency": _currency,
    "tax_rate": _rate,
    "tax_reason": _text("tax_reason", clean_line),
    "tax_category": _category,
}
"""What `edit` changes, and how each is checked."""
