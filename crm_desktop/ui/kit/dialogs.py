"""The base of every dialog: a title, what it asks, buttons at its foot; freed as soon as it is closed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from crm_desktop.ui.kit.buttons import Button, PrimaryButton, SecondaryButton
from crm_desktop.ui.kit.field import SENT_BY_ENTER
from crm_desktop.ui.kit.labels import Look, PlainLabel
from crm_desktop.words import _

WIDTH = 480
MARGIN = 24


class Dialog(QDialog):
    """A window-modal dialog. Add widgets to `body`, then show it with `open()`.

    Enter presses the primary button, Escape closes. `accepted` and `rejected` tell how it ended; after that it is gone.

    Args:
        parent: the window it belongs to.
        title: in its title bar and at its head.
        accept_text: the words of the primary button; '' for a dialog that is only closed.
        close_text: the words of the other button; “Cancel”, or “Close” without a primary button, when not given.
    """

    def __init__(
        self, parent: QWidget | None, title: str, accept_text: str = "", close_text: str = "", width: int = WIDTH
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setProperty(SENT_BY_ENTER, bool(accept_text))
        self._wide = width
        self._sheet = QVBoxLayout(self)
        self._sheet.setContentsMargins(MARGIN, MARGIN - 4, MARGIN, MARGIN - 4)
        self._sheet.setSpacing(16)
        self.head = PlainLabel(title, look=Look.TITLE, wrap=True)
        self._sheet.addWidget(self.head)
        self.body = QVBoxLayout()
        self.body.setSpacing(12)
        self._sheet.addLayout(self.body, 1)
        self.foot = QHBoxLayout()
        self.foot.setSpacing(8)
        self.foot.addStretch(1)
        self._sheet.addLayout(self.foot)
        self.close_button = SecondaryButton(close_text or (_("Cancel") if accept_text else _("Close")))
        self.close_button.on_click(self.reject)
        self.foot.addWidget(self.close_button)
        self.accept_button: Button | None = None
        if accept_text:
            self.accept_button = PrimaryButton(accept_text)
            self.accept_button.on_click(self.try_accept)
            self.foot.addWidget(self.accept_button)

    def check(self) -> bool:
        """Called before the dialog is accepted; override to save, and return False to keep it open."""
        return True

    def try_accept(self) -> None:
        """What the primary button does."""
        if self.check():
            self.accept()

    def add_left(self, button: Button) -> None:
        """Puts a button at the left end of the foot."""
        self.foot.insertWidget(0, button)

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        wide = max(self._wide, hint.width())
        return QSize(wide, max(hint.height(), self.heightForWidth(wide)))

    def showEvent(self, event: QShowEvent) -> None:
        # Qt would put the cursor on “Cancel”, made first, and a frame around it, while Enter means the primary button.
        if self.accept_button is not None and self.focusWidget() is None:
            self.accept_button.setFocus(Qt.FocusReason.OtherFocusReason)
        super().showEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.accept_button is not None:
            if self.accept_button.isEnabled():
                self.try_accept()
        else:
            super().keyPressEvent(event)

    def on_accepted(self, run: Callable[[], object]) -> None:
        """Calls `run` without arguments when the dialog was accepted."""
        self.accepted.connect(run)

    def done(self, result: int) -> None:
        super().done(result)
        # `accept()` and `reject()` only hide; closing frees it.
        self.close()
