"""The letterhead of the business' own: a PDF chosen from a file, taken away, with what is to be said of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crm_desktop.domain.errors import Refused
from crm_desktop.sentences import sentence
from crm_desktop.ui.files.choosing import ask_sources
from crm_desktop.ui.kit.buttons import QuietButton, SecondaryButton
from crm_desktop.ui.kit.labels import Look, PlainLabel
from crm_desktop.ui.tokens import Tone
from crm_desktop.words import _

MOST_BYTES = 20_000_000
"""More than this is not even read; the service says what a letterhead may weigh."""

Save = Callable[[bytes | None], tuple[str, ...]]
"""Keeps another letterhead (None takes it away), answers what is to be said of it, and may refuse."""


class LetterheadField(QWidget):
    """Says whether there is a letterhead, and lets another be chosen."""

    def __init__(self, save: Save, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._save = save
        self.state = PlainLabel("")
        self.choose_button = SecondaryButton(_("Choose a PDF …"), icon_name="file")
        self.choose_button.on_click(self._choose)
        self.remove_button = QuietButton(_("Remove"))
        self.remove_button.on_click(self._remove)
        self.doubt = PlainLabel("", look=Look.SMALL, tone=Tone.AMBER, wrap=True)
        self.fault = PlainLabel("", look=Look.SMALL, tone=Tone.RED, wrap=True)
        row = QHBoxLayout()
        for widget in (self.state, self.choose_button, self.remove_button):
            row.addWidget(widget)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(PlainLabel(_("Letterhead"), look=Look.SMALL, muted=True))
        column.addLayout(row)
        help_words = _("A PDF put under every page: its first page under the first one, its second under all others.")
        column.addWidget(PlainLabel(help_words, look=Look.SMALL, muted=True, wrap=True))
        for label in (self.doubt, self.fault):
            label.hide()
            column.addWidget(label)

    def show_letterhead(self, present: bool) -> None:
        """Shows whether there is one."""
        self.state.setText(_("Your own PDF") if present else _("Drawn from your name, address and logo"))
        self.remove_button.setVisible(present)

    def _choose(self) -> None:
        for path in ask_sources(self, _("Choose a letterhead"), _("PDF files"), ("*.pdf",))[:1]:
            try:
                with path.open("rb") as source:
                    self.keep(source.read(MOST_BYTES))
            except OSError as error:
                self.refuse(Refused("file.not_read", path=str(path), reason=error.strerror or str(error)))

    def keep(self, content: bytes | None) -> None:
        """Keeps these bytes as the letterhead, or says why not."""
        try:
            said = self._save(content)
        except Refused as refused:
            self.refuse(refused)
            return
        self.fault.hide()
        self._doubt(said)
        self.show_letterhead(content is not None)

    def _doubt(self, said: Sequence[str]) -> None:
        self.doubt.setText("\n".join(_(one) for one in said))
        self.doubt.setVisible(bool(said))

    def refuse(self, refused: Refused) -> None:
        """Says why a PDF was not taken."""
        self.fault.setText(sentence(refused))
        self.fault.show()
        self.doubt.hide()

    def _remove(self) -> None:
        self.keep(None)
