"""The program's own icons (resources/icons, one family): tinted by the theme when painted, sharp at every scale.

An icon made by `icon()` asks the theme at each paint, so a change of theme needs no new icons. Painting code that
wants a colour of its own uses `pixmap()`.
"""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QRect, QRectF, QSize
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from crm_desktop.paths import resource
from crm_desktop.ui.theme import theme

ICON_SIZE = 18
"""Side of an icon in a button or a menu, in logical pixels."""

_pixmaps: dict[tuple[str, int, int, float], QPixmap] = {}
_MOST_PIXMAPS = 600


class UnknownIconError(LookupError):
    """No drawing of that name stands in resources/icons: a slip in the program, not of its user."""


@cache
def _drawing(name: str) -> bytes:
    file = resource("icons") / f"{name}.svg"
    try:
        return file.read_bytes()
    except OSError as error:
        raise UnknownIconError(name) from error


def pixmap(name: str, size: int, color: QColor, ratio: float = 1.0) -> QPixmap:
    """The icon `name` as a square of `size` logical pixels in `color`, drawn for a screen of `ratio`; cached."""
    key = (name, size, color.rgba(), ratio)
    found = _pixmaps.get(key)
    if found is None:
        if len(_pixmaps) >= _MOST_PIXMAPS:
            _pixmaps.clear()
        found = _pixmaps[key] = _draw(name, size, color, ratio)
    return found


def _draw(name: str, size: int, color: QColor, ratio: float) -> QPixmap:
    side = max(1, round(size * ratio))
    drawn = QPixmap(side, side)
    drawn.fill(QColor(0, 0, 0, 0))
    renderer = QSvgRenderer(_drawing(name).replace(b"#000", color.name().encode()))
    with QPainter(drawn) as painter:
        renderer.render(painter, QRectF(0, 0, side, side))
    drawn.setDevicePixelRatio(ratio)
    return drawn


def paint_icon(painter: QPainter, rect: QRect, name: str, color: QColor) -> None:
    """Paints the icon into the largest square in the middle of `rect`."""
    side = min(rect.width(), rect.height())
    left = rect.left() + (rect.width() - side) // 2
    top = rect.top() + (rect.height() - side) // 2
    painter.drawPixmap(left, top, pixmap(name, side, color, painter.device().devicePixelRatioF()))


class _ThemedEngine(QIconEngine):
    """Draws one icon in a colour of the theme that is in force when it is painted."""

    def __init__(self, name: str, token: str) -> None:
        super().__init__()
        self._name = name
        self._token = token

    def _color(self, mode: QIcon.Mode) -> QColor:
        colors = theme().colors
        return colors.faint if mode is QIcon.Mode.Disabled else getattr(colors, self._token)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        paint_icon(painter, rect, self._name, self._color(mode))

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:
        return pixmap(self._name, min(size.width(), size.height()), self._color(mode), scale)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return pixmap(self._name, min(size.width(), size.height()), self._color(mode))

    def clone(self) -> QIconEngine:
        return _ThemedEngine(self._name, self._token)


@cache
def icon(name: str, token: str = "text") -> QIcon:
    """A `QIcon` that follows the theme; `token` names the colour (``text``, ``muted``, ``accent``, ``on_accent``)."""
    _drawing(name)
    return QIcon(_ThemedEngine(name, token))
