"""What is asked when a customer says yes: when, who, how, which options, and what is to follow."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtWidgets import QCheckBox, QWidget

from crm_desktop.domain.errors import Refused
from crm_desktop.domain.quote_acceptance import accepted_totals
from crm_desktop.domain.quotes import AcceptanceHow, LineRole
from crm_desktop.domain.text import excerpt
from crm_desktop.sentences import sentence
from crm_desktop.services.labels import ACCEPTANCE_HOW_LABELS
from crm_desktop.services.quote_acceptance import Answer
from crm_desktop.services.quote_questions import OptionRow, Question
from crm_desktop.ui.context import Context
from crm_desktop.ui.kit.choice_fields import ChoiceField, check_box
from crm_desktop.ui.kit.date_field import DateField
from crm_desktop.ui.kit.dialogs import Dialog
from crm_desktop.ui.kit.forms import Form
from crm_desktop.ui.kit.labels import Look, PlainLabel
from crm_desktop.ui.kit.text_fields import MultilineField, TextField
from crm_desktop.ui.tokens import Tone
from crm_desktop.words import _, current

OnAccept = Callable[[Answer, bool, bool], None]
"""Records the answer, with whether to win the deal and to plan the job; what it refuses stands in the dialog."""
MOST_WORDS = 60


class AcceptDialog(Dialog):
    """Asks how a quote was accepted; the amount follows the options that are ticked."""

    def __init__(self, context: Context, question: Question, on_accept: OnAccept, parent: QWidget) -> None:
        super().__init__(parent, _("{number} was accepted", number=question.number), _("Accept"), width=540)
        self._question = question
        self._on_accept = on_accept
        self._warn_of_others()
        self.form = Form()
        hows = [(how, _(label)) for how, label in ACCEPTANCE_HOW_LABELS.items()]
        self.form.add_row(
            DateField("accepted_on", _("Accepted on"), context.today, required=True),
            ChoiceField("how", _("How"), hows),
        )
        self.form.add(TextField("accepted_by", _("By whom"), limit=200))
        self.form.add(MultilineField("note", _("Note"), lines=(1, 4)))
        self.form.set_values(
            {"accepted_on": context.today(), "how": AcceptanceHow.EMAIL, "accepted_by": question.person, "note": ""}
        )
        self.body.addWidget(self.form)
        self.options: dict[int, QCheckBox] = {}
        words = _("Ticked is what was accepted of another revision.")
        self.before = PlainLabel(words, look=Look.SMALL, muted=True, wrap=True)
        self._offer_options()
        self.amount = PlainLabel("", look=Look.HEADING, wrap=True)
        self.fault = PlainLabel("", tone=Tone.RED, wrap=True)
        self.body.addWidget(self.amount)
        self.body.addWidget(self.fault)
        self.win_deal = check_box(_("Move the deal “{title}” to Won", title=excerpt(question.deal, MOST_WORDS)))
        self.win_deal.setChecked(bool(question.deal))
        self.win_deal.setVisible(bool(question.deal))
        self.plan_job = check_box(_("Plan the job"))
        self.body.addWidget(self.win_deal)
        self.body.addWidget(self.plan_job)
        self.choose(question.chosen)
        self.form.focus_first()

    def _warn_of_others(self) -> None:
        if self._question.newer:
            words = _(
                "There is a newer revision without an answer: {numbers}. Accepting this one supersedes it.",
                numbers=", ".join(self._question.newer),
            )
            self.body.addWidget(PlainLabel(words, wrap=True, tone=Tone.AMBER))
        if self._question.accepted:
            before = self._question.accepted
            words = _("{number} was accepted before. Its sale is replaced by that of this one.", number=before)
            self.body.addWidget(PlainLabel(words, wrap=True, tone=Tone.AMBER))

    def _offer_options(self) -> None:
        if not self._question.options:
            return
        self.body.addWidget(PlainLabel(_("Which options?"), look=Look.STRONG))
        self.body.addWidget(self.before)
        for option in self._question.options:
            box = check_box(self._words(option))
            box.setToolTip("")
            box.toggled.connect(partial(self._on_ticked, option))
            self.options[option.line_id] = box
            self.body.addWidget(box)

    def _words(self, option: OptionRow) -> str:
        what = excerpt(option.description.partition("\n")[0], MOST_WORDS) or _("Line {number}", number=option.place + 1)
        amount = current().money(option.amount, self._question.terms.currency)
        if option.role is LineRole.ALTERNATIVE and option.replaces is not None:
            return _("{what} · {amount} · instead of line {number}", what=what, amount=amount,
                     number=self._place_of(option.replaces) + 1)  # fmt: skip
        return _("{what} · {amount} · optional", what=what, amount=amount)

    def _place_of(self, line_id: int) -> int:
        return self._question.places[line_id]

    def _on_ticked(self, option: OptionRow, ticked: bool) -> None:
        """Of those in one place only one can be ticked."""
        if ticked:
            for other in self._question.options:
                rival = other.replaces is not None and other.replaces in (option.replaces, option.line_id)
                if other.line_id != option.line_id and (rival or other.line_id == option.replaces):
                    self.options[other.line_id].setChecked(False)
        self._show_amount()

    def choose(self, line_ids: Iterable[int]) -> None:
        """Ticks these options and no others; what is no option any more is passed over."""
        wanted = set(line_ids)
        for line_id, box in self.options.items():
            box.setChecked(line_id in wanted)
        self.before.setVisible(bool(wanted) and wanted == set(self._question.chosen))
        self._show_amount()

    def chosen(self) -> tuple[OptionRow, ...]:
        """The options that are ticked."""
        return tuple(option for option in self._question.options if self.options[option.line_id].isChecked())

    def _show_amount(self) -> None:
        try:
            totals = accepted_totals(self._question.terms, [option.place for option in self.chosen()])
        except Refused as refused:
            self._show_fault(sentence(refused))
            return
        self._show_fault("")
        say = current()
        self.amount.setText(
            _("Accepted: {total}, net {net}", total=say.money(totals.total, totals.currency),
              net=say.money(totals.net, totals.currency))
        )  # fmt: skip

    def _show_fault(self, words: str) -> None:
        self.fault.setText(words)
        self.fault.setVisible(bool(words))
        self.amount.setVisible(not words)

    def check(self) -> bool:
        if not self.form.commit():
            return False
        values = self.form.values()
        options = tuple(option.line_id for option in self.chosen())
        answer = Answer(values["accepted_on"], values["accepted_by"], values["how"], options, values["note"])
        win = bool(self._question.deal) and self.win_deal.isChecked()
        try:
            self._on_accept(answer, win, self.plan_job.isChecked())
        except Refused as refused:
            if not self.form.refuse(refused):
                self._show_fault(sentence(refused))
            return False
        return True
