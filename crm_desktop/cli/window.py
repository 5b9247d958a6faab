"""``self-test``: a start of the window that checks itself (usually recognised by `__main__` already)."""

from __future__ import annotations

import argparse
from typing import Any

from crm_desktop.cli.desk import Answer, Desk
from crm_desktop.cli.main import command


def add_commands(commands: Any) -> None:
    """Adds this area's commands."""
    command(commands, "self-test", run_self_test, "open the window, show every tab once, tell the times and leave")


def run_self_test(args: argparse.Namespace, desk: Desk) -> Answer:
    """Opens the window on the file; what it measures it prints itself."""
    from crm_desktop.app import run_window  # other commands have no use for the window

    return Answer(None, status=run_window(str(desk.places.data), desk.file, self_test=True, json=args.json))
