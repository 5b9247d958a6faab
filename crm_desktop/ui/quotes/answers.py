"""What becomes of issued quotes: sent, accepted, declined, withdrawn, an answer taken back. Each is one gesture."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple

from PySide6.QtWidgets import QWidget

from crm_desktop.domain.errors import Refused
from crm_desktop.domain.text import excerpt
from crm_desktop.services import quote_acceptance, quote_answers, quote_list, quote_questions
from crm_desktop.services.quote_acceptance import Accepted, Answer, TakenBack
from crm_desktop.services.quote_questions import NoQuestion
from crm_desktop.ui.context import Context
from crm_desktop.ui.kit.choice_fields import ChoiceField, check_box
from crm_desktop.ui.kit.date_field import DateField
from crm_desktop.ui.kit.dialogs import Dialog
from crm_desktop.ui.kit.forms import Form
from crm_desktop.ui.kit.labels import PlainLabel
from crm_desktop.ui.kit.text_fields import MultilineField
from crm_desktop.ui.quotes.accept import MOST_WORDS, AcceptDialog
from crm_desktop.words import N_, _

BARRIER = "undo.barrier.answer"
SENT = N_("Mark quote as sent")
ACCEPT = N_("Accept quote")
DECLINE = N_("Decline quote")
WITHDRAW = N_("Withdraw quote")
TAKE_BACK = N_("Take the answer back")


class QuoteAnswers:
    """The verbs of one window."""

    def __init__(self, context: Context, window: QWidget) -> None:
        self._context = context
        self._window = window

    def _number(self, quote_id: int) -> str:
        with self._context.store.read() as session:
            return quote_list.quote(session, quote_id, self._context.today()).number

    def _write(self, label: str, run: Callable[[Any], Any]) -> Any:
        """One gesture that Ctrl+Z stops at.

        Raises:
            Refused: what the service refuses.
        """
        with self._context.store.write(label, initiator=self, barrier=BARRIER) as session:
            return run(session)

    # Sent.

    def sent(self, quote_id: int) -> None:
        """Marks as sent today."""
        self._refusing(partial(self._sent, quote_id, self._context.today()))

    def sent_on(self, quote_id: int) -> Dialog:
        """Asks for the day, then marks as sent."""
        return _opened(SentDialog(self._context, self._number(quote_id), partial(self._sent, quote_id), self._window))

    def _sent(self, quote_id: int, day: dt.date) -> None:
        today, now = self._context.today(), self._context.now()
        self._write(SENT, lambda session: quote_answers.mark_sent(session, quote_id, day, today=today, now=now))
        self._context.toasts.tell(_("{number} is marked as sent.", number=self._number(quote_id)))

    # Yes.

    def accept(self, quote_id: int) -> Dialog | None:
        """Asks how it was accepted, then records it."""
        try:
            with self._context.store.read() as session:
                question = quote_questions.question(session, quote_id)
        except Refused as refused:
            self._context.toasts.refuse(refused)
            return None
        return _opened(AcceptDialog(self._context, question, partial(self._accept, quote_id), self._window))

    def _accept(self, quote_id: int, answer: Answer, win_deal: bool, plan_job: bool) -> None:
        today, now = self._context.today(), self._context.now()
        done: Accepted = self._write(
            ACCEPT,
            lambda session: quote_acceptance.accept(
                session, quote_id, answer, move_deal=win_deal, plan_job=plan_job, today=today, now=now
            ),
        )
        back = (_("Take it back"), partial(self.take_back, quote_id))
        if done.job_id is not None:
            back = (_("Open the job"), partial(self._context.go, "service", done.job_id))
        self._context.toasts.tell(_accepted_words(done), action=back)

    # No.

    def decline(self, quote_id: int) -> Dialog | None:
        """Asks for the reason, then marks as declined, and if wanted its deal as lost."""
        try:
            with self._context.store.read() as session:
                asked = quote_questions.no_question(session, quote_id)
        except Refused as refused:
            self._context.toasts.refuse(refused)
            return None
        return _opened(DeclinedDialog(asked, partial(self._decline, quote_id), self._window))

    def _decline(self, quote_id: int, no: No) -> None:
        today, now = self._context.today(), self._context.now()
        deal: str = self._write(
            DECLINE,
            lambda session: quote_answers.decline(session, quote_id, no.reason, lost=no.lost, today=today, now=now),
        )
        back = (_("Take it back"), partial(self.take_back, quote_id))
        told = _("{number} is declined.", number=self._number(quote_id))
        if deal:
            told = _("{number} is declined, and the deal “{title}” is lost.", number=self._number(quote_id), title=deal)
        self._context.toasts.tell(told, action=back)

    def withdraw(self, quote_id: int) -> Dialog:
        """Asks, because it is for good, then withdraws."""
        number = self._number(quote_id)
        return _opened(WithdrawDialog(number, partial(self._withdraw, quote_id), self._window))

    def _withdraw(self, quote_id: int, note: str) -> None:
        now = self._context.now()
        self._write(WITHDRAW, lambda session: quote_answers.withdraw(session, quote_id, note, now=now))
        self._context.toasts.tell(_("{number} is withdrawn.", number=self._number(quote_id)))

    # Back.

    def take_back(self, quote_id: int) -> None:
        """Takes an answer back and says what stays."""
        self._refusing(partial(self._take_back, quote_id))

    def _take_back(self, quote_id: int) -> None:
        today, now = self._context.today(), self._context.now()
        done: TakenBack = self._write(
            TAKE_BACK, lambda session: quote_answers.take_back(session, quote_id, today=today, now=now)
        )
        self._context.toasts.tell(taken_back_words(done))

    def _refusing(self, run: Callable[[], None]) -> None:
        try:
            run()
        except Refused as refused:
            self._context.toasts.refuse(refused)


class _AskingDialog(Dialog):
    """A question whose answer is recorded at once; what is refused stands beside the field."""

    def __init__(self, parent: QWidget, title: str, action: str, on_answer: Callable[[Any], None], field: str) -> None:
        super().__init__(parent, title, action)
        self._on_answer = on_answer
        self._field = field
        self.form = Form()

    def answer(self) -> Any:
        """What the service is told.

        Raises:
            Refused: something is missing.
        """
        return self.form.values()[self._field]

    def check(self) -> bool:
        if not self.form.commit():
            return False
        try:
            self._on_answer(self.answer())
        except Refused as refused:
            self.form.refuse(refused, self._field)
            return False
        return True


class SentDialog(_AskingDialog):
    """Asks on which day a quote was sent."""

    def __init__(self, context: Context, number: str, on_sent: Callable[[dt.date], None], parent: QWidget) -> None:
        title = _("{number} was sent", number=number)
        super().__init__(parent, title, _("Mark as sent"), on_sent, "sent_on")
        self.form.add(DateField("sent_on", _("Sent on"), context.today, required=True))
        self.form.set_values({"sent_on": context.today()})
        self.body.addWidget(self.form)
        self.form.focus_first()


class No(NamedTuple):
    """A customer's no: why, and for which reason (its id, with a note) the deal is lost, too."""

    reason: str
    lost: tuple[int, str] | None = None


