"""A message that says what was done and takes back that very thing, never something done after it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from crm_desktop.services import gestures
from crm_desktop.services.gestures import Step
from crm_desktop.ui.context import Context
from crm_desktop.words import _


def tell_done(context: Context, text: str) -> None:
    """Says what the newest gesture did, with an Undo.

    Args:
        context: the open file, whose newest gesture this is about.
        text: what was done, a plain sentence already translated.
    """
    context.toasts.tell(text, undo=take_back_newest(context))


def take_back_newest(context: Context) -> Callable[[], None]:
    """What takes back the gesture that is the newest now, and nothing else however late it is called."""
    with context.store.read() as session:
        return _TakeBack(context, gestures.next_undo(session))


@dataclass(frozen=True)
class _TakeBack:
    """Takes one gesture back while it still is the newest."""

    _context: Context
    _gesture: Step | None

    def __call__(self) -> None:
        with self._context.store.read() as session:
            top = gestures.next_undo(session)
        if top is None or top != self._gesture:
            self._context.toasts.tell(_("Something else was done since. Ctrl+Z takes it back step by step."))
        else:
            self._context.store.undo()
