"""``settings [KEY [VALUE]]``: what the Settings window edits."""

from __future__ import annotations

import argparse
from typing import Any

from crm_desktop.cli import settings_computer
from crm_desktop.cli.desk import Answer, Desk
from crm_desktop.cli.lists import table
from crm_desktop.cli.main import command
from crm_desktop.exchange.files import read_bytes
from crm_desktop.services import settings
from crm_desktop.services.settings_declared import Kind
from crm_desktop.words import N_, current

LABEL = N_("Change setting")


def add_commands(commands: Any) -> None:
    """Adds this area's commands."""
    parser = command(commands, "settings", run, "list the settings, show one, or change one")
    parser.add_argument("key", nargs="?", metavar="KEY")
    files = "for the logo a picture, for the letterhead a PDF file"
    parser.add_argument("value", nargs="?", metavar="VALUE", help=f"'' for the default; {files}")


def run(args: argparse.Namespace, desk: Desk) -> Answer:
    """Lists, shows or changes settings."""
    if args.key in settings_computer.KNOWN:
        if args.value is not None:
            settings_computer.put(desk.places, args.key, args.value)
        value = settings_computer.get(desk.places, args.key)
        return Answer({"key": args.key, "value": value}, (value,))
    said = _change(desk, args.key, args.value) if args.value is not None else ()
    with desk.store.read() as session:
        if args.key is not None:
            value = settings.get(session, args.key)
            doubt = settings.doubt(session, args.key) if args.value is not None else ""
            warnings = tuple(current().text(one) for one in (*said, doubt) if one)
            return Answer({"key": args.key, "value": value}, (value,), warnings)
        rows = settings.all_settings(session)
    data: list[dict[str, Any]] = [
        {"key": row.key, "value": row.value, "default": row.default, "set": row.is_set, "kind": str(row.kind),
         "label": current().text(row.label), "choices": [value for value, _label in row.choices]}
        for row in rows
    ]  # fmt: skip
    data += settings_computer.rows(desk.places)
    return Answer(data, table([(row["key"], " ⏎ ".join(row["value"].splitlines())) for row in data]))


def _change(desk: Desk, key: str, value: str) -> tuple[str, ...]:
    """Stores a value; answers what is to be said of it, as msgids."""
    with desk.store.read() as session:
        kind = next((row.kind for row in settings.all_settings(session) if row.key == key), None)
    is_file = kind in settings.FILES
    # Before anything is written: reading a slow disk or pipe would keep every window waiting.
    content = read_bytes(value) if is_file and value else None
    with desk.store.write(LABEL, subject=key) as session:
        if kind is Kind.PDF:
            return settings.set_letterhead(session, content)
        if kind is Kind.IMAGE:
            settings.set_logo(session, content)
        else:
            settings.put(session, key, value)
    return ()
