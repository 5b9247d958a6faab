"""``python -m crm_desktop [--data DIR] [--file F] COMMAND [--json]``: exit 0 done, 1 refused, 2 wrong usage.

Without a command the window opens. Each area adds its commands in `add_commands(commands)`: a parser whose defaults
name the function that runs it, `run(args, desk) -> Answer`.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Any

from crm_desktop.cli import speech
from crm_desktop.cli.arguments import folder, place
from crm_desktop.cli.desk import Answer, Desk
from crm_desktop.domain.errors import Refused
from crm_desktop.paths import places

AREAS = (
    "files",
    "contacts",
    "imports",
    "deals",
    "quotes",
    "templates",
    "jobs",
    "interactions",
    "settings",
    "history",
    "window",
)


def make_parser() -> argparse.ArgumentParser:
    """The parser with every command of every area."""
    parser = argparse.ArgumentParser(prog="crm-desktop", description="Your business in one offline file.")
    parser.add_argument("--data", type=folder, metavar="DIR", help="the folder for data, settings, backups and log")
    parser.add_argument("--file", type=place, metavar="F", help="the business file")
    _add_json(parser)
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    for area in AREAS:
        # By name, so that a new area is one word above.
        import_module(f"crm_desktop.cli.{area}").add_commands(commands)
    return parser


def _add_json(parser: argparse.ArgumentParser, default: Any = False) -> None:
    parser.add_argument("--json", action="store_true", default=default, help="answer in JSON")


def command(commands: Any, name: str, run: Any, help_text: str) -> argparse.ArgumentParser:
    """Adds a command called `name` that `run(args, desk) -> Answer` carries out; ``--json`` may stand behind it too."""
    parser: argparse.ArgumentParser = commands.add_parser(name, help=help_text, description=help_text)
    parser.set_defaults(run=run)
    _add_json(parser, argparse.SUPPRESS)
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command line and answers the exit status."""
    speech.speak_utf8()
    try:
        parser = make_parser()
        args = _parsed(parser, argv)
    except SystemExit as stop:
        speech.finish()
        return int(stop.code or 0)
    except KeyboardInterrupt:
        return speech.refuse(Refused("tasks.cancelled"))
    if args.command is None:
        # The window is opened by `__main__`; here something stood that is neither a command nor a file.
        parser.print_usage(sys.stderr)
        return 2
    return _run(args)


def _parsed(parser: argparse.ArgumentParser, argv: Sequence[str] | None) -> argparse.Namespace:
    """The arguments; Python before 3.13 makes empty lists of ``--text=--``, which is no text to anybody."""
    args = parser.parse_args(argv)
    for name, value in vars(args).items():
        # Also within the list of an option that may be given several times.
        if value == [] or (isinstance(value, list) and [] in value):
            parser.error(f"argument --{name}: -- is no value")
    return args


def _run(args: argparse.Namespace) -> int:
    where = places(args.data)
    desk = Desk(where, args.file or where.default_file)
    try:
        try:
            answer: Answer = args.run(args, desk)
        finally:
            desk.close()
    except Refused as refused:
        return speech.refuse(refused)
    except KeyboardInterrupt:
        return speech.refuse(Refused("tasks.cancelled"))
    except MemoryError:
        return speech.refuse(Refused("file.no_memory"))
    except Exception as error:  # noqa: BLE001  (the last net: nobody who calls a command is shown a trace)
        return speech.fault(error, where.log)
    return speech.answer(answer, as_json=args.json)
