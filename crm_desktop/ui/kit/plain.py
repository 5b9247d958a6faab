"""Customer text as plain text: no markup in tool tips, no lost `&` in menus, tabs and buttons."""

from __future__ import annotations

from PySide6.QtGui import QKeySequence


def menu_text(text: str) -> str:
    """`text` for menus, tabs and buttons, where Qt takes a single `&` for an access key."""
    return text.replace("&", "&&")


def tool_tip(text: str) -> str:
    """`text` for a tool tip, which Qt would take for rich text when it looks like some."""
    return f"<qt>{escaped(text)}</qt>" if "<" in text or "&" in text else text


def escaped(text: str) -> str:
    """`text` inside markup; the standard library's own function loads every entity name, 2 ms of the start."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def shortcut_text(shortcut: str) -> str:
    """A shortcut written as the platform writes it: ``Ctrl+K``, on macOS ``⌘K``; '' for none."""
    return QKeySequence(shortcut).toString(QKeySequence.SequenceFormat.NativeText)


def with_shortcut(text: str, shortcut: str) -> str:
    """A tool tip that also tells the shortcut: ``Undo (Ctrl+Z)``."""
    written = shortcut_text(shortcut)
    return f"{text} ({written})" if written else text
