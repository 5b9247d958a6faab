"""Quotes and groups of lines kept to be used again."""

from __future__ import annotations

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from crm_desktop.db.models.base import Base, Binned, Id, one_of, table_options
from crm_desktop.db.types import Word
from crm_desktop.domain.changes import TEMPLATE
from crm_desktop.domain.quotes import TemplateKind


class Template(Id, Binned, Base, kw_only=True):
    """A template. `body` is JSON: the terms, texts and lines (services/templates.py writes and reads it)."""

    __tablename__ = "template"
    __table_args__ = (
        one_of("kind", TemplateKind),
        Index("ix_template_list", "deleted_at", "kind", "sort_name", "id"),
        table_options(TEMPLATE),
    )

    kind: Mapped[TemplateKind] = mapped_column(Word(TemplateKind))
    name: Mapped[str]
    sort_name: Mapped[str] = mapped_column(default="")
    body: Mapped[str]
