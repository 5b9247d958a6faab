"""Files shown where the system shows files."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices


def url_of(path: Path) -> QUrl:
    """The address of a file or folder, whatever characters its name has."""
    return QUrl.fromLocalFile(str(path))


def show_in_folder(path: Path) -> None:
    """Opens the folder a file lies in."""
    QDesktopServices.openUrl(url_of(path.parent))


def open_file(path: Path) -> None:
    """Opens a file in the program the system has for it."""
    QDesktopServices.openUrl(url_of(path))
