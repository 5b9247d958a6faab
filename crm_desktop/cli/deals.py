"""``deals``: the deals of every pipeline."""

from __future__ import annotations

import argparse
from typing import Any

from crm_desktop.cli.desk import Answer, Desk
from crm_desktop.cli.lists import add_filters, day, fetch, table
from crm_desktop.cli.main import command
from crm_desktop.domain.quote_documents import amount_as_text
from crm_desktop.services import deals_list, pipelines
from crm_desktop.services.deals_filter import DealQuery, DealView
from crm_desktop.services.deals_list import DealRow


def add_commands(commands: Any) -> None:
    """Adds this area's commands."""
    add_filters(command(commands, "deals", run_list, "list deals by title"), DealView)


def run_list(args: argparse.Namespace, desk: Desk) -> Answer:
    """Lists deals."""
    query = DealQuery(text=args.text, view=DealView(args.view), today=desk.today)
    with desk.store.read() as session:
        names = {stage.id: row.name for row in pipelines.pipelines(session) for stage in row.stages}
        rows = fetch(
            lambda first, limit: deals_list.ids(session, query, first, limit),
            lambda wanted: deals_list.rows(session, wanted, desk.today),
            args.limit,
        )
    found = [_as_json(row, names) for row in rows]
    lines = [
        (str(one["id"]), one["stage"], one["value"], one["currency"], one["title"], one["contact"]) for one in found
    ]
    return Answer(found, table(lines, right=(0, 2)))


def _as_json(row: DealRow, pipeline_names: dict[int, str]) -> dict[str, Any]:
    return {
        "id": row.id,
        "title": row.title,
        "contact": row.contact,
        "contact_id": row.contact_id,
        "pipeline": pipeline_names.get(row.stage_id, ""),
        "stage": row.stage,
        "status": str(row.kind),
        "value": amount_as_text(row.value, row.currency),
        "currency": row.currency,
        "probability": row.probability,
        "weighted": amount_as_text(row.weighted, row.currency),
        "expected_close": day(row.expected_close),
        "next_step": row.next_step,
        "next_step_date": day(row.next_step_date),
        "days_in_stage": row.days_in_stage,
        "closed_on": day(row.closed_on),
        "lost_reason": row.lost_reason,
        "product": row.product,
        "owner": row.owner,
    }
