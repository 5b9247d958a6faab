"""How the price of a product or service comes about: typed or built, and by the quantity."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm_desktop.db.history import set_subject
from crm_desktop.db.models.catalogue import CatalogueItem, PriceBreak
from crm_desktop.domain.built_prices import (
    MOST_BREAKS,
    MOST_MARKUP,
    Break,
    BuiltPrice,
    built_price,
    own_cost,
    parts_of,
    price_at,
)
from crm_desktop.domain.errors import Refused
from crm_desktop.domain.money import from_ten_thousandths, to_ten_thousandths
from crm_desktop.domain.quote_prices import price_in_mode
from crm_desktop.domain.quotes import Line, LineKind, PriceMode
from crm_desktop.domain.text import excerpt
from crm_desktop.services import settings
from crm_desktop.services.editing import existing

HOUR = "h"
PARTS = ("hours", "hour_rate", "material", "markup")


@dataclass(frozen=True, slots=True)
class ItemPrices:
    """The prices of an item, in major units without tax.

    `built` None: `price` was typed. `hour_rate` is what an hour usually costs; 0 where nobody said.
    """

    price: Decimal
    currency: str
    built: BuiltPrice | None
    breaks: tuple[Break, ...]
    hour_rate: Decimal = Decimal(0)


def prices(session: Session, item_id: int) -> ItemPrices:
    """How the price of an item comes about.

    Raises:
        Refused: ``record.missing``.
    """
    item = existing(session, CatalogueItem, item_id)
    rate = usual_rate(session, item.currency)
    return ItemPrices(from_ten_thousandths(item.price), item.currency, _parts(item), _breaks(item), rate)


def prices_of_line(session: Session, item_id: int | None, currency: str) -> ItemPrices:
    """What the price of a quote line can be built from: as its item's is, in the same currency, else the usual rate."""
    item = session.get(CatalogueItem, item_id) if item_id is not None else None
    same = item is not None and item.currency in {"", currency}
    parts = _parts(item) if item is not None and same else None
    return ItemPrices(Decimal(0), currency, parts, (), usual_rate(session, currency))


def usual_rate(session: Session, currency: str) -> Decimal:
    """What an hour costs, in major units: as last used in the catalogue, as set for jobs, or as an item by the hour.

    0 where none of them says so in this currency.
    """
    ours = [CatalogueItem.deleted_at.is_(None), CatalogueItem.currency == currency]
    built = select(CatalogueItem.hour_rate).where(*ours, CatalogueItem.hours.is_not(None), CatalogueItem.hour_rate > 0)
    last = session.scalar(built.order_by(CatalogueItem.id.desc()).limit(1))
    if last:
        return from_ten_thousandths(last)
    if settings.get(session, "currency") == currency and (told := Decimal(settings.get(session, "job.hour_price"))):
        return told
    by_hour = select(CatalogueItem.price).where(*ours, CatalogueItem.unit == HOUR, CatalogueItem.price > 0)
    return from_ten_thousandths(session.scalar(by_hour.order_by(CatalogueItem.id.desc()).limit(1)) or 0)


def build(session: Session, item_id: int, parts: BuiltPrice | None) -> None:
    """Builds the price of an item, and its own cost; None keeps both as typed ones from now on.

    Raises:
        Refused: ``record.missing``, ``amount.*``, ``catalogue.amount_negative``, ``catalogue.markup_range``.
    """
    item = existing(session, CatalogueItem, item_id)
    if parts is None:
        item.hours, item.hour_rate, item.material, item.markup = None, 0, 0, 0
    else:
        check_parts(parts)
        for field in PARTS:
            setattr(item, field, to_ten_thousandths(getattr(parts, field), field=field))
        item.price = to_ten_thousandths(built_price(parts, item.currency), field="price")
        item.cost = to_ten_thousandths(own_cost(parts, item.currency), field="cost")
    _done(session, item)


