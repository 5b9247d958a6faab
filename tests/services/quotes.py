"""Quotes to test with: short ways to draft, issue and read them."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from crm_desktop.db.database import Database
from crm_desktop.domain.quotes import Line
from crm_desktop.services import (
    quote_acceptance,
    quote_drafts,
    quote_issue,
    quote_lines,
    quote_list,
    quote_papers,
    quote_revisions,
    settings,
)
from crm_desktop.services.contacts import ContactDraft, create
from crm_desktop.services.quote_acceptance import Accepted, Answer
from crm_desktop.services.quote_drafts import NewQuote
from crm_desktop.services.quote_issue import Issued
from crm_desktop.services.quote_terms import DraftLine
from tests.factories import NOW, TODAY

SHELF = Line(description="Oak shelf", quantity=Decimal(6), unit="pcs", unit_price=Decimal(145), tax_rate=Decimal(23))
FITTING = Line(
    description="Fitting", quantity=Decimal("6.5"), unit="h", unit_price=Decimal(42), tax_rate=Decimal(23),
    cost=Decimal(20),
)  # fmt: skip


def a_customer(store: Database, name: str = "Ana Sousa") -> int:
    """A customer; answers the id."""
    with store.write("New contact") as session:
        return create(session, ContactDraft(name=name), NOW)


def a_draft(store: Database, *lines: Line, **values: Any) -> int:
    """A saved draft with these lines; answers the id."""
    with store.write("New quote") as session:
        quote_id = quote_drafts.create(session, NewQuote(**values), today=TODAY, now=NOW)
        quote_lines.add_lines(session, quote_id, [DraftLine(line) for line in lines])
    return quote_id


def complete(store: Database, **values: Any) -> int:
    """A draft that can be issued; answers the id."""
    if "contact_id" not in values:
        values["contact_id"] = a_customer(store)
    return a_draft(store, SHELF, FITTING, **values)


def issue(store: Database, quote_id: int, now: dt.datetime = NOW) -> Issued:
    """Issues it as the window does."""
    with store.write("Issue quote", barrier="undo.barrier.issue") as session:
        return quote_issue.issue(session, quote_id, now=now)


def revise(store: Database, quote_id: int, now: dt.datetime = NOW) -> int:
    """A draft that revises an issued quote; answers its id."""
    with store.write("Revise quote") as session:
        return quote_revisions.revise(session, quote_id, today=now.date(), now=now)


def reprice(store: Database, quote_id: int, price: int) -> int:
    """Gives the first line of a draft another price; answers the quote's id again."""
    line = shown(store, quote_id).lines[0]
    with store.write("Edit quote line") as session:
        quote_lines.edit_line(session, quote_id, line.id or 0, {"unit_price": Decimal(price)})
    return quote_id


def accept(store: Database, quote_id: int, now: dt.datetime = NOW, **values: Any) -> Accepted:
    """The customer's yes, today and by e-mail unless told otherwise, with what should follow from it."""
    follows = {key: values.pop(key) for key in ("move_deal", "plan_job") if key in values}
    answer = Answer(**{"accepted_on": now.date(), "accepted_by": "Ana Sousa", **values})
    with store.write("Accept quote", barrier="undo.barrier.answer") as session:
        return quote_acceptance.accept(session, quote_id, answer, **follows, today=now.date(), now=now)


def shown(store: Database, quote_id: int, today: dt.date = TODAY) -> quote_list.QuoteDetail:
    """The quote as its editor shows it."""
    with store.read() as session:
        return quote_list.quote(session, quote_id, today)


def described(store: Database, quote_id: int) -> list[str]:
    """What its lines say, in order."""
    return [line.line.description for line in shown(store, quote_id).lines]


def pdf(store: Database, quote_id: int) -> bytes:
    """Its PDF."""
    with store.read() as session:
        return quote_papers.pdf_of(session, quote_id)


def put(store: Database, **values: str) -> None:
    """Changes settings: ``numbering__quote__pattern="..."``."""
    with store.write("Settings") as session:
        for key, value in values.items():
            settings.put(session, key.replace("__", "."), value)
