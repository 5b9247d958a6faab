"""``undo``, ``redo`` and ``history [RECORD]``."""

from __future__ import annotations

import argparse
from typing import Any

from crm_desktop.cli.desk import Answer, Desk
from crm_desktop.cli.lists import add_limit
from crm_desktop.cli.main import command
from crm_desktop.domain.changes import CONTACT
from crm_desktop.domain.errors import Refused
from crm_desktop.services import history
from crm_desktop.services.history import HistoryEntry
from crm_desktop.words import _

SHOWN = 100


def add_commands(commands: Any) -> None:
    """Adds this area's commands."""
    command(commands, "undo", run_undo, "take back the last change")
    command(commands, "redo", run_redo, "do again what was taken back last")
    past = command(commands, "history", run_history, "list what was done, the newest first")
    past.add_argument("record", nargs="?", default="", metavar="RECORD", help="of one record only: contact:12, deal:3")
    add_limit(past)


def run_undo(_args: argparse.Namespace, desk: Desk) -> Answer:
    """Takes the newest gesture back."""
    label, subject = desk.store.undo()
    return Answer({"label": label, "subject": subject}, (_line("Undone", label, subject),))


def run_redo(_args: argparse.Namespace, desk: Desk) -> Answer:
    """Does the last undone gesture again."""
    label, subject = desk.store.redo()
    return Answer({"label": label, "subject": subject}, (_line("Done again", label, subject),))


def run_history(args: argparse.Namespace, desk: Desk) -> Answer:
    """Lists gestures, or what happened to one record."""
    limit = SHOWN if args.limit is None else args.limit
    with desk.store.read() as session:
        if args.record:
            entries = history.record_history(session, *_record(args.record), limit)
        else:
            entries = history.gestures(session, limit)
    return Answer([_as_json(entry) for entry in entries], tuple(line for entry in entries for line in _lines(entry)))


def _record(written: str) -> tuple[str, int]:
    """``deal:3`` as kind and id; a mere number is a contact's.

    Raises:
        Refused: ``history.kind``.
    """
    kind, _colon, number = written.rpartition(":")
    if not number.isascii() or not number.isdigit() or len(number) > 18:
        raise Refused("history.kind", text=written, known=", ".join(history.TABLES))
    return kind or CONTACT, int(number)


def _as_json(entry: HistoryEntry) -> dict[str, Any]:
    return {
        "id": entry.id,
        "at": entry.at.isoformat() if entry.at else None,
        "label": _(entry.label),
        "subject": entry.subject,
        "state": entry.state,
        "barrier": entry.barrier,
        "changes": [
            {"field": _(change.field), "before": change.before, "after": change.after} for change in entry.changes
        ],
    }


def _lines(entry: HistoryEntry) -> list[str]:
    at = entry.at.astimezone().strftime("%Y-%m-%d %H:%M") if entry.at else "?"
    state = "" if entry.state == "done" else f" ({entry.state})"
    changes = [f"    {_(one.field)}: {one.before or '-'} -> {one.after or '-'}" for one in entry.changes]
    return [_line(at, entry.label, entry.subject) + state, *changes]


def _line(head: str, label: str, subject: str) -> str:
    return f"{head}: {_(label)}" + (f" “{subject}”" if subject else "")
