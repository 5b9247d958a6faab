"""The line to type in over a cell: Enter and Tab go on, Escape takes back, suggestions open by themselves."""

from __future__ import annotations

from enum import Enum, auto
from typing import Protocol

from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QTextCursor
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from crm_desktop.ui.kit.program_keys import leaves_to_program
from crm_desktop.ui.quotes.completion import Completion

LINE_HEIGHT = 20
MOST_LINES = 8
_ROOM = 1_000_000
_STAYING = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.MenuBarFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
_SHIFT, _CTRL, _ALT = (
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
)


class Move(Enum):
    """Where the cursor goes after a cell was left."""

    STAY = auto()
    NEXT = auto()
    BACK = auto()
    UP = auto()
    DOWN = auto()


class Typing(Protocol):
    """Who has an editor open: hears of every letter and of its end."""

    def typed(self, text: str) -> None:
        """The text is another now."""
        ...

    def finish(self, move: Move) -> None:
        """The cell is left, what was typed is saved."""
        ...

    def cancel(self) -> None:
        """What was typed is taken back."""
        ...

    def handle_line_key(self, event: QKeyEvent) -> bool:
        """A key that is about the whole line; True when it has done its work."""
        ...


class CellLine(QLineEdit):
    """One line, for everything but descriptions."""

    def __init__(self, owner: Typing, name: str, parent: QWidget, *, numeric: bool) -> None:
        super().__init__(parent)
        self._owner = owner
        self.completion: Completion | None = None
        self.setProperty("look", "cell")
        self.setMaxLength(_ROOM)
        self.setAccessibleName(name)
        side = Qt.AlignmentFlag.AlignRight if numeric else Qt.AlignmentFlag.AlignLeft
        self.setAlignment(side | Qt.AlignmentFlag.AlignVCenter)
        self.textEdited.connect(owner.typed)

    def words(self) -> str:
        """What is typed."""
        return self.text()

    def begin(self, text: str, *, selected: bool) -> None:
        """Shows a text to type over or to go on with."""
        self.setText(text)
        if selected:
            self.selectAll()

    def place(self, rect: QRect) -> None:
        """Lies over a cell."""
        self.setGeometry(rect)

    def event(self, event: QEvent) -> bool:
        return _leaves_undo(event, self.isUndoAvailable(), self.isRedoAvailable()) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not handle_key(self, self._owner, event, one_line=True):
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in _STAYING:
            self._owner.finish(Move.STAY)


class CellText(QPlainTextEdit):
    """Several lines, for descriptions; Shift+Enter makes a new one."""

    def __init__(self, owner: Typing, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._owner = owner
        self._begun = False
        self._rect = QRect()
        self.completion: Completion | None = None
        self.setProperty("look", "cell")
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(2)
        self.textChanged.connect(self._on_changed)

    def words(self) -> str:
        """What is typed."""
        return self.toPlainText()

    def begin(self, text: str, *, selected: bool) -> None:
        """Shows a text to type over or to go on with."""
        self.setPlainText(text)
        cursor = self.textCursor()
        cursor.movePosition(QTextCursor.MoveOperation.End)
        if selected:
            cursor.movePosition(QTextCursor.MoveOperation.Start, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        self._begun = True

    def place(self, rect: QRect) -> None:
        """Lies over a cell, and over those below as it grows."""
        self._rect = rect
        self._fit()

    def _fit(self) -> None:
        lines = min(MOST_LINES, max(1, round(self.document().size().height())))
        self.setGeometry(self._rect.adjusted(0, 0, 0, (lines - 1) * LINE_HEIGHT))

    def _on_changed(self) -> None:
        if self._begun:
            self._fit()
            self._owner.typed(self.toPlainText())

    def event(self, event: QEvent) -> bool:
        document = self.document()
        return _leaves_undo(event, document.isUndoAvailable(), document.isRedoAvailable()) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not handle_key(self, self._owner, event, one_line=self.document().blockCount() == 1):
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in _STAYING:
            self._owner.finish(Move.STAY)


Editor = CellLine | CellText


def handle_key(editor: Editor, owner: Typing, event: QKeyEvent, *, one_line: bool) -> bool:
    """Does what a key means to an open cell; False when it is for the text."""
    key, held = Qt.Key(event.key()), event.modifiers()
    if _is_for_suggestions(editor, event):
        return True
    if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and held & _SHIFT:
        return isinstance(editor, CellLine)
    if owner.handle_line_key(event):
        return True
    if key is Qt.Key.Key_Escape:
        owner.cancel()
        return True
    move = _move(key, held, one_line=one_line)
    if move is not None:
        owner.finish(move)
    return move is not None


def _is_for_suggestions(editor: Editor, event: QKeyEvent) -> bool:
    """True when the open list of suggestions had a use for the key."""
    completion, key = editor.completion, Qt.Key(event.key())
    if completion is None or not completion.is_open:
        return False
    if key is Qt.Key.Key_Escape:
        completion.close()
    elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
        completion.mark(1 if key is Qt.Key.Key_Down else -1)
    elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab) and completion.has_choice:
        completion.take_choice()
    else:
        return False
    return True


def _move(key: Qt.Key, held: Qt.KeyboardModifier, *, one_line: bool) -> Move | None:
    if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab) and not held & (_CTRL | _ALT):
        return Move.NEXT
    if key is Qt.Key.Key_Backtab:
        return Move.BACK
    if one_line and not held & (_CTRL | _ALT | _SHIFT):
        return {Qt.Key.Key_Up: Move.UP, Qt.Key.Key_Down: Move.DOWN}.get(key)
    return None


def _leaves_undo(event: QEvent, can_undo: bool, can_redo: bool) -> bool:
    """True, with the event ignored, when Ctrl+Z or Ctrl+Y has nothing to undo here and belongs to the program.

    So does the key of any other command.
    """
    if event.type() not in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress) or not isinstance(event, QKeyEvent):
        return False
    if event.type() is QEvent.Type.ShortcutOverride and leaves_to_program(event):
        return True
    undo, redo = event.matches(QKeySequence.StandardKey.Undo), event.matches(QKeySequence.StandardKey.Redo)
    if (undo and not can_undo) or (redo and not can_redo):
        event.ignore()
        return True
    return False
