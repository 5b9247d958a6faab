"""The keys of the program's commands, which a text field must not keep for itself.

On X11 Qt's editors take Ctrl+E (end of line) and Ctrl+K (delete to the end) before any command hears of them. The
registry of commands says here which keys are claimed; editors give those away. Keys that everybody knows from editing
stay with the field.
"""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtGui import QKeyEvent, QKeySequence

EDITING = frozenset(
    "Ctrl+A Ctrl+C Ctrl+V Ctrl+X Ctrl+Z Ctrl+Shift+Z Ctrl+Y Ctrl+Del Ctrl+Backspace Del".split()  # noqa: SIM905
)


class _Claimed:
    """The keys of the commands that can be given now."""

    keys: frozenset[str] = frozenset()


def claim(keys: Iterable[str]) -> None:
    """Says which keys belong to commands from now on, in portable text."""
    _Claimed.keys = frozenset(keys) - EDITING


def leaves_to_program(event: QKeyEvent) -> bool:
    """Answers a `ShortcutOverride`: True when the key is a command's, which then gets it."""
    keys = QKeySequence(event.keyCombination()).toString(QKeySequence.SequenceFormat.PortableText)
    if keys not in _Claimed.keys:
        return False
    event.ignore()
    return True
