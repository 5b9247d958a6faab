"""Chips: a word on a quiet coloured ground, as a widget and as a paint function for delegates."""

from __future__ import annotations

from PySide6 import QtCore
from PySide6.QtCore import QRect, QRectF, QSize, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from crm_desktop.ui.icons import paint_icon
from crm_desktop.ui.kit.early_painting import stroke_round
from crm_desktop.ui.theme import theme
from crm_desktop.ui.tokens import RADIUS_CHIP, Tone
from crm_desktop.words import _

CHIP_HEIGHT = 20
PADDING = 8
CROSS = 14


def chip_width(word: str, metrics: QFontMetrics | None = None) -> int:
    """The width of a chip with `word`, in logical pixels; pass metrics of the chip font when measuring many."""
    measured = metrics if metrics is not None else QFontMetrics(theme().fonts.chip)
    return measured.horizontalAdvance(word) + 2 * PADDING


def paint_chip(painter: QPainter, rect: QRect, word: str, tone: Tone) -> None:
    """Paints a chip of the height of `rect`, the word elided to its width. Leaves pen, brush and font changed."""
    words, ground = theme().colors.tones[tone]
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QtCore.Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(QRectF(rect), RADIUS_CHIP, RADIUS_CHIP)
    painter.setFont(theme().fonts.chip)
    painter.setPen(words)
    room = rect.adjusted(PADDING, 0, -PADDING, 0)
    line = painter.fontMetrics().elidedText(word, QtCore.Qt.TextElideMode.ElideRight, room.width() + 1)
    painter.drawText(room, QtCore.Qt.AlignmentFlag.AlignVCenter | QtCore.Qt.AlignmentFlag.AlignLeft, line)


class Chip(QWidget):
    """A quiet coloured word: a status, a stage, a tag. With `removable` it has a cross and sends `removed(word)`."""

    removed = Signal(str)

    def __init__(
        self, word: str, tone: Tone = Tone.GREY, parent: QWidget | None = None, *, removable: bool = False
    ) -> None:
        super().__init__(parent)
        self._removable = removable
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        if removable:
            self.setFocusPolicy(QtCore.Qt.FocusPolicy.StrongFocus)
            self.setCursor(QtCore.Qt.CursorShape.PointingHandCursor)
            self.setToolTip(_("Click the cross or press Delete to remove"))
        self.set_word(word, tone)
        theme().changed.connect(self.update)

    @property
    def word(self) -> str:
        """What the chip says."""
        return self._word

    def set_word(self, word: str, tone: Tone) -> None:
        """Says something else, in another tone."""
        self._word, self._tone = word, tone
        self.setAccessibleName(word)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(chip_width(self._word) + (CROSS if self._removable else 0), CHIP_HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), 48), CHIP_HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            rect = self.rect()
            paint_chip(painter, rect, self._word, self._tone)
            if self._removable:
                place = QRect(rect.right() - CROSS - 4, rect.top() + 4, 12, rect.height() - 8)
                paint_icon(painter, place, "close", theme().colors.tones[self._tone][0])
            if self.hasFocus():
                paint_focus(painter, QRectF(rect), RADIUS_CHIP)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._removable and event.position().x() >= self.width() - CROSS - PADDING:
            self.removed.emit(self._word)
        else:
            super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._removable and event.key() in (QtCore.Qt.Key.Key_Delete, QtCore.Qt.Key.Key_Backspace):
            self.removed.emit(self._word)
        else:
            super().keyPressEvent(event)


class ChipButton(QAbstractButton):
    """A chip that filters while it is down: ``Needs attention 4``."""

    def __init__(self, word: str, tone: Tone = Tone.GREY, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tone = tone
        self.setCheckable(True)
        self.setText(word)
        self.setFocusPolicy(QtCore.Qt.FocusPolicy.StrongFocus)
        self.setCursor(QtCore.Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.update)

    @property
    def tone(self) -> Tone:
        """What it looks like while it is up."""
        return self._tone

    def set_tone(self, tone: Tone) -> None:
        """Looks otherwise while it is up."""
        self._tone = tone
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(chip_width(self.text()), CHIP_HEIGHT + 4)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            rect = self.rect().adjusted(0, 2, 0, -2)
            paint_chip(painter, rect, self.text(), Tone.ACCENT if self.isChecked() else self._tone)
            if self.hasFocus():
                paint_focus(painter, QRectF(rect), RADIUS_CHIP)


def paint_focus(painter: QPainter, rect: QRectF, radius: float) -> None:
    """Paints the focus line just inside `rect`."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    stroke_round(painter, rect.adjusted(1, 1, -1, -1), radius, theme().colors.accent, 2)
