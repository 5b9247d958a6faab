"""A filled-in quote that came back: whether it is this one as it was issued, and what the customer chose."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm_desktop.db.models.quotes import Quote, QuoteIssue
from crm_desktop.domain.errors import Refused
from crm_desktop.domain.quotes import Line, LineKind, LineRole
from crm_desktop.exchange.dates import read_date
from crm_desktop.exchange.returned_forms import ReturnedForm
from crm_desktop.services.editing import existing
from crm_desktop.services.quote_records import called
from crm_desktop.services.quote_terms import draft_lines
from crm_desktop.services.revision_chain import first_id


@dataclass(frozen=True, slots=True)
class ReturnedAnswer:
    """What a returned PDF says about a quote.

    `options` are the ids of the lines that were ticked, in the quote's order, `places` where they stand (from 0),
    `titles` the first lines of their descriptions. `date` is None where none was typed or it cannot be read;
    `date_typed` is what was typed.
    """

    number: str
    options: tuple[int, ...]
    places: tuple[int, ...]
    titles: tuple[str, ...]
    name: str
    date: dt.date | None
    date_typed: str


def answers_of(session: Session, form: ReturnedForm, quote_id: int) -> ReturnedAnswer:
    """What the form of a returned PDF (`form_beside.read_form`) says about a quote.

    Raises:
        Refused: ``record.missing``; ``returned.draft`` for one that was printed before it was issued,
            ``returned.other`` or ``returned.revision`` for another quote's, ``returned.foreign`` for one that is not in
            this file, ``returned.changed`` where the content is not what was issued.
    """
    quote = existing(session, Quote, quote_id)
    if not form.number:
        raise Refused("returned.draft")
    issue = session.scalar(select(QuoteIssue).where(QuoteIssue.number == form.number))
    if issue is None:
        raise Refused("returned.foreign")
    if issue.quote_id != quote_id:
        raise _other(session, quote, issue)
    if hashlib.sha256(issue.snapshot.encode()).hexdigest() != form.digest:
        raise Refused("returned.changed", number=form.number)
    lines = draft_lines(session, quote_id)
    places = tuple(place for place in form.ticked if place < len(lines) and _can_be_chosen(lines[place].line))
    chosen = [lines[place] for place in places]
    return ReturnedAnswer(
        number=form.number,
        options=tuple(line.id for line in chosen if line.id is not None),
        places=places,
        titles=tuple(line.line.description.strip().partition("\n")[0] for line in chosen),
        name=form.name,
        date=read_date(form.date, day_first=True),
        date_typed=form.date,
    )


def _can_be_chosen(line: Line) -> bool:
    return line.kind is LineKind.ITEM and line.role is not LineRole.STANDARD


def _other(session: Session, quote: Quote, issue: QuoteIssue) -> Refused:
    """Why the paper of another quote is not taken: it may be another revision of the same."""
    other = existing(session, Quote, issue.quote_id)
    key = "returned.revision" if first_id(session, other) == first_id(session, quote) else "returned.other"
    return Refused(key, other=issue.number, number=called(session, quote))
