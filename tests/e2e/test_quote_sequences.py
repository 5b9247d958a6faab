"""Everything that is done with quotes, in any order, with undo and redo between: row for row, and sound at the end."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from crm_desktop.db.check import check_file
from crm_desktop.db.database import Database
from crm_desktop.db.models.quote_answers import QuoteAcceptance
from crm_desktop.db.models.quotes import Quote, QuoteIssue, Sale
from crm_desktop.db.models.templates import Template
from crm_desktop.domain.errors import Refused
from crm_desktop.domain.interactions import InteractionKind
from crm_desktop.domain.quote_states import WAITING
from crm_desktop.domain.quotes import LineRole, QuoteStatus
from crm_desktop.exchange.quote_json import ReadQuote
from crm_desktop.services import (
    follow_ups,
    interactions,
    quote_acceptance,
    quote_answers,
    quote_drafts,
    quote_exchange,
    quote_issue,
    quote_lines,
    quote_money,
    quote_revisions,
    quote_verification,
    revision_chain,
    sending,
    templates,
)
from crm_desktop.services.interactions import NewInteraction
from crm_desktop.services.quote_acceptance import Answer
from crm_desktop.services.quote_drafts import NewQuote
from crm_desktop.services.quote_money import NewInvoice, NewReceipt
from crm_desktop.services.quote_terms import DraftLine, draft_lines
from tests.factories import NOW, TODAY, new_file, opened
from tests.services.quotes import FITTING, SHELF, a_customer
from tests.services.rows import all_rows

MEMORY = "/dev/shm" if Path("/dev/shm").is_dir() else None
OPTIONAL = replace(FITTING, role=LineRole.OPTIONAL)
ISSUE, ANSWER, SEND = (f"undo.barrier.{what}" for what in ("issue", "answer", "send"))


class Moment:
    """What a verb works with: the quote that was meant, and a number to choose by."""

    def __init__(self, session: Session, which: int, number: int, now: dt.datetime) -> None:
        self.session, self.number, self.now = session, number, now
        ids = session.scalars(select(Quote.id).order_by(Quote.id)).all()
        self.quote = ids[which % len(ids)] if ids else 99

    def template(self) -> int:
        """A template, or the id of none."""
        ids = self.session.scalars(select(Template.id)).all()
        return ids[self.number % len(ids)] if ids else 99

    def lines(self) -> list[int]:
        """The ids of the lines of the quote."""
        return [line.id or 0 for line in draft_lines(self.session, self.quote)]


def _accept(at: Moment) -> None:
    chosen = tuple(at.lines()[2 : 2 + at.number % 3])
    answer = Answer(TODAY, "Ana", options=chosen)
    quote_acceptance.accept(at.session, at.quote, answer, plan_job=at.number == 3, today=TODAY, now=at.now)


def _edit_line(at: Moment) -> None:
    values = {"unit_price": Decimal(at.number * 10), "quantity": Decimal(at.number + 1)}
    quote_lines.edit_line(at.session, at.quote, (at.lines() or [99])[0], values)


def _new(at: Moment) -> None:
    quote_id = quote_drafts.create(at.session, NewQuote(contact_id=1), today=TODAY, now=at.now)
    quote_lines.add_lines(at.session, quote_id, [DraftLine(line) for line in (SHELF, FITTING, OPTIONAL, OPTIONAL)])


def _import(at: Moment) -> None:
    document, origin = quote_exchange.document_of(at.session, at.quote)
    read = ReadQuote(document, replace(origin, number=f"Z-{at.number}"))
    quote_exchange.import_quote(at.session, read, today=TODAY, now=at.now)


def _note(at: Moment) -> None:
    new = NewInteraction(kind=InteractionKind.CALL, at=at.now, quote_id=at.quote, title="Called")
    interactions.record(at.session, new, now=at.now)


VERBS: dict[str, tuple[str, Callable[[Moment], Any]]] = {
    "new": ("", _new),
    "edit line": ("", _edit_line),
    "remove lines": ("", lambda at: quote_lines.remove_lines(at.session, at.quote, at.lines()[: at.number])),
    "duplicate": ("", lambda at: quote_drafts.duplicate(at.session, at.quote, today=TODAY, now=at.now)),
    "bin": ("", lambda at: quote_drafts.to_bin(at.session, at.quote, now=at.now)),
    "restore": ("", lambda at: quote_drafts.restore(at.session, at.quote)),
    "issue": (ISSUE, lambda at: quote_issue.issue(at.session, at.quote, now=at.now)),
    "revise": ("", lambda at: quote_revisions.revise(at.session, at.quote, today=TODAY, now=at.now)),
    "accept": (ANSWER, _accept),
    "sent": (ANSWER, lambda at: quote_answers.mark_sent(at.session, at.quote, TODAY, today=TODAY, now=at.now)),
    "decline": (ANSWER, lambda at: quote_answers.decline(at.session, at.quote, "No", today=TODAY, now=at.now)),
    "withdraw": (ANSWER, lambda at: quote_answers.withdraw(at.session, at.quote, now=at.now)),
    "take back": (ANSWER, lambda at: quote_answers.take_back(at.session, at.quote, today=TODAY, now=at.now)),
    "note sent": (
        SEND,
        lambda at: sending.note_sent(at.session, at.quote, sending.Way.BY_HAND, today=TODAY, now=at.now),
    ),
    "postpone": (
        "",
        lambda at: follow_ups.postpone(at.session, at.quote, TODAY + dt.timedelta(at.number), today=TODAY),
    ),
    "invoice": (
        "",
        lambda at: quote_money.add_invoice(at.session, at.quote, NewInvoice("F1", TODAY, 100), today=TODAY),
    ),
    "receipt": ("", lambda at: quote_money.add_receipt(at.session, at.quote, NewReceipt(TODAY, 100), today=TODAY)),
    "take receipt away": ("", lambda at: quote_money.remove_receipt(at.session, at.number + 1)),
    "note": ("", _note),
    "keep template": ("", lambda at: templates.save_quote(at.session, at.quote, "Shelves", now=at.now)),
    "fill": ("", lambda at: templates.fill(at.session, at.template(), at.quote)),
    "insert": ("", lambda at: templates.insert(at.session, at.template(), at.quote, None)),
    "bin template": ("", lambda at: templates.to_bin(at.session, at.template(), now=at.now)),
    "import": ("", _import),
}
OFTEN = ("new", "issue", "issue", "revise", "revise", "accept", "accept", "take back", "undo", "undo", "redo")
STEPS = st.lists(
    st.tuples(st.sampled_from([*VERBS, *OFTEN]), st.integers(0, 5), st.integers(0, 3)), min_size=10, max_size=50
)


class Story:
    """A file, what it held before and after each gesture that can be undone, and what was undone."""

    def __init__(self, store: Database) -> None:
        self.store = store
        self.rows = all_rows(store)
        self.done: list[tuple[str, Any, Any]] = []
        self.undone: list[tuple[str, Any, Any]] = []
        self.now = NOW

    def step(self, verb: str, which: int, number: int) -> None:
        """One verb; what is refused changes nothing."""
        self.now += dt.timedelta(seconds=1)
        before = self.rows
        try:
            if verb == "undo":
                self._back()
            elif verb == "redo":
                self._again()
            else:
                self._do(verb, which, number)
        except Refused:
            assert all_rows(self.store) == before

    def _do(self, verb: str, which: int, number: int) -> None:
        barrier, work = VERBS[verb]
        before = self.rows
        with self.store.write(verb, barrier=barrier) as session:
            work(Moment(session, which, number, self.now))
        self.rows = all_rows(self.store)
        if self.rows != before:
            self.done.append((barrier, before, self.rows))
            self.undone.clear()

    def _back(self) -> None:
        self.store.undo()
        barrier, before, _after = self.done[-1]
        assert not barrier
        self.rows = all_rows(self.store)
        assert self.rows == before
        self.undone.append(self.done.pop())

    def _again(self) -> None:
        self.store.redo()
        self.rows = all_rows(self.store)
        assert self.rows == self.undone[-1][2]
        self.done.append(self.undone.pop())


@given(STEPS)
@settings(max_examples=max(1, settings().max_examples // 8), deadline=None)
def test_whatever_is_done_with_quotes_is_undone_row_for_row_and_leaves_a_sound_file(
    steps: list[tuple[str, int, int]],
) -> None:
    with tempfile.TemporaryDirectory(dir=MEMORY) as folder, opened(new_file(Path(folder))) as store:
        a_customer(store)
        with store.write("Stop here", barrier="undo.restored") as session:
            _new(Moment(session, 0, 0, NOW))
        story = Story(store)
        for step in steps:
            story.step(*step)
        assert quote_verification.verify_all(store).findings == ()
        with store.read() as session:
            check_chains(session)
        assert [str(problem) for problem in check_file(store.path)] == []


def check_chains(session: Session) -> None:
    """Numbers are unique, a chain has one quote that holds, and what was accepted is what was sold."""
    numbers = Counter(session.scalars(select(QuoteIssue.number)))
    assert set(numbers.values()) <= {1}
    issued = set(session.scalars(select(QuoteIssue.quote_id)))
    sold = Counter(session.scalars(select(Sale.quote_id).where(Sale.deleted_at.is_(None))))
    for quote in session.scalars(select(Quote)):
        assert (quote.status is not QuoteStatus.DRAFT) == (quote.id in issued) == bool(quote.number)
        accepted = quote.status is QuoteStatus.ACCEPTED
        assert sold[quote.id] == accepted
        kept = session.scalar(select(QuoteAcceptance).where(QuoteAcceptance.quote_id == quote.id))
        assert kept is not None or not accepted
        assert not accepted or quote.payable == quote_money.money(session, quote.id).balance.agreed
        states = [member.status for member in revision_chain.members(session, quote.id)]
        assert sum(state in WAITING for state in states) <= 1
        assert states.count(QuoteStatus.ACCEPTED) <= 1
