"""``contacts``, ``contact ID``, ``find TEXT``: people and companies, and anything by a few words."""

from __future__ import annotations

import argparse
from typing import Any

from crm_desktop.cli.arguments import record_id
from crm_desktop.cli.desk import Answer, Desk
from crm_desktop.cli.interactions import as_json, as_lines
from crm_desktop.cli.lists import add_limit, day, fetch, table
from crm_desktop.cli.main import command
from crm_desktop.domain.quote_documents import amount_as_text
from crm_desktop.services import contact_detail, contact_list, finder, interactions
from crm_desktop.services.callers import CallerCard, caller
from crm_desktop.services.contact_business import CurrencySum
from crm_desktop.services.contact_detail import ChannelShown, ContactDetail
from crm_desktop.services.contact_list import SORTS, ContactQuery
from crm_desktop.services.contact_rows import ContactRow

FOUND = 20


def add_commands(commands: Any) -> None:
    """Adds this area's commands."""
    listed = command(commands, "contacts", run_list, "list people and companies by name")
    add_limit(listed)
    listed.add_argument("--view", default="all", metavar="VIEW", help=f"{', '.join(contact_list.VIEWS)} or tag:TAG")
    listed.add_argument("--text", default="", help="only those with these words or this phone number")
    listed.add_argument("--sort", choices=SORTS, default="name")
    listed.add_argument("--descending", action="store_true", help="the other way round")
    one = command(commands, "contact", run_one, "show everything about one contact")
    one.add_argument("id", type=record_id, metavar="ID")
    find = command(commands, "find", run_find, "find contacts, deals, quotes, jobs and catalogue items")
    find.add_argument("text", metavar="TEXT", help="words, or a phone number in any format")
    add_limit(find)


def run_list(args: argparse.Namespace, desk: Desk) -> Answer:
    """Lists contacts."""
    query = ContactQuery(args.text, contact_list.checked_view(args.view), args.sort, args.descending)
    with desk.store.read() as session:
        rows = fetch(
            lambda first, limit: contact_list.ids(session, query, first, limit),
            lambda wanted: contact_list.rows(session, wanted),
            args.limit,
        )
    found = [_row_as_json(row) for row in rows]
    cells = [
        (str(row.id), row.name, row.lifecycle, row.company or row.place, next(iter((*row.phones, *row.emails)), ""))
        for row in rows
    ]
    return Answer(found, table(cells, right=(0,)))


def run_one(args: argparse.Namespace, desk: Desk) -> Answer:
    """Shows a contact."""
    with desk.store.read() as session:
        found = contact_detail.contact(session, args.id, desk.today)
        passed = interactions.of_contact(session, args.id)
    data = _detail_as_json(found) | {"timeline": [as_json(row) for row in passed]}
    lines = (*_detail_lines(found), *(("timeline:", *as_lines(passed)) if passed else ()))
    return Answer(data, lines)


def run_find(args: argparse.Namespace, desk: Desk) -> Answer:
    """Finds anything; a phone number that is known also shows who calls."""
    with desk.store.read() as session:
        found = finder.find(session, args.text, FOUND if args.limit is None else args.limit)
        card = caller(session, args.text, desk.today)
    details = [", ".join(filter(None, (day(one.day), one.detail))) for one in found]
    data = [
        {"kind": one.kind, "id": one.id, "title": one.title, "detail": detail}
        for one, detail in zip(found, details, strict=True)
    ]
    cells = [(one.kind, str(one.id), one.title, detail) for one, detail in zip(found, details, strict=True)]
    return Answer(data, (*_card_lines(card), *table(cells, right=(1,))))


def _row_as_json(row: ContactRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "kind": row.kind,
        "name": row.name,
        "company": row.company,
        "role": row.role,
        "phones": list(row.phones),
        "emails": list(row.emails),
        "place": row.place,
        "lifecycle": row.lifecycle,
        "tags": list(row.tags),
        "next_step": row.next_step,
        "next_step_date": day(row.next_step_date),
        "sales": amount_as_text(row.sales, row.sales_currency),
        "currency": row.sales_currency,
        "damaged": row.damaged,
    }


