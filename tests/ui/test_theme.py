"""The look follows the system or the choice of its user, while the program runs."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QFont, QFontInfo, QPalette
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from crm_desktop.ui.fonts import BUNDLED_FAMILY, needs_bundled_face
from crm_desktop.ui.kit.filter_bar import FilterField
from crm_desktop.ui.theme import DARK_MODE, LIGHT_MODE, SYSTEM_MODE, theme
from crm_desktop.ui.tokens import DARK, LIGHT, Tone

DEPTH = 12


class _StyleNews(QObject):
    """Counts how often a widget is told that its style has changed."""

    heard = 0

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        self.heard += event.type() is QEvent.Type.StyleChange
        return False


def test_dark_reaches_palette_colours_and_windows_already_open(qtbot: QtBot) -> None:
    button = QPushButton("Save")
    qtbot.addWidget(button)
    button.show()
    with qtbot.waitSignal(theme().changed):
        theme().set_mode(DARK_MODE)
    assert button.palette().color(QPalette.ColorRole.Window).name() == DARK.background.lower()
    assert theme().colors.text.name() == DARK.text.lower()
    assert theme().colors.tones[Tone.GREEN][0].name() == DARK.green.lower()


def test_light_comes_back(qtbot: QtBot) -> None:
    theme().set_mode(DARK_MODE)
    theme().set_mode(LIGHT_MODE)
    assert QApplication.palette().color(QPalette.ColorRole.Window).name() == LIGHT.background.lower()
    assert theme().tokens is LIGHT


def test_a_widget_deep_in_others_is_not_told_of_the_look_once_for_each_of_them(qtbot: QtBot) -> None:
    theme().set_mode(LIGHT_MODE)
    window = QWidget()
    qtbot.addWidget(window)
    inner = window
    for _step in range(DEPTH):
        column = QVBoxLayout(inner)
        inner = QWidget()
        column.addWidget(inner)
    field = QLineEdit(inner)
    window.show()
    news = _StyleNews()
    field.installEventFilter(news)
    theme().set_mode(DARK_MODE)
    assert 0 < news.heard < DEPTH


def test_the_look_that_is_there_already_is_not_put_on_again(qtbot: QtBot) -> None:
    theme().set_mode(LIGHT_MODE)
    with qtbot.assertNotEmitted(theme().changed):
        theme().set_mode(SYSTEM_MODE)


@pytest.mark.parametrize("mode", ["", "purple", SYSTEM_MODE])
def test_an_unknown_choice_follows_the_system(mode: str) -> None:
    theme().set_mode(mode)
    assert theme().mode == SYSTEM_MODE
    assert theme().tokens is LIGHT


def test_figures_are_tabular_and_the_base_is_14_pixels() -> None:
    font = QApplication.font()
    assert font.pixelSize() == 14
    assert font.featureValue(QFont.Tag("tnum")) == 1


def test_a_linux_without_a_desktop_face_gets_the_bundled_one() -> None:
    assert QFontInfo(theme().fonts.base).family() == BUNDLED_FAMILY
    assert QFontInfo(theme().fonts.strong).weight() == QFont.Weight.DemiBold


@pytest.mark.parametrize(
    ("platform", "family", "bundled"),
    [
        ("linux", "Sans Serif", True),
        ("linux", "Helvetica", True),
        ("linux", "Cantarell", False),
        ("win32", "Segoe UI", False),
        ("darwin", ".AppleSystemUIFont", False),
        ("win32", "Sans Serif", False),
    ],
)
def test_the_systems_own_face_is_kept_where_there_is_one(platform: str, family: str, bundled: bool) -> None:
    assert needs_bundled_face(platform, family) is bundled


def test_placeholders_are_as_readable_as_other_secondary_words(qtbot: QtBot) -> None:
    field = FilterField("Filter 1,284 contacts")
    qtbot.addWidget(field)
    field.show()
    assert field.palette().color(QPalette.ColorRole.PlaceholderText).name() == LIGHT.muted.lower()
    theme().set_mode(DARK_MODE)
    assert field.palette().color(QPalette.ColorRole.PlaceholderText).name() == DARK.muted.lower()
