"""Icons are drawn in the theme's colours, sharp at every scale."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon, QImage, QPixmap

from crm_desktop.paths import resource
from crm_desktop.ui.icons import UnknownIconError, icon, pixmap
from crm_desktop.ui.theme import DARK_MODE, theme
from crm_desktop.ui.tokens import DARK, LIGHT

NAMES = sorted(file.stem for file in resource("icons").glob("*.svg"))


def _ink(drawn: QPixmap) -> QColor:
    """The colour of the most opaque pixel."""
    image: QImage = drawn.toImage()
    pixels = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    return max(pixels, key=QColor.alpha)


@pytest.mark.parametrize("name", NAMES)
def test_every_drawing_leaves_ink_and_stays_inside_its_square(name: str) -> None:
    image = pixmap(name, 40, QColor("#000000")).toImage()
    border = [(x, y) for x in range(40) for y in range(40) if x in (0, 39) or y in (0, 39)]
    assert _ink(QPixmap.fromImage(image)).alpha() > 200
    assert all(image.pixelColor(x, y).alpha() == 0 for x, y in border)


def test_an_icon_follows_the_theme_without_being_made_again() -> None:
    search = icon("search")
    assert _ink(search.pixmap(20, 20)).name() == LIGHT.text.lower()
    theme().set_mode(DARK_MODE)
    assert _ink(search.pixmap(20, 20)).name() == DARK.text.lower()


def test_a_disabled_icon_is_faint_and_a_chosen_colour_is_kept() -> None:
    assert _ink(icon("plus").pixmap(20, 20, QIcon.Mode.Disabled)).name() == LIGHT.faint.lower()
    assert _ink(icon("plus", "accent").pixmap(20, 20)).name() == LIGHT.accent.lower()


def test_a_fine_screen_gets_twice_the_pixels() -> None:
    fine = icon("trash").pixmap(QSize(20, 20), 2.0)
    assert fine.size() == QSize(40, 40)
    assert fine.devicePixelRatio() == 2.0


def test_the_same_drawing_is_drawn_once() -> None:
    color = QColor("#123456")
    assert pixmap("star", 18, color, 2.0).cacheKey() == pixmap("star", 18, color, 2.0).cacheKey()


def test_a_misspelt_icon_is_noticed_at_once() -> None:
    with pytest.raises(UnknownIconError):
        icon("no-such-drawing")