def put_breaks(session: Session, item_id: int, breaks: Sequence[Break]) -> None:
    """Makes these the price breaks of an item, in the order of their quantities.

    Raises:
        Refused: ``record.missing``, ``amount.*``, ``catalogue.amount_negative``, ``catalogue.break_quantity``,
            ``catalogue.break_twice``, ``catalogue.too_many_breaks``.
    """
    item = existing(session, CatalogueItem, item_id)
    wanted = _checked(breaks)
    stored = {row.from_quantity: row for row in item.breaks}
    for quantity, row in stored.items():
        if quantity not in wanted:
            item.breaks.remove(row)
    for quantity, price in wanted.items():
        if quantity in stored:
            stored[quantity].price = price
        else:
            item.breaks.append(PriceBreak(from_quantity=quantity, price=price))
    _done(session, item)
    session.expire(item, ["breaks"])


def unit_price(session: Session, item_id: int, quantity: Decimal, tax_rate: Decimal, mode: PriceMode) -> Decimal | None:
    """What a unit of an item costs in a quote of this price mode; None when the item is gone."""
    item = session.get(CatalogueItem, item_id)
    if item is None:
        return None
    return price_in_mode(price_at(from_ten_thousandths(item.price), _breaks(item), quantity), tax_rate, mode)


def with_price_for(session: Session, before: Line, after: Line, item_id: int | None, mode: PriceMode) -> Line:
    """`after`, with the price of its new quantity where the price before was the catalogue's own.

    A price that somebody typed is theirs: it stays whatever the quantity.
    """
    if item_id is None or after.kind is not LineKind.ITEM or before.quantity == after.quantity:
        return after
    if before.unit_price != after.unit_price:
        return after
    was = unit_price(session, item_id, before.quantity, before.tax_rate, mode)
    now = unit_price(session, item_id, after.quantity, after.tax_rate, mode)
    if was is None or now is None or was != before.unit_price:
        return after
    return replace(after, unit_price=now)


def _parts(item: CatalogueItem) -> BuiltPrice | None:
    return None if item.hours is None else parts_of(item.hours, item.hour_rate, item.material, item.markup)


def _breaks(item: CatalogueItem) -> tuple[Break, ...]:
    return tuple(Break(from_ten_thousandths(row.from_quantity), from_ten_thousandths(row.price)) for row in item.breaks)


def check_parts(parts: BuiltPrice) -> None:
    """Whether a price can be made of these.

    Raises:
        Refused: ``amount.*``, ``catalogue.amount_negative``, ``catalogue.markup_range``.
    """
    for field in PARTS:
        value: Decimal = getattr(parts, field)
        to_ten_thousandths(value, field=field)
        if value < 0:
            raise Refused("catalogue.amount_negative", field=field, text=excerpt(str(value)))
    if parts.markup > MOST_MARKUP:
        raise Refused("catalogue.markup_range", field="markup", text=excerpt(str(parts.markup)), limit=str(MOST_MARKUP))


def _checked(breaks: Sequence[Break]) -> dict[int, int]:
    """Price by quantity, as the columns hold them, smallest quantity first."""
    if len(breaks) > MOST_BREAKS:
        raise Refused("catalogue.too_many_breaks", field="breaks", limit=MOST_BREAKS)
    found: dict[int, int] = {}
    for each in breaks:
        quantity = to_ten_thousandths(each.quantity, field="quantity")
        price = to_ten_thousandths(each.price, field="price")
        if quantity <= 0:
            raise Refused("catalogue.break_quantity", field="quantity", text=excerpt(str(each.quantity)))
        if price < 0:
            raise Refused("catalogue.amount_negative", field="price", text=excerpt(str(each.price)))
        if quantity in found:
            raise Refused("catalogue.break_twice", field="quantity", text=excerpt(str(each.quantity)))
        found[quantity] = price
    return dict(sorted(found.items()))


def _done(session: Session, item: CatalogueItem) -> None:
    set_subject(session, item.name)
    session.flush()
