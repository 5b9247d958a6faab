"""The backups of a file: when they were made, one more on request, and the way back to one."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crm_desktop.domain.errors import Refused
from crm_desktop.sentences import sentence
from crm_desktop.services import backups
from crm_desktop.ui.files.choosing import ask_open
from crm_desktop.ui.kit.buttons import PrimaryButton, SecondaryButton
from crm_desktop.ui.kit.confirm import ask
from crm_desktop.ui.kit.dialog_window import DialogWindow
from crm_desktop.ui.kit.labels import Look, PlainLabel
from crm_desktop.ui.kit.shown_files import url_of
from crm_desktop.ui.kit.word_list import WordList
from crm_desktop.ui.tasks import Task
from crm_desktop.words import N_, _, current

if TYPE_CHECKING:
    from crm_desktop.ui.program import Program

KINDS = {
    "daily": N_("by itself"),
    "manual": N_("by you"),
    "migration": N_("before a new version"),
    "restore": N_("before a restore"),
}


class BackupsDialog(DialogWindow):
    """Lists the backups, newest first."""

    def __init__(self, program: Program, file: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent, _("Backups"), QSize(620, 460))
        self._program = program
        self._file = file
        self.list = WordList(_("Backups"))
        self.note = PlainLabel("", look=Look.SMALL, muted=True, wrap=True)
        self.make_button = SecondaryButton(_("Back up now"), icon_name="save")
        self.make_button.on_click(self._make)
        self.restore_button = PrimaryButton(_("Restore this one"))
        self.restore_button.on_click(self._restore)
        self._lay_out()
        self.list.currentRowChanged.connect(self._on_row)
        self.list.itemActivated.connect(self._restore)
        self.refresh()

    def _lay_out(self) -> None:
        folder = SecondaryButton(_("Show folder"), icon_name="folder")
        folder.on_click(self._show_folder)
        self.other_button = SecondaryButton(_("From a file …"))
        self.other_button.on_click(self._restore_file)
        row = QHBoxLayout()
        for button in (self.make_button, folder, self.other_button):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self.restore_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(
            PlainLabel(
                _("A backup is made once a day and before every change of version, and read again before it counts."),
                muted=True,
                wrap=True,
            )
        )
        column.addWidget(self.list, 1)
        column.addWidget(self.note)
        column.addLayout(row)

    def refresh(self) -> None:
        """Lists what is there now."""
        words = current()
        self.list.clear()
        for row in backups.listed(self._file, self._program.places):
            when = words.time(row.taken_at.astimezone())
            size = words.number_of_bytes(row.size)
            self.list.add(_("{when}, {why}, {size}", when=when, why=_(KINDS[row.kind]), size=size), str(row.path))
        self.note.setText("" if self.list.count() else _("There is no backup of this file yet."))
        self.list.setCurrentRow(0)
        self._on_row(self.list.currentRow())

    def _on_row(self, row: int) -> None:
        self.restore_button.setEnabled(row >= 0)

    def _make(self) -> None:
        def work(task: Task) -> object:
            return backups.make(self._file, self._program.places, self._program.now(), task.progress)

        self._program.window.tasks.run(work, self._on_made, self._on_refused, title=_("Backing up"))

    def _on_made(self, _made: object) -> None:
        self.refresh()

    def _on_refused(self, error: Exception) -> None:
        if not isinstance(error, Refused):
            raise error
        self.note.setText(sentence(error))

    def _restore(self, *_ignored: object) -> None:
        chosen, item = self.list.chosen(), self.list.currentItem()
        if chosen is not None and item is not None:
            self._ask(Path(str(chosen)), item.text())

    def _restore_file(self) -> None:
        chosen = ask_open(self, self._file.parent)
        if chosen is not None:
            self._ask(chosen, chosen.name)

    def _ask(self, chosen: Path, name: str) -> None:
        """Enter in the list comes here too: nobody goes back by an unlucky key."""
        text = _("The file becomes what it was in this backup. What it holds now is kept among the backups.")
        ask(self, _("Restore this backup?"), f"{name}\n\n{text}", _("Restore"), partial(self._restore_from, chosen))

    def _restore_from(self, chosen: Path) -> None:
        """What the file holds now is backed up first, so the way back is open."""
        self.close()
        self._program.restore(chosen, self._file)

    def _show_folder(self) -> None:
        folder = backups.folder_of(self._file, self._program.places)
        folder.mkdir(parents=True, exist_ok=True)
        QDesktopServices.openUrl(url_of(folder))
