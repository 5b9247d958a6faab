"""One small factory for each model: everything a row needs, so that a test names only what it is about.

Nothing is random, so that a test reads the same twice. Models come back unsaved: add them to a session.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy.orm import Session

from crm_desktop.db.bulk import loading
from crm_desktop.db.database import Database
from crm_desktop.db.files import create_file, open_file
from crm_desktop.db.models.base import Base
from crm_desktop.db.models.business import Blob, Setting
from crm_desktop.db.models.catalogue import CatalogueItem, PriceBreak
from crm_desktop.db.models.contacts import Channel, Contact, ContactTag, Employment
from crm_desktop.db.models.deals import Deal, DealStageChange, LostReason, Pipeline, Stage
from crm_desktop.db.models.interactions import Interaction
from crm_desktop.db.models.jobs import Job, JobPart
from crm_desktop.db.models.quote_answers import QuoteAcceptance, QuoteInvoice, QuoteReceipt
from crm_desktop.db.models.quotes import Quote, QuoteIssue, QuoteLine, QuotePayment, Sale
from crm_desktop.db.models.templates import Template
from crm_desktop.db.rows import raw
from crm_desktop.db.types import Moment
from crm_desktop.domain.catalogue import ItemKind
from crm_desktop.domain.contacts import ChannelKind, ContactKind
from crm_desktop.domain.deals import StageKind
from crm_desktop.domain.interactions import Direction, InteractionKind
from crm_desktop.domain.phones import digits
from crm_desktop.domain.quote_chain import Facts, link
from crm_desktop.domain.quotes import AcceptanceHow, ShareKind, TemplateKind
from crm_desktop.domain.sales import SaleOrigin
from crm_desktop.domain.text import fold

TODAY = date(2026, 11, 21)
NOW = datetime(2026, 11, 21, 9, 12, tzinfo=UTC)


def new_file(folder: Path, name: str = "business.crm") -> Path:
    """The path of a new, empty business file in `folder`."""
    path = folder / name
    path.write_bytes(_empty_file())
    return path


@cache
def _empty_file() -> bytes:
    """The bytes of a new file: making it anew for every test would cost most of the test's time."""
    with TemporaryDirectory() as folder:
        create_file(path := Path(folder) / "new.crm")
        return path.read_bytes()


@contextmanager
def opened(path: Path) -> Iterator[Database]:
    """The file, open for as long as the block runs."""
    database = open_file(path)
    try:
        yield database
    finally:
        database.close()


def person(name: str = "Ana Sousa", **values: Any) -> Contact:
    """A person; `sort_name` follows the name."""
    return _contact(ContactKind.PERSON, name, values)


def company(name: str = "Padaria Central, Lda", **values: Any) -> Contact:
    """A company; `sort_name` follows the name."""
    return _contact(ContactKind.COMPANY, name, values)


def _contact(kind: ContactKind, name: str, values: dict[str, Any]) -> Contact:
    return Contact(**{"kind": kind, "name": name, "sort_name": fold(name), "created_at": NOW, **values})


def phone(value: str = "+351 912 345 678", **values: Any) -> Channel:
    """A phone number, found by its digits."""
    return Channel(**{"kind": ChannelKind.PHONE, "value": value, "digits": digits(value)[::-1], **values})


def email(value: str = "ana@example.com", **values: Any) -> Channel:
    """An e-mail address, found folded."""
    return Channel(**{"kind": ChannelKind.EMAIL, "value": value, "folded": fold(value), **values})


def address(street: str = "Rua das Flores 12", **values: Any) -> Channel:
    """A postal address in Porto."""
    made = {"street": street, "city": "Porto", "postcode": "4000-123", "country": "PT"}
    return Channel(**{"kind": ChannelKind.ADDRESS, "value": street, **made, **values})


def tag(name: str = "VIP") -> ContactTag:
    """A tag of a contact."""
    return ContactTag(name=name, folded=fold(name))


def employment(at: Contact, **values: Any) -> Employment:
    """An employment at a company that is already saved; append it to the person's `employments`."""
    return Employment(**{"company_id": at.id, "role": "Owner", **values})


def pipeline(name: str = "Sales", **values: Any) -> Pipeline:
    """A pipeline without stages."""
    return Pipeline(name=name, **values)


def stage(of: Pipeline, name: str = "Prospecting", kind: StageKind = StageKind.OPEN, **values: Any) -> Stage:
    """A stage of a pipeline that is already saved."""
    return Stage(**{"pipeline_id": of.id, "name": name, "kind": kind, "probability": 20, **values})


def lost_reason(name: str = "Price", **values: Any) -> LostReason:
    """A reason to lose a deal."""
    return LostReason(name=name, **values)


def deal(at: Stage, title: str = "New oven", **values: Any) -> Deal:
    """An open deal of 1,500.00 EUR in a stage that is already saved."""
    made = {"title": title, "sort_title": fold(title), "stage_id": at.id, "stage_since": NOW, "created_at": NOW}
    return Deal(**{**made, "value": 150000, "currency": "EUR", **values})


def stage_change(to: Stage, **values: Any) -> DealStageChange:
    """A deal's coming to a stage; append it to the deal's `stage_changes`."""
    return DealStageChange(**{"to_stage_id": to.id, "at": NOW, **values})


