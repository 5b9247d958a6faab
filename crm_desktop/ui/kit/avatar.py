"""Avatars: a photo, or initials on a pastel that is always the same for the same name."""

from __future__ import annotations

from functools import lru_cache
from zlib import crc32

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from crm_desktop.ui.theme import theme
from crm_desktop.ui.tokens import PASTELS

SMALL_WORDS = frozenset(
    {"a", "o", "e", "da", "de", "do", "das", "dos", "di", "du", "la", "le", "van", "von", "the", "y"}
)

_COLORS = tuple((QColor(ground), QColor(letters)) for ground, letters in PASTELS)


@lru_cache(maxsize=4096)
def initials(name: str) -> str:
    """At most two capitals: of the first and the last word that begins with a letter or figure; '' when none does.

    Small words (``da``, ``de``, ``von``) count only when there is nothing else.
    """
    words = [word for word in (part.lstrip("(\"'“‘«.-&@#") for part in name.split()) if word and word[0].isalnum()]
    chief = [word for word in words if word.casefold() not in SMALL_WORDS] or words
    letters = [word[0].upper()[0] for word in (chief[:1] + chief[1:][-1:])]
    return "".join(letters)


@lru_cache(maxsize=4096)
def pastel(name: str) -> tuple[QColor, QColor]:
    """Ground and letters for a name; the same on every machine and in every run."""
    return _COLORS[crc32(name.strip().casefold().encode()) % len(_COLORS)]


@lru_cache(maxsize=16)
def _letters_font(side: int) -> QFont:
    font = QFont(theme().fonts.strong)
    font.setPixelSize(max(9, round(side * 0.38)))
    return font


def paint_avatar(painter: QPainter, rect: QRect, name: str, photo: QPixmap | None = None) -> None:
    """Paints a round avatar into the square `rect`. Leaves pen, brush and font changed."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if photo is not None and not photo.isNull():
        _paint_photo(painter, rect, photo)
        return
    ground, letters = pastel(name)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawEllipse(rect)
    painter.setPen(letters)
    painter.setFont(_letters_font(rect.height()))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, initials(name))


def _paint_photo(painter: QPainter, rect: QRect, photo: QPixmap) -> None:
    """The middle square of the photo in a circle."""
    side = min(photo.width(), photo.height())
    source = QRectF((photo.width() - side) / 2, (photo.height() - side) / 2, side, side)
    circle = QPainterPath()
    circle.addEllipse(QRectF(rect))
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.setClipPath(circle)
    painter.drawPixmap(QRectF(rect), photo, source)
    painter.restore()


class Avatar(QWidget):
    """The round picture of a person or company, `side` logical pixels wide."""

    def __init__(self, name: str = "", side: int = 52, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._side = side
        self._name = name
        self._photo: QPixmap | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)

    def show_contact(self, name: str, photo: QPixmap | None = None) -> None:
        """Shows another contact."""
        self._name, self._photo = name, photo
        self.setAccessibleName(name)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._side, self._side)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            paint_avatar(painter, QRect(0, 0, self._side, self._side), self._name, self._photo)
