"""Fields of words: one line, or several."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QSizePolicy, QStyle, QStyleOptionFrame, QWidget

from crm_desktop.domain.errors import Refused
from crm_desktop.ui.kit.field import Field
from crm_desktop.ui.kit.plain import tool_tip
from crm_desktop.ui.theme import theme

T = TypeVar("T")

LINE_LIMIT = 32_767
"""Qt's own editor would cut longer lines silently."""
TEXT_LIMIT = 100_000
_ROOM = 1_000_000
LINE_HEIGHT = 20
QT_MARGIN = 2
"""What Qt leaves free beside the text of every line."""
BARE_LEFT = 7
"""Where the text of a field without frame begins."""


class LineEditor(QLineEdit):
    """A line that never cuts what is pasted, with an optional muted word (a currency, a unit) at its right end."""

    def __init__(self, suffix: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "field")
        self.setMaxLength(_ROOM)
        self.suffix = ""
        self._tipped = False
        self.set_suffix(suffix)

    def set_suffix(self, suffix: str) -> None:
        """Shows another word at the end."""
        self.suffix = suffix
        width = self.fontMetrics().horizontalAdvance(suffix)
        self.setTextMargins(0, 0, width + 4 if suffix else 0, 0)
        self.update()

    def is_cut(self) -> bool:
        """True when the text has no room and is not being typed in: then it ends in … and a tool tip shows it."""
        room = self._text_place().width()
        return not self.hasFocus() and self.fontMetrics().horizontalAdvance(self.text()) > room

    def _text_place(self) -> QRect:
        frame = QStyleOptionFrame()
        self.initStyleOption(frame)
        place = self.style().subElementRect(QStyle.SubElement.SE_LineEditContents, frame, self)
        return place.marginsRemoved(self.textMargins()).adjusted(QT_MARGIN, 0, -QT_MARGIN, 0)

    def _paint_cut(self) -> None:
        frame = QStyleOptionFrame()
        self.initStyleOption(frame)
        place = self._text_place()
        with QPainter(self) as painter:
            self.style().drawPrimitive(QStyle.PrimitiveElement.PE_PanelLineEdit, frame, painter, self)
            painter.setPen(theme().colors.text if self.isEnabled() else theme().colors.muted)
            line = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, place.width())
            painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, line)

    def paintEvent(self, event: QPaintEvent) -> None:
        # The child buttons of a date stand where the … would.
        cut = bool(self.property("bare")) and not self.actions() and self.is_cut()
        if cut:
            self._paint_cut()
        else:
            super().paintEvent(event)
        if cut != self._tipped:
            self._tipped = cut
            self.setToolTip(tool_tip(self.text()) if cut else "")
        if self.suffix:
            with QPainter(self) as painter:
                painter.setPen(theme().colors.muted)
                place = QRect(0, 0, self.width() - 11, self.height())
                if self.text() and not self.alignment() & Qt.AlignmentFlag.AlignRight:
                    # At the left the word follows its figures instead of standing far away from them.
                    after = self.fontMetrics().horizontalAdvance(self.text()) + BARE_LEFT + 6
                    width = self.fontMetrics().horizontalAdvance(self.suffix) + 1
                    place = QRect(min(after, place.width() - width), 0, width, self.height())
                painter.drawText(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, self.suffix)


class LineField(Field[T]):
    """What all fields of one line share; the value type is the subclass's business."""

    editor: LineEditor

    def _make_line(self, placeholder: str = "", suffix: str = "") -> None:
        editor = LineEditor(suffix)
        editor.setPlaceholderText(placeholder)
        editor.textEdited.connect(self._on_edited)
        self._set_editor(editor)

    def _lock(self, editable: bool) -> None:
        self.editor.setReadOnly(not editable)

    def set_bare(self, bare: bool) -> None:
        super().set_bare(bare)
        if bare:
            # Among the words of a detail figures begin where words begin; only in columns they stand right.
            self.editor.setAlignment(Qt.AlignmentFlag.AlignLeft)


class TextField(LineField[str]):
    """One line of text; spaces at both ends are dropped.

    Args:
        placeholder: what can be typed, in the quieter colour.
        limit: the most characters; longer text is refused with a sentence, never cut.
    """

    def __init__(
        self,
        name: str,
        label: str,
        *,
        placeholder: str = "",
        limit: int = LINE_LIMIT,
        required: bool = False,
    ) -> None:
        super().__init__(name, label, required=required)
        self._limit = limit
        self._make_line(placeholder)

    def _empty(self) -> str:
        return ""

    def _show(self, value: str) -> None:
        # Enter saves and shows the value anew: the cursor stays where the user is typing.
        at = self.editor.cursorPosition() if self.editor.hasFocus() else 0
        self.editor.setText(value)
        self.editor.setCursorPosition(at)

    def _read(self) -> str:
        return checked_text(self.editor.text(), self.name, self._limit)


class _Paragraphs(QPlainTextEdit):
    """As high as its text, between two bounds."""

    def __init__(self, lines: tuple[int, int]) -> None:
        super().__init__()
        self._lines = lines
        self.setProperty("look", "field")
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(3)
        self.document().documentLayout().documentSizeChanged.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        few, many = self._lines
        lines = min(many, max(few, round(self.document().size().height())))
        return QSize(super().sizeHint().width(), lines * LINE_HEIGHT + 18)

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self.sizeHint().height())


class MultilineField(Field[str]):
    """Several lines of text, growing with them. Ctrl+Enter saves, Enter makes a new line.

    Args:
        lines: the fewest and the most lines shown.
        limit: the most characters.
    """

    editor: _Paragraphs

    def __init__(
        self,
        name: str,
        label: str,
        *,
        placeholder: str = "",
        lines: tuple[int, int] = (3, 12),
        limit: int = TEXT_LIMIT,
    ) -> None:
        super().__init__(name, label)
        self._limit = limit
        editor = _Paragraphs(lines)
        editor.setPlaceholderText(placeholder)
        self._set_editor(editor)
        self._showing = False
        editor.textChanged.connect(self._on_changed)

    def _on_changed(self) -> None:
        if not self._showing:
            self._on_edited()

    def _empty(self) -> str:
        return ""

    def _show(self, value: str) -> None:
        self._showing = True
        at = self.editor.textCursor().position() if self.editor.hasFocus() else 0
        self.editor.setPlainText(value)
        cursor = self.editor.textCursor()
        cursor.setPosition(min(at, max(0, self.editor.document().characterCount() - 1)))
        self.editor.setTextCursor(cursor)
        self._showing = False

    def _read(self) -> str:
        return checked_text(self.editor.toPlainText(), self.name, self._limit)

    def _lock(self, editable: bool) -> None:
        self.editor.setReadOnly(not editable)

    def _enter_saves(self, event: QKeyEvent) -> bool:
        return bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)


def checked_text(text: str, field: str, limit: int) -> str:
    """`text` without spaces at its ends.

    Raises:
        Refused: ``field.text_too_long``.
    """
    text = text.strip()
    if len(text) > limit:
        raise Refused("field.text_too_long", field=field, count=len(text), limit=limit)
    return text
