"""What a person does at the screen and sees there, for tests: press, click, type, read, find by name."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

NO_KEY = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier

W = TypeVar("W", bound=QWidget)


def press(widget: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier = NO_KEY) -> None:
    """One key."""
    QTest.keyClick(widget, key, modifier)


def click(widget: QWidget, at: QPoint | None = None) -> None:
    """A click with the left button, in the middle unless told where."""
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, NO_KEY, at if at is not None else widget.rect().center())


def type_text(widget: QWidget, text: str) -> None:
    """Types letter by letter, accents and symbols too (QTest itself aborts on them)."""
    for letter in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(widget, QKeyEvent(kind, 0, NO_KEY, letter))


def child(parent: QWidget, kind: type[W], name: str = "") -> W:
    """The only visible child of a class, or the one with an accessible name or words.

    Raises:
        AssertionError: there is none or more than one.
    """
    found = [widget for widget in parent.findChildren(kind) if widget.isVisibleTo(parent) and name in _names(widget)]
    assert len(found) == 1, f"{len(found)} {kind.__name__} called “{name}”"
    return found[0]


def wait_until_freed(qtbot: QtBot, widget: QWidget) -> None:
    """Waits until Qt has deleted a widget; fails the test when it never does."""
    qtbot.waitUntil(lambda: not isValid(widget))


def seen(parent: QWidget) -> list[str]:
    """The words a person reads on labels and buttons, top to bottom as they were made."""
    found: list[QLabel | QAbstractButton] = [*parent.findChildren(QLabel), *parent.findChildren(QAbstractButton)]
    texts = (widget.text().replace("&&", "&") for widget in found if widget.isVisibleTo(parent))
    return [text for text in texts if text]


def _names(widget: QWidget) -> tuple[str, ...]:
    text = widget.text().replace("&&", "&") if isinstance(widget, (QAbstractButton, QLabel)) else ""
    return (widget.accessibleName(), text, "")
