"""The timeline: what passed between the business and its customers."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from crm_desktop.db.models.base import Base, Binned, Id, one_of, table_options
from crm_desktop.db.types import Moment, Word
from crm_desktop.domain.changes import INTERACTION
from crm_desktop.domain.interactions import Direction, InteractionKind


class Interaction(Id, Binned, Base, kw_only=True):
    """One entry: a call, a mail, a visit. `address` is the number or e-mail address it went to or came from."""

    __tablename__ = "interaction"
    __table_args__ = (
        one_of("kind", InteractionKind),
        one_of("direction", Direction),
        Index("ix_interaction_contact_id", "contact_id", "deleted_at", "at"),
        Index("ix_interaction_quote_id", "quote_id", "at"),
        Index("ix_interaction_deal_id", "deal_id"),
        table_options(INTERACTION),
    )

    contact_id: Mapped[int | None] = mapped_column(ForeignKey("contact.id"), default=None)
    quote_id: Mapped[int | None] = mapped_column(ForeignKey("quote.id"), default=None)
    deal_id: Mapped[int | None] = mapped_column(ForeignKey("deal.id"), default=None)
    kind: Mapped[InteractionKind] = mapped_column(Word(InteractionKind))
    direction: Mapped[Direction] = mapped_column(Word(Direction))
    at: Mapped[dt.datetime] = mapped_column(Moment)
    address: Mapped[str] = mapped_column(default="")
    title: Mapped[str] = mapped_column(default="")
    text: Mapped[str] = mapped_column(default="")
