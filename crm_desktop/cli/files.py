"""``new``, ``sample``, ``info`` and ``check``: the business file itself."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from typing import Any

from crm_desktop.cli.desk import Answer, Desk
from crm_desktop.cli.lists import table
from crm_desktop.cli.main import command
from crm_desktop.db.check import check_file
from crm_desktop.domain.countries import PROFILES
from crm_desktop.sentences import sentence
from crm_desktop.services import sample
from crm_desktop.services.file_facts import file_facts
from crm_desktop.services.settings_table import DOCUMENT_LANGUAGES
from crm_desktop.services.start import NewBusiness, create_business


def add_commands(commands: Any) -> None:
    """Adds this area's commands."""
    new = command(commands, "new", run_new, "make a new business file")
    new.add_argument("--name", required=True, help="the name of the business")
    new.add_argument("--country", required=True, metavar="CODE", help=", ".join(PROFILES))
    new.add_argument("--language", default="", metavar="LANGUAGE", help=", ".join(DOCUMENT_LANGUAGES))
    new.add_argument("--currency", default="", metavar="CODE", help="the country's own when left out")
    filled = command(commands, "sample", run_sample, "fill the file with a sample business, or take it away again")
    filled.add_argument("--remove", action="store_true", help="take it away again")
    command(commands, "info", run_info, "say what the file holds")
    command(commands, "check", run_check, "look at everything that can be wrong with the file")


def run_new(args: argparse.Namespace, desk: Desk) -> Answer:
    """Makes a new file; one that is there is never overwritten."""
    create_business(desk.file, NewBusiness(args.name, args.country, args.language, args.currency))
    return Answer({"path": str(desk.file)}, (str(desk.file),))


def run_sample(args: argparse.Namespace, desk: Desk) -> Answer:
    """Fills the sample business in, or puts it in the bin."""
    if args.remove:
        with desk.store.write(sample.REMOVE) as session:
            sample.remove(session, now=desk.now)
        return Answer({"removed": True}, ("The sample business is in the bin.",))
    with desk.store.write(sample.FILL, barrier=sample.FILL_BARRIER) as session:
        sample.fill(session, today=desk.today, now=desk.now)
    with desk.store.read() as session:
        counts = file_facts(session).counts
    return Answer(counts, table([(name, str(number)) for name, number in counts.items()], right=(1,)))


def run_info(_args: argparse.Namespace, desk: Desk) -> Answer:
    """The facts of the file."""
    store = desk.store
    with store.read() as session:
        facts = file_facts(session)
    data = {"path": str(desk.file), "size": desk.file.stat().st_size, "read_only": store.read_only, **asdict(facts)}
    lines = [(name, str(value)) for name, value in {**data, **facts.counts}.items() if name != "counts"]
    return Answer(data, table(lines))


def run_check(_args: argparse.Namespace, desk: Desk) -> Answer:
    """Everything wrong with the file; exit 1 when there is something."""
    problems = tuple(sentence(problem) for problem in check_file(desk.file))
    data = {"ok": not problems, "problems": list(problems)}
    return Answer(data, () if problems else ("The file is sound.",), problems, status=1 if problems else 0)
