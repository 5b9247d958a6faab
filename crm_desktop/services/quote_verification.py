"""Proof that what was issued is what it was: the PDF, the sums of the snapshot, and the chain over all issues.

Only hashes and sums are compared; no page is drawn again, because a later program may draw it better. Who can write
the file with another program can write every hash anew: this finds accidents and careless hands, not a forger.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from sqlalchemy import func, select
from sqlalchemy.orm import Session, undefer

from crm_desktop.db.issued import newest_lost
from crm_desktop.db.models.quotes import Quote, QuoteIssue
from crm_desktop.db.types import intact
from crm_desktop.domain.errors import Refused
from crm_desktop.domain.papers import QuotePaper
from crm_desktop.domain.quote_arithmetic import compute_totals
from crm_desktop.domain.quote_chain import START, Place, end_fault
from crm_desktop.domain.quotes import QuoteTerms
from crm_desktop.reports.codec import paper_from_json
from crm_desktop.services import quote_chain
from crm_desktop.services.editing import existing
from crm_desktop.services.quote_terms import terms_of
from crm_desktop.services.quote_texts import filled
from crm_desktop.services.store import Store

AT_ONCE = 20
"""So many quotes are read in one transaction, which must not hold the file for long."""


@dataclass(frozen=True, slots=True)
class Proof:
    """One quote looked at: `findings` are sentences of what is wrong, none for one exactly as issued."""

    number: str
    issued_at: dt.datetime
    sha256: str
    findings: tuple[Refused, ...]


@dataclass(frozen=True, slots=True)
class Verified:
    """All issued quotes looked at: how many, and everything that is wrong."""

    count: int
    findings: tuple[Refused, ...]


def verify(session: Session, quote_id: int) -> Proof:
    """Looks at one issued quote.

    Raises:
        Refused: ``verify.draft``, ``record.missing``.
    """
    existing(session, Quote, quote_id)
    issue = session.scalar(select(QuoteIssue).where(QuoteIssue.quote_id == quote_id).options(undefer(QuoteIssue.pdf)))
    if issue is None:
        raise Refused("verify.draft")
    return _proof(session, issue, quote_chain.place_before(session, issue.id))


def verify_all(store: Store, progress: Callable[[int, int], object] | None = None) -> Verified:
    """Looks at every issued quote, some at a time; `progress` is told (done, total), and what it raises ends it."""
    with store.read() as session:
        total = session.scalar(select(func.count(QuoteIssue.id))) or 0
    done, before = 0, START
    findings: list[Refused] = []
    while True:
        with store.read() as session:
            following = select(QuoteIssue).where(QuoteIssue.id > before.id).order_by(QuoteIssue.id).limit(AT_ONCE)
            issues = session.scalars(following.options(undefer(QuoteIssue.pdf))).all()
            for issue in issues:
                findings += _proof(session, issue, before).findings
                before = quote_chain.place_of(issue)
            lost = newest_lost(session)
        done += len(issues)
        if progress is not None:
            progress(done, max(done, total))
        if len(issues) < AT_ONCE:
            if lost is not None:
                findings.append(end_fault(lost))
            return Verified(done, tuple(findings))


def _proof(session: Session, issue: QuoteIssue, before: Place) -> Proof:
    findings = [*_bytes(issue), *_sums(session, issue)]
    if (fault := quote_chain.fault_of(issue, before)) is not None:
        findings.append(fault)
    return Proof(issue.number, issue.issued_at, issue.sha256, tuple(findings))


def _bytes(issue: QuoteIssue) -> Iterator[Refused]:
    if hashlib.sha256(issue.pdf).hexdigest() != issue.sha256:
        yield Refused("check.issued", number=issue.number)


def _sums(session: Session, issue: QuoteIssue) -> Iterator[Refused]:
    """The snapshot is a paper with this number, its sums follow from its lines, and list and editor show the same."""
    try:
        paper = paper_from_json("quote", issue.snapshot)
        assert isinstance(paper, QuotePaper)
        computed = compute_totals(paper.terms)
    except Refused:
        yield Refused("verify.snapshot", number=issue.number)
        return
    sound = computed == paper.totals
    if not sound:
        yield Refused("verify.totals", number=issue.number)
    quote = session.get(Quote, issue.quote_id)
    shown = None if quote is None else (quote.number, quote.net, quote.total, intact(quote.date))
    if shown != (paper.number, paper.totals.net, paper.totals.total, paper.date) or paper.number != issue.number:
        yield Refused("verify.facts", number=issue.number)
    elif sound and quote is not None and not agrees(session, quote, paper):
        yield Refused("verify.lines", number=issue.number)


def check_lines(session: Session, quote: Quote) -> None:
    """Stops whoever would go on with an issued quote whose lines another program has changed.

    Raises:
        Refused: ``verify.lines``; ``verify.snapshot``, when what was issued cannot be read.
    """
    snapshot = session.scalar(select(QuoteIssue.snapshot).where(QuoteIssue.quote_id == quote.id))
    if snapshot is None:
        return
    try:
        paper = paper_from_json("quote", snapshot)
    except Refused:
        raise Refused("verify.snapshot", number=quote.number) from None
    assert isinstance(paper, QuotePaper), "the kind was asked for"
    if not agrees(session, quote, paper):
        raise Refused("verify.lines", number=quote.number)


def agrees(session: Session, quote: Quote, paper: QuotePaper) -> bool:
    """Whether the stored lines and terms of an issued quote are those of its snapshot; own costs are in none."""
    # Fields of texts were filled with what this paper says.
    stored = filled(replace(paper, terms=terms_of(session, quote))).terms
    return _without_costs(stored) == _without_costs(paper.terms)


def _without_costs(terms: QuoteTerms) -> QuoteTerms:
    return replace(terms, lines=tuple(replace(line, cost=None) for line in terms.lines))
