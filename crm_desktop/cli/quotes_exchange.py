"""``quote export | import``: quotes as UBL and JSON files, and back."""

from __future__ import annotations

import argparse
from typing import Any

from crm_desktop.cli.arguments import place, record_id
from crm_desktop.cli.desk import Answer, Desk
from crm_desktop.cli.documents import read_quote, written
from crm_desktop.cli.main import command
from crm_desktop.services import quote_exchange
from crm_desktop.words import N_


def add_parts(parts: Any) -> None:
    """Adds these parts of ``quote``."""
    export = command(parts, "export", run_export, "write a quote as JSON, or an issued one as UBL")
    export.add_argument("id", type=record_id, metavar="ID")
    export.add_argument("out", type=place, metavar="OUT.json|OUT.xml")
    export.add_argument("--without-costs", action="store_true", help="leave your own costs out of the JSON")
    brought = command(parts, "import", run_import, "bring a quote in from JSON; one already here stays as it is")
    brought.add_argument("document", type=place, metavar="FILE.json")


def run_export(args: argparse.Namespace, desk: Desk) -> Answer:
    """Writes the file that the name's ending asks for."""
    with desk.store.read() as session:
        kind = args.out.suffix or args.out.name
        content = quote_exchange.written(session, args.id, kind, costs=not args.without_costs)
    return written(args.out, content)


def run_import(args: argparse.Namespace, desk: Desk) -> Answer:
    """Makes a draft of the file, or finds the quote it is."""
    read = read_quote(args.document)
    with desk.store.write(N_("Import quote")) as session:
        found = quote_exchange.import_quote(session, read, today=desk.today, now=desk.now)
    told = f"Quote {found.id} added as a draft." if found.created else f"Already here as quote {found.id}."
    other = "The file says something else than the quote that is here. Nothing was changed."
    warnings = [other] if found.differs else []
    if found.namesake:
        warnings.append(f"{found.namesake} is here with another tax number. A new contact was made for the quote.")
    data = {"id": found.id, "created": found.created, "differs": found.differs}
    return Answer(data, (told,), tuple(warnings))
