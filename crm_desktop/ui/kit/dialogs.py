"""The base of every dialog: a title, what it asks, buttons at its foot; freed as soon as it is closed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from crm_desktop.ui.kit.buttons import Button, PrimaryButton, SecondaryButton
from crm_desktop.ui.kit.field import SENT_BY_ENTER
from crm_desktop.ui.kit.labels import Look, PlainLabel
from crm_desktop.ui.kit.screen_room import fit_to_screen, room_of
from crm_desktop.words import _

WIDTH = 480
MARGIN = 24
LEAST_HEIGHT = 96


class _Middle(QScrollArea):
    """What stands between title and buttons; it scrolls where the screen is too low for all of it.

    Sends `grown(missing)` when its content needs so many pixels more than it has.
    """

    grown = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Tab goes to the fields, never to the ground they stand on.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._inner = QWidget()
        self.column = QVBoxLayout(self._inner)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(12)
        self.setWidget(self._inner)
        for ground in (self.viewport(), self._inner):
            ground.setAutoFillBackground(False)
        self._inner.installEventFilter(self)

    def hasHeightForWidth(self) -> bool:
        return self.column.hasHeightForWidth()

    def heightForWidth(self, width: int) -> int:
        return self.column.totalHeightForWidth(width) if self.column.hasHeightForWidth() else -1

    def sizeHint(self) -> QSize:
        return self.column.totalSizeHint()

    def minimumSizeHint(self) -> QSize:
        needed = self.column.totalMinimumSize()
        return QSize(needed.width(), min(needed.height(), LEAST_HEIGHT))

    def keep_together(self) -> None:
        """Leaves what is too much room at the foot, unless something in it is there to take it."""
        if not self.column.expandingDirections() & Qt.Orientation.Vertical:
            self.column.addStretch(1)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest and watched is self._inner:
            missing = self._needed() - self.viewport().height()
            if missing > 0 and self.isVisible():
                self.grown.emit(missing)
        return super().eventFilter(watched, event)

    def _needed(self) -> int:
        least = self.column.totalMinimumSize().height()
        if not self.column.hasHeightForWidth():
            return least
        # As much as Qt gives its content before it scrolls: what it would like to have at this width.
        return max(least, self.column.totalHeightForWidth(self.viewport().width()))


class Dialog(QDialog):
    """A window-modal dialog. Add widgets to `body`, then show it with `open()`.

    It is never larger than its screen: then the body scrolls, and title and buttons stay. Enter presses the primary
    button, Escape closes. `accepted` and `rejected` tell how it ended; after that it is gone.

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
        self._middle = _Middle()
        self.body = self._middle.column
        self._sheet.addWidget(self._middle, 1)
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
        return QSize(wide, max(hint.height(), self.heightForWidth(wide))).boundedTo(room_of(self))

    def setVisible(self, visible: bool) -> None:
        if visible and not self.isVisible():
            self._middle.keep_together()
            # Qt itself opens no dialog higher than two thirds of the screen.
            fit_to_screen(self, self.size() if self.testAttribute(Qt.WidgetAttribute.WA_Resized) else self.sizeHint())
            self._middle.grown.connect(self._grow)
        super().setVisible(visible)

    def _grow(self, missing: int) -> None:
        """What appears while it is open, a sentence beside a field, gets room as long as there is some."""
        fit_to_screen(self, QSize(self.width(), self.height() + missing))

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
