"""Words on the screen. A label shows what it is given letter by letter: never markup, never an image."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from crm_desktop.ui.kit.plain import shortcut_text, tool_tip
from crm_desktop.ui.theme import theme
from crm_desktop.ui.tokens import Tone


class Look(StrEnum):
    """The role of a label in the type scale."""

    BODY = "base"
    STRONG = "strong"
    SMALL = "small"
    SMALL_STRONG = "small_strong"
    HEADING = "heading"
    TITLE = "title"


class PlainLabel(QLabel):
    """Plain text in one of the looks.

    Args:
        text: what it says.
        look: its place in the type scale.
        muted: secondary words in the quieter colour.
        tone: a coloured word (due, overdue, margin); the text must say it as well.
        wrap: breaks long text over lines.
        selectable: the text can be selected and copied.
    """

    def __init__(
        self,
        text: str = "",
        parent: QWidget | None = None,
        *,
        look: Look = Look.BODY,
        muted: bool = False,
        tone: Tone | None = None,
        wrap: bool = False,
        selectable: bool = False,
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(getattr(theme().fonts, look.value))
        self.setWordWrap(wrap)
        self.setText(text)
        if muted:
            self.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        if tone is not None:
            self.set_tone(tone)
        if selectable:
            self.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )

    def set_tone(self, tone: Tone | None) -> None:
        """Colours the words, or gives them their ordinary colour again."""
        self.setProperty("tone", tone.value if tone is not None else "")
        if self.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
            self.style().unpolish(self)
            self.style().polish(self)


class ElidedLabel(PlainLabel):
    """One line that ends in … where it has no room; the tool tip then shows all of it."""

    def __init__(
        self,
        text: str = "",
        parent: QWidget | None = None,
        *,
        look: Look = Look.BODY,
        muted: bool = False,
        tone: Tone | None = None,
    ) -> None:
        super().__init__(text, parent, look=look, muted=muted, tone=tone)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        return QSize(self.fontMetrics().averageCharWidth() * 4, super().minimumSizeHint().height())

    def is_cut(self) -> bool:
        """True when the text has no room."""
        return self.fontMetrics().horizontalAdvance(self.text()) > self.contentsRect().width()

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            rect = self.contentsRect()
            line = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, rect.width())
            self.style().drawItemText(
                painter, rect, int(self.alignment()), self.palette(), self.isEnabled(), line, self.foregroundRole()
            )

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ToolTip:
            self.setToolTip(tool_tip(self.text()) if self.is_cut() else "")
        return super().event(event)


class KeyCap(PlainLabel):
    """A shortcut drawn as the caps of its keys: ``Ctrl K``."""

    def __init__(self, shortcut: str, parent: QWidget | None = None) -> None:
        super().__init__(shortcut_text(shortcut).replace("+", " "), parent, look=Look.SMALL)
        self.setFont(theme().fonts.small)
        self.setProperty("look", "keycap")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
