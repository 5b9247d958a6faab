"""Known deals that a newer file says differently: facts and stage brought up to date, one by one, so that undo can."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy.orm import Session

from crm_desktop.db.models.deals import Deal, Stage
from crm_desktop.domain.deals import StageKind
from crm_desktop.services import deals
from crm_desktop.services.deal_import_plan import ChangedDeal
from crm_desktop.services.deal_import_rows import Places, midnight
from crm_desktop.services.deal_import_stages import reason_of, stage_of
from crm_desktop.services.editing import existing

_FACTS = ("title", "owner", "product", "next_step", "opened_on", "expected_close")


def update_deal(session: Session, changed: ChangedDeal, places: Places, *, today: dt.date, now: dt.datetime) -> None:
    """Makes a known deal what the file says, as far as the file says anything.

    Raises:
        Refused: ``deal.*``, ``text.too_long``.
    """
    record = changed.deal.record
    values: dict[str, Any] = {field: getattr(record, field) for field in _FACTS if field in changed.fields}
    if "source" in changed.fields:
        values["source"] = record.origin
    if "value" in changed.fields:
        values |= {"value": changed.deal.value, "currency": changed.deal.currency}
    if "stage" in changed.fields:
        _move(session, changed, places, today, now)
    deals.edit(session, changed.id, values, now=now)


def _move(session: Session, changed: ChangedDeal, places: Places, today: dt.date, now: dt.datetime) -> None:
    record = changed.deal.record
    closed = record.closed_on or today
    when: dict[str, Any] = {"today": closed, "now": midnight(record.closed_on) if record.closed_on else now}
    deal = existing(session, Deal, changed.id)
    stage = existing(session, Stage, stage_of(places.stages, record))
    if stage.id == deal.stage_id or (stage.kind is not StageKind.OPEN and _kind(session, deal) is stage.kind):
        deal.closed_on = record.closed_on or deal.closed_on
    elif stage.kind is StageKind.LOST:
        deals.lose(session, deal.id, reason_of(places.reasons, record), **when)
    else:
        deals.move(session, deal.id, stage.id, **when)


def _kind(session: Session, deal: Deal) -> StageKind:
    return existing(session, Stage, deal.stage_id).kind
