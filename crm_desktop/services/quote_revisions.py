"""Revising an issued quote: a new draft of everything it says, its chain, and what changed from one to the other."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm_desktop.db.history import set_subject
from crm_desktop.db.models.quotes import Quote, QuoteIssue
from crm_desktop.domain.errors import Refused
from crm_desktop.domain.papers import QuotePaper
from crm_desktop.domain.quote_differences import DifferencePaper, QuoteDifference, difference
from crm_desktop.domain.quotes import QuoteStatus
from crm_desktop.reports.codec import paper_from_json
from crm_desktop.services import quote_issue, quote_papers, revision_chain, settings
from crm_desktop.services.editing import existing
from crm_desktop.services.quote_drafts import copy_of
from crm_desktop.services.quote_verification import check_lines


def revise(session: Session, quote_id: int, *, today: dt.date, now: dt.datetime) -> int:
    """A draft with everything an issued quote says, dated `today`; answers its id.

    A chain has one such draft at a time: when there is one already, it is that one.

    Raises:
        Refused: ``quote.revise_draft``, ``quote.revise_withdrawn``, ``record.missing``; ``verify.lines`` when another
            program has changed the lines since.
    """
    source = existing(session, Quote, quote_id)
    if source.status is QuoteStatus.DRAFT:
        raise Refused("quote.revise_draft")
    if source.status is QuoteStatus.WITHDRAWN:
        raise Refused("quote.revise_withdrawn", number=source.number)
    chain = revision_chain.members(session, quote_id)
    begun = revision_chain.draft_of(chain)
    if begun is not None:
        return begun.id
    check_lines(session, source)
    draft = copy_of(session, source, today=today, now=now)
    draft.copied_from_id = None
    draft.revision_of_id = source.id
    draft.revision = revision_chain.highest_issued(session, chain[0].id) + 1
    draft.notes, draft.design = source.notes, source.design
    set_subject(session, source.number)
    session.flush()
    return draft.id


def compare(
    session: Session, quote_id: int, earlier_id: int | None = None, *, with_cost: bool = False
) -> QuoteDifference:
    """What changed from an earlier quote of the chain (the one it revises, unless told which) to this one.

    Raises:
        Refused: ``difference.no_earlier``, ``difference.not_of_chain``, ``paper.unreadable``, ``record.missing``.
    """
    before, after = _papers(session, quote_id, earlier_id)
    return difference(before, after, with_cost=with_cost)


def difference_paper(
    session: Session, quote_id: int, earlier_id: int | None = None, *, today: dt.date
) -> DifferencePaper:
    """The page that tells the customer what changed, in the language of the later quote.

    Raises:
        Refused: as `compare`.
    """
    before, after = _papers(session, quote_id, earlier_id)
    return DifferencePaper(after.language, today, settings.letterhead(session), before, after)


def render_difference(paper: DifferencePaper) -> bytes:
    """The PDF of the page; the page engine is loaded when first used, because it costs a tenth of the start."""
    from crm_desktop.reports import difference as report

    return report.render(paper)


def paper_as_issued(session: Session, quote_id: int) -> QuotePaper | None:
    """The paper of an issued quote as it was frozen; None for a draft.

    Raises:
        Refused: ``paper.unreadable``.
    """
    snapshot = session.scalar(select(QuoteIssue.snapshot).where(QuoteIssue.quote_id == quote_id))
    if snapshot is None:
        return None
    paper = paper_from_json("quote", snapshot)
    assert isinstance(paper, QuotePaper)
    return paper


def _papers(session: Session, quote_id: int, earlier_id: int | None) -> tuple[QuotePaper, QuotePaper]:
    quote = existing(session, Quote, quote_id)
    if earlier_id is None:
        earlier_id = quote.revision_of_id
    if earlier_id is None or earlier_id == quote_id:
        raise Refused("difference.no_earlier")
    if revision_chain.first_id(session, existing(session, Quote, earlier_id)) != revision_chain.first_id(
        session, quote
    ):
        raise Refused("difference.not_of_chain")
    return _paper(session, earlier_id), _paper(session, quote_id)


def _paper(session: Session, quote_id: int) -> QuotePaper:
    """The paper as issued, or of a draft as it would be issued now."""
    kept = paper_as_issued(session, quote_id)
    if kept is not None:
        return kept
    return replace(quote_papers.paper_of(session, quote_id), number=quote_issue.next_number(session, quote_id))
