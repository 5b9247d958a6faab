"""What the window shows when its file cannot be opened: why, and what can be done now."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from crm_desktop.ui.files.backups import BackupsDialog
from crm_desktop.ui.files.choosing import ask_open
from crm_desktop.ui.kit.buttons import PrimaryButton, SecondaryButton
from crm_desktop.ui.kit.labels import Look, PlainLabel
from crm_desktop.ui.kit.surfaces import Card
from crm_desktop.words import _

if TYPE_CHECKING:
    from crm_desktop.ui.program import Program

WIDTH = 560


class NotOpened(QWidget):
    """One sentence and the ways on."""

    def __init__(self, program: Program, file: Path, why: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._program = program
        self._file = file
        card = Card(margin=32, spacing=12)
        card.setFixedWidth(WIDTH)
        card.column.addWidget(PlainLabel(_("This file was not opened"), look=Look.TITLE))
        card.column.addWidget(PlainLabel(why, wrap=True, selectable=True))
        self.again_button = PrimaryButton(_("Try again"))
        self.again_button.on_click(self._again)
        self.other_button = SecondaryButton(_("Open another file …"), icon_name="folder")
        self.other_button.on_click(self._other)
        self.backup_button = SecondaryButton(_("Restore a backup …"), icon_name="history")
        self.backup_button.on_click(self._backups)
        self.new_button = SecondaryButton(_("Start a new file"), icon_name="plus")
        self.new_button.on_click(self._new)
        for button in (self.again_button, self.other_button, self.backup_button, self.new_button):
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            card.column.addWidget(button)
        column = QVBoxLayout(self)
        column.addWidget(card, 0, Qt.AlignmentFlag.AlignCenter)

    def _again(self) -> None:
        self._program.open(self._file)

    def _other(self) -> None:
        file = ask_open(self, self._file.parent)
        if file is not None:
            self._program.open(file)

    def _new(self) -> None:
        self._program.welcome(self._file)

    def _backups(self) -> None:
        BackupsDialog(self._program, self._file, self).open()
