"""Products and services."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from crm_desktop.db.models.base import Base, Binned, Id, one_of, table_options
from crm_desktop.db.types import Word
from crm_desktop.domain.catalogue import ItemKind
from crm_desktop.domain.changes import CATALOGUE


class CatalogueItem(Id, Binned, Base, kw_only=True):
    """A product or service. `price`, `cost`: ten-thousandths of a major unit; `tax_rate`: of a percent.

    A price may be built: `hours` at `hour_rate`, and `material`, raised by `markup` percent (all ten-thousandths);
    `hours` None means that it was typed. `price` is kept right in both cases.
    """

    __tablename__ = "catalogue_item"
    __table_args__ = (
        one_of("kind", ItemKind),
        CheckConstraint("price >= 0 AND cost >= 0", name="amounts"),
        Index("ix_catalogue_item_list", "deleted_at", "sort_name", "id"),
        Index("ix_catalogue_item_code", "sort_code"),
        table_options(CATALOGUE),
    )

    kind: Mapped[ItemKind] = mapped_column(Word(ItemKind))
    code: Mapped[str] = mapped_column(default="")
    sort_code: Mapped[str] = mapped_column(default="")
    name: Mapped[str]
    sort_name: Mapped[str] = mapped_column(default="")
    description: Mapped[str] = mapped_column(default="")
    unit: Mapped[str] = mapped_column(default="")
    price: Mapped[int] = mapped_column(default=0)
    cost: Mapped[int] = mapped_column(default=0)
    currency: Mapped[str] = mapped_column(default="")
    tax_rate: Mapped[int] = mapped_column(default=0)
    tax_reason: Mapped[str] = mapped_column(default="")
    tax_category: Mapped[str] = mapped_column(default="", server_default="")
    hours: Mapped[int | None] = mapped_column(default=None)
    hour_rate: Mapped[int] = mapped_column(default=0, server_default="0")
    material: Mapped[int] = mapped_column(default=0, server_default="0")
    markup: Mapped[int] = mapped_column(default=0, server_default="0")

    breaks: Mapped[list[PriceBreak]] = relationship(
        cascade="all, delete-orphan", order_by="PriceBreak.from_quantity", default_factory=list
    )


class PriceBreak(Id, Base, kw_only=True):
    """What a unit of an item costs from a quantity on. Quantity and price: ten-thousandths."""

    __tablename__ = "price_break"
    __table_args__ = (
        CheckConstraint("from_quantity > 0 AND price >= 0", name="amounts"),
        Index("ix_price_break_item_id", "item_id", "from_quantity", unique=True),
        table_options(CATALOGUE, "item_id"),
    )

    item_id: Mapped[int] = mapped_column(ForeignKey("catalogue_item.id"), init=False)
    from_quantity: Mapped[int]
    price: Mapped[int]
