"""The columns of the list of quotes."""

from __future__ import annotations

from crm_desktop.services.quote_list import QuoteRow
from crm_desktop.ui.kit.query_table_model import Column
from crm_desktop.ui.quotes.words import status_tone, status_word
from crm_desktop.ui.tokens import Tone
from crm_desktop.words import N_, current


def _late(row: QuoteRow) -> Tone | None:
    return Tone.AMBER if row.status == "expired" else None


COLUMNS: tuple[Column[QuoteRow], ...] = (
    Column("number", N_("Number"), lambda row: row.number or "–", width=160, muted=True),
    Column("contact", N_("Customer"), lambda row: row.contact or "–", width=230, strong=True),
    Column("title", N_("Title"), lambda row: row.title, stretch=True),
    Column("date", N_("Date"), lambda row: current().date(row.date), width=112, numeric=True),
    Column(
        "valid_until", N_("Valid until"), lambda row: current().date(row.valid_until), width=120, numeric=True,
        tone=_late,
    ),
    Column(
        "status", N_("Status"), lambda row: status_word(row.status), width=128, chip=lambda row: status_tone(row.status)
    ),
    Column("total", N_("Total"), lambda row: current().money(row.total, row.currency), width=136, numeric=True,
           strong=True),
)  # fmt: skip
