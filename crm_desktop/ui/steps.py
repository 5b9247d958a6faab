"""Undo and redo over the file's history, named after the gesture they step over."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from crm_desktop.domain.errors import Refused
from crm_desktop.ui.context import Context
from crm_desktop.ui.kit.toasts import Toast
from crm_desktop.words import N_, _

UNDO_KEYS = ("Ctrl+Z",)
REDO_KEYS = ("Ctrl+Shift+Z", "Ctrl+Y")


class Steps:
    """Steps back and forth; what was stepped over is told, with the way back."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._told: Toast | None = None

    def undo(self) -> None:
        """Takes the newest gesture back; what told of it with an Undo of its own goes."""
        self._step(self._undo_newest, N_("Undone: {name}"), self.redo, _("Redo"))

    def _undo_newest(self) -> tuple[str, str]:
        from crm_desktop.ui.undo_toast import take_back_newest  # a start needs no history

        done_here = take_back_newest(self._context)
        undone = self._context.store.undo()
        self._context.toasts.drop(done_here)
        return undone

    def redo(self) -> None:
        """Does the last undone gesture again."""
        self._step(self._context.store.redo, N_("Done again: {name}"), self.undo, _("Undo"))

    def _step(self, step: Callable[[], tuple[str, str]], told: str, back: Callable[[], None], back_words: str) -> None:
        if self._context.store.read_only or self._context.tasks.busy:
            return
        try:
            label, subject = step()
        except Refused as refused:
            self._context.toasts.refuse(_translated(refused))
            return
        if self._told is not None and isValid(self._told):
            # Stepping on quickly would otherwise pile up messages, all but the last of them out of date.
            self._told.close()
        self._told = self._context.toasts.tell(_(told, name=named(label, subject)), action=(back_words, back))

    def undo_words(self) -> str:
        """What undo would do now, for its command: “Undo “Edit contact, Ana Sousa””."""
        with self._context.store.read() as session:
            from crm_desktop.services import gestures  # asked when a menu opens: a start needs no history

            top = gestures.next_undo(session)
        return _("Undo “{name}”", name=named(top.label, top.subject)) if top else _("Undo")

    def redo_words(self) -> str:
        """What redo would do now, for its command."""
        with self._context.store.read() as session:
            from crm_desktop.services import gestures  # see above

            top = gestures.next_redo(session)
        return _("Redo “{name}”", name=named(top.label, top.subject)) if top else _("Redo")


def add_undo_keys(window: QWidget, context: Context) -> None:
    """Gives a window of its own the keys the main window has."""
    steps = Steps(context)
    for keys, run in ((UNDO_KEYS, steps.undo), (REDO_KEYS, steps.redo)):
        for key in keys:
            # A method alone would not keep `steps` alive.
            QShortcut(QKeySequence(key), window).activated.connect(partial(run))


def named(label: str, subject: str) -> str:
    """A gesture in the screens' language: ``Edit contact, Ana Sousa``."""
    return ", ".join(part for part in (_(label), subject) if part)


def _translated(refused: Refused) -> Refused:
    """A barrier's sentence names the gesture; the file keeps its name as a msgid."""
    values = {name: _(str(value)) if name == "label" else value for name, value in refused.values.items()}
    return Refused(refused.key, field=refused.field, **values)
