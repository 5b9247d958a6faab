"""Imported deals as rows of the file: each with its coming to its stage, and the sale of a won one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from crm_desktop.db.bulk import Loader
from crm_desktop.db.models.deals import Deal, DealStageChange
from crm_desktop.db.models.quotes import Sale
from crm_desktop.domain.deals import StageKind
from crm_desktop.domain.sales import SaleOrigin
from crm_desktop.domain.text import fold
from crm_desktop.services.deal_import_parties import Party, contact_of
from crm_desktop.services.deal_import_plan import ReadyDeal, iso
from crm_desktop.services.deal_import_stages import reason_of, stage_of
from crm_desktop.services.deals_order import GAP
from crm_desktop.services.import_plan import Progress, chunks

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Places:
    """Where deals go: stages by key, lost reasons by name, contacts by party."""

    stages: dict[tuple[str, StageKind], int]
    reasons: dict[str, int]
    contacts: dict[Party, int]


def insert_deals(
    session: Session,
    load: Loader,
    new: Sequence[ReadyDeal],
    places: Places,
    *,
    today: dt.date,
    now: dt.datetime,
    progress: Progress,
) -> set[int]:
    """Writes new deals below those already in their stages; answers the contacts who bought.

    Args:
        session: the writing session.
        load: the running bulk load.
        new: the deals.
        places: where they go.
        today: when a won deal was sold whose file does not say when.
        now: when they are created.
        progress: told (deals written, all deals); it may raise to stop.
    """
    bottom = _bottoms(session, places)
    buyers: set[int] = set()
    written = 0
    for chunk in chunks(new):
        progress(written, len(new))
        rows = [_deal_row(deal, places, bottom, now) for deal in chunk]
        ids = load.insert(Deal, rows)
        load.insert(DealStageChange, list(_change_rows(ids, rows)))
        sold = list(_sale_rows(ids, rows, chunk, today, now))
        load.insert(Sale, sold)
        buyers.update(row["contact_id"] for row in sold if row["contact_id"] is not None)
        written += len(chunk)
    progress(written, len(new))
    return buyers


def make_customers(session: Session, buyers: set[int], first_new: int) -> set[int]:
    """Makes customers of contacts this load created (from id `first_new` on); answers the buyers that were here before.

    The new ones are one batch for undo, whatever they are; those here before are raised one by one.
    """
    for buyer in sorted(buyers):
        if buyer >= first_new:
            session.execute(text("UPDATE contact SET lifecycle = 'customer' WHERE id = :id"), {"id": buyer})
    return {buyer for buyer in buyers if buyer < first_new}


def midnight(day: dt.date) -> dt.datetime:
    """The beginning of a day, for files that give no time."""
    return dt.datetime.combine(day, dt.time(), dt.UTC)


def _bottoms(session: Session, places: Places) -> dict[int, int]:
    lowest = select(Deal.stage_id, func.max(Deal.position)).where(Deal.deleted_at.is_(None)).group_by(Deal.stage_id)
    found = {row[0]: row[1] for row in session.execute(lowest)}
    return {stage_id: found.get(stage_id, -GAP) for stage_id in places.stages.values()}


def _deal_row(deal: ReadyDeal, places: Places, bottom: dict[int, int], now: dt.datetime) -> Row:
    record = deal.record
    stage_id = stage_of(places.stages, record)
    bottom[stage_id] += GAP
    came = record.closed_on or record.opened_on
    return {
        "title": record.title,
        "sort_title": fold(record.title),
        "contact_id": contact_of(places.contacts, record),
        "stage_id": stage_id,
        "stage_since": (midnight(came) if came else now).isoformat(timespec="seconds"),
        "value": deal.value,
        "currency": deal.currency,
        "expected_close": iso(record.expected_close),
        "next_step": record.next_step,
        "opened_on": iso(record.opened_on),
        "closed_on": iso(record.closed_on),
        "lost_reason_id": reason_of(places.reasons, record),
        "owner": record.owner,
        "product": record.product,
        "source": record.origin,
        "external_id": deal.number,
        "notes": record.notes,
        "position": bottom[stage_id],
        "created_at": now.isoformat(timespec="seconds"),
    }


def _change_rows(ids: range, rows: Sequence[Row]) -> Iterator[Row]:
    for deal_id, row in zip(ids, rows, strict=True):
        yield {"deal_id": deal_id, "to_stage_id": row["stage_id"], "at": row["stage_since"]}


def _sale_rows(
    ids: range, rows: Sequence[Row], deals: Sequence[ReadyDeal], today: dt.date, now: dt.datetime
) -> Iterator[Row]:
    for deal_id, row, deal in zip(ids, rows, deals, strict=True):
        if deal.record.stage_kind is StageKind.WON:
            yield {
                "deal_id": deal_id,
                "contact_id": row["contact_id"],
                "origin": SaleOrigin.IMPORT.value,
                "date": row["closed_on"] or row["opened_on"] or today.isoformat(),
                "title": row["title"],
                "reference": deal.record.external_id,
                "amount": row["value"],
                "currency": row["currency"],
                "created_at": now.isoformat(timespec="seconds"),
            }
