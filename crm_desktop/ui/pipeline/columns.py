"""The columns of the table of deals."""

from __future__ import annotations

from decimal import Decimal

from crm_desktop.services.deals_list import DealRow
from crm_desktop.ui.kit.query_table_model import Column
from crm_desktop.ui.pipeline.words import STAGE_TONES, money
from crm_desktop.ui.tokens import Tone
from crm_desktop.words import N_, _, current


def _stage(row: DealRow) -> str:
    return _("Damaged") if row.damaged else row.stage


def _stage_tone(row: DealRow) -> Tone:
    return Tone.RED if row.damaged else STAGE_TONES[row.kind]


def _chance(row: DealRow) -> str:
    return current().percent(Decimal(row.probability))


def _late(row: DealRow) -> Tone | None:
    return Tone.AMBER if row.attention else None


COLUMNS: tuple[Column[DealRow], ...] = (
    Column("title", N_("Deal"), lambda row: row.title, stretch=True, strong=True),
    Column("contact", N_("Contact"), lambda row: row.contact, width=160),
    Column("stage", N_("Stage"), _stage, width=118, chip=_stage_tone),
    Column("value", N_("Value"), money, width=110, numeric=True),
    Column("probability", N_("Probability"), _chance, width=112, numeric=True, muted=True),
    Column("expected_close", N_("Expected close"), lambda row: current().date(row.expected_close), width=142),
    Column("next_step", N_("Next step"), lambda row: row.next_step, width=200, tone=_late, sortable=False),
    Column("next_step_date", N_("When"), lambda row: current().date(row.next_step_date), width=98, tone=_late),
    Column("stage_since", N_("Days in stage"), lambda row: current().integer(row.days_in_stage), width=98,
           numeric=True, hidden=True),
)  # fmt: skip
