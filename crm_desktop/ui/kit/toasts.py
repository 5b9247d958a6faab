"""Toasts: what was done, at the foot of the window, with an Undo where there is one; they pass by themselves."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QEnterEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget
from shiboken6 import isValid

from crm_desktop.domain.errors import Refused
from crm_desktop.ui.kit.buttons import IconButton, LinkButton
from crm_desktop.ui.kit.labels import PlainLabel
from crm_desktop.ui.kit.plain import tool_tip, with_shortcut
from crm_desktop.ui.kit.surfaces import Surface
from crm_desktop.words import _

SECONDS = 6
SECONDS_WITH_ACTION = 20
"""Long enough to read the words, find the button and reach it without haste."""
MOST = 3
WIDEST = 320
"""Of the words: a message has room beside an editor, not only over it."""
FROM_BOTTOM, FROM_SIDE, FROM_TOP = 48, 16, 56
REACH = "F6"
"""The window's key for the newest message."""
_MOVED = frozenset({QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.Show, QEvent.Type.Hide})


class Toast(Surface):
    """One message. It stays while the pointer is over it or a button in it has the focus; then its time begins anew."""

    def __init__(self, text: str, action: tuple[str, Callable[[], object]] | None, parent: QWidget) -> None:
        super().__init__("toast", parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
        self.text = text
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 8, 6)
        row.setSpacing(8)
        label = PlainLabel(text)
        if label.sizeHint().width() > WIDEST:
            label.setWordWrap(True)
            label.setFixedWidth(WIDEST)
        row.addWidget(label, 1)
        self.action_button: LinkButton | None = None
        self.run = action[1] if action is not None else None
        if action is not None:
            self.action_button = LinkButton(action[0])
            self.action_button.on_click(self._act)
            self.action_button.setToolTip(tool_tip(with_shortcut(action[0], REACH)))
            self.action_button.installEventFilter(self)
            row.addWidget(self.action_button)
        self.close_button = IconButton("close", _("Close message"), token="on_toast")
        self.close_button.on_click(self.close)
        self.close_button.installEventFilter(self)
        row.addWidget(self.close_button)
        self._timer = QTimer(self, singleShot=True)
        self._timer.setInterval((SECONDS_WITH_ACTION if action else SECONDS) * 1000)
        self._timer.timeout.connect(self.close)
        self._timer.start()

    def _act(self) -> None:
        run = self.run
        self.close()
        if run is not None:
            run()

    @property
    def held(self) -> bool:
        """Whether somebody is at it: the pointer is over it, or the keyboard in one of its buttons."""
        return self.underMouse() or any(
            button is not None and button.hasFocus() for button in (self.action_button, self.close_button)
        )

    def enterEvent(self, event: QEnterEvent) -> None:
        self._timer.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._let_go()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.FocusIn:
            self._timer.stop()
        elif event.type() is QEvent.Type.FocusOut:
            # The focus may only have gone from one of its buttons to the other.
            QTimer.singleShot(0, self, self._let_go)
        return False

    def _let_go(self) -> None:
        if not self.held:
            self._timer.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def reach(self) -> None:
        """Gives the focus to the message's button; the message stays as long as it has it."""
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
        self._clear: list[QWidget] = []
        host.installEventFilter(self)

    def keep_clear(self, *widgets: QWidget) -> None:
        """Never lies over these while they are seen and there is another place: what somebody looks at all the time."""
        for widget in widgets:
            self._clear.append(widget)
            widget.installEventFilter(self)
            widget.destroyed.connect(partial(self._forget, widget))

    def _forget(self, widget: QWidget) -> None:
        self._clear = [kept for kept in self._clear if kept is not widget]

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
        self._make_room()
        toast = Toast(text, action, self._stack)
        toast.destroyed.connect(self._place)
        self._column.addWidget(toast, 0, Qt.AlignmentFlag.AlignHCenter)
        toast.show()
        self._place()
        # Not at the top: Qt's accessibility costs 3 ms, and the window is painted before there is anything to say.
        from crm_desktop.ui.kit.announce import announce

        announce(self._host, text)
        return toast

    def _make_room(self) -> None:
        """Closes the oldest where there are too many, those nobody can do anything with first, and none in use."""
        shown = [toast for toast in self.shown() if not toast.held]
        too_many = len(self.shown()) - MOST + 1
        for old in sorted(shown, key=lambda toast: toast.action_button is not None)[: max(0, too_many)]:
            old.close()

    def drop(self, undo: Callable[[], object]) -> None:
        """Closes the messages that offer this very undo: it was done another way, and what they say is true no more."""
        for toast in self.shown():
            if toast.run == undo:
                toast.close()

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
        moved = event.type() in _MOVED if watched is not self._host else event.type() is QEvent.Type.Resize
        # What is kept clear is told to hide while the window goes, too.
        if moved and isValid(self._host) and self._stack.isVisibleTo(self._host):
            self._place()
        return False

    def _place(self) -> None:
        """Puts the stack over the window's foot, no larger than its messages, where it covers nothing kept clear."""
        self._stack.adjustSize()
        seen = [widget for widget in self._clear if widget.isVisible() and self._host.isAncestorOf(widget)]
        kept = [QRect(widget.mapTo(self._host, QPoint()), widget.size()) for widget in seen]
        spots = list(self._spots(self._stack.size()))
        clear = (spot for spot in spots if not any(spot.intersects(place) for place in kept))
        self._stack.move(next(clear, spots[-1] if kept else spots[0]).topLeft())
        # Shown only in its place: where it was before it might come under the pointer.
        self._stack.setVisible(bool(self.shown()))
        self._stack.raise_()

    def _spots(self, size: QSize) -> Iterator[QRect]:
        """Where the messages can stand, the best place first: the middle of the foot, its right, its left, the top."""
        middle = max(8, (self._host.width() - size.width()) // 2)
        right = max(8, self._host.width() - size.width() - FROM_SIDE)
        foot = self._host.height() - size.height() - FROM_BOTTOM
        for left in (middle, right, FROM_SIDE):
            yield QRect(QPoint(left, foot), size)
        yield QRect(QPoint(middle, FROM_TOP), size)
