"""Products and services."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from crm_desktop.db.models.base import Base, Binned, Id, one_of, table_options
from crm_desktop.db.types import Word
from crm_desktop.domain.catalogue import ItemKind
from crm_desktop.domain.changes import CATALOGUE


class CatalogueItem(Id, Binned, Base, kw_only=True):
    """A product or service. `price`, `cost`: ten-thousandths of a major unit; `tax_rate`: of a percent."""

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
