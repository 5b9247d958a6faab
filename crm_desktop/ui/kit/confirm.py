"""Short questions and notices in plain text, with the program's own translated buttons; none of them waits."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from crm_desktop.ui.kit.buttons import Button, DangerButton
from crm_desktop.ui.kit.dialogs import Dialog
from crm_desktop.ui.kit.labels import Look, PlainLabel
from crm_desktop.words import _


def ask(
    parent: QWidget | None,
    title: str,
    text: str,
    action: str,
    on_yes: Callable[[], object],
    *,
    danger: bool = False,
    on_no: Callable[[], object] | None = None,
) -> Dialog:
    """Opens a question; returns at once.

    Args:
        parent: the window it belongs to.
        title: the question.
        text: what will happen, a sentence or two of plain text.
        action: the words of the button that does it, a verb: “Erase”.
        on_yes: called when it was pressed.
        danger: what is done cannot be undone: the button is red, and Enter does not press it.
        on_no: called when the question was closed otherwise.
    """
    dialog = Dialog(parent, title, "" if danger else action, _("Cancel"))
    dialog.body.addWidget(PlainLabel(text, wrap=True, selectable=True))
    if danger:
        button: Button = DangerButton(action)
        button.on_click(dialog.accept)
        dialog.foot.addWidget(button)
        dialog.close_button.setFocus()
    dialog.on_accepted(on_yes)
    if on_no is not None:
        dialog.rejected.connect(on_no)
    dialog.open()
    return dialog


def tell(
    parent: QWidget | None,
    title: str,
    text: str,
    *,
    detail: str = "",
    action: tuple[str, Callable[[], object]] | None = None,
) -> Dialog:
    """Opens a notice with a Close button; returns at once.

    Args:
        parent: the window it belongs to.
        title: what happened.
        text: what it means and what to do, plain text.
        detail: a place or a number in smaller words, which can be copied.
        action: a second button as (words, run).
    """
    dialog = Dialog(parent, title)
    dialog.body.addWidget(PlainLabel(text, wrap=True, selectable=True))
    if detail:
        dialog.body.addWidget(PlainLabel(detail, look=Look.SMALL, muted=True, wrap=True, selectable=True))
    if action is not None:
        button = Button(action[0])
        button.on_click(action[1])
        dialog.add_left(button)
    dialog.open()
    return dialog
