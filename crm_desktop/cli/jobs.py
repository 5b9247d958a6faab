"""``jobs``: the service history of every contact."""

from __future__ import annotations

import argparse
from typing import Any

from crm_desktop.cli.desk import Answer, Desk
from crm_desktop.cli.lists import add_filters, day, fetch, table
from crm_desktop.cli.main import command
from crm_desktop.domain.quote_documents import amount_as_text
from crm_desktop.services import jobs_list
from crm_desktop.services.jobs_list import JobQuery, JobRow, JobView


def add_commands(commands: Any) -> None:
    """Adds this area's commands."""
    add_filters(command(commands, "jobs", run_list, "list jobs, newest first"), JobView)


def run_list(args: argparse.Namespace, desk: Desk) -> Answer:
    """Lists jobs."""
    query = JobQuery(text=args.text, view=JobView(args.view), today=desk.today)
    with desk.store.read() as session:
        rows = fetch(
            lambda first, limit: jobs_list.ids(session, query, first, limit),
            lambda wanted: jobs_list.rows(session, wanted, desk.today),
            args.limit,
        )
    found = [_as_json(row) for row in rows]
    lines = [
        (str(one["id"]), one["date"] or "-", one["status"], one["total"], one["currency"], one["title"], one["contact"])
        for one in found
    ]
    return Answer(found, table(lines, right=(0, 3)))


def _as_json(row: JobRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "date": day(row.date),
        "kind": str(row.kind),
        "status": str(row.status),
        "title": row.title,
        "problem": row.problem,
        "contact": row.contact,
        "contact_id": row.contact_id,
        "minutes": row.minutes,
        "total": amount_as_text(row.total, row.currency),
        "currency": row.currency,
        "next_date": day(row.next_date),
        "overdue": row.overdue,
    }
