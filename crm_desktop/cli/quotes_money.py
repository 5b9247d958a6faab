"""``quote invoice | receipt | money``: invoices made elsewhere, what was paid, and what is still open."""

from __future__ import annotations

import argparse
import datetime as dt
from typing import Any

from crm_desktop.cli.arguments import record_id
from crm_desktop.cli.desk import Answer, Desk
from crm_desktop.cli.lists import day, table
from crm_desktop.cli.main import command
from crm_desktop.domain.dates import parse_date
from crm_desktop.domain.money import minor_digits, minor_from_decimal, parse_decimal
from crm_desktop.domain.quote_balance import Instalment
from crm_desktop.domain.quote_documents import amount_as_text
from crm_desktop.sentences import sentence
from crm_desktop.services import quote_money
from crm_desktop.services.quote_money import NewInvoice, NewReceipt, QuoteMoney
from crm_desktop.services.store import Store
from crm_desktop.words import N_


def add_parts(parts: Any) -> None:
    """Adds these parts of ``quote``."""
    invoice = command(parts, "invoice", run_invoice, "record a fiscal invoice made in another program")
    invoice.add_argument("id", type=record_id, metavar="ID")
    invoice.add_argument("--number", required=True, metavar="NUMBER")
    receipt = command(parts, "receipt", run_receipt, "record money that was received")
    receipt.add_argument("id", type=record_id, metavar="ID")
    for one in (invoice, receipt):
        one.add_argument("--date", default="", metavar="DAY", help="2026-11-21; today when left out")
        one.add_argument("--amount", required=True, metavar="AMOUNT", help="in the quote's currency, like 870.00")
        one.add_argument("--note", default="", metavar="TEXT")
    money = command(parts, "money", run_money, "say what is agreed, invoiced, received and open")
    money.add_argument("id", type=record_id, metavar="ID")


def run_invoice(args: argparse.Namespace, desk: Desk) -> Answer:
    """Records an invoice."""
    date, amount = _given(args, desk)
    with desk.store.write(N_("Record invoice")) as session:
        new = NewInvoice(args.number, date, amount, args.note)
        recorded = quote_money.add_invoice(session, args.id, new, today=desk.today)
        found = quote_money.money(session, args.id)
    return _answer(found, recorded, date)


def run_receipt(args: argparse.Namespace, desk: Desk) -> Answer:
    """Records a payment."""
    date, amount = _given(args, desk)
    with desk.store.write(N_("Record payment")) as session:
        recorded = quote_money.add_receipt(session, args.id, NewReceipt(date, amount, args.note), today=desk.today)
        found = quote_money.money(session, args.id)
    return _answer(found, recorded, date)


def run_money(args: argparse.Namespace, desk: Desk) -> Answer:
    """Says where the money of a quote stands."""
    with desk.store.read() as session:
        return _answer(quote_money.money(session, args.id), None)


def _given(args: argparse.Namespace, desk: Desk) -> tuple[dt.date, int]:
    currency = _currency(desk.store, args.id)
    date = parse_date(args.date, field="date") if args.date else desk.today
    # Money that came has no more decimals than the currency.
    amount = parse_decimal(args.amount, field="amount", places=minor_digits(currency))
    return date, minor_from_decimal(amount, currency)


def _currency(store: Store, quote_id: int) -> str:
    with store.read() as session:
        return quote_money.money(session, quote_id).currency


def _answer(found: QuoteMoney, recorded: int | None, date: dt.date | None = None) -> Answer:
    """The balance; what came beyond what was agreed, or before there was the quote, is warned of."""

    def amount(minor: int) -> str:
        return amount_as_text(minor, found.currency)

    def planned(one: Instalment) -> dict[str, Any]:
        return {"label": one.label, "kind": one.kind, "due": day(one.due), "amount": amount(one.amount)}

    sums = found.balance
    data: dict[str, Any] = {
        "number": found.number,
        "currency": found.currency,
        "accepted": found.accepted,
        "agreed": amount(sums.agreed),
        "invoiced": amount(sums.invoiced),
        "received": amount(sums.received),
        "open": amount(sums.open),
        "over": amount(sums.over),
        "next": planned(sums.next) if sums.next is not None else None,
        "instalments": [planned(one) for one in found.instalments],
        "invoices": [
            {"id": row.id, "number": row.number, "date": day(row.date), "amount": amount(row.amount), "note": row.note}
            for row in found.invoices
        ],
        "receipts": [
            {"id": row.id, "date": day(row.date), "amount": amount(row.amount), "note": row.note}
            for row in found.receipts
        ],
    }
    if recorded is not None:
        data["id"] = recorded
    lines = table([(key, data[key]) for key in ("agreed", "invoiced", "received", "open")], right=(1,))
    warnings = [f"{amount(sums.over)} {found.currency} more was received than was agreed."] if sums.over else []
    if (doubt := found.before_quote(date)) is not None:
        warnings.append(sentence(doubt))
    return Answer(data, tuple(lines), tuple(warnings))
