"""What is asked before a quote is issued, and when one is declined."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from crm_desktop.domain.country_profile import Mention
from crm_desktop.services.labels import MENTION_LABELS
from crm_desktop.services.quote_list import QuoteDetail
from crm_desktop.ui.kit.dialogs import Dialog
from crm_desktop.ui.kit.forms import Form
from crm_desktop.ui.kit.labels import Look, PlainLabel
from crm_desktop.ui.kit.text_fields import MultilineField
from crm_desktop.ui.tokens import Tone
from crm_desktop.words import N_, _, current

WHERE = {
    Mention.BUSINESS_NAME: N_("Settings, Business"),
    Mention.BUSINESS_ADDRESS: N_("Settings, Business"),
    Mention.BUSINESS_CONTACT: N_("Settings, Business"),
    Mention.BUSINESS_TAX_ID: N_("Settings, Business"),
    Mention.CUSTOMER_NAME: N_("the customer in Contacts"),
    Mention.CUSTOMER_ADDRESS: N_("the customer in Contacts"),
    Mention.CUSTOMER_TAX_ID: N_("the customer in Contacts"),
    Mention.VALID_UNTIL: N_("the field above the lines"),
    Mention.PAYMENT_TERMS: N_("Texts and terms"),
    Mention.EXEMPTION_REASON: N_("the Tax column: choose the reason"),
}
"""Where each mention is filled in."""


class IssueDialog(Dialog):
    """Says what issuing does, with which number, and what is missing."""

    def __init__(
        self, detail: QuoteDetail, number: str, missing: Sequence[Mention], unprintable: str, parent: QWidget
    ) -> None:
        action = _("Issue anyway") if missing else _("Issue")
        super().__init__(parent, _("Issue quote {number}?", number=number), action)
        say = current()
        total = say.money(detail.totals.total, detail.terms.currency)
        until = _("valid until {date}", date=say.date(detail.valid_until)) if detail.valid_until else ""
        facts = " · ".join(part for part in (detail.contact, total, until) if part)
        self.body.addWidget(PlainLabel(facts, look=Look.STRONG, wrap=True))
        self.body.addWidget(
            PlainLabel(
                _(
                    "It gets its number and its final page. "
                    "After that it can be sent, answered or withdrawn, but not changed."
                ),
                wrap=True,
                muted=True,
            )
        )
        if missing:
            self._name_missing(missing)
        if unprintable:
            words = _("These characters cannot be printed and appear as a box: {characters}", characters=unprintable)
            self.body.addWidget(PlainLabel(words, wrap=True, tone=Tone.AMBER))

    def _name_missing(self, missing: Sequence[Mention]) -> None:
        words = _("Your country asks for these, and the quote does not say them yet:")
        self.body.addWidget(PlainLabel(words, wrap=True, tone=Tone.AMBER))
        for mention in missing:
            line = _("• {what} ({where})", what=_(MENTION_LABELS[mention]), where=_(WHERE[mention]))
            self.body.addWidget(PlainLabel(line, wrap=True))


class DeclinedDialog(Dialog):
    """Asks why a quote was declined; the answer may stay empty."""

    def __init__(self, number: str, on_declined: Callable[[str], object], parent: QWidget) -> None:
        super().__init__(parent, _("Quote {number} was declined", number=number), _("Mark as declined"))
        self._on_declined = on_declined
        self.form = Form()
        self.form.add(MultilineField("reason", _("Why, if you know"), lines=(2, 6)))
        self.body.addWidget(self.form)
        self.form.focus_first()

    def check(self) -> bool:
        if not self.form.commit():
            return False
        self._on_declined(self.form.values()["reason"])
        return True
