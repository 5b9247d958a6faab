"""What is asked before a quote is issued."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from crm_desktop.domain.country_profile import Mention
from crm_desktop.domain.errors import Refused
from crm_desktop.sentences import sentence
from crm_desktop.services.labels import MENTION_LABELS
from crm_desktop.services.quote_list import QuoteDetail
from crm_desktop.ui.kit.dialogs import Dialog
from crm_desktop.ui.kit.labels import Look, PlainLabel
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
    Mention.LABOUR_AND_MATERIAL: N_("sections called “Mão de obra” and “Materiais”"),
    Mention.QUOTE_FEE: N_("Texts and terms: write “Devis gratuit”, or what it costs"),
}
"""Where each mention is filled in."""


@dataclass(frozen=True, slots=True)
class Doubts:
    """What speaks against issuing a quote now: mentions missing, characters that print as boxes, the clock.

    `no_code` says why it has no code to pay with. `later` is the moment of a quote issued later than now: the clock was
    set back. `passed`: its last day is over.
    """

    missing: Sequence[Mention] = ()
    unprintable: str = ""
    no_code: Refused | None = None
    later: dt.datetime | None = None
    passed: bool = False

    def __bool__(self) -> bool:
        return bool(self.missing or self.later or self.passed)


class IssueDialog(Dialog):
    """Says what issuing does, with which number, and what speaks against it."""

    def __init__(self, detail: QuoteDetail, number: str, doubts: Doubts, parent: QWidget) -> None:
        missing = doubts.missing
        action = _("Issue anyway") if doubts else _("Issue")
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
        if doubts.unprintable:
            boxes = doubts.unprintable
            self._warn(_("These characters cannot be printed and appear as a box: {characters}", characters=boxes))
        if doubts.no_code is not None:
            self._warn(sentence(doubts.no_code))
        if doubts.passed:
            self._warn(_("The last day of this quote is over already."))
        if doubts.later is not None:
            when = say.time(doubts.later.astimezone())
            self._warn(
                _(
                    "The clock of this computer seems to be set back: the last quote was issued on {date}, "
                    "which is still to come. Set the clock first, so that your quotes stay in the order of their days.",
                    date=when,
                )
            )

    def tell_once(self, sentence: str) -> None:
        """Tells something (msgid) that is told at the first issue only; nothing for ''."""
        if sentence:
            self.body.addWidget(PlainLabel(_(sentence), wrap=True))

    def _warn(self, words: str) -> None:
        self.body.addWidget(PlainLabel(words, wrap=True, tone=Tone.AMBER))

    def _name_missing(self, missing: Sequence[Mention]) -> None:
        self._warn(_("Your country asks for these, and the quote does not say them yet:"))
        for mention in missing:
            line = _("• {what} ({where})", what=_(MENTION_LABELS[mention]), where=_(WHERE[mention]))
            self.body.addWidget(PlainLabel(line, wrap=True))
