"""What can be done with a whole quote: issued, revised, copied, binned. Each is one gesture."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from crm_desktop.domain.errors import Refused
from crm_desktop.services import country_rules, quote_drafts, quote_issue, quote_list, quote_papers, quote_revisions
from crm_desktop.services.quote_drafts import NewQuote
from crm_desktop.services.quote_issue import Issued
from crm_desktop.services.quote_list import QuoteDetail
from crm_desktop.ui.context import Context
from crm_desktop.ui.kit.dialogs import Dialog
from crm_desktop.ui.quotes.dialogs import Doubts, IssueDialog
from crm_desktop.ui.tasks import Task
from crm_desktop.ui.undo_toast import tell_done
from crm_desktop.words import N_, _, current

ISSUE_BARRIER = "undo.barrier.issue"


class QuoteVerbs:
    """The verbs of one window."""

    def __init__(self, context: Context, window: QWidget) -> None:
        self._context = context
        self._window = window

    def detail(self, quote_id: int) -> QuoteDetail:
        """The quote as it is stored now.

        Raises:
            Refused: ``record.missing``.
        """
        with self._context.store.read() as session:
            return quote_list.quote(session, quote_id, self._context.today())

    def new(self, new: NewQuote) -> int:
        """A new draft; answers its id."""
        with self._context.store.write(N_("New quote"), initiator=self) as session:
            return quote_drafts.create(session, new, today=self._context.today(), now=self._context.now())

    def duplicate(self, quote_id: int) -> int:
        """A copy as a draft of today; answers its id."""
        with self._context.store.write(N_("Duplicate quote"), initiator=self) as session:
            return quote_drafts.duplicate(session, quote_id, today=self._context.today(), now=self._context.now())

    def revise(self, quote_id: int) -> int | None:
        """A draft that revises an issued quote, or the one begun before; answers its id."""
        today, now = self._context.today(), self._context.now()
        try:
            with self._context.store.write(N_("Revise quote"), initiator=self) as session:
                return quote_revisions.revise(session, quote_id, today=today, now=now)
        except Refused as refused:
            self._context.toasts.refuse(refused)
            return None

    def discard_if_blank(self, quote_id: int) -> None:
        """A draft begun and left without a word leaves nothing behind."""
        with self._context.store.read() as session:
            blank = quote_drafts.is_blank(session, quote_id)
        if blank:
            with self._context.store.write(N_("Discard empty quote"), initiator=self) as session:
                quote_drafts.discard_if_blank(session, quote_id)

    # Issuing.

    def issue(self, quote_id: int, on_issued: Callable[[], object]) -> Dialog | None:
        """Asks, naming what is missing, then takes the number; the window stays alive while the page is made."""
        try:
            with self._context.store.read() as session:
                quote_issue.check_complete(session, quote_id)
                number = quote_issue.next_number(session, quote_id)
                missing = quote_issue.missing_mentions(session, quote_id)
                unprintable = quote_papers.unprintable(session, quote_id)
                no_code = quote_issue.missing_code(session, quote_id)
                later = quote_issue.issued_later(session, self._context.now())
                once = country_rules.to_tell(session)
        except Refused as refused:
            self._context.toasts.refuse(refused)
            return None
        detail = self.detail(quote_id)
        passed = detail.valid_until is not None and detail.valid_until < self._context.today()
        dialog = IssueDialog(detail, number, Doubts(missing, unprintable, no_code, later, passed), self._window)
        dialog.tell_once(once)
        dialog.on_accepted(partial(self._issue, quote_id, on_issued))
        dialog.open()
        return dialog

    def _issue(self, quote_id: int, on_issued: Callable[[], object]) -> None:
        self._context.tasks.run(
            partial(self._issue_now, quote_id),
            partial(self._issued, on_issued),
            self._not_issued,
            title=_("Issuing the quote"),
            exclusive=True,
        )

    def _issue_now(self, quote_id: int, _task: Task) -> Issued:
        """In a worker thread: drawing the final page may take a moment."""
        with self._context.store.write(N_("Issue quote"), barrier=ISSUE_BARRIER) as session:
            country_rules.mark_told(session)
            return quote_issue.issue(session, quote_id, now=self._context.now())

    def _issued(self, on_issued: Callable[[], object], issued: Issued) -> None:
        told = _("Issued as {number}.", number=issued.number)
        if issued.superseded:
            older = ", ".join(issued.superseded)
            told = _("Issued as {number}. It supersedes {older}.", number=issued.number, older=older)
        self._context.toasts.tell(told)
        on_issued()

    def _not_issued(self, error: Exception) -> None:
        if not isinstance(error, Refused):
            raise error
        self._context.toasts.refuse(error)

    # The bin.

    def delete(self, quote_ids: Sequence[int]) -> bool:
        """Puts drafts into the bin; the message offers to take them out again."""
        now = self._context.now()

        def run(session: Any) -> None:
            for quote_id in quote_ids:
                quote_drafts.to_bin(session, quote_id, now=now)

        told = current().plural(
            "{count} quote was put in the bin.", "{count} quotes were put in the bin.", len(quote_ids)
        )
        return self._done(N_("Delete quote"), run, told)

    def restore(self, quote_ids: Sequence[int]) -> bool:
        """Takes drafts out of the bin."""

        def run(session: Any) -> None:
            for quote_id in quote_ids:
                quote_drafts.restore(session, quote_id)

        told = current().plural("{count} quote was restored.", "{count} quotes were restored.", len(quote_ids))
        return self._done(N_("Restore quote"), run, told)

    def _done(self, label: str, run: Callable[[Any], None], told: str) -> bool:
        try:
            with self._context.store.write(label, initiator=self) as session:
                run(session)
        except Refused as refused:
            self._context.toasts.refuse(refused)
            return False
        tell_done(self._context, told)
        return True
