"""Settings of the business, and bytes kept once each."""

from __future__ import annotations

from sqlalchemy import Index, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from crm_desktop.db.models.base import Base, Id, table_options
from crm_desktop.domain.changes import SETTINGS


class Setting(Id, Base, kw_only=True):
    """One setting of the business (services/settings.py declares them); `value` as text."""

    __tablename__ = "setting"
    __table_args__ = (Index("ix_setting_key", "key", unique=True), table_options(SETTINGS))

    key: Mapped[str]
    value: Mapped[str]


class Blob(Base, kw_only=True):
    """Bytes named by their SHA-256 (hex): photos, logos. Never changed; history names them, never holds them."""

    __tablename__ = "blob"
    # No news of its own: the row that names it is what changed.
    __table_args__ = ({**table_options("", recorded=False), "sqlite_autoincrement": False},)

    sha256: Mapped[str] = mapped_column(primary_key=True)
    media_type: Mapped[str]
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
