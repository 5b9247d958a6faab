"""Toasts: what was done, at the foot of the window, with an Undo where there is one; they pass by themselves."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QEnterEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from crm_desktop.domain.errors import Refused
from crm_desktop.ui.kit.buttons import IconButton, LinkButton
from crm_desktop.ui.kit.labels import PlainLabel
from crm_desktop.ui.kit.surfaces import Surface
from crm_desktop.words import _

SECONDS = 6
SECONDS_WITH_ACTION = 10
MOST = 3
FROM_BOTTOM = 48


class Toast(Surface):
    """One message. It stays while the pointer is over it or a button in it has the focus."""

    def __init__(self, text: str, action: tuple[str, Callable[[], object]] | None, parent: QWidget) -> None:
        super().__init__("toast", parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
        self.text = text
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 8, 6)
        row.setSpacing(8)
        label = PlainLabel(text)
        if label.sizeHint().width() > 520:
            label.setWordWrap(True)
            label.setFixedWidth(520)
        row.addWidget(label, 1)
        self.action_button: LinkButton | None = None
        if action is not None:
            self.action_button = LinkButton(action[0])
            self._run = action[1]
            self.action_button.on_click(self._act)
            row.addWidget(self.action_button)
        self.close_button = IconButton("close", _("Close message"), token="on_toast")
        self.close_button.on_click(self.close)
        row.addWidget(self.close_button)
        self._timer = QTimer(self, singleShot=True)
        self._timer.setInterval((SECONDS_WITH_ACTION if action else SECONDS) * 1000)
        self._timer.timeout.connect(self.close)
        self._timer.start()

    def _act(self) -> None:
        run = self._run
        self.close()
        run()

    def enterEvent(self, event: QEnterEvent) -> None:
        self._timer.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._timer.start()
        super().leaveEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def reach(self) -> None:
        """Gives the focus to the message's button and keeps the message until it is closed."""
        self._timer.stop()
        (self.action_button or self.close_button).setFocus(Qt.FocusReason.ShortcutFocusReason)


class Toasts(QObject):
    """The messages of one window, newest at the bottom, at most three at a time."""

    def __init__(self, host: QWidget) -> None:
        super().__init__(host)
        self._host = host
        self._stack = QWidget(host)
        self._stack.setAccessibleName(_("Messages"))
        self._column = QVBoxLayout(self._stack)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._stack.hide()
        host.installEventFilter(self)

    def tell(
        self,
        text: str,
        *,
        undo: Callable[[], object] | None = None,
        action: tuple[str, Callable[[], object]] | None = None,
    ) -> Toast:
        """Shows a message, read aloud by screen readers.

        Args:
            text: what was done, a plain sentence already translated.
            undo: takes it back; shown as “Undo”.
            action: another button instead, as (words, run).
        """
        if undo is not None:
            action = (_("Undo"), undo)
        shown = self.shown()
        for old in shown[: len(shown) - MOST + 1]:
            old.close()
        toast = Toast(text, action, self._stack)
        toast.destroyed.connect(self._place)
        self._column.addWidget(toast, 0, Qt.AlignmentFlag.AlignHCenter)
        toast.show()
        self._place()
        # Not at the top: Qt's accessibility costs 3 ms, and the window is painted before there is anything to say.
        from crm_desktop.ui.kit.announce import announce

        announce(self._host, text)
        return toast

    def refuse(self, error: Refused) -> Toast:
        """Says why something was not done."""
        # Not at the top: the window is painted before the sentences of all refusals are loaded.
        from crm_desktop.sentences import sentence

        return self.tell(sentence(error))

    def shown(self) -> list[Toast]:
        """The messages that stand now, oldest first."""
        return [toast for toast in self._stack.findChildren(Toast) if not toast.isHidden()]

    def reach(self) -> None:
        """Moves the keyboard focus to the newest message."""
        shown = self.shown()
        if shown:
            shown[-1].reach()

    def clear(self) -> None:
        """Closes all messages."""
        for toast in self.shown():
            toast.close()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._host and event.type() is QEvent.Type.Resize:
            self._place()
        return False

    def _place(self) -> None:
        """Puts the stack over the middle of the window's foot, no larger than its messages."""
        self._stack.setVisible(bool(self.shown()))
        self._stack.adjustSize()
        size = self._stack.size()
        left = (self._host.width() - size.width()) // 2
        self._stack.move(max(8, left), self._host.height() - size.height() - FROM_BOTTOM)
        self._stack.raise_()
