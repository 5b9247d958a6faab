"""The question a lost deal asks: why. Without a reason it is not lost."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from crm_desktop.domain.errors import Refused
from crm_desktop.services import deals, lost_reasons
from crm_desktop.ui.context import Context
from crm_desktop.ui.kit.choice_fields import ChoiceField
from crm_desktop.ui.kit.dialogs import Dialog
from crm_desktop.ui.kit.forms import Form
from crm_desktop.ui.kit.labels import PlainLabel
from crm_desktop.ui.kit.text_fields import MultilineField, TextField
from crm_desktop.words import N_, _

LABEL = N_("Lose deal")


class LostDialog(Dialog):
    """Asks for the reason of one deal and loses it."""

    def __init__(self, context: Context, deal_id: int, title: str, parent: QWidget) -> None:
        super().__init__(parent, _("Lost: {title}", title=title), _("Mark as lost"), _("Cancel"))
        self._context = context
        self._deal_id = deal_id
        with context.store.read() as session:
            reasons = lost_reasons.lost_reasons(session)
        self.form = Form()
        choices = [(None, _("Choose a reason")), *((reason.id, reason.name) for reason in reasons)]
        self.form.add(ChoiceField("reason_id", _("Why was it lost?"), choices))
        self.form.add(TextField("new_reason", _("Or another reason"), limit=200))
        self.form.add(MultilineField("note", _("In the customer’s words"), lines=(2, 8)))
        self.body.addWidget(PlainLabel(_("What you learn here shows what to do better."), muted=True, wrap=True))
        self.body.addWidget(self.form)
        self.form.focus_first()

    def check(self) -> bool:
        if not self.form.commit():
            return False
        values = self.form.values()
        try:
            with self._context.store.write(LABEL, initiator=self) as session:
                reason = values["reason_id"]
                if values["new_reason"]:
                    reason = lost_reasons.add_lost_reason(session, values["new_reason"])
                now, today = self._context.now(), self._context.today()
                deals.lose(session, self._deal_id, reason, values["note"], today=today, now=now)
        except Refused as refused:
            field = "new_reason" if refused.key.startswith("name.") else "reason_id"
            self.form.refuse(refused, field)
            return False
        return True


def ask_why(context: Context, deal_id: int, title: str, parent: QWidget, on_lost: Callable[[], object]) -> LostDialog:
    """Opens the question."""
    dialog = LostDialog(context, deal_id, title, parent)
    dialog.on_accepted(on_lost)
    dialog.open()
    return dialog
