"""The numbers of issued quotes: the next free one, taken in the transaction that issues, and the gaps."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crm_desktop.db.models.quotes import QuoteIssue
from crm_desktop.domain import numbering
from crm_desktop.services import settings


@dataclass(frozen=True, slots=True)
class Taken:
    """A number with the counter it came from (`year` 0: one counter for all years)."""

    number: str
    series: str
    year: int
    sequence: int


def take(session: Session, day: dt.date, customer: str) -> Taken:
    """The next free number of a document of `day`; the writing transaction holds the file, so nobody else takes it.

    Raises:
        Refused: ``number.exhausted``.
    """
    rule = settings.business(session).numbering
    year = numbering.counter_year(rule, day)
    sequence = numbering.next_sequence(rule, day, _highest(session, rule.series, year))
    number = numbering.format_number(rule, day, sequence, client=customer)
    while session.scalar(select(QuoteIssue.id).where(QuoteIssue.number == number)) is not None:
        # A changed pattern can meet a number of the old one: taken numbers are skipped, never used again.
        sequence = numbering.next_sequence(rule, day, (sequence,))
        number = numbering.format_number(rule, day, sequence, client=customer)
    return Taken(number, rule.series, year, sequence)


def gaps(session: Session) -> dict[tuple[str, int], tuple[tuple[int, int], ...]]:
    """The stretches of sequence numbers nobody has, by (series, year)."""
    counters = session.execute(select(QuoteIssue.series, QuoteIssue.year).distinct()).all()
    return {
        (series, year): numbering.gaps(
            session.scalars(
                select(QuoteIssue.sequence).where(QuoteIssue.series == series, QuoteIssue.year == year)
            ).all()
        )
        for series, year in counters
    }


def _highest(session: Session, series: str, year: int) -> tuple[int, ...]:
    statement = select(func.max(QuoteIssue.sequence)).where(QuoteIssue.series == series, QuoteIssue.year == year)
    highest = session.scalar(statement)
    return () if highest is None else (highest,)
