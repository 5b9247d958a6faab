"""How an entry of a timeline is said: its icon, its words, its two lines in a list."""

from __future__ import annotations

from crm_desktop.domain.interactions import Direction, InteractionKind
from crm_desktop.services.interactions import InteractionRow
from crm_desktop.services.labels import INTERACTION_LABELS
from crm_desktop.ui.kit.query_table_model import ListItem
from crm_desktop.ui.tokens import Tone
from crm_desktop.words import _, current

ICONS = {
    InteractionKind.CALL: "phone-out",
    InteractionKind.EMAIL: "mail",
    InteractionKind.MEETING: "handshake",
    InteractionKind.VISIT: "visit",
    InteractionKind.MESSAGE: "message",
    InteractionKind.LETTER: "send",
    InteractionKind.NOTE: "note",
}


def icon_of(row: InteractionRow) -> str:
    """The picture of its kind; a call that came in has its own."""
    if row.kind == InteractionKind.CALL and row.direction == Direction.IN:
        return "phone-in"
    return ICONS.get(InteractionKind(row.kind), "note") if row.kind in set(InteractionKind) else "warning"


def kind_words(row: InteractionRow) -> str:
    """What it is called; “Damaged” when the file cannot say."""
    return _(INTERACTION_LABELS[InteractionKind(row.kind)]) if row.kind in set(InteractionKind) else _("Damaged")


def item_of(row: InteractionRow, *, with_name: bool) -> ListItem:
    """An entry in two lines: what it was; when, and with whom where that is not plain."""
    first, _break, _rest = row.text.partition("\n")
    when = current().time(row.at.astimezone()) if row.at is not None else ""
    who = row.contact if with_name else ""
    told = first if row.title else ""
    return ListItem(
        title=row.title or first,
        detail=" · ".join(part for part in (when, who, row.address, told) if part),
        chip=kind_words(row),
        tone=Tone.RED if row.damaged else Tone.GREY,
        icon=icon_of(row),
    )
