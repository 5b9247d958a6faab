"""The way of the Tab key through widgets that are made while their window is already there.

Qt puts them at the end of the window's way, wherever they stand on the screen.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from PySide6.QtWidgets import QWidget


def tab_through(widgets: Iterable[QWidget], before: QWidget) -> None:
    """Lets Tab pass through widgets (a field stands for its editor) in their order, right before one in its place."""
    # A widget with a proxy is passed over without a word.
    way = [before.previousInFocusChain(), *(widget.focusProxy() or widget for widget in widgets), before]
    for one, next_one in pairwise(each for each in way if each is not None):
        QWidget.setTabOrder(one, next_one)
