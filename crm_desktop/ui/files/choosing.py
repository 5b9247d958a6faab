"""The system's file dialogs, asked in one way everywhere."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from crm_desktop.paths import FILE_SUFFIX
from crm_desktop.words import _


def _business_filter() -> str:
    return f"{_('Business files')} (*{FILE_SUFFIX})"


def ask_open(parent: QWidget, folder: Path) -> Path | None:
    """A business file to open; None when the user thinks better of it."""
    chosen, _kind = QFileDialog.getOpenFileName(
        parent, _("Open a business file"), str(folder), f"{_business_filter()};;{_('All files')} (*)"
    )
    return Path(chosen) if chosen else None


def ask_new(parent: QWidget, title: str, suggestion: Path) -> Path | None:
    """Where a new business file or a copy is to go, with its suffix; None when the user thinks better of it."""
    chosen, _kind = QFileDialog.getSaveFileName(parent, title, str(suggestion), _business_filter())
    if not chosen:
        return None
    path = Path(chosen)
    return path if path.suffix else path.with_suffix(FILE_SUFFIX)


def ask_sources(parent: QWidget, title: str, words: str, patterns: Sequence[str]) -> list[Path]:
    """Files to read (``("*.vcf", "*.csv")``); [] when the user thinks better of it."""
    chosen, _kind = QFileDialog.getOpenFileNames(
        parent, title, str(Path.home()), f"{words} ({' '.join(patterns)});;{_('All files')} (*)"
    )
    return [Path(name) for name in chosen]


def ask_folder(parent: QWidget, title: str) -> Path | None:
    """A folder; None when the user thinks better of it."""
    chosen = QFileDialog.getExistingDirectory(parent, title, str(Path.home()))
    return Path(chosen) if chosen else None


def ask_save(parent: QWidget, title: str, suggestion: Path, words: str, suffix: str) -> Path | None:
    """Where a document is to go, with `suffix` (``.pdf``); None when the user thinks better of it."""
    return ask_save_as(parent, title, suggestion, [(words, suffix)])


def ask_save_as(parent: QWidget, title: str, suggestion: Path, kinds: Sequence[tuple[str, str]]) -> Path | None:
    """Where a document is to go, as one of several kinds of file.

    Args:
        parent: the window that asks.
        title: what is to be written.
        suggestion: where it could go.
        kinds: (words, suffix) of each kind, the usual one first. A name that ends in another of these suffixes says
            more than the kind that is chosen beside it.
    """
    filters = [f"{words} (*{suffix})" for words, suffix in kinds]
    chosen, kind = QFileDialog.getSaveFileName(parent, title, str(suggestion), ";;".join(filters))
    if not chosen:
        return None
    path = Path(chosen)
    suffixes = [suffix for _words, suffix in kinds]
    wanted = suffixes[filters.index(kind)] if kind in filters else suffixes[0]
    if path == suggestion and wanted != path.suffix:
        # Another kind was chosen and the suggested name left as it was.
        return path.with_suffix(wanted)
    return path if path.suffix else path.with_suffix(wanted)
