"""Keeps windows on their screen: none is opened larger than it, whatever it would like to be."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

FRAME = QSize(8, 40)
"""What the window system puts around a window: its title bar and edges."""


def room_of(window: QWidget) -> QSize:
    """The most a window's inside may measure on its screen, in logical pixels."""
    return window.screen().availableGeometry().size() - FRAME


def fit_to_screen(window: QWidget, size: QSize) -> None:
    """Gives a window a size as far as its screen has room for it."""
    window.resize(size.boundedTo(room_of(window)))
