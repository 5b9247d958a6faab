"""How deals are said on board and table."""

from __future__ import annotations

import datetime as dt

from crm_desktop.domain.deals import Attention, StageKind
from crm_desktop.services.boards import Sum
from crm_desktop.services.deals_list import DealRow
from crm_desktop.ui.tokens import Tone
from crm_desktop.words import _, current

STAGE_TONES = {StageKind.OPEN: Tone.BLUE, StageKind.WON: Tone.GREEN, StageKind.LOST: Tone.GREY}


def money(row: DealRow) -> str:
    """What a deal is worth; nothing for 0."""
    return current().money(row.value, row.currency) if row.value else ""


def sums(found: tuple[Sum, ...]) -> str:
    """The worth of several deals, each currency for itself."""
    return " + ".join(current().short_money(one.total, one.currency) for one in found)


def weighted(found: tuple[Sum, ...]) -> str:
    """The same, weighted by probability."""
    return " + ".join(current().short_money(one.weighted, one.currency) for one in found)


def next_step(row: DealRow, today: dt.date) -> tuple[str, str, Tone | None]:
    """The next step as a card says it: what, when, and the tone of what is late or missing."""
    if row.kind is not StageKind.OPEN:
        return (row.lost_reason if row.kind is StageKind.LOST else ""), "", None
    if Attention.NO_NEXT_STEP in row.attention:
        return _("No next step"), "", Tone.RED
    when = "" if row.next_step_date is None else _day(row.next_step_date, today)
    if Attention.STEP_OVERDUE in row.attention:
        return row.next_step, _("{step}, overdue", step=when), Tone.AMBER
    return row.next_step, when, None


def _day(day: dt.date, today: dt.date) -> str:
    if day == today:
        return _("today")
    if day == today + dt.timedelta(days=1):
        return _("tomorrow")
    return current().date(day)


def days(row: DealRow) -> str:
    """How long a deal has been in its stage: ``6 d``."""
    return _("{count} d", count=row.days_in_stage)
