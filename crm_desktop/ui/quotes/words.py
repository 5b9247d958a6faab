"""What a state of a quote is called and how it looks."""

from __future__ import annotations

from crm_desktop.services.labels import ACCEPTANCE_HOW_LABELS, QUOTE_STATUS_LABELS
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
    return " ".join(part for part in (issued, _sent_words(detail), _answer_words(detail)) if part)


def _sent_words(detail: QuoteDetail) -> str:
    if detail.sent_on is None:
        return ""
    return _("Sent on {date}.", date=current().date(detail.sent_on))


def _answer_words(detail: QuoteDetail) -> str:
    """How it was answered, and what was said then."""
    say = current()
    if detail.acceptance is not None:
        yes = detail.acceptance
        words = _(
            "Accepted on {date} by {name} ({how}): {total}.",
            date=say.date(yes.accepted_on), name=yes.accepted_by or detail.contact,
            how=_(ACCEPTANCE_HOW_LABELS[yes.how]) if yes.how in ACCEPTANCE_HOW_LABELS else str(yes.how),
            total=say.money(yes.total, detail.terms.currency),
        )  # fmt: skip
        if yes.options:
            words = f"{words} {say.plural('With {count} option.', 'With {count} options.', len(yes.options))}"
        return f"{words} {yes.note}".rstrip()
    if detail.status in {"issued", "sent", "expired"} or not detail.status_note:
        return ""
    return _("{state}: {note}", state=status_word(detail.status), note=detail.status_note)
