"""The sample business: taken away in one click."""

from __future__ import annotations

from crm_desktop.domain.errors import Refused
from crm_desktop.services import sample
from crm_desktop.ui.context import Context
from crm_desktop.ui.undo_toast import tell_done
from crm_desktop.words import _


def has_sample(context: Context) -> bool:
    """Whether the open file still holds people of the sample."""
    with context.store.read() as session:
        return sample.is_filled(session)


def remove_sample(context: Context) -> None:
    """Puts everything of the sample in the bin, as one gesture."""
    try:
        with context.store.write(sample.REMOVE) as session:
            sample.remove(session, now=context.now())
    except Refused as refused:
        context.toasts.refuse(refused)
        return
    tell_done(context, _("The sample business is in the bin."))
