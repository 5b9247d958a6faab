"""``import contacts SOURCE...`` and ``import deals PIPELINE``, with ``--dry-run``; and ``export DIR``."""

from __future__ import annotations

import argparse
from typing import Any

from crm_desktop.cli.arguments import place
from crm_desktop.cli.desk import Answer, Desk
from crm_desktop.cli.main import command
from crm_desktop.services.deal_imports import DealSources, import_deals
from crm_desktop.services.exports import export_everything
from crm_desktop.services.imports import ImportReport, import_contacts, open_sources


def add_commands(commands: Any) -> None:
    """Adds this area's commands."""
    parts = commands.add_parser("import", help="import contacts or deals").add_subparsers(
        dest="part", metavar="PART", required=True
    )
    people = command(parts, "contacts", run_contacts, "import vCards, CSV files and workbooks of contacts")
    people.add_argument("sources", nargs="+", type=place, metavar="SOURCE")
    deals = command(parts, "deals", run_deals, "import a table of deals")
    deals.add_argument("pipeline", type=place, metavar="PIPELINE.csv")
    deals.add_argument("--accounts", type=place, metavar="A.csv", help="the companies of the deals")
    deals.add_argument("--products", type=place, metavar="P.csv", help="the products of the deals")
    for parser in (people, deals):
        parser.add_argument("--dry-run", action="store_true", help="say what would be done, and write nothing")
    out = command(commands, "export", run_export, "write everything as CSV and JSON files")
    out.add_argument("folder", type=place, metavar="DIR")


def run_contacts(args: argparse.Namespace, desk: Desk) -> Answer:
    """Imports contacts."""
    store = desk.store
    return _answer(import_contacts(store, open_sources(args.sources), now=desk.now, dry_run=args.dry_run))


def run_deals(args: argparse.Namespace, desk: Desk) -> Answer:
    """Imports deals."""
    store = desk.store
    (pipeline,) = open_sources([args.pipeline])
    accounts, products = (
        open_sources([path])[0] if path is not None else None for path in (args.accounts, args.products)
    )
    sources = DealSources(pipeline, accounts, products)
    return _answer(import_deals(store, sources, today=desk.today, now=desk.now, dry_run=args.dry_run))


def run_export(args: argparse.Namespace, desk: Desk) -> Answer:
    """Exports everything."""
    done = export_everything(desk.store, args.folder, now=desk.now)
    lines = [f"{number:>8}  {name}" for name, number in done.files.items()]
    return Answer({"folder": str(done.folder), "files": dict(done.files)}, (*lines, f"Written to {done.folder}"))


def _answer(report: ImportReport) -> Answer:
    data = report.as_json()
    counts = ", ".join(f"{data[key]} {key}" for key in ("read", "created", "updated", "skipped"))
    lines = [f"{counts}, {len(data['rejected'])} rejected"]
    for heading in ("rejected", "warnings"):
        lines += [_place(one["source"], one["line"]) + one["reason"] for one in data[heading]]
    return Answer(data, tuple(lines))


def _place(source: str, line: int) -> str:
    return f"{source}, line {line}: " if line else f"{source}: "
