"""The payment schedule of a quote as a small table: what each payment is for, when it falls due, and how much it is."""

from __future__ import annotations

from dataclasses import replace

from crm_desktop.reports.flow import Block
from crm_desktop.reports.parts.columns import Column
from crm_desktop.reports.parts.listing import Record, listing
from crm_desktop.reports.quote_sheet import Sheet

KEPT = 8
"""A schedule of so many payments stands on one page."""


def schedule_blocks(sheet: Sheet) -> list[Block]:
    """The rows of the schedule, what it leaves last; none for a quote without one."""
    terms, totals, words, figures = sheet.paper.terms, sheet.paper.totals, sheet.words, sheet.figures
    if not terms.payments:
        return []
    dated = any(payment.due is not None for payment in terms.payments)
    columns = [
        Column(takes_rest=True),
        Column(words.text("Share"), right=True),
        *([Column(words.text("Due"))] if dated else []),
        Column(words.text("Amount"), right=True),
    ]
    records = []
    for place, (payment, amount) in enumerate(zip(terms.payments, totals.payments, strict=True), 1):
        label = payment.label.strip() or words.text("Payment {number}", number=place)
        share = figures.percent(payment.share.value) if payment.share.kind == "percent" else ""
        due = (words.date(payment.due),) if dated else ()
        records.append(Record((label, share, *due, figures.money(amount))))
    if totals.payments_rest:
        empty = ("",) if dated else ()
        records.append(Record((words.text("Rest"), "", *empty, figures.money(totals.payments_rest))))
    again = words.text("{title}, continued", title=words.text("Payment"))
    # The schedule is a detail of the quote: no second coloured head.
    plain = replace(sheet.theme, head_fill=None, head=replace(sheet.theme.head, ink=sheet.theme.meta.ink))
    rows = listing(plain, columns, records, again)
    if len(rows) <= KEPT:
        for row in rows[:-1]:
            row.keep = True
    return rows
