"""The way of the Tab key through widgets that are made while their window is already there.

Qt puts them at the end of the window's way, wherever they stand on the screen.
"""

from __future__ import annotations

from collections.abc import Container, Iterable
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def tab_through(widgets: Iterable[QWidget], before: QWidget) -> None:
    """Lets Tab pass through widgets (a field stands for its editor) in their order, right before one in its place."""
    # A widget with a proxy, or one that takes no focus, would be passed over without a word.
    late = [widget.focusProxy() or widget for widget in widgets]
    way = [_stop_before(before, set(late)), *late, before]
    for one, next_one in pairwise(each for each in way if each is not None):
        QWidget.setTabOrder(one, next_one)


def _stop_before(widget: QWidget, late: Container[QWidget]) -> QWidget | None:
    """Where Tab stops right before a widget; rows that are given up and only wait to be freed do not count."""
    stop = widget.previousInFocusChain()
    while stop is not None and stop is not widget:
        if stop.focusPolicy() & Qt.FocusPolicy.TabFocus and stop not in late and _stands_beside(stop, widget):
            return stop
        stop = stop.previousInFocusChain()
    return None


def _stands_beside(stop: QWidget, widget: QWidget) -> bool:
    """False for what was hidden within the part of the window that both stand in."""
    above: QWidget | None = stop
    while above is not None and not above.isAncestorOf(widget):
        if above.isHidden():
            return False
        above = above.parentWidget()
    return True