def catalogue_item(name: str = "Oven service", **values: Any) -> CatalogueItem:
    """A service of 45.00 with 23 % tax."""
    made = {"kind": ItemKind.SERVICE, "name": name, "sort_name": fold(name), "code": "SV-1", "sort_code": "sv-1"}
    priced = {"price": 450000, "currency": "EUR", "tax_rate": 230000}
    return CatalogueItem(**{**made, **priced, "created_at": NOW, **values})


def quote(to: Contact | None = None, **values: Any) -> Quote:
    """A draft dated today, to a contact that is already saved."""
    made = {"date": TODAY, "currency": "EUR", "language": "pt_PT", "status_at": NOW, "created_at": NOW}
    return Quote(**{**made, "contact_id": to.id if to is not None else None, "title": "Oven", **values})


def quote_line(description: str = "Oven", **values: Any) -> QuoteLine:
    """One piece of 100.00 with 23 % tax; append it to the quote's `lines`."""
    return QuoteLine(**{"description": description, "unit_price": 1000000, "tax_rate": 230000, **values})


def quote_issue(of: Quote, number: str = "2026/0001", **values: Any) -> QuoteIssue:
    """What issuing a quote that is already saved froze, as the first of the file; the PDF is a stand-in.

    The hash and the link of the chain are right, unless another moment, snapshot or hash is given without its link.
    """
    pdf = b"%PDF-1.4 stand-in"
    made = {"quote_id": of.id, "number": number, "year": 2026, "sequence": 1, "issued_at": NOW, "snapshot": "{}"}
    issue = QuoteIssue(**{**made, "pdf": pdf, "sha256": hashlib.sha256(pdf).hexdigest(), **values})
    moment = str(raw(Moment(), issue.issued_at))
    facts = Facts(number, issue.series, issue.year, issue.sequence, moment, issue.snapshot, issue.sha256)
    issue.chain = issue.chain or link("", facts)
    return issue


def quote_payment(label: str = "On order", **values: Any) -> QuotePayment:
    """30 % of what is payable; append it to the quote's `payments`."""
    return QuotePayment(**{"label": label, "kind": ShareKind.PERCENT, "share": 300000, **values})


def quote_acceptance(of: Quote, **values: Any) -> QuoteAcceptance:
    """A saved quote accepted today by e-mail, for 100.00 and 123.00 with tax."""
    made = {"accepted_on": TODAY, "how": AcceptanceHow.EMAIL, "net": 10000, "total": 12300, "recorded_at": NOW}
    return QuoteAcceptance(**{**made, "quote_id": of.id, "accepted_by": "Ana Sousa", **values})


def quote_invoice(of: Quote, **values: Any) -> QuoteInvoice:
    """An invoice of 123.00 made elsewhere for a saved quote."""
    return QuoteInvoice(**{"quote_id": of.id, "number": "FT A/1", "date": TODAY, "amount": 12300, **values})


def quote_receipt(of: Quote, **values: Any) -> QuoteReceipt:
    """50.00 received today for a saved quote."""
    return QuoteReceipt(**{"quote_id": of.id, "date": TODAY, "amount": 5000, **values})


def interaction(with_: Contact, **values: Any) -> Interaction:
    """A mail sent now to a contact that is already saved."""
    made = {"kind": InteractionKind.EMAIL, "direction": Direction.OUT, "at": NOW, "created_at": NOW}
    return Interaction(**{**made, "contact_id": with_.id, "title": "Quote 2026/0001", **values})


TEMPLATE = (
    '{"document": {"customer": "-", "date": "2000-01-01", "currency": "EUR", '
    '"lines": [{"description": "Oven service", "unit_price": "45.00"}]}, "items": [null], "days": null}'
)


def template(name: str = "Oven service", **values: Any) -> Template:
    """A group of one line under a name."""
    made = {"kind": TemplateKind.LINES, "name": name, "sort_name": fold(name), "body": TEMPLATE, "created_at": NOW}
    return Template(**{**made, **values})


def price_break(**values: Any) -> PriceBreak:
    """80.00 a piece from ten on; append it to the item's `breaks`."""
    return PriceBreak(**{"from_quantity": 100000, "price": 800000, **values})


def sale(to: Contact | None = None, **values: Any) -> Sale:
    """A sale of 99.00 EUR today, recorded by hand."""
    made = {"origin": SaleOrigin.HAND, "date": TODAY, "amount": 9900, "currency": "EUR", "created_at": NOW}
    return Sale(**{**made, "contact_id": to.id if to is not None else None, **values})


def job(of: Contact | None = None, **values: Any) -> Job:
    """A planned visit today."""
    made = {"title": "Oven does not heat", "date": TODAY, "currency": "EUR", "created_at": NOW}
    return Job(**{**made, "contact_id": of.id if of is not None else None, **values})


def job_part(name: str = "Thermostat", **values: Any) -> JobPart:
    """A part of 12.50; append it to the job's `parts`."""
    return JobPart(**{"name": name, "unit_price": 125000, **values})


def setting(key: str = "business.name", value: str = "Oficina do Forno") -> Setting:
    """A setting of the business."""
    return Setting(key=key, value=value)


def blob(content: bytes = b"\x89PNG\r\n", media_type: str = "image/png") -> Blob:
    """Bytes under their own hash."""
    return Blob(sha256=hashlib.sha256(content).hexdigest(), media_type=media_type, content=content)


def bulk_insert(session: Session, model: type[Base], rows: Sequence[Mapping[str, Any]]) -> range:
    """Many rows of one table, put in as an import does; answers their ids."""
    with loading(session) as load:
        return load.insert(model, rows)
