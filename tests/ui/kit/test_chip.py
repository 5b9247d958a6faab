"""Chips say a word quietly; some filter, some can be taken away."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from crm_desktop.ui.kit.chip import Chip, ChipButton, chip_width
from crm_desktop.ui.theme import theme
from crm_desktop.ui.tokens import LIGHT, Tone
from tests.ui.hands import click, press

MARKUP = "<b>A & B</b> <img src='/etc/hostname'>"


def test_a_tag_is_removed_by_its_cross_or_the_delete_key_only(qtbot: QtBot) -> None:
    removed: list[str] = []
    chip = Chip("wood", removable=True)
    qtbot.addWidget(chip)
    chip.removed.connect(removed.append)
    chip.resize(chip.sizeHint())
    chip.show()
    click(chip, QPoint(5, 10))
    assert removed == []
    click(chip, QPoint(chip.width() - 8, 10))
    press(chip, Qt.Key.Key_Delete)
    assert removed == ["wood", "wood"]


def test_a_status_chip_is_read_aloud_and_keeps_its_word_when_it_changes(qtbot: QtBot) -> None:
    chip = Chip("Prospect", Tone.AMBER)
    qtbot.addWidget(chip)
    chip.set_word("Customer", Tone.GREEN)
    assert (chip.word, chip.accessibleName()) == ("Customer", "Customer")
    assert chip.sizeHint().width() == chip_width("Customer")
    assert _ground(chip) == QColor(LIGHT.green_soft)


def _ground(chip: Chip) -> QColor:
    chip.resize(chip.sizeHint())
    return chip.grab().toImage().pixelColor(4, 10)


def test_a_filter_chip_goes_down_and_up(qtbot: QtBot) -> None:
    chip = ChipButton("Needs attention 4")
    qtbot.addWidget(chip)
    chip.show()
    click(chip)
    assert chip.isChecked()
    press(chip, Qt.Key.Key_Space)
    assert not chip.isChecked()


def test_widgets_that_paint_themselves_follow_the_theme(qtbot: QtBot) -> None:
    chip = Chip("Customer", Tone.GREEN)
    qtbot.addWidget(chip)
    theme().set_mode("dark")
    assert _ground(chip) == QColor(theme().tokens.green_soft)
