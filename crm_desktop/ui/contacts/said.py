"""How contacts are said in list and detail: tones, names of channels, round amounts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING

from crm_desktop.domain.contacts import ChannelKind, ChannelUse, Lifecycle
from crm_desktop.services.labels import (
    CHANNEL_KIND_LABELS,
    CHANNEL_LABELS,
    CHANNEL_USE_LABELS,
    KNOWN_LABELS,
    LIFECYCLE_LABELS,
)
from crm_desktop.ui.tokens import Tone
from crm_desktop.words import _, current

if TYPE_CHECKING:
    from crm_desktop.services.contact_business import CurrencySum
    from crm_desktop.services.contact_detail import ChannelShown

LIFECYCLE_TONES = {
    Lifecycle.SUSPECT: Tone.GREY,
    Lifecycle.PROSPECT: Tone.AMBER,
    Lifecycle.QUALIFIED: Tone.BLUE,
    Lifecycle.CUSTOMER: Tone.GREEN,
    Lifecycle.FORMER: Tone.GREY,
}
PHONE_USES = (
    ChannelUse.MOBILE, ChannelUse.WORK, ChannelUse.HOME, ChannelUse.FAX, ChannelUse.PAGER, ChannelUse.BILLING,
    ChannelUse.OTHER,
)  # fmt: skip
OTHER_USES = (ChannelUse.WORK, ChannelUse.HOME, ChannelUse.BILLING, ChannelUse.OTHER)
SOON_DAYS = 7


def lifecycle_words(lifecycle: str) -> str:
    """How far a contact has come, in the screens' language."""
    return _(LIFECYCLE_LABELS[Lifecycle(lifecycle)]) if lifecycle in LIFECYCLE_TONES else _("Damaged")


def lifecycle_tone(lifecycle: str) -> Tone:
    """The tone of its chip; a word that cannot be read is red."""
    return LIFECYCLE_TONES[Lifecycle(lifecycle)] if lifecycle in LIFECYCLE_TONES else Tone.RED


def uses_of(kind: ChannelKind) -> tuple[ChannelUse, ...]:
    """What a channel of a kind can be for."""
    return PHONE_USES if kind is ChannelKind.PHONE else OTHER_USES


def use_words(kind: ChannelKind, purpose: str, label: str, *, alone: bool = True) -> str:
    """What stands before a channel: its own label, its use where that tells it apart, else its kind."""
    if label:
        return _(KNOWN_LABELS[label]) if label in KNOWN_LABELS else label
    known = purpose in set(ChannelUse) and purpose != ChannelUse.OTHER
    if not known:
        return _(CHANNEL_KIND_LABELS[kind])
    use = ChannelUse(purpose)
    if kind is ChannelKind.PHONE or not alone:
        return _(CHANNEL_USE_LABELS[use])
    return _(CHANNEL_LABELS[kind, use])


def channel_words(channel: ChannelShown, *, alone: bool) -> str:
    """The same of a stored channel; `alone` when it is the only one of its kind."""
    return use_words(channel.kind, channel.purpose, channel.label, alone=alone)


def sums(found: Iterable[CurrencySum]) -> str:
    """Sums by currency in a line."""
    return " + ".join(current().round_money(one.amount, one.currency) for one in found)


def number_in(found: Iterable[CurrencySum]) -> int:
    """How many records the sums come from."""
    return sum(one.number for one in found)


def day_words(day: dt.date, today: dt.date) -> str:
    """A day as people say it when it is near: ``Today``, ``Tomorrow``, else its date."""
    near = {0: _("Today"), 1: _("Tomorrow"), -1: _("Yesterday")}
    return near.get((day - today).days, current().date(day))


def day_tone(day: dt.date, today: dt.date) -> Tone:
    """Red when it is past, amber in the week to come."""
    if day < today:
        return Tone.RED
    return Tone.AMBER if day <= today + dt.timedelta(days=SOON_DAYS) else Tone.GREY
