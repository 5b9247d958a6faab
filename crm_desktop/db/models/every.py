"""Brings every model into the metadata: import this before touching `Base.metadata`."""

from __future__ import annotations

from crm_desktop.db.models import (
    business,
    catalogue,
    contacts,
    deals,
    history,
    interactions,
    jobs,
    quote_answers,
    quotes,
    templates,
)
from crm_desktop.db.models.base import Base

MODULES = (business, catalogue, contacts, deals, history, interactions, jobs, quote_answers, quotes, templates)
METADATA = Base.metadata