def _detail_as_json(found: ContactDetail) -> dict[str, Any]:
    facts = (
        "id",
        "name",
        "prefix",
        "given",
        "middle",
        "family",
        "suffix",
        "nickname",
        "lifecycle",
        "source",
        "country",
    )
    more = ("language", "birthday", "notes", "uid", "binned", "damaged")
    business = found.business
    return {
        **{name: getattr(found, name) for name in facts},
        "kind": str(found.kind),
        "tax_id": {"value": found.tax_id, "kind": found.tax_check.kind, "valid": found.tax_check.valid},
        **{name: getattr(found, name) for name in more},
        "created_at": found.created_at.isoformat() if found.created_at else None,
        "photo": found.photo,
        "tags": list(found.tags),
        "channels": [_channel_as_json(channel) for channel in found.channels],
        "employments": [
            {"id": one.id, "company_id": one.company_id, "company": one.company, "role": one.role}
            | {"department": one.department, "reports_to": one.reports_to}
            for one in found.employments
        ],
        "people": [{"id": one.person_id, "name": one.name, "role": one.role} for one in found.people],
        "open_deals": [_sum_as_json(one) for one in business.open_deals],
        "quotes": business.quotes,
        "open_quotes": [_sum_as_json(one) for one in business.open_quotes],
        "jobs": business.jobs,
        "open_jobs": business.open_jobs,
        "sales": [_sum_as_json(one) for one in business.sales],
        "customer_since": day(business.customer_since),
        "last_sale": day(business.last_sale),
        "next": [
            {"kind": one.kind, "id": one.record_id, "title": one.title, "date": day(one.date)}
            for one in found.next_dates
        ],
        "other": list(found.extra),
    }


def _channel_as_json(channel: ChannelShown) -> dict[str, Any]:
    shown = {
        "id": channel.id,
        "kind": str(channel.kind),
        "use": channel.purpose,
        "label": channel.label,
        "value": channel.value or channel.shown,
        "shown": channel.shown,
        "primary": channel.primary,
    }
    if channel.lines:
        parts = ("po_box", "extended", "street", "city", "region", "postcode", "country")
        shown["address"] = {part: getattr(channel, part) for part in parts}
    return shown


def _sum_as_json(one: CurrencySum) -> dict[str, Any]:
    return {"number": one.number, "amount": amount_as_text(one.amount, one.currency), "currency": one.currency}


def _detail_lines(found: ContactDetail) -> list[str]:
    """What a person wants to see at once; the rest is in the JSON."""
    lines = [f"{found.name} ({found.kind}, {found.lifecycle})"]
    lines += [", ".join(part for part in (one.role, one.department, one.company) if part) for one in found.employments]
    lines += [f"{channel.kind}: {channel.shown}" for channel in found.channels]
    if found.tax_id:
        verdict = {True: " (valid)", False: " (not valid)", None: ""}[found.tax_check.valid]
        lines.append(f"{found.tax_check.kind or 'tax id'}: {found.tax_check.formatted}{verdict}")
    lines += [f"tags: {', '.join(found.tags)}"] if found.tags else []
    for name, sums in (("open deals", found.business.open_deals), ("sales", found.business.sales)):
        lines += [f"{name}: {one.number}, {amount_as_text(one.amount, one.currency)} {one.currency}" for one in sums]
    lines += [f"{one.date.isoformat()} {one.kind}: {one.title}" for one in found.next_dates]
    lines += [f"{one.name}, {one.role}".strip(", ") for one in found.people]
    return lines + found.notes.splitlines()


def _card_lines(card: CallerCard | None) -> list[str]:
    if card is None:
        return []
    at = ", ".join(part for part in (card.role, card.company) if part)
    lines = [f"{card.number}: {card.name}" + (f" ({at})" if at else "")]
    for line in (*card.open_deals, *card.open_jobs, *card.last_sales):
        when = f"{line.date.isoformat()} " if line.date else ""
        amount = f"{amount_as_text(line.amount, line.currency)} {line.currency}"
        lines.append(f"  {when}{line.state}: " + ", ".join(part for part in (line.title, amount) if part))
    if card.next_step:
        lines.append(f"  next, {card.next_step.date.isoformat()}: {card.next_step.title}")
    return [*lines, ""]
