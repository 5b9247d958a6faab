"""``templates`` and ``template save | use | insert | rename | remove``: quotes and groups of lines used again."""

from __future__ import annotations

import argparse
from typing import Any

from crm_desktop.cli.arguments import record_id
from crm_desktop.cli.desk import Answer, Desk
from crm_desktop.cli.lists import table
from crm_desktop.cli.main import command
from crm_desktop.domain.errors import Refused
from crm_desktop.services import quote_list, templates
from crm_desktop.services.quote_drafts import NewQuote
from crm_desktop.words import N_


def add_commands(commands: Any) -> None:
    """Adds this area's commands."""
    listed = command(commands, "templates", run_list, "list templates of quotes and groups of lines")
    listed.add_argument("--text", default="", help="only those with these words in their name")
    parts = commands.add_parser("template", help="keep and use templates").add_subparsers(
        dest="part", metavar="PART", required=True
    )
    save = command(parts, "save", run_save, "keep a quote, or some of its lines, as a template")
    save.add_argument("quote", type=record_id, metavar="QUOTE")
    save.add_argument("name", metavar="NAME")
    save.add_argument("--line", type=int, action="append", metavar="N", help="only this line, counted from 1")
    use = command(parts, "use", run_use, "add a draft from a template")
    use.add_argument("id", type=record_id, metavar="ID")
    use.add_argument("--customer", type=record_id, metavar="CONTACT", help="the contact it is for")
    insert = command(parts, "insert", run_insert, "put the lines of a template at the end of a draft")
    insert.add_argument("id", type=record_id, metavar="ID")
    insert.add_argument("quote", type=record_id, metavar="QUOTE")
    rename = command(parts, "rename", run_rename, "give a template another name")
    rename.add_argument("id", type=record_id, metavar="ID")
    rename.add_argument("name", metavar="NAME")
    remove = command(parts, "remove", run_remove, "put a template in the bin")
    remove.add_argument("id", type=record_id, metavar="ID")


def run_list(args: argparse.Namespace, desk: Desk) -> Answer:
    """Lists templates by name."""
    with desk.store.read() as session:
        rows = templates.listed(session, text=args.text)
    found = [
        {"id": row.id, "kind": str(row.kind), "name": row.name, "lines": row.lines, "currency": row.currency}
        for row in rows
    ]
    return Answer(found, table([(str(row.id), str(row.kind), str(row.lines), row.name) for row in rows], right=(0, 2)))


def run_save(args: argparse.Namespace, desk: Desk) -> Answer:
    """Keeps a quote or lines of it."""
    with desk.store.write(N_("Save as template")) as session:
        if args.line is None:
            made = templates.save_quote(session, args.quote, args.name, now=desk.now)
        else:
            lines = quote_list.quote(session, args.quote, desk.today).lines
            if not all(1 <= number <= len(lines) for number in args.line):
                raise Refused("record.missing", field="line")
            wanted = [lines[number - 1].id for number in args.line]
            made = templates.save_lines(session, args.quote, [line for line in wanted if line], args.name, now=desk.now)
    return Answer({"id": made}, (f"Template {made} saved.",))


def run_use(args: argparse.Namespace, desk: Desk) -> Answer:
    """Adds a draft."""
    with desk.store.write(N_("New quote")) as session:
        new = NewQuote(contact_id=args.customer)
        quote_id = templates.new_quote(session, args.id, new, today=desk.today, now=desk.now)
    return Answer({"id": quote_id}, (f"Quote {quote_id} added as a draft.",))


def run_insert(args: argparse.Namespace, desk: Desk) -> Answer:
    """Adds the lines at the end."""
    with desk.store.write(N_("Insert group")) as session:
        lines = quote_list.quote(session, args.quote, desk.today).lines
        added = templates.insert(session, args.id, args.quote, lines[-1].id if lines else None)
    return Answer({"lines": len(added)}, (f"{len(added)} lines added.",))


def run_rename(args: argparse.Namespace, desk: Desk) -> Answer:
    """Renames."""
    with desk.store.write(N_("Rename template")) as session:
        templates.rename(session, args.id, args.name)
    return Answer({"id": args.id}, (f"Template {args.id} renamed.",))


def run_remove(args: argparse.Namespace, desk: Desk) -> Answer:
    """Puts it in the bin."""
    with desk.store.write(N_("Delete template")) as session:
        templates.to_bin(session, args.id, now=desk.now)
    return Answer({"id": args.id}, (f"Template {args.id} is in the bin; `undo` brings it back.",))
