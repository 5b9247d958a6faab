"""The logo: shown, chosen from a file, taken away."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from crm_desktop.domain.errors import Refused
from crm_desktop.sentences import sentence
from crm_desktop.ui.files.choosing import ask_sources
from crm_desktop.ui.kit.buttons import QuietButton, SecondaryButton
from crm_desktop.ui.kit.labels import Look, PlainLabel
from crm_desktop.ui.tokens import Tone
from crm_desktop.words import _

ROOM = QSize(160, 64)
MOST_BYTES = 20_000_000
"""More than this is not even read; the service says what a logo may weigh."""


class LogoField(QWidget):
    """Shows the logo; `save(bytes or None)` keeps another and may refuse."""

    def __init__(self, save: Callable[[bytes | None], None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._save = save
        self.picture = QLabel()
        self.picture.setFixedSize(ROOM)
        self.picture.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.picture.setAccessibleName(_("Logo"))
        self.choose_button = SecondaryButton(_("Choose a picture …"), icon_name="image")
        self.choose_button.on_click(self._choose)
        self.remove_button = QuietButton(_("Remove"))
        self.remove_button.on_click(self._remove)
        self.fault = PlainLabel("", look=Look.SMALL, tone=Tone.RED, wrap=True)
        self.fault.hide()
        row = QHBoxLayout()
        for widget in (self.picture, self.choose_button, self.remove_button):
            row.addWidget(widget)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(PlainLabel(_("Logo"), look=Look.SMALL, muted=True))
        column.addLayout(row)
        column.addWidget(self.fault)

    def show_logo(self, content: bytes | None) -> None:
        """Shows the stored logo."""
        drawn = QPixmap()
        if content:
            drawn.loadFromData(content)
        self.picture.setVisible(not drawn.isNull())
        if not drawn.isNull():
            modes = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
            self.picture.setPixmap(drawn.scaled(ROOM * self.devicePixelRatioF(), *modes))
            self.picture.setScaledContents(False)
        self.remove_button.setVisible(bool(content))

    def _choose(self) -> None:
        for path in ask_sources(self, _("Choose a logo"), _("Pictures"), ("*.png", "*.jpg", "*.jpeg"))[:1]:
            try:
                with path.open("rb") as source:
                    self.keep(source.read(MOST_BYTES))
            except OSError as error:
                self.refuse(Refused("file.not_read", path=str(path), reason=error.strerror or str(error)))

    def keep(self, content: bytes | None) -> None:
        """Keeps these bytes as the logo, or says why not."""
        try:
            self._save(content)
        except Refused as refused:
            self.refuse(refused)
            return
        self.fault.hide()
        self.show_logo(content)

    def refuse(self, refused: Refused) -> None:
        """Says why a picture was not taken."""
        self.fault.setText(sentence(refused))
        self.fault.show()

    def _remove(self) -> None:
        self.keep(None)
