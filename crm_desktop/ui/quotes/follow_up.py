"""Asking a customer who has not answered: noted on the timeline, or put off to another day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from crm_desktop.domain.errors import Refused
from crm_desktop.domain.interactions import InteractionKind
from crm_desktop.services import follow_ups, quote_list, settings
from crm_desktop.services.labels import INTERACTION_LABELS
from crm_desktop.services.quote_list import QuoteDetail
from crm_desktop.ui.context import Context
from crm_desktop.ui.kit.choice_fields import ChoiceField
from crm_desktop.ui.kit.date_field import DateField
from crm_desktop.ui.kit.dialogs import Dialog
from crm_desktop.ui.kit.forms import Form
from crm_desktop.ui.kit.labels import PlainLabel
from crm_desktop.ui.kit.text_fields import MultilineField
from crm_desktop.ui.undo_toast import tell_done
from crm_desktop.words import N_, _, current

FOLLOWED_UP = N_("Follow up quote")
POSTPONE = N_("Postpone follow-up")
WAYS = (
    InteractionKind.CALL,
    InteractionKind.EMAIL,
    InteractionKind.MESSAGE,
    InteractionKind.MEETING,
    InteractionKind.VISIT,
)


class FollowUps:
    """The verbs of one window."""

    def __init__(self, context: Context, window: QWidget) -> None:
        self._context = context
        self._window = window

    def followed_up(self, quote_id: int) -> Dialog | None:
        """Asks how the customer was asked and what they said, then notes it."""
        return self._ask(quote_id, FollowedUpDialog, self._followed_up)

    def postpone(self, quote_id: int) -> Dialog | None:
        """Asks for the day the quote is to come up again."""
        return self._ask(quote_id, PostponeDialog, self._postpone)

    def _ask(
        self, quote_id: int, kind: type[FollowedUpDialog | PostponeDialog], run: Callable[..., None]
    ) -> Dialog | None:
        try:
            with self._context.store.read() as session:
                detail = quote_list.quote(session, quote_id, self._context.today())
                days = int(settings.get(session, follow_ups.DAYS))
        except Refused as refused:
            self._context.toasts.refuse(refused)
            return None
        dialog = kind(self._context, detail, days, partial(run, quote_id), self._window)
        dialog.open()
        return dialog

    def _followed_up(self, quote_id: int, kind: InteractionKind, title: str, text: str) -> None:
        today, now = self._context.today(), self._context.now()
        with self._context.store.write(FOLLOWED_UP, initiator=self) as session:
            day = follow_ups.followed_up(session, quote_id, kind, title, text, today=today, now=now)
        tell_done(self._context, _("Noted. It comes up again on {date}.", date=current().date(day)))

    def _postpone(self, quote_id: int, day: dt.date) -> None:
        with self._context.store.write(POSTPONE, initiator=self) as session:
            follow_ups.postpone(session, quote_id, day, today=self._context.today())
        tell_done(self._context, _("It comes up again on {date}.", date=current().date(day)))


class FollowedUpDialog(Dialog):
    """How was the customer asked, and what did they say?"""

    def __init__(
        self,
        context: Context,
        detail: QuoteDetail,
        _days: int,
        run: Callable[[InteractionKind, str, str], None],
        parent: QWidget,
    ) -> None:
        super().__init__(parent, _("Followed up {number}", number=detail.number), _("Note it"))  # fmt: skip
        self._context = context
        self._run = run
        self._number = detail.number
        self.body.addWidget(PlainLabel(detail.contact, muted=True))
        self.form = Form()
        self.form.add(ChoiceField("kind", _("How"), [(kind, _(INTERACTION_LABELS[kind])) for kind in WAYS]))
        self.form.add(MultilineField("text", _("What was said, if you like"), lines=(3, 8)))
        self.body.addWidget(self.form)
        self.form.focus_first()

    def check(self) -> bool:
        if not self.form.commit():
            return False
        values = self.form.values()
        title = _("Asked about quote {number}", number=self._number)
        return _refused_beside(self._context, self.form, partial(self._run, values["kind"], title, values["text"]))


class PostponeDialog(Dialog):
    """When is it to come up again?"""

    def __init__(
        self, context: Context, detail: QuoteDetail, days: int, run: Callable[[dt.date], None], parent: QWidget
    ) -> None:
        super().__init__(parent, _("When does {number} come up again?", number=detail.number), _("Postpone"))
        self._context = context
        self._run = run
        self.body.addWidget(PlainLabel(detail.contact, muted=True))
        self.form = Form()
        self.form.add(DateField("follow_up_on", _("Day"), context.today, required=True))
        self.form.set_values({"follow_up_on": context.today() + dt.timedelta(days=days)})
        self.body.addWidget(self.form)
        self.form.focus_first()

    def check(self) -> bool:
        if not self.form.commit():
            return False
        return _refused_beside(self._context, self.form, partial(self._run, self.form.values()["follow_up_on"]))


def _refused_beside(context: Context, form: Form, run: Callable[[], None]) -> bool:
    """Does something; a refusal stands beside its field, and the dialog stays."""
    try:
        run()
    except Refused as refused:
        if not form.refuse(refused):
            context.toasts.refuse(refused)
        return False
    return True
