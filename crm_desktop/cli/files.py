"""``new``, ``sample``, ``info``, ``check``, ``backup``, ``backups`` and ``restore``: the business file itself."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path
from typing import Any

from crm_desktop.cli.arguments import folder, place
from crm_desktop.cli.desk import Answer, Desk
from crm_desktop.cli.lists import table
from crm_desktop.cli.main import command
from crm_desktop.db.check import check_file
from crm_desktop.db.durable import refusing
from crm_desktop.domain.countries import PROFILES
from crm_desktop.paths import FILE_SUFFIX
from crm_desktop.sentences import sentence
from crm_desktop.services import backups, sample
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
    backup = command(commands, "backup", run_backup, "make a verified backup")
    backup.add_argument(
        "dest", nargs="?", type=place, metavar="DEST", help="a folder or a new file, instead of the usual"
    )
    command(commands, "backups", run_backups, "list the backups of the file, newest first")
    restore = command(commands, "restore", run_restore, "make the file what a backup holds; what it holds now is kept")
    restore.add_argument("backup", type=folder, metavar="BACKUP", help="a path, or a name that `backups` lists")


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


def run_backup(args: argparse.Namespace, desk: Desk) -> Answer:
    """Makes a backup, among the others or where it is wanted."""
    if args.dest is None:
        made = backups.make(desk.file, desk.places, desk.now).path
    else:
        with refusing(args.dest):
            made = _in_folder(desk, args.dest) if args.dest.is_dir() else args.dest
        backups.copy_to(desk.file, made)
    return Answer({"path": str(made), "size": made.stat().st_size}, (str(made),))


def _in_folder(desk: Desk, folder: Path) -> Path:
    return folder / f"{desk.file.stem}-{desk.now:%Y%m%dT%H%M%SZ}{FILE_SUFFIX}"


def run_backups(_args: argparse.Namespace, desk: Desk) -> Answer:
    """Lists the backups of the file."""
    rows = backups.listed(desk.file, desk.places)
    data = [
        {"path": str(row.path), "name": row.path.name, "taken_at": row.taken_at.isoformat(), "kind": row.kind,
         "size": row.size}
        for row in rows
    ]  # fmt: skip
    lines = [(row.taken_at.isoformat(), row.kind, str(row.size), row.path.name) for row in rows]
    return Answer(data, table(lines, right=(2,)))


def run_restore(args: argparse.Namespace, desk: Desk) -> Answer:
    """Restores a backup."""
    named = {row.path.name: row.path for row in backups.listed(desk.file, desk.places)}
    chosen = named.get(args.backup, Path(args.backup))
    backups.restore_to(chosen, desk.file, desk.places, desk.now)
    return Answer({"path": str(desk.file), "restored": str(chosen)}, (str(desk.file),))
