"""``settings [KEY [VALUE]]``: what the Settings window edits."""

from __future__ import annotations

import argparse
from typing import Any

from crm_desktop.cli.desk import Answer, Desk
from crm_desktop.cli.lists import table
from crm_desktop.cli.main import command
from crm_desktop.exchange.files import read_bytes
from crm_desktop.services import settings
from crm_desktop.services.settings_table import Kind
from crm_desktop.words import N_, current

LABEL = N_("Change setting")


def add_commands(commands: Any) -> None:
    """Adds this area's commands."""
    parser = command(commands, "settings", run, "list the settings, show one, or change one")
    parser.add_argument("key", nargs="?", metavar="KEY")
    parser.add_argument("value", nargs="?", metavar="VALUE", help="'' for the default; for the logo a picture file")


def run(args: argparse.Namespace, desk: Desk) -> Answer:
    """Lists, shows or changes settings."""
    if args.value is not None:
        _change(desk, args.key, args.value)
    with desk.store.read() as session:
        if args.key is not None:
            value = settings.get(session, args.key)
            doubt = settings.doubt(session, args.key) if args.value is not None else ""
            return Answer({"key": args.key, "value": value}, (value,), (current().text(doubt),) if doubt else ())
        rows = settings.all_settings(session)
    data = [
        {"key": row.key, "value": row.value, "default": row.default, "set": row.is_set, "kind": str(row.kind),
         "label": current().text(row.label), "choices": [value for value, _label in row.choices]}
        for row in rows
    ]  # fmt: skip
    return Answer(data, table([(row.key, " ⏎ ".join(row.value.splitlines())) for row in rows]))


def _change(desk: Desk, key: str, value: str) -> None:
    with desk.store.read() as session:
        is_picture = _is_picture(session, key)
    # Before anything is written: reading a slow disk or pipe would keep every window waiting.
    picture = read_bytes(value) if is_picture and value else None
    with desk.store.write(LABEL, subject=key) as session:
        if is_picture:
            settings.set_logo(session, picture)
        else:
            settings.put(session, key, value)


def _is_picture(session: Any, key: str) -> bool:
    return any(row.key == key and row.kind is Kind.IMAGE for row in settings.all_settings(session))
