"""Qt's own words (buttons of dialogs, menus of fields) in the screens' language.

The wheel brings no European Portuguese for QtBase, so what users meet is in the program's own catalogue; Qt's Brazilian
file stands behind it for the rest.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QObject, QTranslator

from crm_desktop.words import N_, Words

WORDS = (
    N_("OK"), N_("Cancel"), N_("Close"), N_("Save"), N_("Open"), N_("Yes"), N_("No"), N_("Apply"), N_("Reset"),
    N_("Help"), N_("Discard"), N_("Retry"), N_("Ignore"), N_("Undo"), N_("Redo"), N_("Cut"), N_("Copy"), N_("Paste"),
    N_("Delete"), N_("Select All"), N_("Clear"), N_("Print"), N_("Find"), N_("Name"), N_("Size"), N_("Type"),
    N_("Look in:"), N_("File name:"), N_("File name"), N_("Files of type:"), N_("Directory:"), N_("New Folder"),
    N_("Create New Folder"), N_("Parent Directory"), N_("Back"), N_("Forward"), N_("List View"), N_("Detail View"),
    N_("Date Modified"), N_("Computer"), N_("All Files"), N_("Today"),
)  # fmt: skip


class QtWords(QTranslator):
    """Answers Qt's questions from the program's catalogue; '' lets the next translator answer."""

    def __init__(self, words: Words, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._found = {word: words.text(word) for word in WORDS}

    def translate(self, context: str, source: str, disambiguation: str | None = None, n: int = -1) -> str | None:
        """One of Qt's words, with or without its access key."""
        return self._found.get(source.replace("&", "")) or None

    def isEmpty(self) -> bool:
        return False


def translate_qt(app: QCoreApplication, words: Words) -> None:
    """Makes Qt speak the screens' language."""
    if words.language.startswith("pt"):
        behind = QTranslator(app)
        if behind.load("qtbase_pt_BR", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
            app.installTranslator(behind)
        app.installTranslator(QtWords(words, app))
