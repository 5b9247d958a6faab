"""``interactions``, ``note add | delete``: what passed with customers."""

from __future__ import annotations

import argparse
from typing import Any

from crm_desktop.cli.arguments import record_id
from crm_desktop.cli.desk import Answer, Desk
from crm_desktop.cli.lists import add_limit, table
from crm_desktop.cli.main import command
from crm_desktop.domain.interactions import Direction, InteractionKind
from crm_desktop.services import interactions
from crm_desktop.services.interactions import InteractionQuery, InteractionRow, NewInteraction
from crm_desktop.words import N_


def add_commands(commands: Any) -> None:
    """Adds this area's commands."""
    listed = command(commands, "interactions", run_list, "list what passed with customers, newest first")
    listed.add_argument("--contact", type=record_id, metavar="ID", help="only with this contact and its people")
    listed.add_argument("--quote", type=record_id, metavar="ID", help="only about this quote")
    add_limit(listed)
    parts = commands.add_parser("note", help="note what passed with a customer").add_subparsers(
        dest="part", metavar="PART", required=True
    )
    add = command(parts, "add", run_add, "note a call, a visit or anything else that happened just now")
    add.add_argument("title", metavar="TEXT", help="what happened, in a few words")
    add.add_argument("--contact", type=record_id, metavar="ID")
    add.add_argument("--quote", type=record_id, metavar="ID")
    add.add_argument("--kind", choices=[kind.value for kind in InteractionKind], default=InteractionKind.NOTE.value)
    add.add_argument("--direction", choices=[way.value for way in Direction], default=Direction.OUT.value)
    add.add_argument("--text", default="", help="more about it")
    delete = command(parts, "delete", run_delete, "put an entry in the bin")
    delete.add_argument("id", type=record_id, metavar="ID")


def run_list(args: argparse.Namespace, desk: Desk) -> Answer:
    """Lists entries."""
    query = InteractionQuery(contact_id=args.contact, quote_id=args.quote)
    with desk.store.read() as session:
        found = interactions.listed(session, query, interactions.MOST if args.limit is None else args.limit)
    return Answer([as_json(row) for row in found], as_lines(found))


def run_add(args: argparse.Namespace, desk: Desk) -> Answer:
    """Notes what happened now."""
    now = desk.now
    new = NewInteraction(
        kind=InteractionKind(args.kind), direction=Direction(args.direction), at=now, contact_id=args.contact,
        quote_id=args.quote, title=args.title, text=args.text,
    )  # fmt: skip
    with desk.store.write(N_("Note on the timeline")) as session:
        entry = interactions.record(session, new, now=now)
    return Answer({"id": entry}, (f"Noted as {entry}.",))


def run_delete(args: argparse.Namespace, desk: Desk) -> Answer:
    """Puts an entry in the bin; undo takes it out."""
    with desk.store.write(N_("Delete entry")) as session:
        interactions.to_bin(session, args.id, now=desk.now)
    return Answer({"id": args.id}, ("It is in the bin.",))


def as_json(row: InteractionRow) -> dict[str, Any]:
    """An entry for machines."""
    return {
        "id": row.id,
        "kind": row.kind,
        "direction": row.direction,
        "at": row.at.isoformat() if row.at is not None else None,
        "title": row.title,
        "text": row.text,
        "address": row.address,
        "contact_id": row.contact_id,
        "contact": row.contact,
        "quote_id": row.quote_id,
        "quote": row.quote,
    }


def as_lines(found: tuple[InteractionRow, ...]) -> tuple[str, ...]:
    """Entries for people: when, what, with whom."""
    cells = []
    for row in found:
        when = row.at.astimezone().strftime("%Y-%m-%d %H:%M") if row.at is not None else "-"
        said = row.title or row.text.partition("\n")[0]
        cells.append((str(row.id), when, row.kind, row.direction, row.contact or row.address, said))
    return table(cells, right=(0,))
