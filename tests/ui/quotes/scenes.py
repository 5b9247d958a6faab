"""Quotes in every state a page can show, as full as they come: what layouts are tried with."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from crm_desktop.db.database import Database
from crm_desktop.domain.quotes import AcceptanceHow, Line, LineKind, LineRole, PlannedPayment, Share, ShareKind
from crm_desktop.exchange import quote_json
from crm_desktop.services import quote_answers, quote_drafts, quote_exchange, quote_lines, quote_money
from crm_desktop.services.quote_money import NewInvoice, NewReceipt
from tests.factories import NOW, TODAY
from tests.services.quotes import FITTING, SHELF, a_customer, a_draft, accept, issue, revise, shown

TITLE = "Oak shelves and fitted wardrobe for the flat in Rua das Flores"
CUSTOMER = "Ana Margarida Sousa e Conceição"
WARDROBE = Line(
    description="Wardrobe, three doors\nSolid oak, oiled; soft-close hinges, lights inside",
    quantity=Decimal(1), unit="pcs", unit_price=Decimal("2840.50"), tax_rate=Decimal(23),
    discount=Share(ShareKind.PERCENT, Decimal(5)), cost=Decimal(1_600),
)  # fmt: skip
BOOK = Line(description="Care set", quantity=Decimal(2), unit="pcs", unit_price=Decimal(18), tax_rate=Decimal(6))
OPTION = replace(SHELF, description="Lights under every shelf", role=LineRole.OPTIONAL)
LINES = (
    Line(kind=LineKind.SECTION, description="Living room"), SHELF, FITTING, BOOK,
    Line(kind=LineKind.SECTION, description="Bedroom"), WARDROBE, FITTING,
    Line(kind=LineKind.SUBTOTAL, description=""), OPTION,
    Line(kind=LineKind.TEXT, description="Delivery within six weeks of the order."),
)  # fmt: skip
PERCENT = ShareKind.PERCENT
PAYMENTS = (
    PlannedPayment("On order", Share(PERCENT, Decimal(40)), TODAY),
    PlannedPayment("On delivery", Share(PERCENT, Decimal(40)), TODAY + dt.timedelta(days=30)),
    PlannedPayment("After the final check of all the doors", Share(PERCENT, Decimal(20))),
)
FULL = {
    "discount": Share(PERCENT, Decimal("7.5")),
    "withholding": Decimal("11.5"),
    "payments": PAYMENTS,
    "cash_rounding": 5,
    "reference": "PO 4711",
}


def full_draft(store: Database) -> int:
    """A draft with all that a quote can have."""
    quote_id = a_draft(store, *LINES, contact_id=a_customer(store, CUSTOMER), title=TITLE)
    with store.write("Edit quote") as session:
        quote_drafts.edit(session, quote_id, dict(FULL))
    return quote_id


def issued(store: Database) -> int:
    """The same, issued."""
    quote_id = full_draft(store)
    issue(store, quote_id)
    return quote_id


def sent(store: Database) -> int:
    """The same, sent."""
    quote_id = issued(store)
    with store.write("Sent") as session:
        quote_answers.mark_sent(session, quote_id, TODAY, today=TODAY, now=NOW)
    return quote_id


def revision(store: Database) -> int:
    """A draft that revises the revision of a quote."""
    return reprice_second(store, revise(store, second(store)), 151)


def second(store: Database) -> int:
    """The issued revision of an issued quote."""
    quote_id = reprice_second(store, revise(store, issued(store)), 150)
    issue(store, quote_id)
    return quote_id


def reprice_second(store: Database, quote_id: int, price: int) -> int:
    """Gives the first item another price."""
    assert shown(store, quote_id).lines[0].line.kind is LineKind.SECTION
    line = shown(store, quote_id).lines[1]
    with store.write("Edit quote line") as session:
        quote_lines.edit_line(session, quote_id, line.id or 0, {"unit_price": Decimal(price)})
    return quote_id


def superseded(store: Database) -> int:
    """A quote that was revised."""
    quote_id = issued(store)
    issue(store, reprice_second(store, revise(store, quote_id), 150))
    return quote_id


def accepted(store: Database) -> int:
    """The worst: a chain of three, discount, withholding, rounding, a schedule, payments, an acceptance with a note."""
    quote_id = revision(store)
    issue(store, quote_id)
    with store.write("Sent") as session:
        quote_answers.mark_sent(session, quote_id, TODAY, today=TODAY, now=NOW)
    option = next(line.id for line in shown(store, quote_id).lines if line.line.role is LineRole.OPTIONAL)
    accept(
        store, quote_id, accepted_by=CUSTOMER, how=AcceptanceHow.SIGNED, options=(option,),
        note="Please ring before you come; the lift is small.",
    )  # fmt: skip
    with store.write("Payments") as session:
        quote_money.add_invoice(session, quote_id, NewInvoice("FT 2026/118", TODAY, 120_000), today=TODAY)
        quote_money.add_receipt(session, quote_id, NewReceipt(TODAY, 50_000), today=TODAY)
    return quote_id


def declined(store: Database) -> int:
    """A quote that was declined, with the customer's words."""
    quote_id = sent(store)
    with store.write("Decline") as session:
        quote_answers.decline(session, quote_id, "Too expensive\nAnother offer was half of it.", today=TODAY, now=NOW)
    return quote_id


def withdrawn(store: Database) -> int:
    """A quote that was withdrawn."""
    quote_id = sent(store)
    with store.write("Withdraw") as session:
        quote_answers.withdraw(session, quote_id, "Wrong prices.", now=NOW)
    return quote_id


def imported(store: Database) -> int:
    """A draft that came as a file from another business."""
    with store.read() as session:
        told = json.loads(quote_exchange.as_json(session, issued(store)))
    told["exported"]["number"] = "R-77"
    told["customer"] = "Casa Verde Lda"
    read = quote_json.read(json.dumps(told).encode(), "quote.json")
    with store.write("Import") as session:
        return quote_exchange.import_quote(session, read, today=TODAY, now=NOW).id


def binned(store: Database) -> int:
    """A draft in the bin."""
    quote_id = full_draft(store)
    with store.write("Delete") as session:
        quote_drafts.to_bin(session, quote_id, now=NOW)
    return quote_id


STATES: dict[str, Callable[[Database], int]] = {
    "empty": a_draft, "draft": full_draft, "issued": issued, "sent": sent, "revision": revision, "second": second,
    "superseded": superseded, "accepted": accepted, "declined": declined, "withdrawn": withdrawn,
    "imported": imported, "binned": binned,
}  # fmt: skip


def all_states(store: Database) -> dict[str, int]:
    """One quote of each, by the name of its state."""
    return {name: make(store) for name, make in STATES.items()}
