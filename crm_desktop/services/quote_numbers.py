"""The numbers of issued quotes: the next free one, taken in the transaction that issues, and the gaps."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crm_desktop.db.models.quotes import Quote, QuoteIssue
from crm_desktop.domain import numbering
from crm_desktop.domain.errors import Refused
from crm_desktop.services import revision_chain, settings


@dataclass(frozen=True, slots=True)
class Taken:
    """A number with the counter it came from (`year` 0: one counter for all years); `revision` is its place in a chain.

    A revision takes no sequence of its own: it has that of the quote its chain began with.
    """

    number: str
    series: str
    year: int
    sequence: int
    revision: int = 1


@dataclass(frozen=True, slots=True)
class Counter:
    """What one counter gave out (`year` 0: one for all years): its first and last number, and how many quotes.

    `missing`: the stretches nobody has, as (first, last) number printed; `lacking` is how many numbers they are.
    `revisions`: how many revisions share a number with their first quote.
    """

    series: str
    year: int
    first: str
    last: str
    count: int
    revisions: int
    missing: tuple[tuple[str, str], ...]
    lacking: int


def take(session: Session, day: dt.date, customer: str) -> Taken:
    """The next free number of a document of `day`; the writing transaction holds the file, so nobody else takes it.

    Raises:
        Refused: ``number.exhausted``.
    """
    rule = settings.business(session).numbering
    year = numbering.counter_year(rule, day)
    sequence = numbering.next_sequence(rule, day, _highest(session, rule.series, year))
    number = numbering.format_number(rule, day, sequence, client=customer)
    while _is_taken(session, number):
        # A changed pattern can meet a number of the old one: taken numbers are skipped, never used again.
        sequence = numbering.next_sequence(rule, day, (sequence,))
        number = numbering.format_number(rule, day, sequence, client=customer)
    return Taken(number, rule.series, year, sequence)


def take_revision(session: Session, first: int) -> Taken:
    """The number of the next revision of the quote with the id `first`, which a chain began with.

    Raises:
        Refused: ``record.missing`` when that one was never issued.
    """
    issue = session.scalar(select(QuoteIssue).where(QuoteIssue.quote_id == first))
    if issue is None:
        raise Refused("record.missing")
    revision = revision_chain.highest_issued(session, first) + 1
    # A pattern of one's own may have given out such a number.
    while _is_taken(session, numbering.revision_number(issue.number, revision)):
        revision += 1
    return Taken(
        numbering.revision_number(issue.number, revision), issue.series, issue.year, issue.sequence, revision
    )  # fmt: skip


def report(session: Session) -> tuple[Counter, ...]:
    """Every counter with what it gave out and what is missing, by series, the newest year first."""
    of = QuoteIssue
    first_of_chain = select(Quote.id).where(Quote.id == of.quote_id, Quote.revision_of_id.is_(None)).exists()
    rows = session.execute(
        select(of.series, of.year, of.sequence, of.number, first_of_chain).order_by(of.series, of.year.desc(), of.id)
    )
    counters: dict[tuple[str, int], tuple[dict[int, str], int]] = {}
    for series, year, sequence, number, is_first in rows:
        numbers, revisions = counters.get((series, year), ({}, 0))
        if is_first:
            numbers[sequence] = number
        counters[series, year] = numbers, revisions + (not is_first)
    return tuple(_counter(*key, *found) for key, found in counters.items())


def _counter(series: str, year: int, numbers: dict[int, str], revisions: int) -> Counter:
    missing = numbering.gaps(numbers)
    return Counter(
        series, year, numbers[min(numbers)], numbers[max(numbers)], len(numbers), revisions,
        tuple((_printed(numbers, first - 1, first), _printed(numbers, first - 1, last)) for first, last in missing),
        sum(last - first + 1 for first, last in missing),
    )  # fmt: skip


def _printed(numbers: dict[int, str], known: int, missing: int) -> str:
    """A missing number in the shape of the last one before the gap."""
    return numbering.beside(numbers[known], known, missing)


def _is_taken(session: Session, number: str) -> bool:
    return session.scalar(select(QuoteIssue.id).where(QuoteIssue.number == number)) is not None


def _highest(session: Session, series: str, year: int) -> tuple[int, ...]:
    statement = select(func.max(QuoteIssue.sequence)).where(QuoteIssue.series == series, QuoteIssue.year == year)
    highest = session.scalar(statement)
    return () if highest is None else (highest,)
