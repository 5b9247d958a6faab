"""The lists of a customer summary: deals, quotes, sales and jobs, each a table in the customer's language.

`again` is what a list is called on the pages on which it goes on.
"""

from __future__ import annotations

from datetime import date

from crm_desktop.domain.papers import SummaryDeal, SummaryJob, SummaryPaper
from crm_desktop.reports.flow import Block
from crm_desktop.reports.parts.columns import Column
from crm_desktop.reports.parts.listing import Record, listing
from crm_desktop.reports.parts.sums import Sum, Sums
from crm_desktop.reports.theme import Theme
from crm_desktop.words import Words


def deals(paper: SummaryPaper, theme: Theme, words: Words, again: str) -> list[Block]:
    """The open deals with what comes next."""
    columns = (
        Column(words.text("Deal"), takes_rest=True),
        Column(words.text("Stage")),
        Column(words.text("Expected")),
        Column(words.text("Probability"), right=True),
        Column(words.text("Value"), right=True),
    )
    records = [
        Record(
            (
                deal.title,
                deal.stage,
                _day(deal.expected_close, words),
                f"{deal.probability}\N{NO-BREAK SPACE}%",
                words.money(deal.value, deal.currency),
            ),
            _next_step(deal, words),
        )
        for deal in paper.deals
    ]
    return listing(theme, columns, records, again)


def quotes(paper: SummaryPaper, theme: Theme, words: Words, again: str) -> list[Block]:
    """The quotes with their states and totals."""
    columns = (
        Column(words.text("Number")),
        Column(words.text("Title"), takes_rest=True),
        Column(words.text("Date")),
        Column(words.text("Valid until")),
        Column(words.text("Status")),
        Column(words.text("Total"), right=True),
    )
    records = [
        Record(
            (
                quote.number,
                quote.title,
                _day(quote.date, words),
                _day(quote.valid_until, words),
                # A state is a word of the program already; its catalogue knows it with a capital.
                words.text(quote.status.capitalize()),
                words.money(quote.total, quote.currency),
            )
        )
        for quote in paper.quotes
    ]
    return listing(theme, columns, records, again)


def sales(paper: SummaryPaper, theme: Theme, words: Words, again: str) -> list[Block]:
    """The sales, and what they come to in each currency."""
    columns = (
        Column(words.text("Date")),
        Column(words.text("Sale"), takes_rest=True),
        Column(words.text("Reference")),
        Column(words.text("Amount"), right=True),
    )
    records = [
        Record((_day(sale.date, words), sale.title, sale.reference, words.money(sale.amount, sale.currency)))
        for sale in paper.sales
    ]
    rows = listing(theme, columns, records, again)
    if not paper.sales_total or not rows:
        return rows
    rows[-1].keep = True
    sums = [
        Sum(words.text("Sales in all"), words.money(total, currency), theme.sums_strong)
        for currency, total in paper.sales_total
    ]
    return [*rows, Sums(sums, theme, gap=8)]


def jobs(paper: SummaryPaper, theme: Theme, words: Words, again: str) -> list[Block]:
    """The jobs with what was wrong and what was done."""
    columns = (
        Column(words.text("Date")),
        Column(words.text("Job"), takes_rest=True),
        Column(words.text("Kind")),
        Column(words.text("Status")),
        Column(words.text("Time"), right=True),
        Column(words.text("Cost"), right=True),
    )
    records = [
        Record(
            (
                _day(job.date, words),
                job.title,
                words.text(job.kind),
                words.text(job.status),
                f"{job.minutes // 60}:{job.minutes % 60:02}" if job.minutes else "",
                words.money(job.cost, job.currency) if job.cost else "",
            ),
            _job_details(job, words),
        )
        for job in paper.jobs
    ]
    return listing(theme, columns, records, again)


def _next_step(deal: SummaryDeal, words: Words) -> tuple[str, ...]:
    """What comes next, and when."""
    if not deal.next_step.strip():
        return ()
    if deal.next_step_date is None:
        return (words.text("Next step: {step}", step=deal.next_step),)
    return (words.text("Next step: {step} ({date})", step=deal.next_step, date=words.date(deal.next_step_date)),)


def _job_details(job: SummaryJob, words: Words) -> tuple[str, ...]:
    """What was wrong, what was done and with what, and when to come again."""
    told = (
        (job.problem, words.text("Problem: {text}", text=job.problem)),
        (job.work_done, words.text("Work done: {text}", text=job.work_done)),
        (job.parts, words.text("Parts: {text}", text=job.parts)),
        (job.next_date, words.text("Next visit: {date}", date=words.date(job.next_date))),
    )
    return tuple(text for known, text in told if known)


def _day(day: date | None, words: Words) -> str:
    """A day as the language writes it; nothing for one that is not known (the first day there is)."""
    return words.date(day) if day is not None and day != date.min else ""
