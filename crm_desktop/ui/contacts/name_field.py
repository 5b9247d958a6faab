"""The name of a contact as the title of its detail: read as a heading, edited in place."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QSizePolicy

from crm_desktop.ui.kit.text_fields import TextField
from crm_desktop.ui.theme import theme
from crm_desktop.words import _

HEIGHT = 36


class NameField(TextField):
    """One line in the size of a title, without a frame until it is edited."""

    def __init__(self) -> None:
        super().__init__("name", _("Name"), placeholder=_("Name"))
        self.set_bare(True)
        self.editor.setFont(theme().fonts.title)
        self.editor.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, super().minimumSizeHint().height())
