"""What a business file holds, in numbers."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crm_desktop.db import schema
from crm_desktop.db.models.catalogue import CatalogueItem
from crm_desktop.db.models.contacts import Contact
from crm_desktop.db.models.deals import Deal
from crm_desktop.db.models.jobs import Job
from crm_desktop.db.models.quotes import Quote, Sale
from crm_desktop.domain.contacts import ContactKind
from crm_desktop.services import settings

_BINNED = {
    "deals": Deal.deleted_at,
    "quotes": Quote.deleted_at,
    "sales": Sale.deleted_at,
    "jobs": Job.deleted_at,
    "catalogue": CatalogueItem.deleted_at,
}


@dataclass(frozen=True, slots=True)
class FileFacts:
    """Whose file it is and how many records it holds, the bin left out; `schema` is the version of its tables."""

    name: str
    country: str
    currency: str
    language: str
    schema: int
    counts: dict[str, int]


def file_facts(session: Session) -> FileFacts:
    """The facts of the open file."""
    business = settings.business(session)
    number = func.count(Contact.id).label("number")
    kinds = session.execute(select(Contact.kind, number).where(Contact.deleted_at.is_(None)).group_by(Contact.kind))
    of_kind = {row.kind: int(row.number) for row in kinds}
    counts = {"people": of_kind.get(ContactKind.PERSON, 0), "companies": of_kind.get(ContactKind.COMPANY, 0)}
    for name, binned in _BINNED.items():
        counts[name] = session.scalar(select(func.count()).where(binned.is_(None))) or 0
    return FileFacts(business.name, business.country, business.currency, business.language, schema.VERSION, counts)