class DeclinedDialog(_AskingDialog):
    """Asks why a quote was declined: a usual reason, the customer's own words, or both; and about its deal."""

    def __init__(self, asked: NoQuestion, on_declined: Callable[[No], None], parent: QWidget) -> None:
        title = _("{number} was declined", number=asked.number)
        super().__init__(parent, title, _("Mark as declined"), on_declined, "reason")
        self._asked = asked
        usual = [(None, _("Choose a reason")), *((reason.id, reason.name) for reason in asked.reasons)]
        self.form.add(ChoiceField("usual", _("Why was it declined?"), usual))
        self.form.add(MultilineField("reason", _("In the customer’s words"), lines=(2, 6)))
        self.body.addWidget(self.form)
        self.lose_deal = check_box(_("Mark the deal “{title}” as lost", title=excerpt(asked.deal, MOST_WORDS)))
        # Only offered: there may be another quote, or another try.
        self.lose_deal.setVisible(bool(asked.deal) and bool(asked.reasons))
        self.body.addWidget(self.lose_deal)
        self.form.focus_first()

    def answer(self) -> No:
        values = self.form.values()
        usual, words = values["usual"], values["reason"]
        names = {reason.id: reason.name for reason in self._asked.reasons}
        said = "\n".join(part for part in (names.get(usual, ""), words) if part)
        if not self.lose_deal.isChecked():
            return No(said)
        if usual is None:
            raise Refused("deal.reason_needed", field="usual", title=self._asked.deal)
        return No(said, (usual, words))


class WithdrawDialog(_AskingDialog):
    """Says that withdrawing is for good, and asks for a note."""

    def __init__(self, number: str, on_withdrawn: Callable[[str], None], parent: QWidget) -> None:
        title = _("Withdraw {number}?", number=number)
        super().__init__(parent, title, _("Withdraw"), on_withdrawn, "note")
        words = _("It can then neither be accepted nor revised. Its number stays in the books.")
        self.body.addWidget(PlainLabel(words, wrap=True, muted=True))
        self.form.add(MultilineField("note", _("Why, for yourself"), lines=(2, 6)))
        self.body.addWidget(self.form)
        self.form.focus_first()


def _opened(dialog: Dialog) -> Dialog:
    dialog.open()
    return dialog


def _accepted_words(done: Accepted) -> str:
    """What accepting did, for a message."""
    if done.deal:
        return _("{number} is accepted, and the deal “{title}” is won.", number=done.number, title=done.deal)
    return _("{number} is accepted.", number=done.number)


def taken_back_words(done: TakenBack) -> str:
    """What taking an answer back did and left, for a message."""
    words = [_("The answer to {number} was taken back.", number=done.number)]
    if done.deal and done.deal_moved:
        words.append(_("The deal “{title}” is back in its stage.", title=done.deal))
    elif done.deal:
        words.append(
            _("The deal “{title}” stays won: it was moved by hand, or has another accepted quote.", title=done.deal)
        )
    if done.jobs:
        words.append(_("The job “{title}” stays planned.", title=done.jobs[0]))
    return " ".join(words)
