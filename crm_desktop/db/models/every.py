"""Brings every model into the metadata: import this before touching `Base.metadata`."""

from __future__ import annotations

from crm_desktop.db.models import business, catalogue, contacts, deals, history, jobs, quotes
from crm_desktop.db.models.base import Base

MODULES = (business, catalogue, contacts, deals, history, jobs, quotes)
METADATA = Base.metadata
