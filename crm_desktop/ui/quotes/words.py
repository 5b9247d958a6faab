"""What a state of a quote is called and how it looks."""

from __future__ import annotations

from crm_desktop.services.labels import QUOTE_STATUS_LABELS
from crm_desktop.services.quote_list import QuoteDetail
from crm_desktop.ui.tokens import Tone
from crm_desktop.words import _, current

TONES = {
    "draft": Tone.GREY,
    "issued": Tone.BLUE,
    "sent": Tone.BLUE,
    "accepted": Tone.GREEN,
    "declined": Tone.RED,
    "withdrawn": Tone.GREY,
    "superseded": Tone.GREY,
    "expired": Tone.AMBER,
}


def status_word(status: str) -> str:
    """A state in the screens' language; one that is damaged as it is."""
    return _(QUOTE_STATUS_LABELS[status]) if status in QUOTE_STATUS_LABELS else status


def status_tone(status: str) -> Tone:
    """The tone of its chip."""
    return TONES.get(status, Tone.GREY)


def frozen_words(detail: QuoteDetail) -> str:
    """Why an issued or binned quote cannot be changed, and what became of it; '' for a draft."""
    if detail.binned:
        return _("In the bin. Restore it to change it.")
    if detail.issued_at is None:
        return ""
    say = current()
    issued = _("Issued on {date} as {number}; it cannot change any more.", date=say.date(detail.issued_at.date()),
               number=detail.number)  # fmt: skip
    if detail.status in {"issued", "expired"} or not detail.status_note:
        return issued
    return f"{issued} {status_word(detail.status)}: {detail.status_note}"
